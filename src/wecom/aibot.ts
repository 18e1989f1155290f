import { z } from 'zod'
import type { Content, FeedbackReason, Message, Reply } from '../talk/message.ts'
import { templateCard } from './cards.ts'

/** One reply of the smart bot, in bytes of UTF-8 (developer.work.weixin.qq.com/document/path/101031). */
const REPLY_LIMIT = 20_480

/** What a smart bot callback asks for: an answer to a message, or the end of an answer that was still being made. */
export type AibotCallback = { kind: 'message'; message: Message } | { kind: 'refresh'; streamId: string }

const words = z.object({ content: z.string() })
const part = z.object({ msgtype: z.string(), text: words.optional() })
const mixed = z.object({ msg_item: z.array(part) })

// What a member writes in their own words about an answer is not read at all (path/101027).
const feedbackEvent = z.object({
  id: z.string().min(1).max(256),
  type: z.number().int(),
  inaccurate_reason_list: z.array(z.number().int()).max(20).optional(),
})

// https://developer.work.weixin.qq.com/document/path/100719 and /101027. Unknown fields are ignored.
const callback = z.object({
  msgid: z.string().min(1).max(128),
  chatid: z.string().min(1).max(128).optional(),
  chattype: z.enum(['single', 'group']),
  from: z.object({ userid: z.string().min(1).max(128) }),
  msgtype: z.string().max(40),
  create_time: z.number().int().optional(),
  text: words.optional(),
  voice: words.optional(),
  mixed: mixed.optional(),
  quote: z
    .object({ msgtype: z.string(), text: words.optional(), mixed: mixed.optional(), voice: words.optional() })
    .optional(),
  event: z
    .looseObject({ eventtype: z.string().max(60), feedback_event: feedbackEvent.optional() })
    .optional(),
})
type Callback = z.output<typeof callback>

// Page 101027 writes the names in two ways. A task id has at most 128 bytes, a key 1024 (page 101032).
const cardEvent = z
  .object({
    task_id: z.string().min(1).max(128).optional(),
    taskid: z.string().min(1).max(128).optional(),
    event_key: z.string().max(1024).optional(),
    eventkey: z.string().max(1024).optional(),
  })
  .transform(({ task_id, taskid, event_key, eventkey }) => ({
    cardId: task_id ?? taskid,
    key: event_key ?? eventkey ?? '',
  }))

const refresh = z.object({
  msgtype: z.literal('stream'),
  stream: z.object({ id: z.string().min(1).max(200) }),
})

/** Reads the decrypted JSON of a callback; undefined when it is no message of the smart bot. */
export function decodeAibot(text: string): AibotCallback | undefined {
  const json = parseObject(text)
  if (isRefresh(json)) {
    const stream = refresh.safeParse(json)
    return stream.success ? { kind: 'refresh', streamId: stream.data.stream.id } : undefined
  }
  const checked = callback.safeParse(json)
  if (!checked.success) return undefined
  const { data } = checked
  if (data.chattype === 'group' && data.chatid === undefined) return undefined
  if (lacksItsBody(data)) return undefined
  return {
    kind: 'message',
    message: {
      channel: 'aibot',
      id: data.msgid,
      chat:
        data.chattype === 'group'
          ? { kind: 'group', id: data.chatid ?? '' }
          : { kind: 'single', id: data.from.userid },
      sender: data.from.userid,
      ...(data.create_time !== undefined && { sentAt: new Date(data.create_time * 1000) }),
      replyLimit: REPLY_LIMIT,
      content: contentOf(data),
    },
  }
}

function isRefresh(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'msgtype' in json && json.msgtype === 'stream'
}

function parseObject(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A known type whose own part is missing is no message of the platform's. */
function lacksItsBody({ msgtype, text, voice, mixed, event }: Callback): boolean {
  const part: Record<string, unknown> = { text, voice, mixed, event }
  return msgtype in part && part[msgtype] === undefined
}

function contentOf(data: Callback): Content {
  const { msgtype, event } = data
  if (msgtype === 'event') return eventOf(event)
  const said = wordsOf(data)
  if (said !== undefined) {
    const quote = data.quote === undefined ? undefined : wordsOf(data.quote)
    return { kind: 'text', text: said, ...(quote !== undefined && { quote }) }
  }
  return ['image', 'file', 'video', 'voice', 'mixed'].includes(msgtype)
    ? { kind: 'unreadable' }
    : { kind: 'ignored' }
}

function eventOf(event: Callback['event']): Content {
  if (event?.eventtype === 'enter_chat') return { kind: 'enter' }
  if (event?.eventtype === 'template_card_event') return tapIn(event)
  if (event?.eventtype !== 'feedback_event' || event.feedback_event === undefined) return { kind: 'ignored' }
  const { id, type, inaccurate_reason_list: reasons = [] } = event.feedback_event
  const answerTo = messageIdOf(id)
  const verdict = VERDICTS.get(type)
  if (answerTo === undefined || verdict === undefined) return { kind: 'ignored' }
  const known = verdict === 'down' ? reasons.flatMap(reason => REASONS.get(reason) ?? []) : []
  return { kind: 'feedback', answerTo, verdict, reasons: [...new Set(known)] }
}

function tapIn(event: NonNullable<Callback['event']>): Content {
  const tapped = cardEvent.safeParse(event['template_card_event'])
  if (!tapped.success || tapped.data.cardId === undefined) return { kind: 'ignored' }
  return { kind: 'tap', cardId: tapped.data.cardId, key: tapped.data.key }
}

// path/101027: 1 accurate, 2 inaccurate, 3 taken back.
const VERDICTS = new Map<number, 'up' | 'down' | 'withdrawn'>([
  [1, 'up'],
  [2, 'down'],
  [3, 'withdrawn'],
])
const REASONS = new Map<number, FeedbackReason>([
  [1, 'irrelevant'],
  [2, 'incomplete'],
  [3, 'wrong'],
  [4, 'figures'],
])

function wordsOf({
  msgtype,
  text,
  voice,
  mixed,
}: Pick<Callback, 'msgtype' | 'text' | 'voice' | 'mixed'>): string | undefined {
  if (msgtype === 'text') return text?.content
  if (msgtype === 'voice') return voice?.content
  if (msgtype !== 'mixed') return undefined
  return mixed?.msg_item.flatMap(item => item.text?.content ?? []).join('\n') || undefined
}

/** The stream under which the answer to a message is given; it can be found again from the id alone. */
export function streamIdOf(message: Message): string {
  return `m-${message.id}`
}

export function messageIdOf(streamId: string): string | undefined {
  return streamId.startsWith('m-') ? streamId.slice(2) : undefined
}

/**
 * A finished answer, or one that is still being made and will be asked for again. A card goes out beside the words of an
 * answer, and in place of a card that was tapped. An empty answer is an empty packet.
 */
export function encodeAibot(message: Message, reply: Reply, finished = true): string {
  if (message.content.kind === 'tap') return encodeUpdate(message, reply)
  if (reply.text === '') return ''
  // A welcome takes plain text; every other answer is a stream (path/101031).
  if (message.content.kind === 'enter')
    return JSON.stringify({ msgtype: 'text', text: { content: reply.text } })
  return encodeStream(streamIdOf(message), reply, finished)
}

/** With `rateable` the client shows 👍 and 👎; the feedback comes back under the id of the stream (path/101031). */
export function encodeStream(id: string, { text, card, rateable }: Reply, finish: boolean): string {
  const stream = { id, finish, content: text, ...(rateable === true && { feedback: { id } }) }
  if (card === undefined) return JSON.stringify({ msgtype: 'stream', stream })
  return JSON.stringify({
    msgtype: 'stream_with_template_card',
    stream,
    template_card: templateCard(card, 'aibot'),
  })
}

/** Without `userids` the card is replaced for everybody who has it; in a group they say for whom alone (path/101031). */
function encodeUpdate({ chat, sender }: Message, { card }: Reply): string {
  if (card === undefined) return ''
  const alone = chat.kind === 'group' && card.shownTo === 'sender' ? { userids: [sender] } : {}
  return JSON.stringify({
    response_type: 'update_template_card',
    ...alone,
    template_card: templateCard(card, 'aibot'),
  })
}
