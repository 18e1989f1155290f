import { addDays, dayOf, instantOf, timeOf } from '../calendar/day.ts'
import type { WorkingHours } from '../calendar/working-hours.ts'
import type { Slots } from '../understand/reading.ts'
import { readWhen } from '../understand/when.ts'

/** What somebody wants to be said, to whom and when. */
export interface ReminderWish {
  /** Undefined when no moment is named: at once. */
  at: Date | undefined
  /** Empty when the words say nothing but that there is something to remind of. */
  what: string
  to: 'me' | 'everyone' | readonly string[]
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
  return {
    at: momentIn(head, hours, now),
    what: withoutAddressee(tail, subjects),
    to: addresseesIn(tail, subjects) ?? (slots.scope === '我' ? 'me' : 'everyone'),
    anyHour: /现在发|马上发|立即发|立刻发/.test(text),
  }
}

const ADDRESSEE =
  /^(?:一下|下)?(?:大家|各位同志|各位|全体党员|全体同志|全体|同志们|所有人|支部党员|支部|党员|各科室|我)?[\s,,::、]*/

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
  return rest.replace(/^同志/, '').trim()
}

function momentIn(words: string, hours: WorkingHours, now: Date): Date | undefined {
  const { day, time, part } = readWhen(words, now)
  if (day === undefined && time === undefined && part === undefined) return undefined
  const clock = time ?? startOf(part, hours)
  const today = dayOf(now)
  const wanted = day ?? (clock > timeOf(now) ? today : undefined)
  return instantOf(wanted ?? addDays(today, 1), clock)
}

/** When a half of the day begins at work. */
export function startOf(part: string | undefined, hours: WorkingHours): string {
  const first = hours[0]?.from ?? '08:30'
  return part === 'afternoon' ? (hours.at(-1)?.from ?? first) : part === 'evening' ? '19:00' : first
}
