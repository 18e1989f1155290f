import { addDays, daysBetween, monthOf, yearOf, type Day } from './day.ts'
import type { HolidayName } from './festivals.ts'
import { holidayKey, keysAround } from './recurrence-keys.ts'
import type { RecurrenceRule } from './recurrence-rule.ts'
import { shiftDay, type Shifted } from './shift.ts'
import { isYearLoaded, type WorkCalendar } from './work-calendar.ts'
import { addWorkdays, firstWorkdayAfter, lastWorkdayBefore } from './workday.ts'

export interface Occurrence {
  /**
   * Names the occurrence for good: the date before any shift. It never depends on a holiday table, so that loading one later
   * moves an occurrence instead of making a second one. The n-th working day has the first (counted from the end: the last)
   * day of its month, a holiday its festival.
   */
  key: Day
  /**
   * The day on which it falls. Undefined when it is cancelled: by the shift policy, because the month has no such working day,
   * or because a long holiday pushed it onto the day of an earlier one.
   */
  day: Day | undefined
  /** 待核: the year's table is missing, or no day keeps the bounds of the shift. */
  unsure: boolean
}

/** Every time a rule comes round from one day to another, both included, in order. A cancelled one stands at its key. */
export function occurrences(rule: RecurrenceRule, calendar: WorkCalendar, from: Day, to: Day): Occurrence[] {
  const taken = new Set<Day>()
  return keysAround(rule, calendar, from, to)
    .map(key => {
      const { day, withinBounds } = place(rule, calendar, key)
      if (day === undefined || taken.has(day))
        return { key, day: undefined, unsure: !isYearLoaded(calendar, key) }
      taken.add(day)
      return { key, day, unsure: !withinBounds || ![key, day].every(each => isYearLoaded(calendar, each)) }
    })
    .filter(({ key, day }) => within(day ?? key, from, to))
    .toSorted((a, b) => daysBetween(b.day ?? b.key, a.day ?? a.key))
}

function within(day: Day, from: Day, to: Day): boolean {
  return from <= day && day <= to
}

function place(rule: RecurrenceRule, calendar: WorkCalendar, key: Day): Shifted {
  switch (rule.kind) {
    case 'nthWorkday':
      return { day: nthWorkday(calendar, key, rule), withinBounds: true }
    case 'firstWorkdayAfter':
      return { day: besideHoliday(rule, calendar, key, firstWorkdayAfter), withinBounds: true }
    case 'lastWorkdayBefore':
      return { day: besideHoliday(rule, calendar, key, lastWorkdayBefore), withinBounds: true }
    default:
      return shiftDay(calendar, key, rule.shift ?? { policy: 'keep' }, rule)
  }
}

interface NthWorkday {
  nth: number
  useAdjusted: boolean
}

function nthWorkday(calendar: WorkCalendar, key: Day, { nth, useAdjusted }: NthWorkday): Day | undefined {
  const justOutside = addDays(key, -Math.sign(nth))
  const day = addWorkdays(calendar, justOutside, nth, { useAdjusted })
  return monthOf(day) === monthOf(key) ? day : undefined
}

interface BesideHoliday {
  holidays: HolidayName[]
  useAdjusted: boolean
}

function besideHoliday(
  rule: BesideHoliday,
  calendar: WorkCalendar,
  key: Day,
  find: typeof firstWorkdayAfter,
): Day | undefined {
  const year = yearOf(key)
  const name = rule.holidays.find(name => holidayKey(calendar, year, name) === key)
  return name && find(calendar, year, name, rule)
}
