import { dayOf, yearOf } from '../calendar/day.ts'
import { readNumber } from '../understand/numbers.ts'

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
