import { describe, expect, test } from 'vitest'
import type { HolidayName } from '../../src/calendar/festivals.ts'
import { holidayOn, workCalendar } from '../../src/calendar/work-calendar.ts'
import {
  addWorkdays,
  countWorkdays,
  firstWorkdayAfter,
  isWorkday,
  lastWorkdayBefore,
  workdayOnOrAfter,
  workdayOnOrBefore,
} from '../../src/calendar/workday.ts'
import { calendar2026 } from './table-2026.ts'

const plain = { useAdjusted: false }

test('2026 has 248 working days', () => {
  expect(countWorkdays(calendar2026, '2026-01-01', '2026-12-31')).toBe(248)
  expect(countWorkdays(calendar2026, '2026-01-01', '2026-12-31', plain)).toBe(242)
})

describe('work begins again after a holiday of 2026', () => {
  test.each<[HolidayName, string, string]>([
    ['元旦', '2026-01-04', '2026-01-05'],
    ['春节', '2026-02-24', '2026-02-24'],
    ['清明', '2026-04-07', '2026-04-07'],
    ['劳动节', '2026-05-06', '2026-05-06'],
    ['端午', '2026-06-22', '2026-06-22'],
    ['中秋', '2026-09-28', '2026-09-28'],
    ['国庆', '2026-10-08', '2026-10-08'],
  ])('%s: on %s, without adjusted days on %s', (name, adjusted, unadjusted) => {
    expect(firstWorkdayAfter(calendar2026, 2026, name)).toBe(adjusted)
    expect(firstWorkdayAfter(calendar2026, 2026, name, plain)).toBe(unadjusted)
  })
})

describe('work ends before a holiday of 2026', () => {
  test.each<[HolidayName, string, string]>([
    ['元旦', '2025-12-31', '2025-12-31'],
    ['春节', '2026-02-14', '2026-02-13'],
    ['清明', '2026-04-03', '2026-04-03'],
    ['劳动节', '2026-04-30', '2026-04-30'],
    ['端午', '2026-06-18', '2026-06-18'],
    ['中秋', '2026-09-24', '2026-09-24'],
    ['国庆', '2026-09-30', '2026-09-30'],
  ])('%s: on %s, without adjusted days on %s', (name, adjusted, unadjusted) => {
    expect(lastWorkdayBefore(calendar2026, 2026, name)).toBe(adjusted)
    expect(lastWorkdayBefore(calendar2026, 2026, name, plain)).toBe(unadjusted)
  })
})

describe('lead times are counted in working days', () => {
  test.each([
    ['three before a Friday', '2026-11-27', -3, '2026-11-24'],
    ['one before a Monday', '2026-11-30', -1, '2026-11-27'],
    ['three before the day after 国庆', '2026-10-08', -3, '2026-09-28'],
    ['one before a Sunday', '2026-11-22', -1, '2026-11-20'],
    ['one after a Sunday', '2026-11-22', 1, '2026-11-23'],
    ['five after 30 September', '2026-09-30', 5, '2026-10-13'],
    ['none at all leaves a Sunday alone', '2026-11-22', 0, '2026-11-22'],
  ])('%s', (_, day, count, expected) => {
    expect(addWorkdays(calendar2026, day, count)).toBe(expected)
  })
})

test('an adjusted Saturday is worked, and only for those who count it', () => {
  expect(isWorkday(calendar2026, '2026-10-10')).toBe(true)
  expect(isWorkday(calendar2026, '2026-10-10', plain)).toBe(false)
  expect(isWorkday(calendar2026, '2026-10-17')).toBe(false)
})

test('the working day on or around a day off is found in both directions', () => {
  expect(workdayOnOrAfter(calendar2026, '2026-10-03')).toBe('2026-10-08')
  expect(workdayOnOrBefore(calendar2026, '2026-10-03')).toBe('2026-09-30')
  expect(workdayOnOrAfter(calendar2026, '2026-10-08')).toBe('2026-10-08')
})

test('a day off knows its holiday', () => {
  expect(holidayOn(calendar2026, '2026-02-16')?.names).toEqual(['春节'])
  expect(holidayOn(calendar2026, '2026-02-14')).toBeUndefined()
})

describe('a year without a table', () => {
  test('knows weekends only', () => {
    expect(isWorkday(calendar2026, '2027-10-01')).toBe(true)
    expect(isWorkday(calendar2026, '2027-10-02')).toBe(false)
    expect(isWorkday(workCalendar([]), '2026-10-10')).toBe(false)
  })

  test('takes a holiday by the law alone: 春节 2027 is from its eve on 5 February to 8 February', () => {
    expect(lastWorkdayBefore(calendar2026, 2027, '春节')).toBe('2027-02-04')
    expect(firstWorkdayAfter(calendar2026, 2027, '春节')).toBe('2027-02-09')
  })

  test('does not guess a moving festival that nobody has computed', () => {
    expect(firstWorkdayAfter(calendar2026, 2055, '春节')).toBeUndefined()
    expect(firstWorkdayAfter(calendar2026, 2055, '劳动节')).toBe('2055-05-03')
  })
})
