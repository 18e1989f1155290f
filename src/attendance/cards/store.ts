import { dayOf, timeOf } from '../../calendar/day.ts'
import { compiledOnce } from '../../ledger/compiled.ts'
import type { Trx } from '../../ledger/ledger.ts'
import { rememberedOnce } from '../../ledger/remembered.ts'
import type { CardsTable } from '../../ledger/tables.ts'

/** '2026-11-24 am': a group gets one card of a session for each. */
export function halfDayOf(now: Date): string {
  return `${dayOf(now)} ${timeOf(now) < '12:00' ? 'am' : 'pm'}`
}

const isInSlot = rememberedOnce<[string, string], { id: string }, boolean>(
  (db, session_id, slot) =>
    db.selectFrom('cards').select('id').where('session_id', '=', session_id).where('slot', '=', slot),
  rows => rows.length > 0,
)

/** Whether a session has its card in a half day already: cheaper than trying to add one. */
export async function hasCard(db: Trx, sessionId: string, slot: string): Promise<boolean> {
  return isInSlot(db, sessionId, slot)
}

/** Keeps a new card; false when its session has one in this slot already. */
export async function issueCard(trx: Trx, card: CardsTable): Promise<boolean> {
  const { id, session_id, slot, chat_id, person_id, made_at } = card
  return (await issue(trx, id, session_id, slot, chat_id, person_id, made_at)).length > 0
}

const issue = compiledOnce<[string, string, string, string | null, string | null, string], { id: string }>(
  (db, id, session_id, slot, chat_id, person_id, made_at) =>
    db
      .insertInto('cards')
      .values({ id, session_id, slot, chat_id, person_id, made_at })
      .onConflict(conflict => conflict.columns(['session_id', 'slot']).doNothing())
      .returning('id'),
)

/** A card by the id that a tap names; undefined for one that we never showed. */
export async function cardById(db: Trx, id: string): Promise<CardsTable | undefined> {
  const [card] = await byId(db, id)
  return card
}

const byId = compiledOnce<[string], CardsTable>((db, id) =>
  db.selectFrom('cards').selectAll().where('id', '=', id),
)

/** The session whose card a group saw last in this half day. */
export async function lastCardIn(db: Trx, chatId: string, now: Date): Promise<string | undefined> {
  const card = await db
    .selectFrom('cards')
    .select('session_id')
    .where('chat_id', '=', chatId)
    .where('slot', '=', halfDayOf(now))
    .orderBy('made_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return card?.session_id
}
