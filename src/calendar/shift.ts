import { daysBetween, type Day } from './day.ts'
import { isWorkday, workdayOnOrAfter, workdayOnOrBefore, type WorkdayOptions } from './workday.ts'
import type { WorkCalendar } from './work-calendar.ts'

/** What becomes of a date that is no working day: 顺延, 提前, 就近, 取消, 不变. */
export type ShiftPolicy = 'next' | 'prev' | 'nearest' | 'cancel' | 'keep'

/** A policy and its bounds. A move that breaks a bound is tried in the other direction. */
export interface Shift {
  policy: ShiftPolicy
  stayInMonth?: boolean | undefined
  maxShiftDays?: number | undefined
}

export interface Shifted {
  /** Undefined when the date is cancelled. */
  day: Day | undefined
  /** False when neither direction keeps the bounds: the policy's own direction is given and a person has to look at it. */
  withinBounds: boolean
}

/** Moves a date that is no working day; a working day stays where it is. */
export function shiftDay(
  calendar: WorkCalendar,
  day: Day,
  shift: Shift,
  options: WorkdayOptions = {},
): Shifted {
  if (shift.policy === 'keep' || isWorkday(calendar, day, options)) return { day, withinBounds: true }
  if (shift.policy === 'cancel') return { day: undefined, withinBounds: true }
  const candidates = inOrder(shift.policy, day, {
    next: workdayOnOrAfter(calendar, day, options),
    prev: workdayOnOrBefore(calendar, day, options),
  })
  const fitting = candidates.find(candidate => keepsBounds(day, candidate, shift))
  return { day: fitting ?? candidates[0], withinBounds: fitting !== undefined }
}

function inOrder(
  policy: 'next' | 'prev' | 'nearest',
  day: Day,
  { next, prev }: { next: Day; prev: Day },
): Day[] {
  // When both are equally near, the later one leaves people more time.
  const later =
    policy === 'next' || (policy === 'nearest' && daysBetween(day, next) <= daysBetween(prev, day))
  return later ? [next, prev] : [prev, next]
}

function keepsBounds(day: Day, moved: Day, { stayInMonth = false, maxShiftDays = Infinity }: Shift): boolean {
  if (stayInMonth && moved.slice(0, 7) !== day.slice(0, 7)) return false
  return Math.abs(daysBetween(day, moved)) <= maxShiftDays
}
