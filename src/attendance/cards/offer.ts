import type { Turn } from '../../talk/command.ts'
import type { Counts } from '../kept-counts.ts'
import type { Session } from '../session.ts'
import { newCardId, sessionCard } from './card.ts'
import { halfDayOf, hasCard, issueCard } from './store.ts'

/** Lets the card of a session go out with the answer to the first mark in a group, once in a half day. */
export async function offerCard(turn: Turn, session: Session, counts: Counts): Promise<void> {
  const { place, office, trx, now } = turn
  if (place.kind !== 'group' || !office.bot.cards) return
  if (turn.card !== undefined || session.startsAt <= now) return
  const slot = halfDayOf(now)
  if (await hasCard(trx, session.id, slot)) return
  const id = newCardId(session, now)
  const isNew = await issueCard(trx, {
    id,
    session_id: session.id,
    slot,
    chat_id: place.chatId,
    person_id: null,
    made_at: now.toISOString(),
  })
  if (isNew) turn.card = sessionCard({ id, session }, counts, now)
}
