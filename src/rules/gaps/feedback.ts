import type { Trx } from '../../ledger/ledger.ts'
import type { Content, Message } from '../../talk/message.ts'
import type { GapParts } from './parts.ts'
import { addVoice, askedUnder, openGap, withdrawVoice } from './store.ts'

type Feedback = Content & { kind: 'feedback' }

/** 👎 under a rule answer opens the question it answered; 👍, or taking 👎 back, closes it again. Counts nobody by name. */
export async function takeFeedback(
  trx: Trx,
  { voiceKey }: Pick<GapParts, 'voiceKey'>,
  { channel, sender }: Message,
  { answerTo, verdict, reasons }: Feedback,
  now: Date,
): Promise<void> {
  const of = unhelpfulVoice(channel, answerTo, sender)
  if (verdict !== 'down') return withdrawVoice(trx, voiceKey, of)
  const asked = await askedUnder(trx, channel, answerTo)
  if (asked === undefined) return
  const gapId = await openGap(trx, asked, now)
  await addVoice(trx, voiceKey, gapId, { kind: 'unhelpful', of, reasons }, now)
}

/** What makes one member's 👎 under one answer a single voice. */
export function unhelpfulVoice(channel: string, answerTo: string, sender: string): string {
  return `unhelpful:${channel}:${answerTo}:${sender.toLowerCase()}`
}
