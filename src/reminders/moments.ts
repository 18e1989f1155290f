import { hash } from 'node:crypto'
import { instantOf, type Day } from '../calendar/day.ts'
import { nextWorkingMoment, type WorkingHours } from '../calendar/working-hours.ts'
import type { WorkCalendar } from '../calendar/work-calendar.ts'

const MINUTE_MS = 60_000

/** What a moment depends on besides the day. */
export interface WorkTime {
  calendar: WorkCalendar
  hours: WorkingHours
}

/**
 * A moment of work on a day: the wall-clock time asked for, or the next one at which people work, and one to nine minutes on
 * top. The minutes follow from the seed, so that every replica finds the same ones; full and half hours stay free, because
 * everybody's messages crowd the platform then.
 */
export function momentAtWork({ calendar, hours }: WorkTime, day: Day, time: string, seed: string): Date {
  const start = nextWorkingMoment(calendar, hours, instantOf(day, time))
  return new Date(start.getTime() + jitterMinutes(seed) * MINUTE_MS)
}

/** 1 to 9, from a hash of the seed. */
export function jitterMinutes(seed: string): number {
  return (Number.parseInt(hash('sha256', seed, 'hex').slice(0, 8), 16) % 9) + 1
}
