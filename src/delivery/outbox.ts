import { hash } from 'node:crypto'
import { compiledOnce } from '../ledger/compiled.ts'
import type { Trx } from '../ledger/ledger.ts'
import { orderedId } from '../ledger/ordered-id.ts'
import type { Encode, Notice } from './notice.ts'
import type { DeliveryChannel } from './outcome.ts'

interface When {
  /** The slot it belongs to; without one it is what a person asked for. */
  slotId?: number | undefined
  dueAt: Date
  /** After this instant it is not worth sending any more: it ends as missed and is listed. */
  giveUpAt: Date
  /** Goes out at any hour (an answer, or 现在发) instead of waiting for working hours. */
  anyHour: boolean
  now: Date
}

export interface NoticeToSend extends When {
  notice: Notice
  encode: Encode
}

export interface BodyToSend extends When {
  channel: DeliveryChannel
  /** A group's name (robot) or a person's id (app, app-file); for a response what tells it from others, never its url. */
  target: string
  body: string
}

/**
 * Adds a notice inside somebody's unit, with its bytes frozen. Returns its id, or undefined when the slot has one for this
 * channel and target already. Call `wake()` of the delivery after the commit.
 */
export async function addToOutbox(
  trx: Trx,
  { notice, encode, ...when }: NoticeToSend,
): Promise<string | undefined> {
  return addBody(trx, { ...when, channel: notice.channel, target: notice.target, body: encode(notice) })
}

/** The same for a body that has become bytes already, such as the one later answer through a response_url. */
export async function addBody(trx: Trx, delivery: BodyToSend): Promise<string | undefined> {
  const { slotId = null, channel, target, body, dueAt, giveUpAt, anyHour, now } = delivery
  const at = [now, dueAt, giveUpAt].map(instant => instant.toISOString()) as [string, string, string]
  const id = `d${orderedId(now)}`
  const added = await insert(trx, id, slotId, channel, target, body, hashOf(body), anyHour ? 1 : 0, ...at)
  return added[0]?.id
}

/** What stays of a body after it was dropped. */
export function hashOf(body: string): string {
  return hash('sha256', body, 'hex')
}

const insert = compiledOnce<
  [string, number | null, string, string, string, string, number, string, string, string],
  { id: string }
>((db, id, slot_id, channel, target, body, body_hash, any_hour, created_at, due_at, give_up_at) =>
  db
    .insertInto('outbox')
    .values({
      id,
      slot_id,
      channel,
      target,
      body,
      body_hash,
      any_hour,
      created_at,
      due_at,
      give_up_at,
      state: 'pending',
      attempt: 0,
      lease_until: null,
      sent_at: null,
      error: null,
    })
    .onConflict(conflict => conflict.columns(['slot_id', 'channel', 'target']).doNothing())
    .returning('id'),
)
