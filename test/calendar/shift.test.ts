import { expect, test } from 'vitest'
import { shiftDay, type Shift } from '../../src/calendar/shift.ts'
import { calendar2026 } from './table-2026.ts'

test.each<[string, string, Shift, string | undefined, boolean]>([
  ['a working day stays', '2026-11-20', { policy: 'next' }, '2026-11-20', true],
  ['next: a Saturday becomes Monday', '2026-11-21', { policy: 'next' }, '2026-11-23', true],
  ['prev: a Sunday becomes Friday', '2026-11-22', { policy: 'prev' }, '2026-11-20', true],
  ['nearest: a Saturday becomes Friday', '2026-11-21', { policy: 'nearest' }, '2026-11-20', true],
  ['nearest: a Sunday becomes Monday', '2026-11-22', { policy: 'nearest' }, '2026-11-23', true],
  [
    'nearest: the middle of a holiday goes to the later side',
    '2026-10-04',
    { policy: 'nearest' },
    '2026-10-08',
    true,
  ],
  [
    'nearest: the middle of 清明 goes to the later side',
    '2026-04-05',
    { policy: 'nearest' },
    '2026-04-07',
    true,
  ],
  ['cancel: a holiday is dropped', '2026-10-02', { policy: 'cancel' }, undefined, true],
  ['keep: a holiday is kept', '2026-10-02', { policy: 'keep' }, '2026-10-02', true],
  [
    'next would leave the month, so the day before is taken',
    '2026-01-31',
    { policy: 'next', stayInMonth: true },
    '2026-01-30',
    true,
  ],
  [
    'prev would leave the month, so the day after is taken',
    '2026-11-01',
    { policy: 'prev', stayInMonth: true },
    '2026-11-02',
    true,
  ],
  [
    'next is further than allowed, so the day before is taken',
    '2026-02-16',
    { policy: 'next', maxShiftDays: 7 },
    '2026-02-14',
    true,
  ],
  [
    'exactly as far as allowed is allowed',
    '2026-02-17',
    { policy: 'next', maxShiftDays: 7 },
    '2026-02-24',
    true,
  ],
  [
    'neither side fits, so the policy decides and a person looks',
    '2026-10-04',
    { policy: 'next', maxShiftDays: 3 },
    '2026-10-08',
    false,
  ],
])('%s', (_, day, shift, expected, withinBounds) => {
  expect(shiftDay(calendar2026, day, shift)).toEqual({ day: expected, withinBounds })
})
