import { addDays, daysBetween, yearOf, type Day } from './day.ts'
import { statutoryRange, type DayRange, type HolidayName } from './festivals.ts'
import type { Holiday, HolidayTable } from './holidays.ts'

/** The loaded holiday tables, ready to be asked. */
export interface WorkCalendar {
  /** The years whose notice is loaded. Dates of any other year are planned by weekends only and are 待核. */
  years: ReadonlySet<number>
  daysOff: ReadonlyMap<Day, Holiday>
  adjustedWorkdays: ReadonlySet<Day>
  tables: readonly HolidayTable[]
}

/** Lays the tables of several years together; no table at all gives a calendar of plain weekends. */
export function workCalendar(tables: readonly HolidayTable[]): WorkCalendar {
  const holidays = tables.flatMap(table => table.holidays)
  return {
    years: new Set(tables.map(table => table.year)),
    daysOff: new Map(holidays.flatMap(holiday => daysOf(holiday).map(day => [day, holiday] as const))),
    adjustedWorkdays: new Set(tables.flatMap(table => table.adjustedWorkdays)),
    tables,
  }
}

/** Whether the year's notice is loaded; a date for which it is not must be shown as 待核. */
export function isYearLoaded(calendar: WorkCalendar, day: Day): boolean {
  return calendar.years.has(yearOf(day))
}

/** The holiday to which a day off belongs, as the notice gives it. */
export function holidayOn(calendar: WorkCalendar, day: Day): Holiday | undefined {
  return calendar.daysOff.get(day)
}

/**
 * When a holiday is: by the notice, or by the law alone while the notice is missing. Undefined for a moving festival outside
 * the years that festivals.ts knows.
 */
export function holidayRange(calendar: WorkCalendar, year: number, name: HolidayName): DayRange | undefined {
  const table = calendar.tables.find(table => table.year === year)
  return table ? table.holidays.find(({ names }) => names.includes(name)) : statutoryRange(year, name)
}

function daysOf({ from, to }: DayRange): Day[] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index))
}
