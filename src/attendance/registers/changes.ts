import type { Trx } from '../../ledger/ledger.ts'
import type { MarksTable } from '../../ledger/tables.ts'
import type { LeaveType } from '../../understand/reading.ts'
import { decideMark, standingClaim, type Claim, type MarkSource } from '../mark.ts'
import { claimFrom } from '../claims-kept.ts'
import type { Session } from '../session.ts'
import { registerOf, type Register } from '../tally.ts'
import type { MarkChange } from './mark-change.ts'
import { actorWords } from './texts.ts'

/** All that the register file of a session tells. */
export interface SessionRegister {
  register: Register
  /** Every mark of the session in the order of entry. */
  changes: MarkChange[]
  /** Who said 核对无误, if anybody has. */
  checkedBy?: string
  chair?: string
  recorder?: string
  lateBy?: string
}

/** Reads the register of a session with its history. */
export async function readSessionRegister(db: Trx, session: Session): Promise<SessionRegister> {
  // The register first: whatever it shows is then among the changes, though somebody writes meanwhile.
  const register = await registerOf(db, session)
  const changes = await changesOf(db, session.id)
  // A register that was opened again is not checked any more.
  const checkedBy = session.state === 'archived' ? await checkerOf(db, session.id) : undefined
  return {
    register,
    changes,
    ...(checkedBy !== undefined && { checkedBy }),
    ...(await namesOfDetails(db, session)),
  }
}

/** Every claim of a session that said something new, in the order of entry, with what it did. */
export async function changesOf(db: Trx, sessionId: string): Promise<MarkChange[]> {
  const rows = await db
    .selectFrom('marks')
    .leftJoin('people as person', 'person.id', 'marks.person_id')
    .leftJoin('people as reporter', 'reporter.id', 'marks.reported_by')
    .select([
      'marks.person_id',
      'marks.status',
      'marks.leave_type',
      'marks.excuse',
      'marks.reason',
      'marks.source',
      'marks.reported_by',
      'marks.said_at',
      'marks.entered_at',
      'marks.late_entry',
      'person.name',
      'person.tag',
      'reporter.name as reporter_name',
      'reporter.tag as reporter_tag',
    ])
    .where('marks.session_id', '=', sessionId)
    .orderBy('marks.id')
    .execute()
  const known = new Map<string, Claim[]>()
  return rows.flatMap(row => {
    const claims = known.get(row.person_id) ?? []
    const claim = claimFrom(row)
    const decision = decideMark(claims, claim)
    const before = standingClaim(claims)
    known.set(row.person_id, [...claims, claim])
    if (decision === 'unchanged') return []
    return [changeFrom(row, before, decision === 'add' ? 'changed' : 'not-taken')]
  })
}

type ChangeRow = Pick<
  MarksTable,
  | 'person_id'
  | 'status'
  | 'leave_type'
  | 'source'
  | 'reported_by'
  | 'said_at'
  | 'entered_at'
  | 'late_entry'
  | 'reason'
> & { name: string | null; tag: string | null; reporter_name: string | null; reporter_tag: string | null }

function changeFrom(row: ChangeRow, before: Claim | undefined, effect: MarkChange['effect']): MarkChange {
  return {
    personId: row.person_id,
    name: nameOf(row.name, row.tag, row.person_id),
    // Only insertMark writes these columns, from the same unions.
    status: row.status as MarkChange['status'],
    ...(row.leave_type !== null && { leaveType: row.leave_type as LeaveType }),
    source: row.source as MarkSource,
    reportedBy: nameOf(row.reporter_name, row.reporter_tag, row.reported_by),
    saidAt: new Date(row.said_at),
    enteredAt: new Date(row.entered_at),
    lateEntry: Number(row.late_entry) === 1,
    ...(row.reason !== null && { reason: row.reason }),
    ...(before !== undefined && { before }),
    effect,
  }
}

/** The names of those who have a task in a session. */
export async function namesOfDetails(db: Trx, { details = {} }: Session) {
  const ids = { chair: details.chair, recorder: details.recorder, lateBy: details.late?.by }
  const wanted = Object.values(ids).filter(id => id !== undefined)
  if (wanted.length === 0) return {}
  const people = await db
    .selectFrom('people')
    .select(['id', 'name', 'tag'])
    .where('id', 'in', wanted)
    .execute()
  const names = new Map(people.map(({ id, name, tag }) => [id, nameOf(name, tag, id)]))
  const named = (id: string | undefined) => (id === undefined ? undefined : (names.get(id) ?? actorWords[id]))
  const [chair, recorder, lateBy] = [named(ids.chair), named(ids.recorder), named(ids.lateBy)]
  return {
    ...(chair !== undefined && { chair }),
    ...(recorder !== undefined && { recorder }),
    ...(lateBy !== undefined && { lateBy }),
  }
}

async function checkerOf(db: Trx, sessionId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('session_facts')
    .leftJoin('people as person', 'person.id', 'session_facts.actor')
    .select(['session_facts.actor', 'person.name', 'person.tag'])
    .where('session_id', '=', sessionId)
    .where('fact', '=', 'archived')
    .orderBy('session_facts.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? undefined : nameOf(row.name, row.tag, row.actor)
}

function nameOf(name: string | null, tag: string | null, id: string): string {
  if (name === null) return actorWords[id] ?? id
  return tag === null ? name : `${name}(${tag})`
}
