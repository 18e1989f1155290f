import { unstoredCard } from './attendance/cards/unstored.ts'
import * as cardTexts from './attendance/cards/texts.ts'
import { replyFrom, type Receive } from './bot/inbox.ts'
import type { Clock } from './clock.ts'
import type { DeliveryWorker } from './delivery/delivery.ts'
import type { Encode } from './delivery/notice.ts'
import { sendLate } from './late-answer.ts'
import type { Ledger } from './ledger/ledger.ts'
import type { Log } from './log.ts'
import type { AibotSettings, AppSettings } from './settings.ts'
import type { Card, Message, Reply } from './talk/message.ts'
import { aibotCallback, appCallback, type Callback } from './wecom/callback.ts'
import type { WecomClient } from './wecom/client/client.ts'
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
  client: WecomClient
  clock: Clock
  log: Log
}

/** The callback addresses of the channels that are configured. */
export function openInbound(inbound: InboundParts): {
  aibot: Callback | undefined
  app: Callback | undefined
} {
  const { channels, receive, ledger, delivery, encode, client, clock, log } = inbound
  const { aibot, app } = channels
  const storedReply = (channel: string, msgid: string) => replyOf(ledger, channel, msgid)
  const unstored = (message: Message, why: 'unavailable' | 'late') =>
    cardFor(ledger, message, why, clock.now())
  const parts = { receive, storedReply, unstoredCard: unstored, clock, log }
  const onLate = (message: Message, reply: Reply) => {
    sendLate(inbound, message, reply).then(delivery.wake, error =>
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
        replaceCard: (message, card) => replaceCard(client, encode, message, card),
      }),
  }
}

async function cardFor(
  ledger: Ledger,
  { content }: Message,
  why: 'unavailable' | 'late',
  now: Date,
): Promise<Card | undefined> {
  if (content.kind !== 'tap') return undefined
  const note = why === 'late' ? cardTexts.slowly : cardTexts.notRegistered
  return unstoredCard(ledger.read, content.cardId, note, now)
}

/** With what the callback has used already it must end within four seconds. */
const REPLACE_MS = 1500

async function replaceCard(
  client: WecomClient,
  encode: Encode,
  { sender, content }: Message,
  card: Card,
): Promise<boolean> {
  if (client.app === undefined || content.kind !== 'tap' || content.responseCode === undefined) return false
  const update = { kind: 'card-update' as const, card, responseCode: content.responseCode }
  const body = encode({ channel: 'app-card', target: sender, address: sender, content: update })
  const inTime = new Promise<undefined>(resolve => setTimeout(resolve, REPLACE_MS, undefined).unref())
  const answer = await Promise.race([client.app.updateCard(body), inTime])
  return answer?.kind === 'ok'
}

async function replyOf(ledger: Ledger, channel: string, msgid: string): Promise<Reply | undefined> {
  const row = await ledger.read
    .selectFrom('inbox')
    .select(['reply', 'card', 'effect'])
    .where('channel', '=', channel)
    .where('msgid', '=', msgid)
    .executeTakeFirst()
  return row === undefined ? undefined : replyFrom(row)
}
