import { dayOf, instantOf, timeOf } from './day.ts'
import { addWorkdays, isWorkday } from './workday.ts'
import type { WorkCalendar } from './work-calendar.ts'

/** One stretch of work on a working day, 'HH:MM' to 'HH:MM'; the end itself is no longer work. */
export interface WorkingSpan {
  from: string
  to: string
}

/** The stretches of a working day in order. */
export type WorkingHours = readonly WorkingSpan[]

export const defaultHours: WorkingHours = [
  { from: '08:30', to: '12:00' },
  { from: '14:30', to: '17:30' },
]

const SPAN = /^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/

/** Reads spans such as '08:30-12:00'; throws in words when they are malformed, empty or out of order. */
export function workingHours(spans: readonly string[]): WorkingHours {
  const hours = spans.map(span => {
    if (!SPAN.test(span)) throw new Error(`上班时间“${span}”应写成 "08:30-12:00" 这样的时间段。`)
    return { from: span.slice(0, 5), to: span.slice(6) }
  })
  const times = hours.flatMap(({ from, to }) => [from, to])
  if (times.length === 0) throw new Error('上班时间至少写一段,例如 "08:30-12:00"。')
  if (times.some((time, index) => index > 0 && time <= (times[index - 1] ?? '')))
    throw new Error(`上班时间 ${spans.join('、')} 应从早到晚写,不能重叠。`)
  return hours
}

/** Whether people are at work: inside a span of a working day, 调休 weekends included. */
export function isWorkingMoment(calendar: WorkCalendar, hours: WorkingHours, now: Date): boolean {
  const time = timeOf(now)
  return isWorkday(calendar, dayOf(now)) && hours.some(({ from, to }) => from <= time && time < to)
}

/** `now` itself inside working hours, else the moment at which work begins next. */
export function nextWorkingMoment(calendar: WorkCalendar, hours: WorkingHours, now: Date): Date {
  if (isWorkingMoment(calendar, hours, now)) return now
  const today = dayOf(now)
  const time = timeOf(now)
  const later = isWorkday(calendar, today) ? hours.find(({ from }) => from > time) : undefined
  if (later) return instantOf(today, later.from)
  return instantOf(addWorkdays(calendar, today, 1), hours[0]?.from)
}
