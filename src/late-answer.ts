import type { Clock } from './clock.ts'
import type { Encode } from './delivery/notice.ts'
import { addToOutbox } from './delivery/outbox.ts'
import type { Send } from './delivery/outcome.ts'
import type { Ledger, Trx } from './ledger/ledger.ts'
import type { Message, Reply } from './talk/message.ts'

export interface LateParts {
  ledger: Ledger
  encode: Encode
  client: { send: { app: Send } }
  clock: Clock
}

const HOUR_MS = 60 * 60 * 1000

/**
 * An app message whose answer came after the deadline gets it as a message of the app: a member through the outbox, a stranger,
 * whom no delivery can name, by one call. Throws when that call did not get through.
 */
export async function sendLate(parts: LateParts, message: Message, { text }: Reply): Promise<void> {
  if (text === '') return
  const isMember = await parts.ledger.write(trx => queued(trx, parts, message, text))
  if (!isMember) await sendOnce(parts, message, text)
}

/** False for somebody whom the roster does not know. */
async function queued(
  trx: Trx,
  { encode, clock }: LateParts,
  { sender }: Message,
  text: string,
): Promise<boolean> {
  const now = clock.now()
  const identity = await trx
    .selectFrom('person_identities')
    .select('person_id')
    .where('channel', '=', 'userid')
    .where('external_id', '=', sender.toLowerCase())
    .executeTakeFirst()
  if (identity === undefined) return false
  const notice = {
    channel: 'app' as const,
    target: identity.person_id,
    address: sender,
    content: { kind: 'text' as const, text },
  }
  const giveUpAt = new Date(now.getTime() + HOUR_MS)
  await addToOutbox(trx, { notice, encode, dueAt: now, giveUpAt, anyHour: true, now })
  return true
}

async function sendOnce({ encode, client }: LateParts, { id, sender }: Message, text: string): Promise<void> {
  const to = { channel: 'app' as const, target: sender, address: sender }
  const body = encode({ ...to, content: { kind: 'text', text } })
  const outcome = await client.send.app({ id, ...to, body, attempt: 1, freeze: async () => {} })
  if (outcome.kind !== 'sent') throw new Error(`the late answer to a stranger: ${outcome.kind}`)
}
