import { expect, test } from 'vitest'
import type { Day } from '../../src/calendar/day.ts'
import { festivalDay, HOLIDAY_NAMES } from '../../src/calendar/festivals.ts'
import type { RecurrenceRule } from '../../src/calendar/recurrence-rule.ts'
import { occurrences } from '../../src/calendar/recurrence.ts'
import { countWorkdays } from '../../src/calendar/workday.ts'
import { calendar2026 } from './table-2026.ts'

// The golden cases of the 2026 notice, in the order of the domain notes 5.3: what, the rule, the days by the notice, and
// the days where 调休 weekends do not count (left out: the same).
type Bare = RecurrenceRule extends infer Rule
  ? Rule extends unknown
    ? Omit<Rule, 'useAdjusted'>
    : never
  : never
type Golden = [string, Bare, Day[], Day[]?]

const all = [...HOLIDAY_NAMES]
const day = (written: string) => `2026-${written}`
const days = (written: string) => written.split(' ').map(day)
const firstFriday = { kind: 'nthWeekday', nth: 1, weekday: 5, shift: { policy: 'next' } } as const
const monday = (policy: 'cancel' | 'next') => ({ kind: 'weekly', weekday: 1, shift: { policy } }) as const

const GOLDEN: Golden[] = [
  [
    'the first working day after each holiday',
    { kind: 'firstWorkdayAfter', holidays: all },
    days('01-04 02-24 04-07 05-06 06-22 09-28 10-08'),
    days('01-05 02-24 04-07 05-06 06-22 09-28 10-08'),
  ],
  [
    'the last working day before each holiday',
    { kind: 'lastWorkdayBefore', holidays: all },
    ['2025-12-31', ...days('02-14 04-03 04-30 06-18 09-24 09-30')],
    ['2025-12-31', ...days('02-13 04-03 04-30 06-18 09-24 09-30')],
  ],
  [
    'the first Friday, postponed',
    firstFriday,
    days('01-04 02-06 03-06 04-03 05-06 06-05 07-03 08-07 09-04 10-08 11-06 12-04'),
    days('01-05 02-06 03-06 04-03 05-06 06-05 07-03 08-07 09-04 10-08 11-06 12-04'),
  ],
  [
    'the 25th, postponed',
    { kind: 'dayOfMonth', day: 25, shift: { policy: 'next' } },
    days('01-26 02-25 03-25 04-27 05-25 06-25 07-27 08-25 09-28 10-26 11-25 12-25'),
  ],
  [
    'the 20th of a quarter’s last month, brought forward',
    { kind: 'dayOfMonth', day: 20, months: 'quarterEnd', shift: { policy: 'prev' } },
    days('03-20 06-18 09-20 12-18'),
    days('03-20 06-18 09-18 12-18'),
  ],
  [
    'the last working day of each month',
    { kind: 'nthWorkday', nth: -1 },
    days('01-30 02-28 03-31 04-30 05-29 06-30 07-31 08-31 09-30 10-30 11-30 12-31'),
    days('01-30 02-27 03-31 04-30 05-29 06-30 07-31 08-31 09-30 10-30 11-30 12-31'),
  ],
  ['the visit Monday of the National Day week, cancelled', monday('cancel'), days('09-28 10-12')],
  ['the visit Monday of the National Day week, postponed', monday('next'), days('09-28 10-08 10-12')],
  [
    'the 15th of February, postponed over 春节',
    { kind: 'dayOfMonth', day: 15, months: [2], shift: { policy: 'next' } },
    days('02-24'),
  ],
]

// The holiday of 元旦 2026 ends the year before; the two Mondays are looked at in their own weeks.
const spans = (what: string): [Day, Day] =>
  what.startsWith('the visit') ? [day('09-26'), day('10-18')] : ['2025-12-30', day('12-31')]

test.each(GOLDEN)('%s falls on the days of the notice', (what, rule, adjusted, unadjusted = adjusted) => {
  for (const [useAdjusted, expected] of [
    [true, adjusted],
    [false, unadjusted],
  ] as const) {
    // Omit distributes over the union above, so the parts fit together again.
    const found = occurrences({ ...rule, useAdjusted } as RecurrenceRule, calendar2026, ...spans(what))
    const inYear = found.filter(({ key }) => key.startsWith('2026'))
    expect(inYear.flatMap(({ day }) => (day === undefined ? [] : [day]))).toEqual(expected)
  }
})

test('2026 has 248 working days', () => {
  expect(countWorkdays(calendar2026, '2026-01-01', '2026-12-31')).toBe(248)
})

test('正月初一 of 2027 is Saturday 6 February, where Intl says the 7th', () => {
  expect(festivalDay(2027, '春节')).toBe('2027-02-06')
})
