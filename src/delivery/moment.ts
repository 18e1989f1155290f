import { isWorkingMoment, type WorkingHours } from '../calendar/working-hours.ts'
import type { WorkCalendar } from '../calendar/work-calendar.ts'
import { DOUBT_MS } from './lease.ts'

/** Now, as the outbox asks about it. */
export interface Moment {
  now: Date
  at: string
  /** Outside working hours 1: only what goes out at any hour may leave. */
  leastAnyHour: 0 | 1
  /** A message whose last try was in doubt before this instant is not repeated. */
  doubtSince: string
}

export function momentOf(now: Date, calendar: WorkCalendar, hours: WorkingHours): Moment {
  return {
    now,
    at: now.toISOString(),
    leastAnyHour: isWorkingMoment(calendar, hours, now) ? 0 : 1,
    doubtSince: new Date(now.getTime() - DOUBT_MS).toISOString(),
  }
}
