import { addDays, type Day } from '../calendar/day.ts'
import { occurrences } from '../calendar/recurrence.ts'
import type { WorkCalendar } from '../calendar/work-calendar.ts'
import { addWorkdays, workdayOnOrBefore } from '../calendar/workday.ts'
import type { Duty } from './duties.ts'

/** One time at which people are told of a duty: so many working days before it. */
export interface DutyLead {
  duty: Duty
  /** The unshifted date; a holiday table that comes later never makes a second one of it. */
  key: Day
  day: Day
  /** 待核: the year's holiday table is missing. */
  unsure: boolean
  lead: number
  /** The day on which people are told. */
  tellOn: Day
}

/** Every lead of a duty that falls from one day to another, both included. */
export function dutyLeads(duty: Duty, calendar: WorkCalendar, from: Day, to: Day): DutyLead[] {
  // No stretch of n working days is longer than this: a week for every five, and the longest holiday.
  const reach = Math.max(...duty.leads) * 2 + 20
  return occurrences(duty.rule, calendar, from, addDays(to, reach)).flatMap(({ key, day, unsure }) => {
    if (day === undefined) return []
    return duty.leads
      .map(lead => ({ duty, key, day, unsure, lead, tellOn: leadDay(calendar, day, lead) }))
      .filter(({ tellOn }) => from <= tellOn && tellOn <= to)
  })
}

function leadDay(calendar: WorkCalendar, day: Day, lead: number): Day {
  return lead === 0 ? workdayOnOrBefore(calendar, day) : addWorkdays(calendar, day, -lead)
}
