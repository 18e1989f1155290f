import { randomBytes } from 'node:crypto'
import { addDays, type Day } from '../calendar/day.ts'
import type { WorkCalendar } from '../calendar/work-calendar.ts'
import type { Trx } from '../ledger/ledger.ts'
import type { DutyFactsTable } from '../ledger/tables.ts'
import type { Office } from '../office.ts'
import { builtInDuties } from './built-in.ts'
import { dutiesOf, type Duty } from './duties.ts'
import { noChanges, type DutyChanges } from './occurrences.ts'

/** A duty with what people said of it. */
export interface StandingDuty {
  duty: Duty
  changes: DutyChanges
}

/** How far back what was said of an occurrence still matters. */
const DAYS_BEHIND = 400

/** Every duty of the office as it stands: of office.yaml, built in, and made by chat or import, with moves and ticks over it. */
export async function standingDuties(
  trx: Trx,
  office: Office,
  calendar: WorkCalendar,
  today: Day,
): Promise<StandingDuty[]> {
  const rows = await trx
    .selectFrom('duty_facts')
    .selectAll()
    .where('person_id', '=', '')
    .where(({ eb, or }) =>
      or([eb('occurrence', '=', ''), eb('occurrence', '>=', addDays(today, -DAYS_BEHIND))]),
    )
    .orderBy('id')
    .execute()
  const byDuty = Map.groupBy(rows, ({ duty }) => duty)
  const made = [...byDuty].flatMap(([code, facts]) => {
    const created = facts.find(({ fact }) => fact === 'created')
    // Only createDuty writes this fact, from a Duty.
    return created === undefined ? [] : [{ ...(JSON.parse(created.json) as Duty), code }]
  })
  return [...dutiesOf(office), ...builtInDuties(office), ...made]
    .filter(({ code }) => !isEnded(byDuty.get(code) ?? []))
    .map(duty => ({ duty, changes: withCalendar(duty, calendar, changesOf(byDuty.get(duty.code) ?? [])) }))
}

function isEnded(facts: readonly DutyFactsTable[] | readonly { fact: string }[]): boolean {
  return facts.some(({ fact }) => fact === 'ended')
}

type FactRow = Pick<DutyFactsTable, 'occurrence' | 'fact' | 'json'>

function changesOf(facts: readonly FactRow[]): DutyChanges {
  if (facts.length === 0) return noChanges
  const moved = new Map<Day, Day>()
  const closed = new Set<Day>()
  const waived = new Set<Day>()
  const assigned = new Map<Day, readonly string[]>()
  const worded = new Map<Day, string>()
  for (const { occurrence, fact, json } of facts) {
    // Only this folder writes these particulars.
    const said = JSON.parse(json) as { day?: Day; personIds?: string[]; text?: string }
    if (fact === 'moved' && said.day !== undefined) moved.set(occurrence, said.day)
    if (fact === 'assigned' && said.personIds !== undefined) assigned.set(occurrence, said.personIds)
    if (fact === 'worded' && said.text !== undefined) worded.set(occurrence, said.text)
    if (fact === 'done' || fact === 'waived') closed.add(occurrence)
    if (fact === 'open') closed.delete(occurrence)
    if (fact === 'waived') waived.add(occurrence)
    if (fact === 'open' || fact === 'done') waived.delete(occurrence)
  }
  return { moved, closed, waived, assigned, worded }
}

/** Next year's holidays need no tick: they are loaded or they are not. */
function withCalendar({ kind }: Duty, { years }: WorkCalendar, changes: DutyChanges): DutyChanges {
  if (kind !== 'calendar_load') return changes
  const loaded = [...years].map(year => `${year - 1}-11-20`)
  return { ...changes, closed: new Set([...changes.closed, ...loaded]) }
}

export interface DutyFact {
  duty: string
  /** The key of the occurrence, or '' for the duty as a whole. */
  occurrence: Day | ''
  personId?: string
  fact: 'created' | 'ended' | 'moved' | 'assigned' | 'worded' | 'done' | 'open' | 'waived'
  particulars?: object
  actor: string
  now: Date
}

export async function addDutyFact(trx: Trx, said: DutyFact): Promise<void> {
  const { duty, occurrence, personId = '', fact, particulars = {}, actor, now } = said
  await trx
    .insertInto('duty_facts')
    .values({
      duty,
      occurrence,
      person_id: personId,
      fact,
      json: JSON.stringify(particulars),
      actor,
      at: now.toISOString(),
    })
    .execute()
}

/** Adds a duty by chat or import under a code of its own; false when that code is there already. */
export async function createDuty(trx: Trx, duty: Duty, actor: string, now: Date): Promise<boolean> {
  const known = await trx
    .selectFrom('duty_facts')
    .select('id')
    .where('duty', '=', duty.code)
    .where('fact', '=', 'created')
    .executeTakeFirst()
  if (known !== undefined) return false
  const { code, ...particulars } = duty
  await addDutyFact(trx, { duty: code, occurrence: '', fact: 'created', particulars, actor, now })
  return true
}

export function newDutyCode(): string {
  return `d${randomBytes(6).toString('hex')}`
}

export type DutyStatus = 'done' | 'open' | 'waived'

/** What each person said of one occurrence; who said nothing is not in it, and open. */
export async function statusesOf(trx: Trx, duty: string, key: Day): Promise<Map<string, DutyStatus>> {
  const rows = await trx
    .selectFrom('duty_facts')
    .select(['person_id', 'fact'])
    .where('duty', '=', duty)
    .where('occurrence', '=', key)
    .where('person_id', '<>', '')
    .orderBy('id')
    .execute()
  // Only done, open and waived carry a person.
  return new Map(rows.map(({ person_id, fact }) => [person_id, fact as DutyStatus]))
}

/** The particulars of the last tick of one occurrence, by a person or ('') for everybody; undefined without one. */
export async function closingFact(trx: Trx, duty: string, key: Day, personId: string): Promise<unknown> {
  const row = await trx
    .selectFrom('duty_facts')
    .select('json')
    .where('duty', '=', duty)
    .where('occurrence', '=', key)
    .where('person_id', '=', personId)
    .where('fact', 'in', ['done', 'waived'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? undefined : JSON.parse(row.json)
}
