import type { Trx } from '../ledger/ledger.ts'
import type { SlotsTable } from '../ledger/tables.ts'
import type { SlotName } from './due-slots.ts'

export type SlotState = SlotsTable['state']

/** Takes a slot for good. Returns its id, or undefined when somebody took it before. */
export async function takeSlot(
  trx: Trx,
  { job, slot }: SlotName,
  dueAt: Date,
  now: Date,
): Promise<number | undefined> {
  const row = await trx
    .insertInto('slots')
    .values({ job, slot, due_at: dueAt.toISOString(), state: 'planned', created_at: now.toISOString() })
    .onConflict(conflict => conflict.columns(['job', 'slot']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row === undefined ? undefined : Number(row.id)
}

export async function setSlotState(trx: Trx, id: number, state: SlotState): Promise<void> {
  await trx.updateTable('slots').set({ state }).where('id', '=', id).execute()
}

interface WhatOfIt {
  slotPrefix?: string
  target?: string
}

/**
 * Takes back what has not left yet of the slots whose job, and whose slot where it is given, begins so; only what is for one person
 * where `target` is given. A delivery under way or sent stays what it is; a slot of which nothing remains is free again, as if it had
 * not been. Returns how many deliveries were taken back.
 */
export async function withdrawUnsent(trx: Trx, jobPrefix: string, what: WhatOfIt = {}): Promise<number> {
  return (await takeBackUnsent(trx, jobPrefix, what)).length
}

/** A delivery that was taken back: what it was of, and whom it was for. */
export interface TakenBack {
  slot: string
  channel: string
  target: string
}

/** The same; returns the deliveries that were taken back. */
export async function takeBackUnsent(
  trx: Trx,
  jobPrefix: string,
  { slotPrefix = '', target }: WhatOfIt = {},
): Promise<TakenBack[]> {
  const slots = await trx
    .selectFrom('slots')
    .select(['id', 'slot'])
    .where('job', '>=', jobPrefix)
    .where('job', '<', `${jobPrefix}~`)
    .execute()
  const takenBack: TakenBack[] = []
  for (const { id, slot } of slots.filter(one => one.slot.startsWith(slotPrefix))) {
    const gone = await trx
      .deleteFrom('outbox')
      .where('slot_id', '=', id)
      .where('state', '=', 'pending')
      // A lease that is kept says that the last try was in doubt: it may have arrived.
      .where('lease_until', 'is', null)
      .$if(target !== undefined, rows => rows.where('target', '=', target ?? ''))
      .returning(['channel', 'target'])
      .execute()
    if (gone.length === 0) continue
    takenBack.push(...gone.map(one => ({ ...one, slot })))
    const left = await trx.selectFrom('outbox').select('id').where('slot_id', '=', id).limit(1).execute()
    if (left.length === 0) await trx.deleteFrom('slots').where('id', '=', id).execute()
  }
  return takenBack
}

export interface MissedSlot extends SlotName {
  dueAt: Date
}

/** What was found too late and never sent, newest first. */
export async function missedSlots(db: Trx, since: Date, most = 100): Promise<MissedSlot[]> {
  const rows = await db
    .selectFrom('slots')
    .select(['job', 'slot', 'due_at'])
    .where('state', '=', 'missed')
    .where('due_at', '>', since.toISOString())
    .orderBy('due_at', 'desc')
    .limit(most)
    .execute()
  return rows.map(({ job, slot, due_at }) => ({ job, slot, dueAt: new Date(due_at) }))
}
