import { describe, expect, test } from 'vitest'
import {
  defaultHours,
  isWorkingMoment,
  nextWorkingMoment,
  workingHours,
} from '../../src/calendar/working-hours.ts'
import { calendar2026 } from './table-2026.ts'

const at = (text: string) => new Date(`${text.replace(' ', 'T')}:00+08:00`)

describe('what the bot starts by itself waits until people are at work', () => {
  test.each([
    ['in the morning it goes at once', '2026-11-20 09:30', '2026-11-20 09:30'],
    ['at the first minute of work it goes at once', '2026-11-20 08:30', '2026-11-20 08:30'],
    ['before work it waits for 08:30', '2026-11-20 07:00', '2026-11-20 08:30'],
    ['at noon it waits for the afternoon', '2026-11-20 12:00', '2026-11-20 14:30'],
    ['after work on Friday it waits for Monday', '2026-11-20 17:30', '2026-11-23 08:30'],
    ['on a Sunday it waits for Monday', '2026-11-22 10:00', '2026-11-23 08:30'],
    ['on an adjusted Saturday it goes at once', '2026-10-10 15:00', '2026-10-10 15:00'],
    ['in 国庆 it waits until the 8th', '2026-10-02 10:00', '2026-10-08 08:30'],
    ['on the eve of 春节 it waits ten days', '2026-02-14 18:00', '2026-02-24 08:30'],
    [
      'late on new year’s eve it waits for a working day of a year without a table',
      '2026-12-31 20:00',
      '2027-01-01 08:30',
    ],
  ])('%s', (_, now, expected) => {
    expect(nextWorkingMoment(calendar2026, defaultHours, at(now))).toEqual(at(expected))
  })
})

test('the last second before noon is work, noon is not', () => {
  expect(isWorkingMoment(calendar2026, defaultHours, new Date('2026-11-20T11:59:59+08:00'))).toBe(true)
  expect(isWorkingMoment(calendar2026, defaultHours, at('2026-11-20 12:00'))).toBe(false)
})

test('an office with other hours is served at its hours', () => {
  const hours = workingHours(['09:00-12:30', '13:30-18:00'])
  expect(nextWorkingMoment(calendar2026, hours, at('2026-11-20 08:40'))).toEqual(at('2026-11-20 09:00'))
  expect(nextWorkingMoment(calendar2026, hours, at('2026-11-20 17:40'))).toEqual(at('2026-11-20 17:40'))
})

test.each([
  [['9点到12点'], '上班时间“9点到12点”应写成 "08:30-12:00" 这样的时间段。'],
  [['14:30-17:30', '08:30-12:00'], '上班时间 14:30-17:30、08:30-12:00 应从早到晚写,不能重叠。'],
  [['12:00-08:30'], '上班时间 12:00-08:30 应从早到晚写,不能重叠。'],
  [[], '上班时间至少写一段,例如 "08:30-12:00"。'],
])('wrong hours %j are refused in words', (spans, message) => {
  expect(() => workingHours(spans)).toThrow(message)
})
