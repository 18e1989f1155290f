import { expect, test } from 'vitest'
import { dayOf, dayOfMonth, isDay, lastDayOfMonth, monthOf, yearOf } from '../../src/calendar/day.ts'
import { festivalDay } from '../../src/calendar/festivals.ts'

test('midnight in Shanghai begins a new day, whatever the zone of the machine', () => {
  expect(dayOf(new Date('2026-09-30T15:59:59Z'))).toBe('2026-09-30')
  expect(dayOf(new Date('2026-09-30T16:00:00Z'))).toBe('2026-10-01')
})

test('a month that is too short gives its last day', () => {
  expect(dayOfMonth(2026, 11, 31)).toBe('2026-11-30')
  expect(dayOfMonth(2028, 2, 30)).toBe('2028-02-29')
  expect(dayOfMonth(2026, 11, 20)).toBe('2026-11-20')
  expect(lastDayOfMonth(2026, 2)).toBe('2026-02-28')
})

test.each([
  ['2026-02-28', true],
  ['2026-02-29', false],
  ['2028-02-29', true],
  ['2026-13-01', false],
  ['2026-2-1', false],
  ['明天', false],
])('%s is a day: %s', (text, expected) => {
  expect(isDay(text)).toBe(expected)
})

test('a day knows its year and month', () => {
  expect([yearOf('2026-11-21'), monthOf('2026-11-21')]).toEqual([2026, 11])
})

test('正月初一 of 2027 is 6 February: its new moon falls at 23:56 in Beijing', () => {
  expect(festivalDay(2027, '春节')).toBe('2027-02-06')
  expect(festivalDay(2030, '春节')).toBe('2030-02-03')
  expect(festivalDay(2026, '国庆')).toBe('2026-10-01')
})
