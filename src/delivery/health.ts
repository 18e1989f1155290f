import type { Trx } from '../ledger/ledger.ts'
import type { OutboxState } from './finish.ts'

export interface OutboxHealth {
  pending: number
  sending: number
  /** How long the longest due one has been waiting, in ms; 0 when nothing is due. */
  oldestDueMs: number
  /** Ended within the last seven days. */
  unknown: number
  failed: number
  missed: number
}

const WEEK_MS = 7 * 24 * 60 * 60 * 1000

/** The outbox in a few numbers, for readiness and metrics. */
export async function outboxHealth(db: Trx, now: Date): Promise<OutboxHealth> {
  const weekAgo = new Date(now.getTime() - WEEK_MS).toISOString()
  const rows = await db
    .selectFrom('outbox')
    .select(({ fn }) => ['state', fn.countAll().as('count')])
    .where(({ eb, or, and }) =>
      or([
        eb('state', 'in', ['pending', 'sending']),
        and([eb('state', 'in', ['failed', 'unknown']), eb('lease_until', '>=', weekAgo)]),
        and([eb('state', '=', 'missed'), eb('give_up_at', '>=', weekAgo)]),
      ]),
    )
    .groupBy('state')
    .execute()
  const count = (state: OutboxState) => Number(rows.find(row => row.state === state)?.count ?? 0)
  return {
    pending: count('pending'),
    sending: count('sending'),
    oldestDueMs: await oldestDueMs(db, now),
    unknown: count('unknown'),
    failed: count('failed'),
    missed: count('missed'),
  }
}

async function oldestDueMs(db: Trx, now: Date): Promise<number> {
  const { oldest } = await db
    .selectFrom('outbox')
    .select(({ fn }) => fn.min('due_at').as('oldest'))
    .where('state', '=', 'pending')
    .executeTakeFirstOrThrow()
  return oldest === null ? 0 : Math.max(0, now.getTime() - Date.parse(oldest))
}
