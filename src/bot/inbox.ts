import { isoOf } from '../clock.ts'
import { compiledOnce, insertOnce } from '../ledger/compiled.ts'
import { LedgerUnavailable, type Ledger } from '../ledger/ledger.ts'
import { takeTurns } from '../ledger/turns.ts'
import type { Log } from '../log.ts'
import type { Card, Message, Reply } from '../talk/message.ts'
import type { Respond } from './respond.ts'
import * as texts from './texts.ts'

const stored = compiledOnce<[string, string], StoredReply>((db, channel, msgid) =>
  db
    .selectFrom('inbox')
    .select(['reply', 'card', 'effect'])
    .where('channel', '=', channel)
    .where('msgid', '=', msgid),
)

const insert = insertOnce('inbox', ['channel', 'msgid', 'sender', 'effect', 'reply', 'card', 'received_at'])

export interface StoredReply {
  reply: string | null
  card: string | null
  effect: string
}

// What the rules answered can be rated, the first time and when it is sent again.
const RATEABLE = /^rule\./

/** The reply as it was given the first time; one whose day is over is silence. */
export function replyFrom({ reply, card, effect }: StoredReply): Reply {
  return {
    text: reply ?? '',
    // Only this file writes the column.
    ...(card !== null && { card: JSON.parse(card) as Card }),
    ...(RATEABLE.test(effect) && { rateable: true }),
  }
}

export type Receive = (message: Message, now: Date) => Promise<Reply>

export interface InboxParts {
  ledger: Ledger
  respond: Respond
  log: Log
  /** Told what a message did (its intent), once that is committed. */
  onCommitted?: (effect: string) => void
}

/**
 * Receives a message once and answers it once: its id, its effect and its reply are written in one unit, and a
 * repeated or concurrent delivery gets the same reply. Rejects only when the ledger cannot commit.
 */
export function createInbox({ ledger, respond, log, onCommitted }: InboxParts): Receive {
  return async (message, now) => {
    const { channel, id } = message
    try {
      const answered = await ledger.write(async trx => {
        await takeTurns(trx, `inbox:${channel}:${message.sender}`)
        const [before] = await stored(trx, channel, id)
        if (before !== undefined) return { reply: replyFrom(before), effect: 'repeated', whenKept: undefined }
        const { reply, sender, effect, whenKept } = await respond(trx, message, now)
        const card = reply.card === undefined ? null : JSON.stringify(reply.card)
        const received_at = isoOf(now)
        await insert(trx, { channel, msgid: id, sender, effect, reply: reply.text, card, received_at })
        return { reply, effect, whenKept }
      })
      answered.whenKept?.()
      onCommitted?.(answered.effect)
      return answered.reply
    } catch (error) {
      if (error instanceof LedgerUnavailable) throw error
      // A fault of ours: nothing of the unit remains, the member gets a sentence instead of silence.
      log.error({ event: 'respond.failed', channel }, error)
      return { text: texts.apology }
    }
  }
}
