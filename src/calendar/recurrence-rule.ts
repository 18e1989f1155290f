import { z } from 'zod'
import { isDay } from './day.ts'
import { HOLIDAY_NAMES } from './festivals.ts'

const weekday = z.int().min(0).max(6)
const month = z.int().min(1).max(12)
const dayNumber = z.int().min(1).max(31)

/** Which months a monthly rule meets: all of them if left out. Quarters are January to March and so on. */
const Months = z.union([z.enum(['quarterStart', 'quarterMiddle', 'quarterEnd']), z.array(month).min(1)])

const ShiftRule = z.strictObject({
  policy: z.enum(['next', 'prev', 'nearest', 'cancel', 'keep']),
  stayInMonth: z.boolean().optional(),
  maxShiftDays: z.int().min(0).max(31).optional(),
})

const common = {
  /** What to do when the date is no working day; left out: it stays. Rules that name a working day need none. */
  shift: ShiftRule.optional(),
  /** Whether 调休 weekends count: yes for duties and deadlines, no for activities. */
  useAdjusted: z.boolean(),
}

const KINDS_SAID =
  '应是 weekly(每周)、nthWeekday(每月第几个星期几)、dayOfMonth(每月几号)、nthWorkday(第几个工作日)、yearly(每年)、once(一次)、firstWorkdayAfter(节后第一个工作日)、lastWorkdayBefore(节前最后一个工作日)之一'

/** How something comes round again, as office.yaml and the ledger write it. */
export const RecurrenceRule = z.discriminatedUnion(
  'kind',
  [
    /** One day, as a notice sets it. */
    z.strictObject({
      kind: z.literal('once'),
      day: z.string().refine(isDay, { error: '应写成 "2026-10-01" 这样的日期' }),
      ...common,
    }),
    /** 每周一: 0 is Sunday. */
    z.strictObject({ kind: z.literal('weekly'), weekday, ...common }),
    /** 每月第一个星期五; -1 is the last one. A month without a fifth has none. */
    z.strictObject({
      kind: z.literal('nthWeekday'),
      nth: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5), z.literal(-1)]),
      weekday,
      months: Months.optional(),
      ...common,
    }),
    /** 每月25日; a month that is too short has its last day. */
    z.strictObject({ kind: z.literal('dayOfMonth'), day: dayNumber, months: Months.optional(), ...common }),
    /** The n-th working day of a month; -1 is 最后一个工作日, -6 is five working days before it. */
    z.strictObject({
      kind: z.literal('nthWorkday'),
      nth: z
        .int()
        .min(-23)
        .max(23)
        .refine(nth => nth !== 0),
      months: Months.optional(),
      ...common,
    }),
    /** 每年11月30日. */
    z.strictObject({ kind: z.literal('yearly'), month, day: dayNumber, ...common }),
    /** 春节后第一个工作日. */
    z.strictObject({
      kind: z.literal('firstWorkdayAfter'),
      holidays: z.array(z.enum(HOLIDAY_NAMES)).min(1),
      ...common,
    }),
    /** 节前最后一个工作日. */
    z.strictObject({
      kind: z.literal('lastWorkdayBefore'),
      holidays: z.array(z.enum(HOLIDAY_NAMES)).min(1),
      ...common,
    }),
  ],
  { error: issue => (issue.code === 'invalid_union' ? KINDS_SAID : undefined) },
)

export type RecurrenceRule = z.output<typeof RecurrenceRule>
export type Months = z.output<typeof Months>
