import { dayOf, timeOf } from '../calendar/day.ts'
import type { Day } from '../calendar/day.ts'
import { firstDay } from './when/days.ts'
import type { DayPart, Span } from './when/span.ts'
import { firstTime } from './when/times.ts'

export interface When {
  day?: Day
  /** 'HH:MM' in Asia/Shanghai. */
  time?: string
  /** The half of the day, when it is named. */
  part?: DayPart
  /** What a date with a time would still need. */
  missing: ('day' | 'time')[]
  /** The named day does not exist (2月30日). */
  impossible?: true
  /** The day lies before today. */
  past?: true
  /** The text names today's weekday without 本 or 下; read as the next one. */
  sameWeekday?: true
  /** The stretch of the text that says it. */
  raw: string
}

/**
 * The first date and time in a text, relative to `now` in Asia/Shanghai. An hour from 1 to 6 without 上午 or 下午
 * is in the afternoon, because offices meet then.
 */
export function readWhen(text: string, now: Date): When {
  const today = dayOf(now)
  const clean = text.slice(0, 500).normalize('NFKC')
  const dayFound = firstDay(clean, today)
  const timeFound = firstTime(clean, dayFound)
  const missing: When['missing'] = []
  if (dayFound.day === undefined) missing.push('day')
  if (timeFound.time === undefined) missing.push('time')
  return {
    ...(dayFound.day !== undefined && { day: dayFound.day }),
    ...(timeFound.time !== undefined && { time: timeFound.time }),
    ...(timeFound.part !== undefined && { part: timeFound.part }),
    missing,
    ...(dayFound.impossible && { impossible: true as const }),
    ...(isPast(dayFound.day, timeFound.time, now) && { past: true as const }),
    ...(dayFound.sameWeekday && { sameWeekday: true as const }),
    raw: rawOf(clean, dayFound.span, timeFound.span),
  }
}

function isPast(day: Day | undefined, time: string | undefined, now: Date): boolean {
  if (day === undefined) return false
  const today = dayOf(now)
  return day < today || (day === today && time !== undefined && time < timeOf(now))
}

/** From the first to the last of the two stretches when they stand together, otherwise the day's. */
function rawOf(text: string, day: Span | undefined, time: Span | undefined): string {
  if (day === undefined || time === undefined) {
    const only = day ?? time
    return only === undefined ? '' : text.slice(only.start, only.end)
  }
  const gap = text.slice(Math.min(day.end, time.end), Math.max(day.start, time.start))
  const together = gap.length <= 8
  return together
    ? text.slice(Math.min(day.start, time.start), Math.max(day.end, time.end))
    : text.slice(day.start, day.end)
}
