import { randomBytes } from 'node:crypto'
import { decrypt, encrypt, getSignature } from '@wecom/crypto'
import { readXml, writeXml } from './xml.ts'

/** One of the bot's two callback addresses, seen from the platform. */
export interface Line {
  envelope: 'json' | 'xml'
  token: string
  aesKey: string
  /** Empty for the smart bot, the corp id for the app (pages 101033, 90968). */
  receiveId: string
  /** Only in the app's envelope. */
  agentId?: number
}

export interface SealedRequest {
  query: string
  nonce: string
  contentType: string
  body: string
  /** Length of the encrypted text, for the wire panel. */
  sealedLength: number
}

/** Seals a callback with a fresh nonce, random head and signature. */
export function sealRequest(line: Line, plain: string, now: Date): SealedRequest {
  const sealed = encrypt(line.aesKey, plain, line.receiveId)
  const timestamp = String(Math.floor(now.getTime() / 1000))
  const nonce = randomBytes(8).toString('hex')
  const signature = getSignature(line.token, timestamp, nonce, sealed)
  const query = new URLSearchParams({ msg_signature: signature, timestamp, nonce }).toString()
  const shared = { query, nonce, sealedLength: sealed.length }
  if (line.envelope === 'json')
    return { ...shared, contentType: 'application/json', body: JSON.stringify({ encrypt: sealed }) }
  const body = writeXml({ ToUserName: line.receiveId, AgentID: String(line.agentId ?? ''), Encrypt: sealed })
  return { ...shared, contentType: 'text/xml', body }
}

export type OpenedReply =
  { kind: 'empty' } | { kind: 'plain'; plain: string } | { kind: 'violation'; why: string }

interface SealedReply {
  encrypt: string
  signature: string
  timestamp: string
  nonce: string
}

/** Opens what the bot answered, as strictly as a platform may: anything odd is a violation, in Chinese. */
export function openReply(line: Line, body: string, requestNonce: string): OpenedReply {
  if (body === '') return { kind: 'empty' }
  const reply = line.envelope === 'json' ? readJsonEnvelope(body) : readXmlEnvelope(body)
  if (!reply) return violation('回复不是规定的加密格式')
  if (line.envelope === 'json' && reply.nonce !== requestNonce)
    return violation('回复的nonce与回调的nonce不一致')
  if (!/^\d{10}$/.test(reply.timestamp)) return violation('回复的timestamp不是秒数')
  if (reply.signature !== getSignature(line.token, reply.timestamp, reply.nonce, reply.encrypt))
    return violation('回复的签名不正确')
  return openSealed(line, reply.encrypt)
}

function openSealed(line: Line, sealed: string): OpenedReply {
  try {
    const { message, id, random } = decrypt(line.aesKey, sealed)
    // Sealing the same parts again shows any laxness in padding, length, encoding or base64 as a difference.
    if (encrypt(line.aesKey, message, id, random) !== sealed) return violation('回复无法按规定解密')
    if (id !== line.receiveId) return violation('回复的receiveid不正确')
    return message === '' ? { kind: 'empty' } : { kind: 'plain', plain: message }
  } catch {
    return violation('回复无法按规定解密')
  }
}

function readJsonEnvelope(body: string): SealedReply | undefined {
  const parsed = parseObject(body)
  if (!parsed) return undefined
  const { encrypt, msgsignature, timestamp, nonce } = parsed
  // The manual's sample has a number, the vendor's own sample code a string: both are taken.
  const seconds = typeof timestamp === 'number' ? String(timestamp) : timestamp
  if (typeof encrypt !== 'string' || typeof msgsignature !== 'string') return undefined
  if (typeof seconds !== 'string' || typeof nonce !== 'string') return undefined
  return { encrypt, signature: msgsignature, timestamp: seconds, nonce }
}

function readXmlEnvelope(body: string): SealedReply | undefined {
  const xml = readXml(body)
  if (!xml) return undefined
  const { Encrypt, MsgSignature, TimeStamp, Nonce } = xml
  if (typeof Encrypt !== 'string' || typeof MsgSignature !== 'string') return undefined
  if (typeof TimeStamp !== 'string' || typeof Nonce !== 'string') return undefined
  return { encrypt: Encrypt, signature: MsgSignature, timestamp: TimeStamp, nonce: Nonce }
}

/** A JSON object, or undefined for anything else. */
export function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(text)
    return isObject(parsed) ? parsed : undefined
  } catch {
    return undefined
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function violation(why: string): OpenedReply {
  return { kind: 'violation', why }
}
