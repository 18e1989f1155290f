import { addToOutbox } from '../../delivery/outbox.ts'
import type { Encode } from '../../delivery/notice.ts'
import type { Trx } from '../../ledger/ledger.ts'
import type { CardsTable } from '../../ledger/tables.ts'
import { answerUntil, type Conversation, type MarkRequest } from '../../talk/conversation.ts'
import { silence, type Card, type Content, type Message, type Reply } from '../../talk/message.ts'
import type { Speaker } from '../../talk/person.ts'
import { applyMark, type Applied } from '../apply.ts'
import { isFull } from '../capacity.ts'
import { countsOf } from '../counts.ts'
import type { Session } from '../session.ts'
import { sessionById } from '../store.ts'
import { leaveButtons, ownCard, sessionCard } from './card.ts'
import { hasSaidLeaveBefore } from './leave-asked.ts'
import { cardById } from './store.ts'
import * as texts from './texts.ts'

/** One tap on a card, on its way through the bot. */
export interface Tap {
  message: Message
  tapped: Content & { kind: 'tap' }
  /** Who tapped; undefined for somebody we do not know. */
  speaker: Speaker | undefined
  trx: Trx
  now: Date
  saidAt: Date
}

export interface TapAnswer {
  reply: Reply
  /** What the tap did, for the inbox: never whose card it was. */
  effect: 'card.tap' | 'card.private' | 'card.refused'
  /** What the chat remembers of it: the session that was tapped is the one named last. */
  remember: Conversation
}

export type AnswerTap = (tap: Tap) => Promise<TapAnswer>

const refused: TapAnswer = { reply: silence, effect: 'card.refused', remember: {} }

/** A tap on a card is a mark. Its session is looked up by the card, who it is about is whoever tapped; nothing else is believed. */
export function tapAnswerer(encode: Encode): AnswerTap {
  return async tap => {
    const { trx, tapped } = tap
    const card = await cardById(trx, tapped.cardId)
    if (card === undefined || !belongsHere(card, tap)) return refused
    const session = await sessionById(trx, card.session_id)
    if (session === undefined) return refused
    const answer = card.chat_id === null ? await tapInPrivate(tap, session) : await tapInGroup(tap, session)
    if (tap.message.channel === 'app') await updateLater(tap, answer.reply.card, encode)
    return answer
  }
}

/** A card stands in one group, or is one member's own. */
function belongsHere({ chat_id, person_id }: CardsTable, { message, speaker }: Tap): boolean {
  const { chat } = message
  if (chat_id !== null) return chat.kind === 'group' && chat.id === chat_id
  return chat.kind === 'single' && speaker !== undefined && speaker.personId === person_id
}

async function tapInGroup(tap: Tap, session: Session): Promise<TapAnswer> {
  const { trx, now, tapped, speaker } = tap
  const marked = await markOf(tap, session)
  const counts = await countsOf(trx, session)
  const note = speaker === undefined ? texts.strange : isListed(speaker) ? noteOn(marked) : texts.notListed
  const shown = {
    id: tapped.cardId,
    session,
    ...(note !== undefined && { note, shownTo: 'sender' as const }),
  }
  return {
    reply: { text: '', card: sessionCard(shown, counts, now) },
    effect: 'card.tap',
    remember: { sessionId: session.id },
  }
}

async function tapInPrivate(tap: Tap, session: Session): Promise<TapAnswer> {
  const { trx, now, tapped, speaker } = tap
  const marked = await markOf(tap, session)
  const applied = marked === 'full' ? undefined : marked
  const line = texts.countsLine(await countsOf(trx, session), now)
  const note = noteOn(marked) ?? (applied && texts.ownMark(applied.request))
  const shown = { id: tapped.cardId, session, ...(note !== undefined && { note }) }
  const remember: Conversation = { sessionId: session.id }
  const isAsked = applied?.decision === 'add' && applied.request.status === 'leave' && !hasType(applied)
  if (!isAsked || (await hasSaidLeaveBefore(trx, session.id, speaker?.personId ?? '')))
    return { reply: { text: '', card: ownCard(shown, line) }, effect: 'card.private', remember }
  remember.asked = { kind: 'leave-type', sessionId: session.id, until: answerUntil(now) }
  const card = ownCard(shown, `${line}\n${texts.leaveTypeOptional}`, leaveButtons())
  return { reply: { text: '', card }, effect: 'card.private', remember }
}

/** An administrator may be on no roster. */
function isListed({ memberships }: Speaker): boolean {
  return memberships.length > 0
}

function hasType({ request }: Applied): boolean {
  return request.leaveType !== undefined
}

/** Registers what was tapped; nothing when the session takes no marks any more or has no place left, or the button is none of ours. */
async function markOf(
  { trx, now, saidAt, tapped, speaker }: Tap,
  session: Session,
): Promise<Applied | 'full' | undefined> {
  const wanted = REQUESTS[tapped.key]
  const isOpen = session.state === 'open' || session.state === 'checking'
  if (wanted === undefined || speaker === undefined || !isListed(speaker) || !isOpen) return undefined
  const { personId } = speaker
  if (wanted.status === 'planned' && (await isFull(trx, session, personId))) return 'full'
  const context = { trx, now, saidAt, actor: personId }
  return applyMark(context, session, { personId, ...wanted }, 'card')
}

const REQUESTS: Record<string, Omit<MarkRequest, 'personId'>> = {
  planned: { status: 'planned' },
  online: { status: 'online' },
  leave: { status: 'leave' },
  'leave.official': { status: 'leave', leaveType: 'official' },
  'leave.sick': { status: 'leave', leaveType: 'sick' },
  'leave.personal': { status: 'leave', leaveType: 'personal' },
}

/** What only whoever tapped has to know: that nothing was changed, and why. */
function noteOn(applied: Applied | 'full' | undefined): string | undefined {
  if (applied === 'full') return texts.full
  if (applied?.decision === 'outranked') return texts.outranked
  return applied?.decision === 'older' ? texts.older : undefined
}

/** A response code is good for one update within 72 hours (page 94888); an hour of them is left alone. */
const CODE_MS = 71 * 60 * 60 * 1000

/** The app's card is replaced by a call, not by the answer: page 90241 leaves open whether an answer to a tap counts. */
async function updateLater(
  { trx, now, saidAt, message, tapped, speaker }: Tap,
  card: Card | undefined,
  encode: Encode,
): Promise<void> {
  const { responseCode } = tapped
  if (card === undefined || responseCode === undefined || speaker === undefined) return
  const content = { kind: 'card-update' as const, card, responseCode }
  const notice = { channel: 'app-card' as const, target: speaker.personId, address: message.sender, content }
  const giveUpAt = new Date(saidAt.getTime() + CODE_MS)
  await addToOutbox(trx, { notice, encode, dueAt: now, giveUpAt, anyHour: true, now })
}
