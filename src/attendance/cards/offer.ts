import type { Turn } from '../../talk/command.ts'
import type { Counts } from '../kept-counts.ts'
import type { Session } from '../session.ts'
import { newCardId, sessionCard } from './card.ts'
import { halfDayOf, issueCard } from './store.ts'

// A card that is there stays there, so what was found taken is not asked for again. Enough for every session of some days.
const MOST = 1000
const taken = new Set<string>()

/** Lets the card of a session go out with the answer to the first mark in a group, once in a half day. */
export async function offerCard(turn: Turn, session: Session, counts: Counts): Promise<void> {
  const { place, office, trx, now } = turn
  if (place.kind !== 'group' || !office.bot.cards) return
  if (turn.card !== undefined || session.startsAt <= now) return
  const slot = halfDayOf(now)
  const key = `${session.id} ${slot}`
  if (taken.has(key)) return
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
  else {
    if (taken.size >= MOST) taken.clear()
    taken.add(key)
  }
}
