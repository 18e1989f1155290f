import { addDays, type Day } from './day.ts'

/** The seven holidays of every year, in the order in which a year meets them. */
export const HOLIDAY_NAMES = ['元旦', '春节', '清明', '劳动节', '端午', '中秋', '国庆'] as const
export type HolidayName = (typeof HOLIDAY_NAMES)[number]

/** A stretch of days, first and last included. */
export interface DayRange {
  from: Day
  to: Day
}

/**
 * The festival itself (正月初一, 五月初五 ...), whatever a year's notice makes of it, or undefined outside the table.
 * It names an occurrence before and after the notice is known.
 */
export function festivalDay(year: number, name: HolidayName): Day | undefined {
  const fixed = FIXED[name]
  const day = fixed ?? MOVING[year]?.[name]
  return day === undefined ? undefined : `${year}-${day}`
}

/**
 * The days off that the law grants without a year's notice: 《全国年节及纪念日放假办法》 as revised for 2025 (four days
 * for 春节 from its eve). What the notice adds around them is unknown until it is published.
 */
export function statutoryRange(year: number, name: HolidayName): DayRange | undefined {
  const day = festivalDay(year, name)
  if (day === undefined) return undefined
  const { before, after } = STATUTORY[name]
  return { from: addDays(day, -before), to: addDays(day, after) }
}

const STATUTORY: Record<HolidayName, { before: number; after: number }> = {
  元旦: { before: 0, after: 0 },
  春节: { before: 1, after: 2 },
  清明: { before: 0, after: 0 },
  劳动节: { before: 0, after: 1 },
  端午: { before: 0, after: 0 },
  中秋: { before: 0, after: 0 },
  国庆: { before: 0, after: 2 },
}

const FIXED: Partial<Record<HolidayName, string>> = { 元旦: '01-01', 劳动节: '05-01', 国庆: '10-01' }

// Computed from new moons and solar longitude (Meeus, Astronomical Algorithms, chapters 25 and 49) in Beijing time, not with
// Intl: its Chinese calendar is a day off for 2027 (new moon at 23:56) and for 2030 (new moon at 00:07).
const MOVING: Record<number, Partial<Record<HolidayName, string>>> = {
  2025: { 春节: '01-29', 清明: '04-04', 端午: '05-31', 中秋: '10-06' },
  2026: { 春节: '02-17', 清明: '04-05', 端午: '06-19', 中秋: '09-25' },
  2027: { 春节: '02-06', 清明: '04-05', 端午: '06-09', 中秋: '09-15' },
  2028: { 春节: '01-26', 清明: '04-04', 端午: '05-28', 中秋: '10-03' },
  2029: { 春节: '02-13', 清明: '04-04', 端午: '06-16', 中秋: '09-22' },
  2030: { 春节: '02-03', 清明: '04-05', 端午: '06-05', 中秋: '09-12' },
  2031: { 春节: '01-23', 清明: '04-05', 端午: '06-24', 中秋: '10-01' },
  2032: { 春节: '02-11', 清明: '04-04', 端午: '06-12', 中秋: '09-19' },
  2033: { 春节: '01-31', 清明: '04-04', 端午: '06-01', 中秋: '09-08' },
  2034: { 春节: '02-19', 清明: '04-05', 端午: '06-20', 中秋: '09-27' },
  2035: { 春节: '02-08', 清明: '04-05', 端午: '06-10', 中秋: '09-16' },
  2036: { 春节: '01-28', 清明: '04-04', 端午: '05-30', 中秋: '10-04' },
  2037: { 春节: '02-15', 清明: '04-04', 端午: '06-18', 中秋: '09-24' },
  2038: { 春节: '02-04', 清明: '04-05', 端午: '06-07', 中秋: '09-13' },
  2039: { 春节: '01-24', 清明: '04-05', 端午: '05-27', 中秋: '10-02' },
  2040: { 春节: '02-12', 清明: '04-04', 端午: '06-14', 中秋: '09-20' },
}
