import { compiledOnce } from '../ledger/compiled.ts'
import type { Trx } from '../ledger/ledger.ts'
import type { OutboxTable } from '../ledger/tables.ts'
import type { Claimed } from './claim.ts'
import { isRepeatable, MOST_TRIES } from './lease.ts'
import { hashOf } from './outbox.ts'
import type { Outcome } from './outcome.ts'
import { texts } from './texts.ts'

export type OutboxState = OutboxTable['state']

/** Writes how a try ended. False, and nothing is changed, when the try is no longer ours. */
export async function finish(trx: Trx, claimed: Claimed, outcome: Outcome, now: Date): Promise<boolean> {
  const { id, attempt, channel } = claimed
  const { state, due_at, lease_until, sent_at, error } = after(claimed, outcome, now)
  const ours = await write(trx, state, due_at, lease_until, sent_at, error, id, attempt)
  // A response_url goes with its delivery.
  if (ours.length > 0 && channel === 'response' && state !== 'pending') await dropBody(trx, id)
  return ours.length > 0
}

/** Gives back what was claimed and not sent, as if it had never been claimed. */
export async function release(trx: Trx, { id, attempt, channel, leaseUntil }: Claimed): Promise<void> {
  await trx
    .updateTable('outbox')
    // Whether an earlier try is in doubt is no longer known here, so a repeatable one stays so.
    .set({ state: 'pending', attempt: attempt - 1, lease_until: isRepeatable(channel) ? leaseUntil : null })
    .where('id', '=', id)
    .where('attempt', '=', attempt)
    .where('state', '=', 'sending')
    .execute()
}

/** Replaces the body of a try that is still ours; false when it is not. */
export async function freezeBody(trx: Trx, { id, attempt }: Claimed, body: string): Promise<boolean> {
  const frozen = await trx
    .updateTable('outbox')
    .set({ body, body_hash: hashOf(body) })
    .where('id', '=', id)
    .where('attempt', '=', attempt)
    .where('state', '=', 'sending')
    .returning('id')
    .execute()
  return frozen.length > 0
}

type Ended = Pick<OutboxTable, 'state' | 'due_at' | 'lease_until' | 'sent_at' | 'error'>

/** The row after a try. A lease that stays tells when the try was: for a pending row, that it may have arrived. */
function after({ channel, attempt, dueAt, leaseUntil }: Claimed, outcome: Outcome, now: Date): Ended {
  const ended = { due_at: dueAt, lease_until: leaseUntil, sent_at: null }
  switch (outcome.kind) {
    case 'sent':
      return { ...ended, state: 'sent', sent_at: now.toISOString(), error: null }
    case 'failed':
    case 'unknown':
      return { ...ended, state: outcome.kind, error: outcome.why }
    case 'again': {
      if (attempt >= MOST_TRIES) return { ...ended, state: 'failed', error: texts.gaveUp(outcome.why) }
      // The platform's own refusal is definite; anything else may have arrived.
      const inDoubt = isRepeatable(channel) && outcome.errcode === undefined
      return {
        state: 'pending',
        due_at: new Date(now.getTime() + outcome.afterMs).toISOString(),
        lease_until: inDoubt ? leaseUntil : null,
        sent_at: null,
        error: outcome.why,
      }
    }
  }
}

const write = compiledOnce<
  [OutboxState, string, string | null, string | null, string | null, string, number],
  { id: string }
>((db, state, due_at, lease_until, sent_at, error, id, attempt) =>
  db
    .updateTable('outbox')
    .set({ state, due_at, lease_until, sent_at, error })
    .where('id', '=', id)
    .where('attempt', '=', attempt)
    .where('state', '=', 'sending')
    .returning('id'),
)

const dropBody = compiledOnce<[string], never>((db, id) =>
  db.updateTable('outbox').set({ body: null }).where('id', '=', id),
)
