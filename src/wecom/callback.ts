import type { Receive } from '../bot/inbox.ts'
import * as botTexts from '../bot/texts.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Card, Message, Reply } from '../talk/message.ts'
import { decodeAibot, encodeAibot, encodeStream, messageIdOf, streamIdOf } from './aibot.ts'
import { decodeApp, encodeApp } from './app.ts'
import type { Envelope, Refusal } from './envelope.ts'

/** The HTTP answer to a callback. An empty body means that the bot has nothing to say. */
export interface CallbackAnswer {
  status: number
  body: string
  /** Why it was refused, as a fixed word for the log. */
  why?: string
}

/** One callback address of WeCom, free of any HTTP library. */
export interface Callback {
  kind: 'json' | 'xml'
  /** GET: the check of the address in the administration page. */
  check(query: string): CallbackAnswer
  /** POST: a message or an event, `spentMs` after the request began: the time for an answer counts from there. */
  deliver(query: string, body: Buffer, spentMs?: number): Promise<CallbackAnswer>
}

export interface CallbackParts {
  envelope: Envelope
  receive: Receive
  /** The reply that is stored for a message, once it is. */
  storedReply: (channel: 'aibot' | 'app', msgid: string) => Promise<Reply | undefined>
  clock: Clock
  log: Log
  /** How long an answer may take before a holding text goes out (4.0 s, within the platform's five). */
  deadlineMs?: number
  /** The card for a tap that was not registered, or not yet (`late`). */
  unstoredCard: (message: Message, why: 'unavailable' | 'late') => Promise<Card | undefined>
  /** Told about an app message whose answer comes after the deadline: it is sent as an app message. */
  onLate?: (message: Message, reply: Reply) => void
}

const DEADLINE_MS = 4000
// A tap is delivered once and its card has to be read yet when the deadline has come.
const TAP_DEADLINE_MS = 3500
const statusOf: Record<Refusal, number> = { malformed: 400, unauthorised: 401, forbidden: 403 }
const nothing: CallbackAnswer = { status: 200, body: '' }

/** `/wecom/aibot`: JSON envelopes, answers as streams. */
export function aibotCallback(parts: CallbackParts): Callback {
  const { envelope, clock, log } = parts
  const late = new Map<string, Promise<Reply>>()
  return {
    kind: 'json',
    check: query => checked(parts, query),
    async deliver(query, body, spentMs = 0) {
      const opened = envelope.openRequest({ query, body }, clock.now())
      if (!opened.ok) return refused(opened)
      const decoded = decodeAibot(opened.text)
      if (decoded === undefined) return { status: 400, body: '', why: 'message' }
      const sealed = (plain: string): CallbackAnswer =>
        plain === '' ? nothing : { status: 200, body: envelope.seal(plain, opened.nonce, clock.now()) }
      if (decoded.kind === 'refresh') return sealed(await refreshed(decoded.streamId))
      const { message } = decoded
      const answer = await answered(parts, message, spentMs)
      if (isLostTap(message, answer))
        return sealed(encodeAibot(message, await unstored(parts, message, answer)))
      if (answer.kind === 'unavailable') return unavailable
      if (answer.kind === 'reply') return sealed(encodeAibot(message, answer.reply))
      keep(streamIdOf(message), answer.pending)
      return sealed(encodeAibot(message, { text: botTexts.holding }, false))
    },
  }

  /** Keeps a late answer until the platform asks for it again; it does so for six minutes. */
  function keep(streamId: string, pending: Promise<Reply>): void {
    if (late.size >= 1000) late.clear()
    late.set(streamId, pending)
    pending.catch(error => log.error({ event: 'late.failed', channel: 'aibot' }, error))
  }

  async function refreshed(streamId: string): Promise<string> {
    const msgid = messageIdOf(streamId)
    if (msgid === undefined) return ''
    const stored = await parts.storedReply('aibot', msgid)
    if (stored !== undefined) {
      late.delete(streamId)
      // An open stream must end with visible words, or the client shows “thinking” for ever.
      return encodeStream(streamId, visible(stored), true)
    }
    const pending = late.get(streamId)
    if (pending === undefined) return encodeStream(streamId, { text: botTexts.apology }, true)
    const state = await Promise.race([
      pending.then(
        () => 'done',
        () => 'failed',
      ),
      Promise.resolve('pending'),
    ])
    if (state === 'pending') return encodeStream(streamId, { text: botTexts.holding }, false)
    late.delete(streamId)
    const reply = state === 'failed' ? { text: botTexts.apology } : visible(await pending)
    return encodeStream(streamId, reply, true)
  }
}

function visible(reply: Reply): Reply {
  return reply.text === '' ? { text: botTexts.nothingMore } : reply
}

export interface AppCallbackParts extends CallbackParts {
  corpId: string
  /** Replaces a card that was tapped at once, past the ledger; false when the platform did not take it. */
  replaceCard: (message: Message, card: Card) => Promise<boolean>
}

/** `/wecom/app`: XML envelopes, the same member's single chat. */
export function appCallback(parts: AppCallbackParts): Callback {
  const { envelope, clock, corpId, log } = parts
  return {
    kind: 'xml',
    check: query => checked(parts, query),
    async deliver(query, body, spentMs = 0) {
      const opened = envelope.openRequest({ query, body }, clock.now())
      if (!opened.ok) return refused(opened)
      const message = decodeApp(opened.text)
      if (message === undefined) return { status: 400, body: '', why: 'message' }
      const answer = await answered(parts, message, spentMs)
      if (isLostTap(message, answer))
        return (await toldOnCard(parts, message, answer)) ? nothing : unavailable
      if (answer.kind === 'unavailable') return unavailable
      if (answer.kind === 'late') {
        answer.pending.then(
          reply => parts.onLate?.(message, reply),
          error => {
            log.error({ event: 'late.failed', channel: 'app' }, error)
            // 正在办 must not be the last word of something that was not done.
            parts.onLate?.(message, { text: botTexts.apology })
          },
        )
      }
      const reply = answer.kind === 'reply' ? answer.reply : { text: botTexts.holding }
      const plain = encodeApp(message, corpId, reply, clock.now())
      return plain === '' ? nothing : { status: 200, body: envelope.seal(plain, opened.nonce, clock.now()) }
    },
  }
}

/** A tap that is not known to be registered. Words without a card are the apology for a fault of ours. */
function isLostTap({ content }: Message, answer: Answered): boolean {
  if (content.kind !== 'tap') return false
  return answer.kind !== 'reply' || (answer.reply.card === undefined && answer.reply.text !== '')
}

/** A tap comes once only: instead of a 503 it gets a card that says what to do. */
async function unstored(parts: CallbackParts, message: Message, answer: Answered): Promise<Reply> {
  if (answer.kind === 'late')
    answer.pending.catch(error => parts.log.error({ event: 'late.failed', channel: message.channel }, error))
  const card = await parts.unstoredCard(message, answer.kind === 'late' ? 'late' : 'unavailable')
  return { text: '', ...(card !== undefined && { card }) }
}

/** The same on the app's card, which only a call can change; false when that failed, and the platform has to try again. */
async function toldOnCard(
  parts: CallbackParts & Pick<AppCallbackParts, 'replaceCard'>,
  message: Message,
  answer: Answered,
): Promise<boolean> {
  const { card } = await unstored(parts, message, answer)
  // What is only late goes on, and changes the card itself when it is done.
  if (answer.kind === 'late') return true
  return card !== undefined && (await parts.replaceCard(message, card))
}

const unavailable: CallbackAnswer = { status: 503, body: '', why: 'ledger' }

type Answered =
  { kind: 'reply'; reply: Reply } | { kind: 'late'; pending: Promise<Reply> } | { kind: 'unavailable' }

/** The reply, or what to wait for when the deadline comes first. */
async function answered(
  { receive, clock, log, deadlineMs = DEADLINE_MS }: CallbackParts,
  message: Message,
  spentMs: number,
): Promise<Answered> {
  const pending = receive(message, clock.now())
  let timer: NodeJS.Timeout | undefined
  const waitMs = message.content.kind === 'tap' ? Math.min(deadlineMs, TAP_DEADLINE_MS) : deadlineMs
  const deadline = new Promise<'late'>(resolve => {
    timer = setTimeout(() => resolve('late'), Math.max(0, waitMs - spentMs))
  })
  try {
    const first = await Promise.race([pending, deadline])
    return first === 'late' ? { kind: 'late', pending } : { kind: 'reply', reply: first }
  } catch (error) {
    log.error({ event: 'ledger.unavailable', channel: message.channel }, error)
    return { kind: 'unavailable' }
  } finally {
    clearTimeout(timer)
  }
}

function checked({ envelope, clock }: CallbackParts, query: string): CallbackAnswer {
  const opened = envelope.openEcho(query, clock.now())
  return opened.ok ? { status: 200, body: opened.text } : refused(opened)
}

function refused({ refusal, why }: { refusal: Refusal; why: string }): CallbackAnswer {
  return { status: statusOf[refusal], body: '', why }
}
