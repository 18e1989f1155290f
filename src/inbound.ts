import type { Receive } from './bot/inbox.ts'
import type { Clock } from './clock.ts'
import type { DeliveryWorker } from './delivery/delivery.ts'
import type { Encode } from './delivery/notice.ts'
import { addToOutbox } from './delivery/outbox.ts'
import type { Ledger } from './ledger/ledger.ts'
import type { Log } from './log.ts'
import type { AibotSettings, AppSettings } from './settings.ts'
import type { Message, Reply } from './talk/message.ts'
import { aibotCallback, appCallback, type Callback } from './wecom/callback.ts'
import { createEnvelope } from './wecom/envelope.ts'

export interface Channels {
  aibot: AibotSettings | undefined
  app: AppSettings | undefined
}

export interface InboundParts {
  channels: Channels
  receive: Receive
  ledger: Ledger
  delivery: DeliveryWorker
  encode: Encode
  clock: Clock
  log: Log
}

/** The callback addresses of the channels that are configured. */
export function openInbound({ channels, receive, ledger, delivery, encode, clock, log }: InboundParts): {
  aibot: Callback | undefined
  app: Callback | undefined
} {
  const { aibot, app } = channels
  const storedReply = (channel: string, msgid: string) => replyOf(ledger, channel, msgid)
  const parts = { receive, storedReply, clock, log }
  const onLate = (message: Message, reply: Reply) => {
    sendLate(ledger, encode, message, reply, clock.now()).then(delivery.wake, error =>
      log.error({ event: 'late.failed', channel: 'app' }, error),
    )
  }
  return {
    aibot:
      aibot &&
      aibotCallback({ ...parts, envelope: createEnvelope({ ...aibot, receiveId: '', kind: 'json' }) }),
    app:
      app &&
      appCallback({
        ...parts,
        corpId: app.corpId,
        envelope: createEnvelope({
          token: app.token,
          aesKey: app.aesKey,
          receiveId: app.corpId,
          kind: 'xml',
        }),
        onLate,
      }),
  }
}

async function replyOf(ledger: Ledger, channel: string, msgid: string): Promise<Reply | undefined> {
  const row = await ledger.read
    .selectFrom('inbox')
    .select('reply')
    .where('channel', '=', channel)
    .where('msgid', '=', msgid)
    .executeTakeFirst()
  return row === undefined ? undefined : { text: row.reply ?? '' }
}

const HOUR_MS = 60 * 60 * 1000

/** An app message whose answer came after the deadline gets it as a message of the app. */
async function sendLate(
  ledger: Ledger,
  encode: Encode,
  { sender }: Message,
  { text }: Reply,
  now: Date,
): Promise<void> {
  if (text === '') return
  await ledger.write(async trx => {
    const identity = await trx
      .selectFrom('person_identities')
      .select('person_id')
      .where('channel', '=', 'userid')
      .where('external_id', '=', sender.toLowerCase())
      .executeTakeFirst()
    if (identity === undefined) return
    const notice = {
      channel: 'app' as const,
      target: identity.person_id,
      address: sender,
      content: { kind: 'text' as const, text },
    }
    await addToOutbox(trx, {
      notice,
      encode,
      dueAt: now,
      giveUpAt: new Date(now.getTime() + HOUR_MS),
      anyHour: true,
      now,
    })
  })
}
