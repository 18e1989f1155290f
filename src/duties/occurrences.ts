import { addDays, yearOf, type Day } from '../calendar/day.ts'
import { occurrences } from '../calendar/recurrence.ts'
import { isYearLoaded, type WorkCalendar } from '../calendar/work-calendar.ts'
import { addWorkdays, workdayOnOrAfter, workdayOnOrBefore } from '../calendar/workday.ts'
import type { Duty } from './duties.ts'
import { dutyKindByCode } from './kinds.ts'

/** What people said of a duty in chats, by the key of the occurrence; laid over what office.yaml and the calendar say. */
export interface DutyChanges {
  moved: ReadonlyMap<Day, Day>
  /** Done by everybody, or not to be done: nobody is told any more. */
  closed: ReadonlySet<Day>
  /** Those of them that are not to be done. */
  waived: ReadonlySet<Day>
  assigned: ReadonlyMap<Day, readonly string[]>
  worded: ReadonlyMap<Day, string>
}

export const noChanges: DutyChanges = {
  moved: new Map(),
  closed: new Set(),
  waived: new Set(),
  assigned: new Map(),
  worded: new Map(),
}

/** One time a duty comes round. */
export interface DutyOccurrence {
  duty: Duty
  /** The unshifted date; a holiday table that comes later never makes a second one of it. */
  key: Day
  day: Day
  /** 待核: the year's holiday table is missing. */
  unsure: boolean
  /** Somebody moved it by hand. */
  moved: boolean
  closed: boolean
  /** Closed because it is not to be done. */
  waived: boolean
}

/** Every occurrence of a duty whose day lies from one day to another, both included, in order. */
export function dutyOccurrences(
  duty: Duty,
  calendar: WorkCalendar,
  from: Day,
  to: Day,
  { moved, closed, waived }: DutyChanges = noChanges,
): DutyOccurrence[] {
  const regular = occurrences(duty.rule, calendar, from, to).flatMap(({ key, day, unsure }) =>
    day === undefined || moved.has(key) ? [] : [{ key, day, unsure, moved: false }],
  )
  const byHand = [...moved].map(([key, day]) => ({
    key,
    day,
    unsure: !isYearLoaded(calendar, day),
    moved: true,
  }))
  return [...regular, ...byHand]
    .filter(({ key, day }) => from <= day && day <= to && isInSpan(duty, key))
    .map(one => ({ duty, ...one, closed: closed.has(one.key), waived: waived.has(one.key) }))
    .toSorted((one, other) => (one.day < other.day ? -1 : 1))
}

function isInSpan({ from = '', until = '9999' }: Duty, key: Day): boolean {
  return from <= key && key <= until
}

/** One time at which people are told of a duty: so many working days before it, or again after it. */
export interface DutyLead extends DutyOccurrence {
  /** 'draft': the keepers see the text and may change it. */
  stage: 'tell' | 'draft'
  /** Which of its times: 'T-3', 'draft', 'T+7'. */
  slot: string
  /** The day on which people are told. */
  tellOn: Day
  /** 'HH:MM' */
  time: string
  assigned?: readonly string[]
  /** The keeper's own words instead of the usual ones. */
  words?: string
}

/** Every lead of a duty that falls from one day to another, both included. */
export function dutyLeads(
  duty: Duty,
  calendar: WorkCalendar,
  from: Day,
  to: Day,
  changes: DutyChanges = noChanges,
): DutyLead[] {
  const { draft, time: usual = '09:30', again } = dutyKindByCode(duty.kind) ?? {}
  const { time = usual } = duty
  // No stretch of n working days is longer than this: a week for every five, and the longest holiday.
  const reach = Math.max(...duty.leads, draft ?? 0) * 2 + 20
  const first = again === undefined ? from : addDays(from, -again * (TIMES_AGAIN + 1))
  return dutyOccurrences(duty, calendar, first, addDays(to, reach), changes).flatMap(occurrence => {
    const { key, day, closed, moved } = occurrence
    if (closed) return []
    const assigned = changes.assigned.get(key)
    const words = changes.worded.get(key)
    const told = [
      ...(draft === undefined
        ? []
        : [{ stage: 'draft' as const, slot: 'draft', tellOn: before(calendar, day, draft) }]),
      ...duty.leads.map(lead => ({
        stage: 'tell' as const,
        slot: `T-${lead}`,
        tellOn: before(calendar, day, lead),
      })),
      ...repeats(calendar, day, again),
    ]
    return told
      .map(one => ({
        ...occurrence,
        ...one,
        // What was told before it was moved is told again on the new days.
        slot: moved ? `${one.slot}@${day}` : one.slot,
        time,
        ...(assigned !== undefined && { assigned }),
        ...(words !== undefined && { words }),
      }))
      .filter(({ tellOn }) => from <= tellOn && tellOn <= to)
  })
}

const TIMES_AGAIN = 6

function repeats(calendar: WorkCalendar, day: Day, again: number | undefined) {
  if (again === undefined) return []
  return Array.from({ length: TIMES_AGAIN }, (_, index) => (index + 1) * again)
    .map(days => ({
      stage: 'tell' as const,
      slot: `T+${days}`,
      tellOn: workdayOnOrAfter(calendar, addDays(day, days)),
    }))
    .filter(({ tellOn }) => yearOf(tellOn) === yearOf(day))
}

function before(calendar: WorkCalendar, day: Day, lead: number): Day {
  return lead === 0 ? workdayOnOrBefore(calendar, day) : addWorkdays(calendar, day, -lead)
}
