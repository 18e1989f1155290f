import { dayOf, dayOfMonth, lastDayOfMonth, monthOf, yearOf } from '../calendar/day.ts'
import { readNumber } from '../understand/numbers.ts'
import { monthPeriod, yearPeriod, type Period } from './period.ts'

/** The year that words mean: 2025年, 去年; this year where they name none. */
export function yearSaid(text: string, now: Date): number {
  const thisYear = yearOf(dayOf(now))
  const written = /(20\d\d)\s*年?/.exec(text)?.[1]
  if (written !== undefined) return Math.min(Number(written), thisYear)
  return text.includes('去年') ? thisYear - 1 : thisYear
}

/** The month that words mean, as '2026-11': 11月, 上个月, 本月; undefined where they name none. A month still ahead is last year's. */
export function monthSaid(text: string, now: Date): string | undefined {
  const today = dayOf(now)
  if (/上个?月/.test(text)) return monthBefore(today.slice(0, 7))
  if (/本月|这个?月|当月/.test(text)) return today.slice(0, 7)
  const month = readNumber(/([\d一二三四五六七八九十]{1,2})月/.exec(text)?.[1] ?? '')
  if (month === undefined || month < 1 || month > 12) return undefined
  const wanted = `${yearSaid(text, now)}-${String(month).padStart(2, '0')}`
  const isAhead = wanted > today.slice(0, 7)
  return isAhead ? `${Number(wanted.slice(0, 4)) - 1}${wanted.slice(4)}` : wanted
}

function monthBefore(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`
}

/** A stretch of the calendar with the name that the answer gives it. */
export interface NamedPeriod extends Period {
  name: string
}

/** 三季度, 上季度, 上半年, 11月, 去年; this year where the words name no period. */
export function periodSaid(text: string, now: Date): NamedPeriod {
  const year = yearSaid(text, now)
  const quarter = quarterSaid(text, year, now)
  if (quarter !== undefined) return quarter
  if (text.includes('上半年')) return months(year, 1, 6, `${year}年上半年`)
  if (text.includes('下半年')) return months(year, 7, 6, `${year}年下半年`)
  const month = monthSaid(text, now)
  if (month !== undefined)
    return { ...monthPeriod(month), name: `${month.slice(0, 4)}年${Number(month.slice(5))}月` }
  return { ...yearPeriod(year), name: `${year}年` }
}

const QUARTERS = ['一', '二', '三', '四']

function quarterSaid(text: string, year: number, now: Date): NamedPeriod | undefined {
  const current = Math.ceil(monthOf(dayOf(now)) / 3)
  if (/上(?:个|一)?季度/.test(text))
    return current === 1 ? quarterOf(year - 1, 4) : quarterOf(year, current - 1)
  const written = readNumber(/第?([一二三四1-4])季度/.exec(text)?.[1] ?? '')
  if (written !== undefined) return quarterOf(year, written)
  return /季度|季通报|季报/.test(text) ? quarterOf(year, current) : undefined
}

function quarterOf(year: number, quarter: number): NamedPeriod {
  return months(year, quarter * 3 - 2, 3, `${year}年${QUARTERS[quarter - 1] ?? ''}季度`)
}

function months(year: number, first: number, count: number, name: string): NamedPeriod {
  const last = first + count - 1
  return { from: dayOfMonth(year, first, 1), to: lastDayOfMonth(year, last), name }
}
