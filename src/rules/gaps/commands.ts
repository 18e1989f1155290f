import type { Command, Turn } from '../../talk/command.ts'
import { say, type Reply } from '../../talk/message.ts'
import { unhelpfulVoice } from './feedback.ts'
import { keepsGaps, type GapParts } from './parts.ts'
import { addVoice, askedUnder, openGap } from './store.ts'
import * as texts from './texts.ts'
import { addWish } from './wishes.ts'

/** What everyone can say about an answer of the rules: 请回复我, 没用. */
export function askerCommands(parts: GapParts): readonly Command[] {
  return [
    { intents: ['gap.wish'], for: 'everyone', where: 'bound', run: turn => wish(turn, parts) },
    { intents: ['gap.unhelpful'], for: 'everyone', where: 'bound', run: turn => unhelpful(turn, parts) },
  ]
}

async function wish(turn: Turn, parts: GapParts): Promise<Reply> {
  const { trx, now, place, speaker, conversation } = turn
  const { answers } = parts.office
  if (!keepsGaps(parts.office)) return say(texts.nothingToAnswer)
  if (conversation.gapId === 'not-kept') return say(texts.notKept(answers))
  const gapId = conversation.gapId ?? (await gapOfLastAnswer(turn, parts))
  if (gapId === undefined) return say(texts.nothingToAnswer)
  const group = place.kind === 'group' ? place.name : undefined
  await addWish(trx, gapId, { personId: speaker.personId, ...(group !== undefined && { group }) }, now)
  return say(texts.willTell(answers, whereToldOf(turn, parts)))
}

function whereToldOf({ place }: Turn, { canReach }: GapParts) {
  if (place.kind === 'group') return canReach.robot(place.name) ? 'group' : 'next-in-group'
  return canReach.app ? 'private' : 'next'
}

async function unhelpful(turn: Turn, parts: GapParts): Promise<Reply> {
  const { answers } = parts.office
  if (!keepsGaps(parts.office)) return say(texts.nothingToRate)
  if (turn.conversation.gapId === 'not-kept') return say(texts.notKept(answers))
  const gapId = await gapOfLastAnswer(turn, parts)
  return say(gapId === undefined ? texts.nothingToRate : texts.passedOn(answers))
}

/** Opens the question that the last answer here did not settle; undefined when there was none of today. */
async function gapOfLastAnswer(turn: Turn, { voiceKey }: GapParts): Promise<number | undefined> {
  const { trx, now, conversation, message } = turn
  const { answerTo } = conversation
  const asked = answerTo && (await askedUnder(trx, answerTo.channel, answerTo.msgid))
  if (answerTo === undefined || asked === undefined) return undefined
  const gapId = await openGap(trx, asked, now)
  const of = unhelpfulVoice(answerTo.channel, answerTo.msgid, message.sender)
  await addVoice(trx, voiceKey, gapId, { kind: 'unhelpful', of }, now)
  turn.remember({ gapId })
  return gapId
}
