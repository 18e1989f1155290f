import type { Trx } from '../ledger/ledger.ts'
import type { OutboxState } from './finish.ts'

/** One delivery as it is shown to people: never its words. Instants are ISO. */
export interface Delivery {
  id: string
  /** The job and its time, 'session:s1:notice T-3'; null for what a person asked for. */
  slot: string | null
  channel: string
  /** A group's name or a person's id. */
  target: string
  state: OutboxState
  attempt: number
  dueAt: string
  sentAt: string | null
  error: string | null
}

export const outboxStates: readonly OutboxState[] = [
  'pending',
  'sending',
  'sent',
  'failed',
  'unknown',
  'missed',
]

/** Deliveries in order of their time, all or those of one state. */
export async function listDeliveries(db: Trx, state?: OutboxState): Promise<Delivery[]> {
  const rows = await db
    .selectFrom('outbox')
    .leftJoin('slots', 'slots.id', 'outbox.slot_id')
    .select([
      'outbox.id',
      'channel',
      'target',
      'outbox.state',
      'attempt',
      'outbox.due_at',
      'sent_at',
      'error',
    ])
    .select(['slots.job', 'slots.slot'])
    .where('outbox.state', 'in', state === undefined ? outboxStates : [state])
    .orderBy('outbox.due_at')
    .orderBy('outbox.id')
    .execute()
  return rows.map(({ job, slot, due_at, sent_at, attempt, ...row }) => ({
    id: row.id,
    slot: job === null ? null : `${job} ${slot}`,
    channel: row.channel,
    target: row.target,
    state: row.state,
    attempt: Number(attempt),
    dueAt: due_at,
    sentAt: sent_at,
    error: row.error,
  }))
}

/** What may have arrived or not: a person looks and decides. */
export async function deliveriesInDoubt(db: Trx): Promise<Delivery[]> {
  return listDeliveries(db, 'unknown')
}
