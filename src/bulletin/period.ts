import { addDays, dayOfMonth, lastDayOfMonth, monthOf, yearOf, type Day } from '../calendar/day.ts'
import { readNumber } from '../understand/numbers.ts'

/** A month, a quarter, half a year or a year. */
export interface Period {
  name: string
  from: Day
  to: Day
}

/** The period that words mean: 上季度, 第三季度, 本月, 10月, 上半年, 去年; else the quarter that ended last. */
export function periodIn(words: string, today: Day): Period {
  const year = /去年/.test(words) ? yearOf(today) - 1 : Number(/(20\d\d)年/.exec(words)?.[1]) || yearOf(today)
  const month = monthOf(today)
  const quarter = Math.ceil(month / 3)
  const named = /第?([一二三四1-4])季度?/.exec(words)
  if (named?.[1] !== undefined) return quarterOf(year, readNumber(named[1]) ?? quarter)
  if (/(?:本|这个?)季度/.test(words)) return quarterOf(year, quarter)
  if (/上个?季度|季通报|季度通报/.test(words)) return quarterOf(year, quarter - 1)
  if (/上半年/.test(words)) return span(`${year}年上半年`, year, 1, 6)
  if (/下半年/.test(words)) return span(`${year}年下半年`, year, 7, 12)
  if (/上个?月/.test(words)) return monthOfYear(year, month - 1)
  const number = readNumber(/([一二三四五六七八九十]{1,2}|\d{1,2})月/.exec(words)?.[1] ?? '')
  if (number !== undefined && number >= 1 && number <= 12) return monthOfYear(year, number)
  if (/(?:本|这个?)月|月统计|月度/.test(words)) return monthOfYear(year, month)
  if (/今年|全年|年度|去年|20\d\d年|本年|三会一课/.test(words)) return span(`${year}年`, year, 1, 12)
  return quarterOf(year, quarter - 1)
}

/** The period of the same length behind it. */
export function nextPeriod({ from, to }: Period): Period {
  const length = monthOf(to) - monthOf(from) + 1
  const start = addDays(to, 1)
  return span('', yearOf(start), monthOf(start), monthOf(start) + length - 1)
}

export function monthsIn({ from, to }: Period): number {
  return monthOf(to) - monthOf(from) + 1
}

function quarterOf(year: number, quarter: number): Period {
  if (quarter < 1) return quarterOf(year - 1, 4)
  const name = `${year}年第${'一二三四'[quarter - 1] ?? ''}季度`
  return span(name, year, quarter * 3 - 2, quarter * 3)
}

function monthOfYear(year: number, month: number): Period {
  return month < 1 ? monthOfYear(year - 1, 12) : span(`${year}年${month}月`, year, month, month)
}

function span(name: string, year: number, first: number, last: number): Period {
  return { name, from: dayOfMonth(year, first, 1), to: lastDayOfMonth(year, last) }
}
