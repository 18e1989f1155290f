import { dayOf, instantOf, timeOf, addDays } from '../calendar/day.ts'
import type { WorkingHours } from '../calendar/working-hours.ts'
import type { Office } from '../office.ts'
import { withoutDemand } from '../reminders/demands.ts'
import { readWhen } from '../understand/when.ts'

/** What somebody wants to be said in groups. */
export interface NoticeWish {
  words: string
  /** Undefined: at once. */
  at: Date | undefined
  /** Names of the groups that are named; empty for the usual one. */
  groups: string[]
  everyGroup: boolean
  anyHour: boolean
  /** A demand for 收到 was left out. */
  cutDemand: boolean
}

const LONGEST = 600

/** Reads 明天上午9点发通知:周五下午停电,请保存文件. What stands before the colon says when and where, the rest is said. */
export function readNotice(
  text: string,
  office: Pick<Office, 'groups'>,
  hours: WorkingHours,
  now: Date,
): NoticeWish {
  const said = text.slice(0, LONGEST)
  const colon = said.search(/[::\n]/)
  const split =
    colon === -1 ? splitWithoutColon(said) : { head: said.slice(0, colon), words: said.slice(colon + 1) }
  const { head } = split
  const { words, cutDemand } = withoutDemand(plainLines(split.words))
  return {
    words,
    at: momentIn(head, hours, now),
    groups: office.groups.filter(({ name }) => head.includes(name)).map(({ name }) => name),
    everyGroup: /(?:各|所有|全部|每个)(?:工作)?群/.test(head),
    anyHour: /现在(?:就)?发|马上发|立即发|立刻发/.test(said.slice(0, Math.max(colon, 12))),
    cutDemand,
  }
}

const OPENING =
  /^(?:请|麻烦|帮我|帮忙)?(?:给(?:大家|各位|全体|同志们))?(?:在|往|到)?(?:群里|支部群|工作群)?(?:发|下|出|发布|推送|群发|广播)(?:一?[个条份则下])?(?:到.{0,12}群)?(?:通知|公告|消息)?(?:给|告诉|告知)?(?:大家|各位|全体|同志们)?(?:说|讲)?(?:一声|一下)?[,,\s]*|^(?:通知|告知|告诉|转告)(?:一下)?(?:大家|各位|全体|所有人|同志们|党员|各科室|群里)?[,,\s]*/

function splitWithoutColon(text: string): { head: string; words: string } {
  const opening = OPENING.exec(text)?.[0] ?? ''
  return { head: opening, words: text.slice(opening.length) }
}

function plainLines(text: string): string {
  return text
    .replace(/[\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .split('\n')
    .map(line => line.replace(/\p{Cc}/gu, ' ').trim())
    .filter(line => line !== '')
    .join('\n')
}

function momentIn(head: string, hours: WorkingHours, now: Date): Date | undefined {
  const { day, time, part } = readWhen(head, now)
  if (day === undefined && time === undefined && part === undefined) return undefined
  const first = hours[0]?.from ?? '08:30'
  const clock = time ?? (part === 'afternoon' ? (hours.at(-1)?.from ?? first) : first)
  const today = dayOf(now)
  return instantOf(day ?? (clock > timeOf(now) ? today : addDays(today, 1)), clock)
}
