import { sessionFrom, type Session } from '../attendance/session.ts'
import { addFact } from '../attendance/store.ts'
import { compiledOnce } from '../ledger/compiled.ts'
import type { Trx } from '../ledger/ledger.ts'
import type { SessionsTable } from '../ledger/tables.ts'

/** Says that a group could not be told of a session: the next reply there names it. */
export function nameLater(trx: Trx, sessionId: string, now: Date): Promise<void> {
  return addFact(trx, sessionId, 'to-be-named', {}, 'system', now)
}

/**
 * The open sessions of a branch that its group has not heard of, soonest first. They count as named from now on: the caller
 * puts them into the reply that goes out with this unit.
 */
export async function takeUnannounced(trx: Trx, branch: string, now: Date): Promise<Session[]> {
  const rows = await unannounced(trx, branch, now.toISOString())
  for (const { id } of rows) await addFact(trx, id, 'named', {}, 'system', now)
  return rows.map(sessionFrom)
}

const unannounced = compiledOnce<[string, string], SessionsTable>((db, branch, now) =>
  db
    .selectFrom('sessions')
    .selectAll('sessions')
    .where('sessions.branch', '=', branch)
    .where('sessions.state', '=', 'open')
    .where('sessions.starts_at', '>', now)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('session_facts as told')
          .select('told.id')
          .whereRef('told.session_id', '=', 'sessions.id')
          .where('told.fact', '=', 'to-be-named')
          .where(({ not, exists, selectFrom }) =>
            not(
              exists(
                selectFrom('session_facts as named')
                  .select('named.id')
                  .whereRef('named.session_id', '=', 'sessions.id')
                  .where('named.fact', '=', 'named')
                  .whereRef('named.id', '>', 'told.id'),
              ),
            ),
          ),
      ),
    )
    .orderBy('sessions.starts_at'),
)
