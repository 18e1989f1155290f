import { describe, expect, test } from 'vitest'
import type { Day } from '../../src/calendar/day.ts'
import { HOLIDAY_NAMES } from '../../src/calendar/festivals.ts'
import { RecurrenceRule } from '../../src/calendar/recurrence-rule.ts'
import { occurrences, type Occurrence } from '../../src/calendar/recurrence.ts'
import { workCalendar } from '../../src/calendar/work-calendar.ts'
import { calendar2026 } from './table-2026.ts'

const partyDay: RecurrenceRule = {
  kind: 'nthWeekday',
  nth: 1,
  weekday: 5,
  shift: { policy: 'next', stayInMonth: true, maxShiftDays: 7 },
  useAdjusted: true,
}
const visitDay: RecurrenceRule = {
  kind: 'weekly',
  weekday: 1,
  shift: { policy: 'cancel' },
  useAdjusted: true,
}
const monthEnd: RecurrenceRule = { kind: 'nthWorkday', nth: -1, useAdjusted: true }
const newYearTalk: RecurrenceRule = { kind: 'firstWorkdayAfter', holidays: ['春节'], useAdjusted: true }
const beforeHolidays: RecurrenceRule = {
  kind: 'lastWorkdayBefore',
  holidays: [...HOLIDAY_NAMES],
  useAdjusted: true,
}

const in2026 = (rule: RecurrenceRule) => occurrences(rule, calendar2026, '2026-01-01', '2026-12-31')
const moved = (found: Occurrence[]) =>
  found.filter(({ key, day }) => key !== day).map(({ key, day }) => [key, day])
const days = (found: Occurrence[]) => found.map(({ day }) => day)
const unadjusted = <Rule extends RecurrenceRule>(rule: Rule): Rule => ({ ...rule, useAdjusted: false })

describe('主题党日 on the first Friday moves to the next working day', () => {
  test('three times in 2026', () => {
    expect(moved(in2026(partyDay))).toEqual([
      ['2026-01-02', '2026-01-04'],
      ['2026-05-01', '2026-05-06'],
      ['2026-10-02', '2026-10-08'],
    ])
    expect(in2026(partyDay)).toHaveLength(12)
  })

  test('in January to the Monday when adjusted days do not count', () => {
    expect(days(in2026(unadjusted(partyDay)))[0]).toBe('2026-01-05')
  })
})

describe('the 25th of a month moves to the next working day', () => {
  test('five times in 2026', () => {
    expect(
      moved(in2026({ kind: 'dayOfMonth', day: 25, shift: { policy: 'next' }, useAdjusted: true })),
    ).toEqual([
      ['2026-01-25', '2026-01-26'],
      ['2026-04-25', '2026-04-27'],
      ['2026-07-25', '2026-07-27'],
      ['2026-09-25', '2026-09-28'],
      ['2026-10-25', '2026-10-26'],
    ])
  })
})

describe('the 20th of a quarter’s last month moves to the working day before', () => {
  const assessment: RecurrenceRule = {
    kind: 'dayOfMonth',
    day: 20,
    months: 'quarterEnd',
    shift: { policy: 'prev' },
    useAdjusted: true,
  }

  test('20 September 2026 is an adjusted Sunday and stays', () => {
    expect(days(in2026(assessment))).toEqual(['2026-03-20', '2026-06-18', '2026-09-20', '2026-12-18'])
  })

  test('and moves to the 18th when adjusted days do not count', () => {
    expect(days(in2026(unadjusted(assessment)))).toEqual([
      '2026-03-20',
      '2026-06-18',
      '2026-09-18',
      '2026-12-18',
    ])
  })
})

describe('the last working day of each month of 2026', () => {
  const usual = ['2026-01-30', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-29', '2026-06-30']
  const later = ['2026-07-31', '2026-08-31', '2026-09-30', '2026-10-30', '2026-11-30', '2026-12-31']

  test('is a Saturday in February', () => {
    expect(days(in2026(monthEnd))).toEqual([...usual, ...later])
  })

  test('is the Friday before it when adjusted days do not count', () => {
    expect(days(in2026(unadjusted(monthEnd)))).toEqual([...usual.with(1, '2026-02-27'), ...later])
  })
})

describe('领导接访日 on Mondays', () => {
  const nationalWeek = (shift: 'cancel' | 'next') =>
    occurrences({ ...visitDay, shift: { policy: shift } }, calendar2026, '2026-10-05', '2026-10-11')

  test('is cancelled on 5 October where holidays cancel it', () => {
    expect(nationalWeek('cancel')).toEqual([{ key: '2026-10-05', day: undefined, unsure: false }])
  })

  test('is held on 8 October where holidays postpone it', () => {
    expect(nationalWeek('next')).toEqual([{ key: '2026-10-05', day: '2026-10-08', unsure: false }])
  })

  test('is held once after 春节, not once for each Monday of it', () => {
    const postponed: RecurrenceRule = { ...visitDay, shift: { policy: 'next' } }
    expect(moved(occurrences(postponed, calendar2026, '2026-02-10', '2026-02-28'))).toEqual([
      ['2026-02-23', undefined],
      ['2026-02-16', '2026-02-24'],
    ])
  })
})

test('a visit day on the 15th is postponed from 春节 2026 to 24 February', () => {
  const rule: RecurrenceRule = { kind: 'dayOfMonth', day: 15, shift: { policy: 'next' }, useAdjusted: true }
  expect(days(occurrences(rule, calendar2026, '2026-02-01', '2026-02-28'))).toEqual(['2026-02-24'])
})

describe('other rules', () => {
  test.each<[string, RecurrenceRule, Day[]]>([
    [
      'third Wednesday',
      { kind: 'nthWeekday', nth: 3, weekday: 3, months: [11], useAdjusted: false },
      ['2026-11-18'],
    ],
    [
      'last Friday',
      { kind: 'nthWeekday', nth: -1, weekday: 5, months: [11], useAdjusted: false },
      ['2026-11-27'],
    ],
    [
      'fifth Monday',
      { kind: 'nthWeekday', nth: 5, weekday: 1, months: [10, 11], useAdjusted: false },
      ['2026-11-30'],
    ],
    [
      'second working day',
      { kind: 'nthWorkday', nth: 2, months: [10, 11], useAdjusted: true },
      ['2026-10-09', '2026-11-03'],
    ],
    [
      'fifth working day after quarter end',
      { kind: 'nthWorkday', nth: 5, months: 'quarterStart', useAdjusted: true },
      ['2026-01-08', '2026-04-08', '2026-07-07', '2026-10-13'],
    ],
    [
      'five working days before quarter end',
      { kind: 'nthWorkday', nth: -6, months: 'quarterEnd', useAdjusted: true },
      ['2026-03-24', '2026-06-23', '2026-09-22', '2026-12-24'],
    ],
    [
      '10th of a quarter’s first month, postponed',
      { kind: 'dayOfMonth', day: 10, months: 'quarterStart', shift: { policy: 'next' }, useAdjusted: true },
      ['2026-01-12', '2026-04-10', '2026-07-10', '2026-10-10'],
    ],
    [
      '15 December, brought forward',
      { kind: 'yearly', month: 12, day: 15, shift: { policy: 'prev' }, useAdjusted: true },
      ['2026-12-15'],
    ],
    ['31 March', { kind: 'yearly', month: 3, day: 31, useAdjusted: true }, ['2026-03-31']],
    ['first working day after 春节', newYearTalk, ['2026-02-24']],
    [
      'day 31 of short months',
      { kind: 'dayOfMonth', day: 31, months: [2, 4], useAdjusted: true },
      ['2026-02-28', '2026-04-30'],
    ],
  ])('%s', (_, rule, expected) => {
    expect(days(in2026(rule))).toEqual(expected)
    expect(RecurrenceRule.parse(rule)).toEqual(rule)
  })

  test('a month without a 23rd working day has that rule cancelled', () => {
    const rule: RecurrenceRule = { kind: 'nthWorkday', nth: 23, months: [2, 7], useAdjusted: true }
    expect(in2026(rule)).toEqual([
      { key: '2026-02-01', day: undefined, unsure: false },
      { key: '2026-07-01', day: '2026-07-31', unsure: false },
    ])
  })
})

describe('a range lists what falls into it', () => {
  test('even if its date before the shift lies outside', () => {
    expect(occurrences(partyDay, calendar2026, '2026-10-05', '2026-10-10')).toEqual([
      { key: '2026-10-02', day: '2026-10-08', unsure: false },
    ])
    expect(occurrences(partyDay, calendar2026, '2026-10-01', '2026-10-07')).toEqual([])
  })

  test('and a year gives the same as its days asked one by one', () => {
    const year = in2026(beforeHolidays).concat(in2026(partyDay), in2026(visitDay))
    const single = [beforeHolidays, partyDay, visitDay].flatMap(rule =>
      Array.from({ length: 365 }, (_, index) =>
        new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10),
      ).flatMap(day => occurrences(rule, calendar2026, day, day)),
    )
    expect(single).toEqual(year)
  })
})

describe('a year whose notice is not loaded', () => {
  test('is planned by weekends and marked 待核', () => {
    expect(occurrences(partyDay, calendar2026, '2027-01-01', '2027-02-28')).toEqual([
      { key: '2027-01-01', day: '2027-01-01', unsure: true },
      { key: '2027-02-05', day: '2027-02-05', unsure: true },
    ])
    expect(occurrences(newYearTalk, calendar2026, '2027-01-01', '2027-12-31')).toEqual([
      { key: '2027-02-06', day: '2027-02-09', unsure: true },
    ])
  })

  test('makes a date 待核 that a shift carries into it', () => {
    const lastDay: RecurrenceRule = {
      kind: 'yearly',
      month: 12,
      day: 27,
      shift: { policy: 'next' },
      useAdjusted: true,
    }
    expect(occurrences(lastDay, calendar2026, '2026-12-01', '2027-01-31')).toEqual([
      { key: '2026-12-27', day: '2026-12-28', unsure: false },
    ])
    expect(
      occurrences({ ...beforeHolidays, holidays: ['元旦'] }, calendar2026, '2026-12-01', '2026-12-31'),
    ).toEqual([{ key: '2027-01-01', day: '2026-12-31', unsure: true }])
  })

  test('keeps every key when the notice is loaded later, so that nothing is planned twice', () => {
    const keys = (rule: RecurrenceRule, calendar = workCalendar([])) =>
      occurrences(rule, calendar, '2025-11-01', '2027-02-28')
        .map(({ key }) => key)
        .filter(key => key >= '2026-01-01' && key <= '2026-12-31')
        .toSorted()
    for (const rule of [partyDay, visitDay, monthEnd, newYearTalk, beforeHolidays])
      expect(keys(rule, calendar2026)).toEqual(keys(rule))
  })
})

test('国庆 and 中秋 in one holiday are one occasion', () => {
  const table2028 = {
    year: 2028,
    holidays: [{ names: ['国庆', '中秋'], from: '2028-10-01', to: '2028-10-08' }],
    adjustedWorkdays: [],
  }
  expect(occurrences(beforeHolidays, workCalendar([table2028]), '2028-09-01', '2028-10-31')).toEqual([
    { key: '2028-10-01', day: '2028-09-29', unsure: false },
    { key: '2028-10-03', day: undefined, unsure: false },
  ])
  expect(occurrences(beforeHolidays, workCalendar([]), '2031-09-01', '2031-10-31')).toEqual([
    { key: '2031-10-01', day: '2031-09-30', unsure: true },
  ])
})
