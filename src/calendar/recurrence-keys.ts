import { addDays, dayOfMonth, lastDayOfMonth, monthOf, weekdayOf, yearOf, type Day } from './day.ts'
import { festivalDay, type HolidayName } from './festivals.ts'
import type { Months, RecurrenceRule } from './recurrence-rule.ts'
import { holidayRange, type WorkCalendar } from './work-calendar.ts'

/**
 * The unshifted dates of a rule in every month that can reach into a range, in order; a shift moves a date by less than a
 * month. They are the same whether or not a holiday table is loaded.
 */
export function keysAround(rule: RecurrenceRule, calendar: WorkCalendar, from: Day, to: Day): Day[] {
  const months = monthsAround(from, to)
  switch (rule.kind) {
    case 'once':
      return months.some(({ year, month }) => year === yearOf(rule.day) && month === monthOf(rule.day))
        ? [rule.day]
        : []
    case 'weekly':
      return months.flatMap(({ year, month }) => weekdaysOfMonth(year, month, rule.weekday))
    case 'nthWeekday':
      return select(months, rule.months).flatMap(({ year, month }) => {
        const days = weekdaysOfMonth(year, month, rule.weekday)
        const day = rule.nth === -1 ? days.at(-1) : days[rule.nth - 1]
        return day === undefined ? [] : [day]
      })
    case 'dayOfMonth':
      return select(months, rule.months).map(({ year, month }) => dayOfMonth(year, month, rule.day))
    case 'nthWorkday':
      return select(months, rule.months).map(({ year, month }) =>
        rule.nth > 0 ? dayOfMonth(year, month, 1) : lastDayOfMonth(year, month),
      )
    case 'yearly':
      return select(months, [rule.month]).map(({ year, month }) => dayOfMonth(year, month, rule.day))
    case 'firstWorkdayAfter':
    case 'lastWorkdayBefore':
      return unique(months.map(({ year }) => year)).flatMap(year =>
        holidayKeys(calendar, year, rule.holidays),
      )
  }
}

interface Month {
  year: number
  month: number
}

function monthsAround(from: Day, to: Day): Month[] {
  const first = yearOf(from) * 12 + monthOf(from) - 2
  const last = yearOf(to) * 12 + monthOf(to)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => ({
    year: Math.floor((first + index) / 12),
    month: ((first + index) % 12) + 1,
  }))
}

const QUARTERS = { quarterStart: 1, quarterMiddle: 2, quarterEnd: 0 }

function select(all: Month[], months: Months | undefined): Month[] {
  if (months === undefined) return all
  if (typeof months === 'string') return all.filter(({ month }) => month % 3 === QUARTERS[months])
  return all.filter(({ month }) => months.includes(month))
}

function weekdaysOfMonth(year: number, month: number, weekday: number): Day[] {
  const first = dayOfMonth(year, month, 1)
  const start = addDays(first, (weekday - weekdayOf(first) + 7) % 7)
  return [0, 7, 14, 21, 28].map(days => addDays(start, days)).filter(day => monthOf(day) === month)
}

// In some years two festivals fall on one day (国庆 and 中秋 in 2031): one holiday, one key.
function holidayKeys(calendar: WorkCalendar, year: number, names: HolidayName[]): Day[] {
  const keys = names.map(name => holidayKey(calendar, year, name)).filter(key => key !== undefined)
  return unique(keys).toSorted()
}

/** A holiday's key is its festival; beyond the years of the festival table the notice itself has to say when it is. */
export function holidayKey(calendar: WorkCalendar, year: number, name: HolidayName): Day | undefined {
  return festivalDay(year, name) ?? holidayRange(calendar, year, name)?.from
}

function unique<T>(values: T[]): T[] {
  return [...new Set(values)]
}
