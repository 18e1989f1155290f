import type { Trx } from '../ledger/ledger.ts'

const WEEK_MS = 7 * 24 * 60 * 60 * 1000

/** Drops the bodies of deliveries that ended seven days ago; their hashes stay. */
export async function dropOldBodies(trx: Trx, now: Date): Promise<void> {
  const weekAgo = new Date(now.getTime() - WEEK_MS).toISOString()
  await trx
    .updateTable('outbox')
    .set({ body: null })
    .where('body', 'is not', null)
    .where(({ eb, or, and }) =>
      or([
        and([eb('state', '=', 'sent'), eb('sent_at', '<', weekAgo)]),
        // The lease that stays tells when the last try was.
        and([eb('state', 'in', ['failed', 'unknown']), eb('lease_until', '<', weekAgo)]),
        and([eb('state', '=', 'missed'), eb('give_up_at', '<', weekAgo)]),
      ]),
    )
    .execute()
}
