import type { Trx } from '../ledger/ledger.ts'
import type { Turn } from '../talk/command.ts'
import { resolveName } from '../understand/names.ts'

export type NamedPerson =
  { kind: 'found'; personId: string } | { kind: 'ambiguous'; personIds: string[] } | { kind: 'unknown' }

/** Finds the person a name means in a branch; people of other branches do not make a name ambiguous. */
export async function personNamed(turn: Turn, written: string, branch: string): Promise<NamedPerson> {
  if (written === 'self') return { kind: 'found', personId: turn.speaker.personId }
  const resolved = resolveName(turn.names, written)
  if ('unknown' in resolved) return { kind: 'unknown' }
  const candidates = 'found' in resolved ? [resolved.found] : resolved.ambiguous
  const members = await membersAmong(turn.trx, candidates, branch)
  const [only] = members
  if (only === undefined) return { kind: 'unknown' }
  return members.length === 1 ? { kind: 'found', personId: only } : { kind: 'ambiguous', personIds: members }
}

async function membersAmong(trx: Trx, personIds: string[], branch: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('memberships')
    .select('person_id')
    .where('person_id', 'in', personIds)
    .where('branch', '=', branch)
    .where('to_day', 'is', null)
    .orderBy('roster_number')
    .execute()
  return rows.map(row => row.person_id)
}

export interface PersonLabel {
  personId: string
  name: string
  /** What tells the person apart from a namesake: the tag, or the department. */
  label: string
  /** Whether the roster itself tells this person apart from a namesake. */
  hasNamesake: boolean
}

export async function labelsOf(trx: Trx, personIds: string[]): Promise<PersonLabel[]> {
  if (personIds.length === 0) return []
  const rows = await trx
    .selectFrom('people')
    .innerJoin('memberships', 'memberships.person_id', 'people.id')
    .select(['people.id', 'people.name', 'people.tag', 'memberships.department'])
    .where('people.id', 'in', personIds)
    .where('memberships.to_day', 'is', null)
    .orderBy('memberships.roster_number')
    .execute()
  return rows.map(({ id, name, tag, department }) => ({
    personId: id,
    name,
    label: tag ?? department,
    hasNamesake: tag !== null,
  }))
}

/** '张伟(档案室)', or the bare name where nobody shares it. */
export function withTag({ name, label, hasNamesake }: PersonLabel): string {
  return hasNamesake ? `${name}(${label})` : name
}
