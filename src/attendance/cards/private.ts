import type { Trx } from '../../ledger/ledger.ts'
import type { Card } from '../../talk/message.ts'
import type { Session } from '../session.ts'
import { newCardId, ownCard } from './card.ts'
import { issueCard } from './store.ts'

/** The card of a private reminder to one member, with the reminder's words; kept, so that a tap on it is known. */
export async function reminderCard(
  trx: Trx,
  session: Session,
  { personId, text, now }: { personId: string; text: string; now: Date },
): Promise<Card> {
  const id = newCardId(session, now)
  await issueCard(trx, {
    id,
    session_id: session.id,
    slot: id,
    chat_id: null,
    person_id: personId,
    made_at: now.toISOString(),
  })
  return ownCard({ id, session }, text)
}
