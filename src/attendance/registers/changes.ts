import type { Trx } from '../../ledger/ledger.ts'
import type { LeaveType, MarkStatus } from '../../understand/reading.ts'
import type { MarkSource } from '../mark.ts'
import type { Session } from '../session.ts'
import { registerOf, type Register } from '../tally.ts'
import { actorWords } from './texts.ts'

/** One row of the append-only marks: who changed whose mark to what, and when. */
export interface MarkChange {
  personId: string
  /** With the tag that tells namesakes apart. */
  name: string
  status: MarkStatus | 'withdrawn'
  leaveType?: LeaveType
  source: MarkSource
  /** The name of whoever said it. */
  reportedBy: string
  saidAt: Date
  enteredAt: Date
  /** Entered after the register was archived. */
  lateEntry: boolean
}

/** All that the register file of a session tells. */
export interface SessionRegister {
  register: Register
  /** Every mark of the session in the order of entry. */
  changes: MarkChange[]
  /** Who said 核对无误, if anybody has. */
  checkedBy?: string
}

/** Reads the register of a session with its history. */
export async function readSessionRegister(db: Trx, session: Session): Promise<SessionRegister> {
  // The register first: whatever it shows is then among the changes, though somebody writes meanwhile.
  const register = await registerOf(db, session)
  const changes = await changesOf(db, session.id)
  // A register that was opened again is not checked any more.
  const checkedBy = session.state === 'archived' ? await checkerOf(db, session.id) : undefined
  return { register, changes, ...(checkedBy !== undefined && { checkedBy }) }
}

async function changesOf(db: Trx, sessionId: string): Promise<MarkChange[]> {
  const rows = await db
    .selectFrom('marks')
    .leftJoin('people as person', 'person.id', 'marks.person_id')
    .leftJoin('people as reporter', 'reporter.id', 'marks.reported_by')
    .select([
      'marks.person_id',
      'marks.status',
      'marks.leave_type',
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
  return rows.map(row => ({
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
  }))
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
