import { decrypt, encrypt, getSignature } from '@wecom/crypto'
import { XMLParser } from 'fast-xml-parser'
import { expect, test } from 'vitest'
import { createEnvelope, type EnvelopeSettings } from '../../src/wecom/envelope.ts'
import { bodyOf, queryOf } from '../support/fuzz/forge.ts'

// The platform's side in all of these is Tencent's own library.

const now = new Date('2026-11-20T09:00:00+08:00')
const timestamp = String(now.getTime() / 1000)
const nonce = 'K7-x_9'
const bot: EnvelopeSettings = {
  kind: 'json',
  token: 'AibotToken2026',
  aesKey: 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0u1V',
  receiveId: '',
}
const app: EnvelopeSettings = { ...bot, kind: 'xml', token: 'AppToken2026', receiveId: 'ww5823bf96d3bd56c7' }

const texts = {
  nothing: '',
  'one word': '参加',
  'emoji of several parts': '请假，👨‍👩‍👧‍👦 家里有事 🇨🇳',
  'signs that change the direction, NUL and the end of CDATA': '\u202e\u200bﷺ\u0000"\\<>&]]>',
  'a byte order mark': '\uFEFF参加',
  'thirty thousand bytes': '学'.repeat(10_000),
}
const exchanges = [bot, app].flatMap(settings =>
  Object.entries(texts).map(([what, text]) => ({ settings, kind: settings.kind, what, text })),
)

test.each(exchanges)(
  'a $kind message of the platform opens as it was written: $what',
  ({ settings, text }) => {
    expect(opened(settings, text)).toEqual({ ok: true, text, nonce })
  },
)

test.each([bot, app])(
  'messages of every length from 0 to 200 bytes open, whatever the padding: $kind',
  settings => {
    for (let length = 0; length <= 200; length++) {
      const text = '中'.repeat(length / 3) + 'x'.repeat(length % 3)
      expect(opened(settings, text)).toEqual({ ok: true, text, nonce })
    }
  },
)

test.each([bot, app])(
  'replies of every length from 0 to 200 bytes are what the platform expects: $kind',
  settings => {
    const envelope = createEnvelope(settings)
    for (let length = 0; length <= 200; length++) {
      const text = '中'.repeat(length / 3) + 'x'.repeat(length % 3)
      expect(readReply(settings, envelope.seal(text, nonce, now))).toEqual({ text, id: settings.receiveId })
    }
  },
)

test.each(exchanges)(
  'a $kind reply of ours opens at the platform as it was written: $what',
  ({ settings, text }) => {
    const reply = createEnvelope(settings).seal(text, nonce, now)
    expect(readReply(settings, reply)).toEqual({ text, id: settings.receiveId })
  },
)

test('a JSON reply has the fields of the manual, with the time as a number and the nonce of the request', () => {
  const reply = JSON.parse(createEnvelope(bot).seal('{}', nonce, now))
  expect(reply).toEqual({
    encrypt: expect.stringMatching(/^[A-Za-z0-9+/]+={0,2}$/),
    msgsignature: getSignature(bot.token, timestamp, nonce, reply.encrypt),
    timestamp: 1795136400,
    nonce,
  })
})

test('an XML reply has the fields of the manual', () => {
  const reply = createEnvelope(app).seal('<xml/>', nonce, now)
  const { xml } = new XMLParser({ parseTagValue: false }).parse(reply)
  expect(xml).toEqual({
    Encrypt: expect.stringMatching(/^[A-Za-z0-9+/]+={0,2}$/),
    MsgSignature: getSignature(app.token, timestamp, nonce, xml.Encrypt),
    TimeStamp: timestamp,
    Nonce: nonce,
  })
})

test('the same reply is never sealed twice alike', () => {
  const envelope = createEnvelope(bot)
  const replies = Array.from({ length: 1000 }, () => envelope.seal('好的', nonce, now))
  expect(new Set(replies).size).toBe(1000)
})

test('one envelope opens and seals one message after the other, whatever it refused in between', () => {
  for (const settings of [bot, app]) {
    const envelope = createEnvelope(settings)
    for (let number = 0; number < 300; number++) {
      const text = `第${number}条${'学'.repeat(number)}`
      // Cut, enciphered for somebody else, and signed but no whole blocks.
      const cut = encrypt(settings.aesKey, text, settings.receiveId).slice(0, -44)
      const foreign = encrypt(settings.aesKey, text, 'ww0000000000000000')
      const sealed = [cut, foreign, 'QUJD'][number % 3] ?? ''
      expect(envelope.openRequest(signed(settings, sealed), now).ok).toBe(false)
      expect(envelope.openRequest(request(settings, text), now)).toEqual({ ok: true, text, nonce })
      const reply = envelope.seal(text, nonce, now)
      expect(readReply(settings, reply)).toEqual({ text, id: settings.receiveId })
    }
  }
})

test('half an emoji in a reply becomes the sign for an unreadable letter', () => {
  expect(readReply(bot, createEnvelope(bot).seal('好\ud83d', nonce, now))).toEqual({
    text: '好\ufffd',
    id: '',
  })
})

test('a reply is not sealed for a nonce that could not have come from the platform', () => {
  const envelope = createEnvelope(bot)
  for (const odd of ['', 'a b', 'a"b', 'x'.repeat(33), '<a>'])
    expect(() => envelope.seal('{}', odd, now)).toThrow('sealing a reply')
})

test('the address check opens whether or not the base64 was percent-encoded', () => {
  const envelope = createEnvelope(app)
  for (let number = 0; number < 50; number++) {
    const sealed = encrypt(app.aesKey, `16161403175${number}`, app.receiveId)
    const signature = getSignature(app.token, timestamp, nonce, sealed)
    const encoded = queryOf({ signature, timestamp, nonce, encrypt: sealed }, { echostr: sealed })
    const bare = `msg_signature=${signature}&timestamp=${timestamp}&nonce=${nonce}&echostr=${sealed}`
    const expected = { ok: true, text: `16161403175${number}`, nonce }
    expect(envelope.openEcho(encoded, now)).toEqual(expected)
    expect(envelope.openEcho(bare, now)).toEqual(expected)
  }
})

test('fields that the platform may add to envelope and query do no harm', () => {
  const sealed = encrypt(bot.aesKey, '参加', '')
  const signature = getSignature(bot.token, timestamp, nonce, sealed)
  const query = `${queryOf({ signature, timestamp, nonce, encrypt: sealed })}&corp=ww1`
  const body = Buffer.from(JSON.stringify({ tousername: 'ww1', encrypt: sealed, agentid: 218 }))
  expect(createEnvelope(bot).openRequest({ query, body }, now)).toEqual({ ok: true, text: '参加', nonce })
})

test('a callback is open for exactly as long as was asked for', () => {
  const at = (seconds: number) => new Date(now.getTime() + seconds * 1000)
  const isOpen = (freshnessSeconds: number, seconds: number) =>
    createEnvelope(bot, { freshnessSeconds }).openRequest(request(bot, '参加'), at(seconds)).ok
  expect([600, -600, 601, -601].map(seconds => isOpen(600, seconds))).toEqual([true, true, false, false])
  expect([3600, -3600, 3601].map(seconds => isOpen(3600, seconds))).toEqual([true, true, false])
})

function request(settings: EnvelopeSettings, text: string) {
  return signed(settings, encrypt(settings.aesKey, text, settings.receiveId))
}

function signed(settings: EnvelopeSettings, sealed: string) {
  const signature = getSignature(settings.token, timestamp, nonce, sealed)
  const query = queryOf({ signature, timestamp, nonce, encrypt: sealed })
  return { query, body: Buffer.from(bodyOf(settings, sealed)) }
}

function opened(settings: EnvelopeSettings, text: string) {
  return createEnvelope(settings).openRequest(request(settings, text), now)
}

function readReply({ kind, aesKey }: EnvelopeSettings, reply: string) {
  const sealed = kind === 'json' ? JSON.parse(reply).encrypt : new XMLParser().parse(reply).xml.Encrypt
  const { message, id } = decrypt(aesKey, sealed)
  return { text: message, id }
}
