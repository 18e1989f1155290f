import { addDays, type Day } from './day.ts'
import type { HolidayName } from './festivals.ts'
import { isWeekend } from './holidays.ts'
import { holidayRange, type WorkCalendar } from './work-calendar.ts'

/**
 * Whether a 调休 Saturday or Sunday counts as a working day. Duties, deadlines and working hours say yes (the default),
 * activities say no.
 */
export interface WorkdayOptions {
  useAdjusted?: boolean | undefined
}

/** Whether a day is worked. A year without a table knows weekends only. */
export function isWorkday(
  calendar: WorkCalendar,
  day: Day,
  { useAdjusted = true }: WorkdayOptions = {},
): boolean {
  if (calendar.daysOff.has(day)) return false
  return !isWeekend(day) || (useAdjusted && calendar.adjustedWorkdays.has(day))
}

/**
 * The working day that lies a number of working days after (or, below zero, before) a day; T−3wd is -3. From a day off, the
 * first step leads to the nearest working day in that direction. Zero gives the day itself.
 */
export function addWorkdays(
  calendar: WorkCalendar,
  day: Day,
  count: number,
  options: WorkdayOptions = {},
): Day {
  const step = Math.sign(count)
  let found = day
  for (let left = Math.abs(count); left > 0; left--)
    found = nearestFrom(calendar, addDays(found, step), step, options)
  return found
}

/** The day itself when it is worked, else the next working day. */
export function workdayOnOrAfter(calendar: WorkCalendar, day: Day, options: WorkdayOptions = {}): Day {
  return nearestFrom(calendar, day, 1, options)
}

/** The day itself when it is worked, else the working day before it. */
export function workdayOnOrBefore(calendar: WorkCalendar, day: Day, options: WorkdayOptions = {}): Day {
  return nearestFrom(calendar, day, -1, options)
}

/** How many working days there are from one day to another, both included; none when `to` is the earlier one. */
export function countWorkdays(
  calendar: WorkCalendar,
  from: Day,
  to: Day,
  options: WorkdayOptions = {},
): number {
  let count = 0
  for (let day = from; day <= to; day = addDays(day, 1)) if (isWorkday(calendar, day, options)) count++
  return count
}

/** The first working day after a named holiday of a year; undefined when nobody knows yet when that holiday is. */
export function firstWorkdayAfter(
  calendar: WorkCalendar,
  year: number,
  name: HolidayName,
  options: WorkdayOptions = {},
): Day | undefined {
  const range = holidayRange(calendar, year, name)
  return range && addWorkdays(calendar, range.to, 1, options)
}

/** The last working day before a named holiday of a year; undefined when nobody knows yet when that holiday is. */
export function lastWorkdayBefore(
  calendar: WorkCalendar,
  year: number,
  name: HolidayName,
  options: WorkdayOptions = {},
): Day | undefined {
  const range = holidayRange(calendar, year, name)
  return range && addWorkdays(calendar, range.from, -1, options)
}

// The table allows no holiday longer than fifteen days, so this always ends.
function nearestFrom(calendar: WorkCalendar, day: Day, step: number, options: WorkdayOptions): Day {
  let found = day
  while (!isWorkday(calendar, found, options)) found = addDays(found, step)
  return found
}
