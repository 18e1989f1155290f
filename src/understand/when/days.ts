import { addDays, daysBetween, weekdayOf } from '../../calendar/day.ts'
import type { Day } from '../../calendar/day.ts'
import { readNumber } from '../numbers.ts'
import { NUMERAL, two, WEEKDAY_NAMES } from './span.ts'
import type { DayPart, Span } from './span.ts'

export interface DayFound {
  day?: Day
  impossible?: boolean
  sameWeekday?: boolean
  /** Said inside the day word: 今晚, 明早. */
  part?: DayPart
  span?: Span
}

export function firstDay(text: string, today: Day): DayFound {
  let best: { found: DayFound; start: number; end: number } | undefined
  for (const { pattern, read } of DAY_PATTERNS) {
    const match = pattern.exec(text)
    if (match === null) continue
    const end = match.index + match[0].length
    // The earliest wins (11月27日 over 27日); of two that begin together the longer one.
    const worse =
      best !== undefined && (match.index > best.start || (match.index === best.start && end <= best.end))
    if (worse) continue
    best = { found: { ...read(match, today), span: { start: match.index, end } }, start: match.index, end }
  }
  return best?.found ?? {}
}

const DAY_PATTERNS: readonly {
  pattern: RegExp
  read: (m: RegExpExecArray, today: Day) => Omit<DayFound, 'span'>
}[] = [
  {
    pattern: /(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?/,
    read: m => exactDay(Number(m[1]), Number(m[2]), Number(m[3])),
  },
  {
    pattern: new RegExp(`(明年|今年|去年)?(${NUMERAL})月(${NUMERAL})[日号]?`),
    read: (m, today) => monthDay(m[1], readNumber(m[2] ?? ''), readNumber(m[3] ?? ''), today),
  },
  {
    pattern: new RegExp(`(本|这个?|下个?|上个?)月(${NUMERAL})[日号]`),
    read: (m, today) => dayInMonth(monthShift(m[1] ?? ''), readNumber(m[2] ?? ''), today),
  },
  {
    pattern: new RegExp(`(本|这个?|下个?|上个?)?月(底|末|初)`),
    read: (m, today) => edgeOfMonth(m[1] ?? '', m[2] ?? '', today),
  },
  {
    pattern: new RegExp(`(${NUMERAL})月(底|末|初)`),
    read: (m, today) => edgeOfNamedMonth(readNumber(m[1] ?? ''), m[2] ?? '', today),
  },
  { pattern: /年底|年末/, read: (_, today) => ({ day: `${today.slice(0, 4)}-12-31` }) },
  { pattern: /大后[天日]/, read: (_, today) => ({ day: addDays(today, 3) }) },
  { pattern: /大前[天日]/, read: (_, today) => ({ day: addDays(today, -3) }) },
  { pattern: /后[天日]/, read: (_, today) => ({ day: addDays(today, 2) }) },
  { pattern: /前[天日]/, read: (_, today) => ({ day: addDays(today, -2) }) },
  { pattern: /[明听][天日]|明(早|晚)|翌日|次日/, read: (m, today) => withPart(addDays(today, 1), m[1]) },
  { pattern: /昨[天日]|昨(晚)/, read: (m, today) => withPart(addDays(today, -1), m[1]) },
  { pattern: /今[天日]|今(早|晚)|当天|即日/, read: (m, today) => withPart(today, m[1]) },
  {
    pattern: new RegExp(`(本|这个?|(?<!一)下下?个?|上个?)?(?:周|星期|礼拜)([${WEEKDAY_NAMES}])`),
    read: (m, today) => weekday(m[1], m[2] ?? '', today),
  },
  {
    pattern: new RegExp(`(${NUMERAL})(?:个)?(天|周|星期|礼拜)(?:之后|以后|后)`),
    read: (m, today) => later(readNumber(m[1] ?? ''), m[2] ?? '', today),
  },
  {
    pattern: /(?<![\d.:])(1[0-2]|[1-9])[./](3[01]|[12]\d|[1-9])(?![\d.:])/,
    read: (m, today) => monthDay(undefined, Number(m[1]), Number(m[2]), today),
  },
  {
    pattern: new RegExp(`(${NUMERAL})[日号](?!楼|会议室|线|文|令|机|车)`),
    read: (m, today) => nextDayNumber(readNumber(m[1] ?? ''), today),
  },
]

function exactDay(year: number, month: number | undefined, date: number | undefined): Omit<DayFound, 'span'> {
  if (month === undefined || date === undefined) return { impossible: true }
  const day = `${year}-${two(month)}-${two(date)}`
  const real =
    month >= 1 &&
    month <= 12 &&
    date >= 1 &&
    !Number.isNaN(Date.parse(`${day}T00:00:00Z`)) &&
    addDays(day, 0) === day
  return real ? { day } : { impossible: true }
}

const HALF_YEAR = 183

/** A month and day without a year is the one nearest to today, up to half a year back. */
function monthDay(year: string | undefined, month: number | undefined, date: number | undefined, today: Day) {
  const thisYear = Number(today.slice(0, 4))
  if (year !== undefined)
    return exactDay(thisYear + (year === '明年' ? 1 : year === '去年' ? -1 : 0), month, date)
  const found = exactDay(thisYear, month, date)
  const tooOld = found.day !== undefined && daysBetween(found.day, today) > HALF_YEAR
  return tooOld ? exactDay(thisYear + 1, month, date) : found
}

function monthShift(word: string): number {
  return word.startsWith('下') ? 1 : word.startsWith('上') ? -1 : 0
}

function monthOf(today: Day, shift: number): { year: number; month: number } {
  const months = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 + shift
  return { year: Math.floor(months / 12), month: (months % 12) + 1 }
}

function dayInMonth(shift: number, date: number | undefined, today: Day) {
  const { year, month } = monthOf(today, shift)
  return exactDay(year, month, date)
}

function edgeOfMonth(which: string, edge: string, today: Day) {
  const shift = monthShift(which)
  const { year, month } = monthOf(today, shift)
  if (edge !== '初') return { day: lastOfMonth(year, month) }
  // 月初 without a month lies ahead.
  return which === '' ? dayInMonth(1, 1, today) : exactDay(year, month, 1)
}

function edgeOfNamedMonth(month: number | undefined, edge: string, today: Day) {
  const first = monthDay(undefined, month, 1, today)
  if (first.day === undefined || edge === '初') return first
  return { day: lastOfMonth(Number(first.day.slice(0, 4)), month ?? 1) }
}

function lastOfMonth(year: number, month: number): Day {
  const next = month === 12 ? `${year + 1}-01-01` : `${year}-${two(month + 1)}-01`
  return addDays(next, -1)
}

function withPart(day: Day, word: string | undefined): Omit<DayFound, 'span'> {
  return word === undefined ? { day } : { day, part: word === '早' ? 'morning' : 'evening' }
}

function weekday(week: string | undefined, name: string, today: Day): Omit<DayFound, 'span'> {
  const wanted = name === '天' || name === '日' ? 7 : name === '末' ? 6 : WEEKDAY_NAMES.indexOf(name) - 2
  const monday = addDays(today, -((weekdayOf(today) + 6) % 7))
  const inWeek = addDays(monday, wanted - 1)
  if (week !== undefined) {
    const shift = week.startsWith('下下') ? 14 : week.startsWith('下') ? 7 : week.startsWith('上') ? -7 : 0
    return { day: addDays(inWeek, shift) }
  }
  if (inWeek === today) return { day: addDays(inWeek, 7), sameWeekday: true }
  return { day: inWeek < today ? addDays(inWeek, 7) : inWeek }
}

function later(count: number | undefined, unit: string, today: Day) {
  return count === undefined ? {} : { day: addDays(today, count * (unit === '天' ? 1 : 7)) }
}

/** 27号: in this month, or in the next one when it is over. */
function nextDayNumber(date: number | undefined, today: Day) {
  const here = dayInMonth(0, date, today)
  const over = here.day === undefined || here.day < today
  return over ? dayInMonth(1, date, today) : here
}
