import { dayOf, instantOf, type Day } from '../calendar/day.ts'
import { addWorkdays, isWorkday } from '../calendar/workday.ts'
import type { ReminderParts } from './parts.ts'

/** A day of rest for which something was asked; `before`: the last afternoon of work before it, where it is still to come. */
export interface RestDay {
  day: Day
  before: Date | undefined
}

/** The day of rest on which a moment lies, or undefined for a working day. */
export function restDayAt({ calendar, hours }: ReminderParts, at: Date, now: Date): RestDay | undefined {
  const day = dayOf(at)
  if (isWorkday(calendar, day)) return undefined
  const before = instantOf(addWorkdays(calendar, day, -1), hours.at(-1)?.from)
  return { day, before: before > now ? before : undefined }
}
