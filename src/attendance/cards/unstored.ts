import type { Trx } from '../../ledger/ledger.ts'
import type { Card } from '../../talk/message.ts'
import { keptCounts } from '../kept-counts.ts'
import { sessionById } from '../store.ts'
import { bareCard, ownCard, sessionCard } from './card.ts'
import { cardById } from './store.ts'

/** How long reading may take: the answer to a tap is due within the platform's five seconds. */
const PATIENCE_MS = 400

/**
 * The card for somebody whose tap could not be registered: as it stood, with the note that says so. A ledger that cannot be
 * written can often be read; otherwise the card has nothing but the note and its buttons.
 */
export async function unstoredCard(db: Trx, cardId: string, note: string, now: Date): Promise<Card> {
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<undefined>(resolve => {
    timer = setTimeout(resolve, PATIENCE_MS, undefined)
  })
  const read = readCard(db, cardId, note, now).catch(() => undefined)
  const card = await Promise.race([read, patience])
  clearTimeout(timer)
  return card ?? bareCard(cardId, note)
}

async function readCard(db: Trx, id: string, note: string, now: Date): Promise<Card | undefined> {
  const card = await cardById(db, id)
  const session = card && (await sessionById(db, card.session_id))
  if (card === undefined || session === undefined) return undefined
  const shown = { id, session, note, shownTo: 'sender' as const }
  if (card.chat_id === null) return ownCard(shown, '')
  const { counts } = await keptCounts(db, session.id)
  return sessionCard(shown, counts, now)
}
