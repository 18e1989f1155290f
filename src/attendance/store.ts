import { sql } from 'kysely'
import { compiledOnce } from '../ledger/compiled.ts'
import type { Trx } from '../ledger/ledger.ts'
import { orderedId } from '../ledger/ordered-id.ts'
import type { MarksTable, SessionsTable } from '../ledger/tables.ts'
import type { LeaveType, MarkStatus } from '../understand/reading.ts'
import { openCounts } from './kept-counts.ts'
import { type MarkSource, type NewMark, type StandingMark } from './mark.ts'
import { sessionFrom, type Session, type SessionState } from './session.ts'

const openSessions = compiledOnce<[string], SessionsTable>((db, branch) =>
  db
    .selectFrom('sessions')
    .selectAll()
    .where('branch', '=', branch)
    // Literals, so that the index over open sessions is seen to fit.
    .where('state', 'in', [sql.lit('open' as const), sql.lit('checking' as const)]),
)

/** The sessions of a branch that accept marks, soonest first. */
export async function openSessionsOf(trx: Trx, branch: string): Promise<Session[]> {
  const sessions = (await openSessions(trx, branch)).map(sessionFrom)
  return sessions.sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime())
}

export async function sessionById(db: Trx, id: string): Promise<Session | undefined> {
  const row = await db.selectFrom('sessions').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : sessionFrom(row)
}

export interface NewSession extends Session {
  series: string
  occurrenceKey: string
  actor: string
  now: Date
}

/** Adds a session and its first fact, or returns false when this occurrence exists already. */
export async function addSession(trx: Trx, session: NewSession): Promise<boolean> {
  const added = await trx
    .insertInto('sessions')
    .values({
      id: session.id,
      branch: session.branch,
      kind: session.kind,
      series: session.series,
      occurrence_key: session.occurrenceKey,
      title: session.title,
      theme: session.theme,
      place: session.place,
      starts_at: session.startsAt.toISOString(),
      answer_by: session.answerBy?.toISOString() ?? null,
      chat_id: session.chatId ?? null,
      state: session.state,
      created_by: session.actor,
      created_at: session.now.toISOString(),
    })
    .onConflict(conflict => conflict.columns(['branch', 'series', 'occurrence_key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (added === undefined) return false
  await openCounts(trx, session.id)
  await addFact(
    trx,
    session.id,
    session.state === 'open' ? 'opened' : 'drafted',
    {},
    session.actor,
    session.now,
  )
  return true
}

/** Changes what is true of a session, and keeps who did it when as a fact beside it. */
export async function setSessionState(
  trx: Trx,
  id: string,
  state: SessionState,
  fact: string,
  actor: string,
  now: Date,
) {
  await trx.updateTable('sessions').set({ state }).where('id', '=', id).execute()
  await addFact(trx, id, fact, {}, actor, now)
}

export async function setAnswerBy(
  trx: Trx,
  id: string,
  answerBy: Date,
  actor: string,
  now: Date,
): Promise<void> {
  await trx.updateTable('sessions').set({ answer_by: answerBy.toISOString() }).where('id', '=', id).execute()
  await addFact(trx, id, 'extended', { answerBy: answerBy.toISOString() }, actor, now)
}

export async function addFact(
  trx: Trx,
  id: string,
  fact: string,
  particulars: object,
  actor: string,
  now: Date,
) {
  await trx
    .insertInto('session_facts')
    .values({ session_id: id, fact, json: JSON.stringify(particulars), actor, at: now.toISOString() })
    .execute()
}

type MarkRow = Pick<MarksTable, 'status' | 'leave_type' | 'source' | 'said_at'> & { rank: number }

const standing = compiledOnce<[string, string], MarkRow>((db, sessionId, personId) =>
  db
    .selectFrom('marks')
    .select(['status', 'leave_type', 'source', 'said_at', 'rank'])
    .where('session_id', '=', sessionId)
    .where('person_id', '=', personId)
    .orderBy('rank', 'desc')
    .orderBy('said_at', 'desc')
    .orderBy('id', 'desc')
    // A literal: SQLite is twice as fast with it as with a parameter.
    .limit(sql.lit(1)),
)

/** The mark that counts for a person in a session; a withdrawn one still stands, as “nothing heard”. */
export async function standingMark(
  trx: Trx,
  sessionId: string,
  personId: string,
): Promise<StandingMark | undefined> {
  const [row] = await standing(trx, sessionId, personId)
  return row === undefined ? undefined : markFrom(row)
}

function markFrom(row: MarkRow): StandingMark {
  return {
    // Only insertMark writes these columns, from the same unions.
    status: row.status as MarkStatus | 'withdrawn',
    ...(row.leave_type !== null && { leaveType: row.leave_type as LeaveType }),
    source: row.source as MarkSource,
    rank: Number(row.rank),
    saidAt: row.said_at,
  }
}

const insert = compiledOnce<
  [string, string, string, string, string | null, string, number, string, string, string, number],
  never
>(
  (
    db,
    id,
    session_id,
    person_id,
    status,
    leave_type,
    source,
    rank,
    reported_by,
    said_at,
    entered_at,
    late_entry,
  ) =>
    db.insertInto('marks').values({
      id,
      session_id,
      person_id,
      status,
      leave_type,
      source,
      rank,
      reported_by,
      said_at,
      entered_at,
      late_entry,
    }),
)

export interface InsertedMark extends NewMark {
  rank: number
  sessionId: string
  personId: string
  reportedBy: string
  enteredAt: Date
  lateEntry: boolean
}

export async function insertMark(trx: Trx, mark: InsertedMark): Promise<void> {
  const {
    rank,
    sessionId,
    personId,
    status,
    leaveType = null,
    source,
    reportedBy,
    saidAt,
    enteredAt,
    lateEntry,
  } = mark
  const late = lateEntry ? 1 : 0
  await insert(
    trx,
    orderedId(enteredAt),
    sessionId,
    personId,
    status,
    leaveType,
    source,
    rank,
    reportedBy,
    saidAt,
    enteredAt.toISOString(),
    late,
  )
}

/** The standing mark of everybody who has one in a session, by person. */
export async function standingMarks(
  db: Trx,
  sessionId: string,
): Promise<Map<string, StandingMark & { revisions: number; enteredAt: string }>> {
  const rows = await db
    .selectFrom('marks')
    .select(['person_id', 'status', 'leave_type', 'source', 'said_at', 'rank', 'entered_at'])
    .where('session_id', '=', sessionId)
    .orderBy('rank')
    .orderBy('said_at')
    .orderBy('id')
    .execute()
  const marks = new Map<string, StandingMark & { revisions: number; enteredAt: string }>()
  for (const row of rows) {
    const revisions = (marks.get(row.person_id)?.revisions ?? 0) + 1
    marks.set(row.person_id, {
      ...markFrom({ ...row, rank: Number(row.rank) }),
      revisions,
      enteredAt: row.entered_at,
    })
  }
  return marks
}
