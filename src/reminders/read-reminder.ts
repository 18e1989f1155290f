import { addDays, dayOf, instantOf, timeOf, yearOf, type Day } from '../calendar/day.ts'
import { festivalDay, HOLIDAY_NAMES } from '../calendar/festivals.ts'
import type { WorkingHours } from '../calendar/working-hours.ts'
import type { Slots } from '../understand/reading.ts'
import { readWhen } from '../understand/when.ts'
import { shifted, stretchIn } from './stretch.ts'

/** What somebody wants to be said, to whom and when. */
export interface ReminderWish {
  /** Undefined when no moment is named: at once. */
  at: Date | undefined
  /** Empty when the words say nothing but that there is something to remind of. */
  what: string
  to: 'me' | 'everyone' | 'committee' | readonly string[]
  /** A time is named that is not clear: 会前, 回头, 过一阵. */
  unclearTime: boolean
  /** 现在发: it does not wait for working hours. */
  anyHour: boolean
}

const LONGEST = 500

/**
 * Reads 明天上午9点提醒大家交材料. The moment stands before 提醒; a time behind it belongs to what is said (提醒大家明天下午3点开会).
 */
export function readReminder(words: string, slots: Slots, hours: WorkingHours, now: Date): ReminderWish {
  const text = words.slice(0, LONGEST)
  const marker = text.indexOf('提醒')
  const head = marker === -1 ? text : text.slice(0, marker)
  const tail = marker === -1 ? '' : text.slice(marker + '提醒'.length)
  const subjects = slots.subjects ?? []
  const at = momentIn(head, hours, now)
  const addressees = addresseesIn(tail, subjects)
  return {
    at,
    unclearTime: at === undefined && UNCLEAR.test(head),
    what: withoutAddressee(tail, addressees ?? []),
    to: addressees ?? (COMMITTEE.test(tail) ? 'committee' : slots.scope === '我' ? 'me' : 'everyone'),
    anyHour: /现在发|马上发|立即发|立刻发/.test(text),
  }
}

const COMMITTEE = /^(?:一下|下)?(?:各位委员|支部委员|委员|支委|班子成员)(?!会)/
const UNCLEAR =
  /[那前当]天|节前|节后|[会期]前|之前|以前|之后|以后|回头|待会|过[一段几]|有空|到时候?|届时|晚点|稍后|改天/

const ADDRESSEE =
  /^(?:一下|下|一次|一遍)?(?:各位委员|支部委员|委员们?|支委|班子成员|大家|各位同志|各位|全体党员|全体同志|全体|同志们|所有人|支部党员|支部|党员|各科室|我)?[\s,,::、]*/

/** Who stands right behind 提醒; a name further on belongs to what is said, and 大家 is everybody. */
function addresseesIn(tail: string, subjects: readonly string[]): readonly string[] | undefined {
  const rest = tail.replace(/^[一下\s]+/, '')
  const named = subjects.filter(subject => rest.slice(0, ADDRESSED).includes(subject))
  return subjects.some(subject => rest.startsWith(subject)) && named.length > 0 ? named : undefined
}

// 提醒刘芳、彭莉和何静…: the names of a short list.
const ADDRESSED = 30

function withoutAddressee(tail: string, subjects: readonly string[]): string {
  let rest = tail.replace(ADDRESSEE, '')
  for (const subject of subjects)
    if (rest.startsWith(subject)) rest = rest.slice(subject.length).replace(/^[\s,,、和及]+/, '')
  return rest
    .replace(/^同志/, '')
    .replace(/[,,\s]*(?:现在|马上|立即|立刻)就?发(?:出去|吧)?$/, '')
    .replace(/^(?:一下|一声|吧|啊|哈)$/, '')
    .trim()
}

function momentIn(words: string, hours: WorkingHours, now: Date): Date | undefined {
  const stretch = stretchIn(words)
  // 10分钟后, 过半小时: counted from now; 提前半小时 belongs to something else.
  if (stretch !== null && /过|后|等/.test(words) && /小时|钟/.test(stretch[3] ?? ''))
    return shifted(stretch, false, now)
  const { day: said, time, part } = readWhen(words, now)
  const day = said ?? festivalIn(words, dayOf(now))
  if (day === undefined && time === undefined && part === undefined) return undefined
  const clock = /下班/.test(words) ? beforeTheEnd(hours) : (time ?? startOf(part, hours))
  const today = dayOf(now)
  const wanted = day ?? (clock > timeOf(now) ? today : undefined)
  return instantOf(wanted ?? addDays(today, 1), clock)
}

/** 下班前: half an hour before the day's work ends; at its end it would wait for the next morning. */
function beforeTheEnd(hours: WorkingHours): string {
  const [hour = 17, minute = 30] = (hours.at(-1)?.to ?? '17:30').split(':').map(Number)
  const minutes = hour * 60 + minute - 30
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** 元旦那天, 国庆前一天: the next festival of that name. */
function festivalIn(words: string, today: Day): Day | undefined {
  const name = HOLIDAY_NAMES.find(known => words.includes(known))
  if (name === undefined) return undefined
  const days = [yearOf(today), yearOf(today) + 1].map(year => festivalDay(year, name))
  const next = days.find(day => day !== undefined && day >= today)
  return next !== undefined && /前一?天|前夕|前一日/.test(words) ? addDays(next, -1) : next
}

/** When a half of the day begins at work. */
export function startOf(part: string | undefined, hours: WorkingHours): string {
  const first = hours[0]?.from ?? '08:30'
  return part === 'afternoon' ? (hours.at(-1)?.from ?? first) : part === 'evening' ? '19:00' : first
}
