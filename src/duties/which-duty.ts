import { addDays, dayOf, monthOf, type Day } from '../calendar/day.ts'
import type { WorkCalendar } from '../calendar/work-calendar.ts'
import { readNumber } from '../understand/numbers.ts'
import type { StandingDuty } from './facts.ts'
import { dutyKindByCode, dutyKindNamed } from './kinds.ts'
import { dutyOccurrences, type DutyOccurrence } from './occurrences.ts'

/** The duties that words mean: by their own name, or by what people call their kind. */
export function dutiesNamed(duties: readonly StandingDuty[], words: string): StandingDuty[] {
  const byName = duties.filter(({ duty: { name } }) => words.includes(name))
  if (byName.length > 0) return longestNames(byName)
  const kind = dutyKindNamed(words)
  const ofKind = duties.filter(({ duty }) => duty.kind === kind?.code)
  if (ofKind.length > 0) return ofKind
  // 采集表交了 is the 党员信息采集表 that somebody wrote down.
  const said = words.match(/[\p{Script=Han}A-Za-z0-9]{2,}/gu) ?? []
  return duties
    .filter(({ duty }) => duty.kind === 'custom' || duty.kind === 'task_item')
    .filter(({ duty: { name } }) => said.some(part => sharesEnough(part, name)))
}

function longestNames(found: StandingDuty[]): StandingDuty[] {
  const longest = Math.max(...found.map(({ duty }) => duty.name.length))
  return found.filter(({ duty }) => duty.name.length === longest)
}

/** Three characters in a row are the same, or the whole of a shorter name. */
function sharesEnough(said: string, name: string): boolean {
  const length = Math.min(3, name.length)
  for (let start = 0; start + length <= name.length; start++)
    if (said.includes(name.slice(start, start + length))) return true
  return false
}

const WEEKLY_BEHIND = 3
const BEHIND = 20
const AHEAD = 400

/**
 * The occurrence that somebody means who speaks of a duty today: of the month they name, else the first one not closed that
 * was due at most twenty days ago or lies ahead.
 */
export function currentOccurrence(
  { duty, changes }: StandingDuty,
  calendar: WorkCalendar,
  now: Date,
  words: string,
): DutyOccurrence | undefined {
  const today = dayOf(now)
  // What is announced on its day is over after it: the next holiday's words are meant, not the last one's.
  const isAnnounced = dutyKindByCode(duty.kind)?.draft !== undefined
  const behind = isAnnounced ? 0 : duty.rule.kind === 'weekly' ? WEEKLY_BEHIND : BEHIND
  const from = addDays(today, -behind)
  const month = monthSaid(words)
  if (month !== undefined) {
    const near = dutyOccurrences(duty, calendar, addDays(today, -100), addDays(today, AHEAD), changes)
    const named = near.find(({ key }) => monthOf(key) === month)
    if (named !== undefined) return named
  }
  const all = dutyOccurrences(duty, calendar, from, addDays(today, AHEAD), changes)
  return all.find(({ closed }) => !closed) ?? all.at(0)
}

/** 10月的月统计: a month that says which one, not a day of the calendar. */
function monthSaid(words: string): number | undefined {
  const match =
    /(?<![\d日])(\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份)?的?(?![\d一二三四五六七八九十]*[日号]|底|末|初)/.exec(
      words,
    )
  return readNumber(match?.[1] ?? '')
}

/** The occurrence that was closed, of the month that is named or else the last one, for 改回未办. */
export function lastClosed(
  { duty, changes }: StandingDuty,
  calendar: WorkCalendar,
  today: Day,
  words: string,
) {
  const all = dutyOccurrences(duty, calendar, addDays(today, -60), addDays(today, AHEAD), changes)
  const closed = all.filter(one => one.closed)
  const month = monthSaid(words)
  return closed.find(({ key }) => monthOf(key) === month) ?? closed.at(-1)
}
