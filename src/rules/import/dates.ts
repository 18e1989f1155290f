import type { Day } from '../../calendar/day.ts'
import { readNumber } from '../numerals.ts'

const Y = '((?:19|20)\\d\\d|[一二][〇○零九][〇○零一二三四五六七八九]{2})'
const DAY = new RegExp(
  `${Y} ?年 ?(\\d{1,2}|[一二三四五六七八九十]{1,3}) ?月 ?(\\d{1,2}|[一二三四五六七八九十]{1,3}) ?日`,
  'g',
)

/** The days written in a text, 2026年3月1日 or 二〇二六年三月一日, with where each begins. */
export function daysIn(text: string): { day: Day; at: number; end: number }[] {
  return [...text.matchAll(DAY)].flatMap(({ 0: words, 1: year = '', 2: month = '', 3: date = '', index }) => {
    const day = dayOfWords(year, month, date)
    return day === undefined ? [] : [{ day, at: index, end: index + words.length }]
  })
}

function dayOfWords(year: string, month: string, date: string): Day | undefined {
  const [y, m, d] = [readNumber(year.replaceAll('○', '〇')), readNumber(month), readNumber(date)]
  if (y === undefined || m === undefined || d === undefined) return undefined
  const day = `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`
  const read = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(day) ? day : undefined
}

/** The last day of a period of whole years that begins on a day: two years from 2025-01-01 end on 2026-12-31. */
export function endOfYears(from: Day, years: number): Day {
  const [year = 0, month = 1, date = 1] = from.split('-').map(Number)
  return new Date(Date.UTC(year + years, month - 1, date - 1)).toISOString().slice(0, 10)
}
