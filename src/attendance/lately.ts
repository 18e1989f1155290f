import type { Trx } from '../ledger/ledger.ts'
import { sessionFrom, type Session } from './session.ts'

const LATELY_MS = 30 * 24 * 60 * 60 * 1000

/** The session of these branches, of one kind if given, that a keeper cancelled last, when its day is near: a list of one or none. */
export async function cancelledLately(
  trx: Trx,
  branches: readonly string[],
  kind: string | undefined,
  now: Date,
): Promise<Session[]> {
  const rows = await trx
    .selectFrom('sessions')
    .innerJoin('session_facts', 'session_facts.session_id', 'sessions.id')
    .selectAll('sessions')
    .where('sessions.branch', 'in', ['', ...branches])
    .where('sessions.state', '=', 'cancelled')
    // A draft that was opened by hand, or that nobody heard of, was not called off.
    .where('session_facts.fact', '=', 'cancelled')
    .where('session_facts.at', '>', new Date(now.getTime() - LATELY_MS).toISOString())
    .$if(kind !== undefined, query => query.where('sessions.kind', '=', kind ?? ''))
    .orderBy('session_facts.at', 'desc')
    .limit(1)
    .execute()
  return rows.map(sessionFrom)
}

/** Where a session stood before it was moved last; undefined when it was not. */
export async function movedFrom(trx: Trx, { id, startsAt }: Session): Promise<Date | undefined> {
  const fact = await trx
    .selectFrom('session_facts')
    .select('json')
    .where('session_id', '=', id)
    .where('fact', '=', 'rescheduled')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (fact === undefined) return undefined
  // Only rescheduleSession writes this fact.
  const { from } = JSON.parse(fact.json) as { from: string }
  const before = new Date(from)
  return before.getTime() === startsAt.getTime() ? undefined : before
}
