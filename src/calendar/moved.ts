import type { Day } from './day.ts'
import { occurrences } from './recurrence.ts'
import type { RecurrenceRule } from './recurrence-rule.ts'
import type { WorkCalendar } from './work-calendar.ts'

/** What another calendar makes of an occurrence; an undefined day is cancelled. */
export interface MovedOccurrence {
  key: Day
  before: Day | undefined
  after: Day | undefined
}

/** The occurrences of a rule from one day to another whose day differs between two calendars, in order of their keys. */
export function movedOccurrences(
  rule: RecurrenceRule,
  before: WorkCalendar,
  after: WorkCalendar,
  from: Day,
  to: Day,
): MovedOccurrence[] {
  const daysBefore = new Map(occurrences(rule, before, from, to).map(({ key, day }) => [key, day]))
  const daysAfter = new Map(occurrences(rule, after, from, to).map(({ key, day }) => [key, day]))
  return [...new Set([...daysBefore.keys(), ...daysAfter.keys()])]
    .toSorted()
    .map(key => ({ key, before: daysBefore.get(key), after: daysAfter.get(key) }))
    .filter(one => one.before !== one.after)
}
