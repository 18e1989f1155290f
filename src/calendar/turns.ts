import type { Day } from './day.ts'
import { keysAround } from './recurrence-keys.ts'
import type { RecurrenceRule } from './recurrence-rule.ts'
import { workCalendar } from './work-calendar.ts'

// Any fixed day does: the turns only have to be the same whoever counts them.
const FIRST = '2024-01-01'
const noTables = workCalendar([])

/** The number of an occurrence in a rota, from 0. Unshifted dates are counted, so that a cancelled one keeps its turn. */
export function turnOf(rule: RecurrenceRule, key: Day): number {
  return keysAround(rule, noTables, FIRST, key).filter(each => FIRST <= each && each < key).length
}
