import type { Months, RecurrenceRule } from '../../src/calendar/recurrence-rule.ts'
import type { HolidayTable } from '../../src/calendar/holidays.ts'
import { festivalDay } from '../../src/calendar/festivals.ts'

/** The calendar once more, slowly and by looking at one day after the other: what the quick one is held against. */
export function obviousOccurrences(
  rule: RecurrenceRule,
  tables: readonly HolidayTable[],
  from: string,
  to: string,
): { key: string; day: string | undefined; unsure: boolean }[] {
  const taken: string[] = []
  const found: { key: string; day: string | undefined; unsure: boolean }[] = []
  for (let key = step(from, -70); key <= step(to, 70); key = step(key, 1)) {
    if (!isKey(rule, key)) continue
    const { day, kept } = place(rule, tables, key)
    if (day === undefined || taken.includes(day)) {
      found.push({ key, day: undefined, unsure: !isLoaded(tables, key) })
      continue
    }
    taken.push(day)
    found.push({ key, day, unsure: !kept || !isLoaded(tables, key) || !isLoaded(tables, day) })
  }
  return found
    .filter(({ key, day }) => (day ?? key) >= from && (day ?? key) <= to)
    .toSorted((one, other) => ((one.day ?? one.key) < (other.day ?? other.key) ? -1 : 1))
}

/** Whether a day is worked. */
export function obviouslyWorked(tables: readonly HolidayTable[], day: string, useAdjusted: boolean): boolean {
  const off = tables.some(({ holidays }) => holidays.some(({ from, to }) => from <= day && day <= to))
  if (off) return false
  const adjusted = useAdjusted && tables.some(({ adjustedWorkdays }) => adjustedWorkdays.includes(day))
  return adjusted || !['Sat', 'Sun'].includes(nameOf(day))
}

function place(
  rule: RecurrenceRule,
  tables: readonly HolidayTable[],
  key: string,
): { day: string | undefined; kept: boolean } {
  const worked = (day: string) => obviouslyWorked(tables, day, rule.useAdjusted)
  const walk = (day: string, by: number) => {
    while (!worked(day)) day = step(day, by)
    return day
  }
  if (rule.kind === 'nthWorkday') {
    const month = daysOfMonth(key).filter(worked)
    const day = rule.nth > 0 ? month[rule.nth - 1] : month[month.length + rule.nth]
    return { day, kept: true }
  }
  if (rule.kind === 'firstWorkdayAfter' || rule.kind === 'lastWorkdayBefore') {
    const name = rule.holidays.find(each => festivalDay(Number(key.slice(0, 4)), each) === key)!
    const range = rangeOf(tables, key, name)
    if (range === undefined) return { day: undefined, kept: true }
    const day =
      rule.kind === 'firstWorkdayAfter' ? walk(step(range.to, 1), 1) : walk(step(range.from, -1), -1)
    return { day, kept: true }
  }
  const shift = rule.shift ?? { policy: 'keep' as const }
  if (shift.policy === 'keep' || worked(key)) return { day: key, kept: true }
  if (shift.policy === 'cancel') return { day: undefined, kept: true }
  const next = walk(key, 1)
  const prev = walk(key, -1)
  const nextFirst =
    shift.policy === 'next' || (shift.policy === 'nearest' && gap(key, next) <= gap(prev, key))
  const [first, second] = nextFirst ? [next, prev] : [prev, next]
  const fits = (day: string) =>
    !(shift.stayInMonth === true && day.slice(0, 7) !== key.slice(0, 7)) &&
    (shift.maxShiftDays === undefined || Math.abs(gap(key, day)) <= shift.maxShiftDays)
  if (fits(first)) return { day: first, kept: true }
  if (fits(second)) return { day: second, kept: true }
  return { day: first, kept: false }
}

function isKey(rule: RecurrenceRule, day: string): boolean {
  const month = daysOfMonth(day)
  const inMonths = (months: Months | undefined) => {
    const number = Number(day.slice(5, 7))
    if (months === undefined) return true
    if (months === 'quarterStart') return [1, 4, 7, 10].includes(number)
    if (months === 'quarterMiddle') return [2, 5, 8, 11].includes(number)
    if (months === 'quarterEnd') return [3, 6, 9, 12].includes(number)
    return months.includes(number)
  }
  switch (rule.kind) {
    case 'once':
      return day === rule.day
    case 'weekly':
      return nameOf(day) === NAMES[rule.weekday]
    case 'nthWeekday': {
      const same = month.filter(each => nameOf(each) === NAMES[rule.weekday])
      return inMonths(rule.months) && day === (rule.nth === -1 ? same.at(-1) : same[rule.nth - 1])
    }
    case 'dayOfMonth':
      return inMonths(rule.months) && day === (month[rule.day - 1] ?? month.at(-1))
    case 'nthWorkday':
      return inMonths(rule.months) && day === (rule.nth > 0 ? month[0] : month.at(-1))
    case 'yearly':
      return Number(day.slice(5, 7)) === rule.month && day === (month[rule.day - 1] ?? month.at(-1))
    case 'firstWorkdayAfter':
    case 'lastWorkdayBefore':
      return rule.holidays.some(name => festivalDay(Number(day.slice(0, 4)), name) === day)
  }
}

// Without a table the law alone: 春节 has four days from its eve, 劳动节 two, 国庆 three, the others one.
const BY_LAW: Record<string, [number, number]> = { 春节: [-1, 2], 劳动节: [0, 1], 国庆: [0, 2] }

function rangeOf(tables: readonly HolidayTable[], key: string, name: string) {
  const table = tables.find(({ year }) => year === Number(key.slice(0, 4)))
  if (table !== undefined) return table.holidays.find(({ names }) => names.includes(name))
  const [before, after] = BY_LAW[name] ?? [0, 0]
  return { from: step(key, before), to: step(key, after) }
}

function isLoaded(tables: readonly HolidayTable[], day: string): boolean {
  return tables.some(({ year }) => String(year) === day.slice(0, 4))
}

const NAMES = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

// A known Sunday, and seven names in turn.
const named = new Map<string, string>()
for (let at = Date.UTC(2023, 0, 1), count = 0; count < 3000; count++, at += 86_400_000)
  named.set(new Date(at).toISOString().slice(0, 10), NAMES[count % 7]!)

function nameOf(day: string): string {
  return named.get(day)!
}

const months = new Map<string, string[]>()
for (const day of named.keys()) {
  const month = months.get(day.slice(0, 7))
  if (month === undefined) months.set(day.slice(0, 7), [day])
  else month.push(day)
}

function daysOfMonth(day: string): string[] {
  return months.get(day.slice(0, 7))!
}

const inOrder = [...named.keys()]
const places = new Map(inOrder.map((day, index) => [day, index]))

function step(day: string, by: number): string {
  return inOrder[places.get(day)! + by]!
}

function gap(from: string, to: string): number {
  return places.get(to)! - places.get(from)!
}
