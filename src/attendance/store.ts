import { sql } from 'kysely'
import type { Trx } from '../ledger/ledger.ts'
import { rememberedOnce } from '../ledger/remembered.ts'
import type { SessionsTable } from '../ledger/tables.ts'
import { openCounts } from './kept-counts.ts'
import { sessionFrom, type Session, type SessionDetails, type SessionState } from './session.ts'

const openSessions = rememberedOnce<[string], SessionsTable, readonly Session[]>(
  (db, branch) =>
    db
      .selectFrom('sessions')
      .selectAll()
      .where('branch', '=', branch)
      // Literals, so that the index over open sessions is seen to fit.
      .where('state', 'in', [sql.lit('open' as const), sql.lit('checking' as const)]),
  rows => rows.map(sessionFrom).sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime()),
)

/** The sessions of a branch that accept marks, soonest first. */
export async function openSessionsOf(trx: Trx, branch: string): Promise<Session[]> {
  return [...(await openSessions(trx, branch))]
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
      details: JSON.stringify(session.details ?? {}),
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

/** Changes some details of a session and keeps the change as a fact; a detail set to undefined goes. */
export async function setDetails(
  trx: Trx,
  { id, details }: Session,
  change: { [Key in keyof SessionDetails]?: SessionDetails[Key] | undefined },
  actor: string,
  now: Date,
): Promise<void> {
  const json = JSON.stringify({ ...details, ...change })
  await trx.updateTable('sessions').set({ details: json }).where('id', '=', id).execute()
  await addFact(trx, id, 'details', change, actor, now)
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
