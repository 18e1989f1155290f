import { byteLength } from './bytes.ts'
import { checkCard } from './card-check.ts'
import type { Card } from './card.ts'
import { isObject, parseObject } from './wire.ts'

const MAX_FEEDBACK_BYTES = 256

/** A stream is replaced as a whole; its content is at most 20,480 bytes (page 101031). */
export const MAX_STREAM_BYTES = 20_480

export type CallbackKind = 'message' | 'refresh' | 'enter' | 'cardEvent'

export interface StreamPart {
  id: string
  finish: boolean
  content: string
  feedbackId?: string
}

export type AibotReply =
  | { kind: 'text'; text: string }
  | { kind: 'stream'; stream: StreamPart; card?: Card }
  | { kind: 'card'; card: Card }
  | { kind: 'update'; card: Card; userids?: string[] }
  | { kind: 'violation'; why: string }

const ALLOWED: Record<CallbackKind, readonly string[]> = {
  message: ['stream', 'template_card', 'stream_with_template_card'],
  refresh: ['stream', 'stream_with_template_card'],
  enter: ['text', 'template_card'],
  cardEvent: ['update_template_card'],
}

/** Reads an opened passive reply of the smart bot by the rules of page 101031 for this kind of callback. */
export function readAibotReply(plain: string, callback: CallbackKind): AibotReply {
  const reply = parseObject(plain)
  if (!reply) return violation('回复不是JSON对象')
  const type = reply.msgtype ?? reply.response_type
  if (typeof type !== 'string' || !ALLOWED[callback].includes(type))
    return violation(`此类回调不接受msgtype ${typeof type === 'string' ? type.slice(0, 40) : '(缺)'}`)
  if (type === 'text') return readText(reply)
  if (type === 'template_card') return readCard(reply)
  if (type === 'update_template_card') return readUpdate(reply)
  return readStream(reply, type === 'stream_with_template_card', callback)
}

function readText(reply: Record<string, unknown>): AibotReply {
  const content = isObject(reply.text) ? reply.text.content : undefined
  return typeof content === 'string' && content !== ''
    ? { kind: 'text', text: content }
    : violation('文本回复没有内容')
}

function readCard(reply: Record<string, unknown>): AibotReply {
  const card = checkCard(reply.template_card)
  return typeof card === 'string' ? violation(card) : { kind: 'card', card }
}

function readUpdate(reply: Record<string, unknown>): AibotReply {
  const card = checkCard(reply.template_card)
  if (typeof card === 'string') return violation(card)
  const { userids } = reply
  if (userids === undefined) return { kind: 'update', card }
  if (!Array.isArray(userids) || !userids.every(id => typeof id === 'string'))
    return violation('userids不是字符串数组')
  return { kind: 'update', card, userids }
}

function readStream(reply: Record<string, unknown>, withCard: boolean, callback: CallbackKind): AibotReply {
  if (!isObject(reply.stream)) return violation('回复缺少stream')
  const { id, finish = false, content = '' } = reply.stream
  if (typeof id !== 'string' || id === '') return violation('stream缺少id')
  if (typeof finish !== 'boolean' || typeof content !== 'string') return violation('stream的字段类型不正确')
  const length = byteLength(content)
  if (length > MAX_STREAM_BYTES) return violation(`stream内容${length}字节,超过${MAX_STREAM_BYTES}`)
  // Blank words at the end would leave the "thinking" sign standing for ever.
  if (finish && !withCard && content.trim() === '') return violation('stream结束时没有可见内容')
  const feedbackId = readFeedbackId(reply.stream.feedback, callback)
  if (typeof feedbackId === 'object') return feedbackId
  const stream = { id, finish, content, ...(feedbackId !== undefined && { feedbackId }) }
  if (!withCard || reply.template_card === undefined) return { kind: 'stream', stream }
  const card = checkCard(reply.template_card)
  return typeof card === 'string' ? violation(card) : { kind: 'stream', stream, card }
}

/** feedback.id: at most 256 bytes, and only on the first reply. */
function readFeedbackId(feedback: unknown, callback: CallbackKind): string | undefined | AibotReply {
  if (feedback === undefined) return undefined
  if (callback !== 'message') return violation('feedback只能在首次回复时设置')
  const id = isObject(feedback) ? feedback.id : undefined
  if (typeof id !== 'string' || id === '') return violation('feedback缺少id')
  return byteLength(id) > MAX_FEEDBACK_BYTES ? violation('feedback.id超过256字节') : id
}

function violation(why: string): AibotReply {
  return { kind: 'violation', why }
}
