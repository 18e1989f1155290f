import { createCipheriv, createHash } from 'node:crypto'
import type { EnvelopeSettings } from '../../../src/wecom/envelope.ts'
import type { Random } from './random.ts'

// The sealing side of the wire, written a second time and without any check, so that everything can be done wrong.

/** Where a forged callback is aimed at, and what it is made with. */
export interface Target {
  keys: EnvelopeSettings
  path: string
  now: Date
  random: Random
}

/** The parts of the plain text before enciphering. What is left out is as it should be. */
export interface Layout {
  text?: string | Buffer
  id?: string
  /** The length field. */
  length?: number
  /** Replaces the right padding. */
  padding?: Buffer
}

export function layOut({ keys, random }: Target, layout: Layout = {}): Buffer {
  const text = Buffer.from(layout.text ?? messageFor(keys, random))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(layout.length ?? text.length)
  const plain = Buffer.concat([random.bytes(16), length, text, Buffer.from(layout.id ?? keys.receiveId)])
  return Buffer.concat([plain, layout.padding ?? paddingFor(plain.length)])
}

export function paddingFor(length: number): Buffer {
  const padding = 32 - (length % 32)
  return Buffer.alloc(padding, padding)
}

/** AES-256-CBC over whole 16-byte blocks. */
export function encipher(aesKey: string, plain: Buffer): Buffer {
  const key = Buffer.from(`${aesKey}=`, 'base64')
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(plain), cipher.final()])
}

export function seal(target: Target, layout: Layout = {}): string {
  return encipher(target.keys.aesKey, layOut(target, layout)).toString('base64')
}

export function sign(...values: string[]): string {
  return createHash('sha1').update(values.sort().join('')).digest('hex')
}

export function secondsOf(now: Date): number {
  return Math.floor(now.getTime() / 1000)
}

/** What makes a callback; each part follows from the ones before it unless it is given. */
export interface Parts {
  encrypt: string
  timestamp: string
  nonce: string
  signature: string
}

export function partsOf(target: Target, given: Partial<Parts> = {}): Parts {
  const encrypt = given.encrypt ?? seal(target)
  const timestamp = given.timestamp ?? String(secondsOf(target.now))
  const nonce = given.nonce ?? target.random.word(10)
  const signature = given.signature ?? sign(target.keys.token, timestamp, nonce, encrypt)
  return { encrypt, timestamp, nonce, signature }
}

/** The query of a callback; values are percent-encoded. */
export function queryOf({ signature, timestamp, nonce }: Parts, more: Record<string, string> = {}): string {
  const values = { msg_signature: signature, timestamp, nonce, ...more }
  return Object.entries(values)
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join('&')
}

export function bodyOf({ kind, receiveId }: EnvelopeSettings, encrypt: string): string {
  return kind === 'json'
    ? JSON.stringify({ encrypt })
    : `<xml><ToUserName><![CDATA[${receiveId}]]></ToUserName><Encrypt><![CDATA[${encrypt}]]></Encrypt><AgentID>1000002</AgentID></xml>`
}

/** A text message that the channel would accept. */
export function messageFor({ kind, receiveId }: EnvelopeSettings, random: Random, type = 'text'): string {
  const msgid = random.word(20, '0123456789')
  if (kind === 'json')
    return JSON.stringify({
      msgid,
      aibotid: 'AIBOT01',
      chattype: 'single',
      from: { userid: 'liufang' },
      msgtype: type,
      [type]: { content: '参加' },
    })
  return (
    `<xml><ToUserName><![CDATA[${receiveId}]]></ToUserName><FromUserName><![CDATA[liufang]]></FromUserName>` +
    `<CreateTime>1795190400</CreateTime><MsgType><![CDATA[${type}]]></MsgType><Content><![CDATA[参加]]></Content>` +
    `<MsgId>${msgid}</MsgId><AgentID>1000002</AgentID></xml>`
  )
}
