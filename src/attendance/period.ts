import { lastDayOfMonth, monthOf, yearOf, type Day } from '../calendar/day.ts'

/** A year or a month that an export tells of; both days included. */
export interface Period {
  from: Day
  to: Day
}

export function yearPeriod(year: number): Period {
  return { from: `${year}-01-01`, to: `${year}-12-31` }
}

/** '2026-11' */
export function monthPeriod(month: string): Period {
  const from = `${month}-01`
  return { from, to: lastDayOfMonth(yearOf(from), monthOf(from)) }
}
