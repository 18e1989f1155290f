import { compiledOnce } from '../ledger/compiled.ts'
import type { Trx } from '../ledger/ledger.ts'
import { takeTurns } from '../ledger/turns.ts'
import { holdingUp, mayLeave, type Destination } from './due.ts'
import type { Moment } from './moment.ts'

/** A delivery that is ours to send until its lease ends. The attempt is the fence: who has an older one changes nothing. */
export interface Claimed extends Destination {
  id: string
  attempt: number
  body: string
  dueAt: string
  leaseUntil: string
}

/** Claims a delivery that may leave now; undefined when it no longer may, or when its destination is held up. */
export async function claim(
  trx: Trx,
  id: string,
  { channel, target }: Destination,
  { at, now, leastAnyHour, doubtSince }: Moment,
  leaseMs: number,
): Promise<Claimed | undefined> {
  await takeTurns(trx, `delivery:${channel}:${target}`)
  const leaseUntil = new Date(now.getTime() + leaseMs).toISOString()
  const [row] = await claimRow(trx, leaseUntil, id, channel, target, at, leastAnyHour, doubtSince)
  if (row === undefined) return undefined
  const { attempt, body, due_at: dueAt } = row
  return { id, channel, target, attempt: Number(attempt), body: body ?? '', dueAt, leaseUntil }
}

const claimRow = compiledOnce<
  [string, string, string, string, string, number, string],
  { attempt: number; body: string | null; due_at: string }
>((db, leaseUntil, id, channel, target, at, leastAnyHour, doubtSince) =>
  db
    .updateTable('outbox')
    .set(eb => ({ state: 'sending', attempt: eb('attempt', '+', 1), lease_until: leaseUntil }))
    .where('id', '=', id)
    .where(eb => mayLeave(eb, at, leastAnyHour, doubtSince))
    .where(({ not, exists }) => not(exists(holdingUp(db, channel, target, at, leastAnyHour))))
    .returning(['attempt', 'body', 'due_at']),
)
