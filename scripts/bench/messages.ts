import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/** The keys of a callback address, as the platform's side of the wire knows them. */
export interface BenchKeys {
  token: string
  aesKey: string
  receiveId: string
}

/** Keys that are no secret: they open nothing but a server started by a benchmark. */
export const benchKeys: BenchKeys = {
  token: 'BenchToken2026',
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  receiveId: '',
}

export interface GroupText {
  msgid: string
  chatid: string
  userid: string
  text: string
}

/** The plain JSON of a text message in a group, as the smart bot receives it (WeCom document 100719). */
export function groupTextOf({ msgid, chatid, userid, text }: GroupText): string {
  return JSON.stringify({
    msgid,
    aibotid: 'AIBOT01',
    chatid,
    chattype: 'group',
    from: { userid },
    msgtype: 'text',
    text: { content: `@清风 ${text}` },
  })
}

export interface GroupTap {
  msgid: string
  chatid: string
  userid: string
  taskId: string
  key: string
  /** Seconds. */
  at: number
}

/** The plain JSON of a tap on a card in a group, as the smart bot receives it (WeCom document 101027). */
export function groupTapOf({ msgid, chatid, userid, taskId, key, at }: GroupTap): string {
  return JSON.stringify({
    msgid,
    create_time: at,
    aibotid: 'AIBOT01',
    chatid,
    chattype: 'group',
    from: { userid },
    msgtype: 'event',
    event: {
      eventtype: 'template_card_event',
      template_card_event: { card_type: 'button_interaction', event_key: key, task_id: taskId },
    },
  })
}

/** A sealed callback, ready to be posted. */
export interface Callback {
  query: string
  body: Buffer
}

// The platform's side is written here once more, on purpose without a line of the code that is being measured.

export function sealCallback(keys: BenchKeys, plain: string, now: Date): Callback {
  const timestamp = String(Math.floor(now.getTime() / 1000))
  const nonce = randomBytes(8).toString('hex')
  const encrypt = encipher(keys, plain)
  const signature = sign(keys.token, timestamp, nonce, encrypt)
  return {
    query: `msg_signature=${signature}&timestamp=${timestamp}&nonce=${nonce}`,
    body: Buffer.from(JSON.stringify({ encrypt })),
  }
}

/** Opens a sealed JSON reply; throws if it is not signed or not sealed as the platform demands. */
export function openReply(keys: BenchKeys, body: string): unknown {
  const reply = JSON.parse(body)
  const expected = sign(keys.token, String(reply.timestamp), reply.nonce, reply.encrypt)
  if (reply.msgsignature !== expected) throw new Error('a reply with a wrong signature')
  return JSON.parse(decipher(keys, reply.encrypt))
}

function sign(...parts: string[]): string {
  return createHash('sha1').update(parts.sort().join('')).digest('hex')
}

function encipher({ aesKey, receiveId }: BenchKeys, plain: string): string {
  const key = Buffer.from(`${aesKey}=`, 'base64')
  const text = Buffer.from(plain)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(text.length)
  const parts = Buffer.concat([randomBytes(16), length, text, Buffer.from(receiveId)])
  const padding = 32 - (parts.length % 32)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(parts), cipher.update(Buffer.alloc(padding, padding))]).toString(
    'base64',
  )
}

function decipher({ aesKey, receiveId }: BenchKeys, sealed: string): string {
  const key = Buffer.from(`${aesKey}=`, 'base64')
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const plain = decipher.update(sealed, 'base64')
  const end = 20 + plain.readUInt32BE(16)
  const padding = plain[plain.length - 1] ?? 0
  const rest = plain.subarray(end, plain.length - padding).toString()
  if (padding < 1 || padding > 32 || rest !== receiveId)
    throw new Error('a reply that is not sealed as it should be')
  return plain.subarray(20, end).toString()
}
