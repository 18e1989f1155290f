import { expect, test } from 'vitest'
import { addDays, daysBetween } from '../../src/calendar/day.ts'
import { festivalDay, HOLIDAY_NAMES } from '../../src/calendar/festivals.ts'
import { isWeekend, type HolidayTable } from '../../src/calendar/holidays.ts'
import { readHolidayTables } from '../../src/calendar/holiday-files.ts'
import type { RecurrenceRule } from '../../src/calendar/recurrence-rule.ts'
import { occurrences } from '../../src/calendar/recurrence.ts'
import { workCalendar } from '../../src/calendar/work-calendar.ts'
import { isWorkday } from '../../src/calendar/workday.ts'
import { seededRandom } from '../support/fuzz/random.ts'
import { obviouslyWorked, obviousOccurrences } from './obvious.ts'

// All of them: CASES=100000 npx vitest run test/calendar/random.test.ts
const CASES = Number(process.env['CASES'] ?? 10_000)

const { int: upTo, pick } = seededRandom(20261122)
const maybe = () => upTo(2) === 0

function randomRule(): RecurrenceRule {
  const useAdjusted = maybe()
  const shift = {
    policy: pick(['next', 'prev', 'nearest', 'cancel', 'keep'] as const),
    ...(maybe() && { stayInMonth: maybe() }),
    ...(maybe() && { maxShiftDays: upTo(12) }),
  }
  const months = pick([
    {},
    { months: pick(['quarterStart', 'quarterMiddle', 'quarterEnd'] as const) },
    { months: [1 + upTo(12), 1 + upTo(12)] },
  ])
  const common = { useAdjusted, ...(upTo(10) > 0 && { shift }) }
  const holidays = HOLIDAY_NAMES.filter(maybe)
  const names = holidays.length === 0 ? [pick(HOLIDAY_NAMES)] : holidays
  return pick<RecurrenceRule>([
    { kind: 'once', day: addDays('2026-01-01', upTo(730)), ...common },
    { kind: 'weekly', weekday: upTo(7), ...common },
    { kind: 'nthWeekday', nth: pick([1, 2, 3, 4, 5, -1] as const), weekday: upTo(7), ...months, ...common },
    { kind: 'dayOfMonth', day: 1 + upTo(31), ...months, ...common },
    { kind: 'nthWorkday', nth: pick([1, 2, 3, 5, 9, 20, 23, -1, -2, -6, -22]), ...months, useAdjusted },
    { kind: 'yearly', month: 1 + upTo(12), day: 1 + upTo(31), ...common },
    { kind: 'firstWorkdayAfter', holidays: names, useAdjusted },
    { kind: 'lastWorkdayBefore', holidays: names, useAdjusted },
  ])
}

/** A notice as it might have been: each holiday one to nine days long around its festival, some weekends worked for it. */
function randomTable(year: number): HolidayTable {
  let after = `${year - 1}-12-31`
  const holidays: HolidayTable['holidays'] = []
  for (const name of HOLIDAY_NAMES.toSorted((a, b) =>
    festivalDay(year, a)! < festivalDay(year, b)! ? -1 : 1,
  )) {
    const festival = festivalDay(year, name)!
    const last = holidays.at(-1)
    if (last !== undefined && festival <= last.to) {
      last.names.push(name)
      continue
    }
    const early = addDays(festival, -upTo(4))
    const from = early > after ? early : addDays(after, 1)
    const to = addDays(festival, upTo(6))
    holidays.push({ names: [name], from, to })
    after = to
  }
  const isOff = (day: string) => holidays.some(({ from, to }) => from <= day && day <= to)
  const weekends = Array.from({ length: 360 }, (_, index) => addDays(`${year}-01-01`, index)).filter(
    day => isWeekend(day) && !isOff(day),
  )
  return { year, holidays, adjustedWorkdays: weekends.filter(() => upTo(12) === 0) }
}

const official = readHolidayTables('config/holidays')
const notices = [
  official,
  [],
  ...Array.from({ length: 12 }, () => [2025, 2026, 2027].filter(() => upTo(5) > 0).map(randomTable)),
]
const worlds = notices.map(tables => ({ tables, calendar: workCalendar(tables) }))

test(`${CASES} random recurrences and shifts are what a slow count, day by day, says`, () => {
  for (let count = 0; count < CASES; count++) {
    const { tables, calendar } = pick(worlds)
    const rule = randomRule()
    const from = addDays('2025-06-01', upTo(700))
    const to = addDays(from, upTo(maybe() ? 10 : 120))
    const seen = occurrences(rule, calendar, from, to)
    // The question stands beside the answer, so that a failure says what was asked.
    const asked = { rule, from, to, tables }
    expect({ asked, seen }).toEqual({ asked, seen: obviousOccurrences(rule, tables, from, to) })
  }
}, 600_000)

test('and so is every working day of three years', () => {
  for (const { tables, calendar } of worlds)
    for (let day = '2025-01-01'; daysBetween(day, '2027-12-31') >= 0; day = addDays(day, 1))
      for (const useAdjusted of [true, false])
        expect([day, isWorkday(calendar, day, { useAdjusted })]).toEqual([
          day,
          obviouslyWorked(tables, day, useAdjusted),
        ])
})
