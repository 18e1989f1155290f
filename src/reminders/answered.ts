import { sql } from 'kysely'
import { compiledOnce } from '../ledger/compiled.ts'
import type { Trx } from '../ledger/ledger.ts'
import { rememberedOnce } from '../ledger/remembered.ts'
import { setSlotState } from './slots.ts'

const withdraw = compiledOnce<[string, string, string, string], { slot_id: number | null }>(
  (db, personId, reminder, byHand, snoozed) =>
    db
      .deleteFrom('outbox')
      .where('channel', '=', 'app')
      .where('target', '=', personId)
      .where('state', '=', 'pending')
      // A lease that is kept says that the last try was in doubt: it may have arrived.
      .where('lease_until', 'is', null)
      .where('slot_id', 'in', ({ selectFrom }) =>
        selectFrom('slots').select('slots.id').where('slots.job', 'in', [reminder, byHand, snoozed]),
      )
      .returning('slot_id'),
)

const isAnyWaiting = rememberedOnce<[string], { id: string }, boolean>(
  (db, personId) =>
    db
      .selectFrom('outbox')
      .select('id')
      .where('channel', '=', sql.lit('app' as const))
      .where('target', '=', personId)
      .where('state', '=', sql.lit('pending' as const))
      .limit(sql.lit(1)),
  rows => rows.length > 0,
)

/** The job of a session's reminder that somebody put off. */
export function snoozeJob(sessionId: string): string {
  return `session:${sessionId}:snoozed`
}

/** Takes back the private reminder of a session that has not left yet, because its addressee has answered meanwhile. */
export async function withdrawReminderTo(trx: Trx, personId: string, sessionId: string): Promise<void> {
  // Hardly ever is there anything: a look costs a quarter of the attempt.
  if (!(await isAnyWaiting(trx, personId))) return
  const withdrawn = await withdraw(
    trx,
    personId,
    `session:${sessionId}:reminder`,
    `session:${sessionId}:by-hand`,
    snoozeJob(sessionId),
  )
  for (const { slot_id } of withdrawn) {
    const left = await trx.selectFrom('outbox').select('id').where('slot_id', '=', slot_id).limit(1).execute()
    if (left.length === 0 && slot_id !== null) await setSlotState(trx, Number(slot_id), 'empty')
  }
}
