import { decrypt, encrypt, getSignature } from '@wecom/crypto'
import { describe, expect, test } from 'vitest'
import { createEnvelope, type EnvelopeSettings } from '../../src/wecom/envelope.ts'
import {
  bodyOf,
  encipher,
  layOut,
  messageFor,
  partsOf,
  queryOf,
  seal,
  type Layout,
  type Parts,
} from '../support/fuzz/forge.ts'
import { seededRandom } from '../support/fuzz/random.ts'

const now = new Date('2026-11-20T09:00:00+08:00')
const bot: EnvelopeSettings = {
  kind: 'json',
  token: 'AibotToken2026',
  aesKey: 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0u1V',
  receiveId: '',
}
const app: EnvelopeSettings = { ...bot, kind: 'xml', token: 'AppToken2026', receiveId: 'ww5823bf96d3bd56c7' }
const random = seededRandom(22)
const atBot = { keys: bot, path: '', now, random }
const atApp = { keys: app, path: '', now, random }
const length = Buffer.byteLength(messageFor(bot, random))

const unpadded = layOut(atBot, { text: 'x'.repeat(20), padding: Buffer.alloc(0) })
const padding = (...bytes: number[]): Layout => ({
  text: 'x'.repeat(32 - 20 + 64 - bytes.length),
  padding: Buffer.from(bytes),
})
const pads = (count: number, value: number) => Array.from({ length: count }, () => value)

/** All of these are signed with the right token: only the strictness of the opening stands between them and the bot. */
describe('a signed ciphertext that the library lets through is refused', () => {
  test.each<[string, string, string, string]>([
    // what is wrong, the sealed text, how it is refused, at which check
    ['W1 a padding of 0', seal(atBot, padding(...pads(7, 0))), 'malformed', 'padding'],
    ['W1 a padding of 33', seal(atBot, padding(...pads(7, 33))), 'malformed', 'padding'],
    ['W1 thirty-three bytes of 33', seal(atBot, padding(...pads(33, 33))), 'malformed', 'padding'],
    ['W1 a padding of 255', seal(atBot, padding(...pads(7, 255))), 'malformed', 'padding'],
    ['W2 a padding of unlike bytes', seal(atBot, padding(7, 7, 7, 6, 7, 7, 7)), 'malformed', 'padding'],
    [
      'W2 a padding of zeros and its length',
      seal(atBot, padding(0, 0, 0, 0, 0, 0, 7)),
      'malformed',
      'padding',
    ],
    ['W3 the largest length', seal(atBot, { length: 0xffffffff }), 'malformed', 'length'],
    ['W3b a length beyond the receiver', seal(atApp, { length: length + 1000 }), 'malformed', 'length'],
    ['W4 a length one too small, no receiver', seal(atBot, { length: length - 1 }), 'forbidden', 'receiveid'],
    ['W4 a length of nothing', seal(atBot, { length: 0 }), 'forbidden', 'receiveid'],
    ['W4 a length one too large', seal(atBot, { length: length + 1 }), 'malformed', 'length'],
    ['W5 a receiver where none belongs', seal(atBot, { id: 'ww5823bf96d3bd56c7' }), 'forbidden', 'receiveid'],
    [
      'W7 a line break in base64',
      `${seal(atBot).slice(0, 64)}\n${seal(atBot).slice(64)}`,
      'malformed',
      'base64',
    ],
    [
      'W7 the alphabet of URLs',
      seal(atBot, { text: '>?>?>?>?'.repeat(40) }).replace(/[+/]/g, '-'),
      'malformed',
      'base64',
    ],
    ['W7 no equals signs', withEquals().replace(/=+$/, ''), 'malformed', 'base64'],
    ['W7 rubbish after the equals sign', `${withEquals()}!!!`, 'malformed', 'base64'],
    ['W7 a NUL', `${seal(atBot)}\0`, 'malformed', 'base64'],
    ['W13 nothing', '', 'malformed', 'blocks'],
    ['W13 one block of 16 bytes', Buffer.alloc(16).toString('base64'), 'malformed', 'blocks'],
    ['W14 half a block', Buffer.alloc(40).toString('base64'), 'malformed', 'blocks'],
    [
      'W15 a padding that leaves no room for the length',
      sealedPlain(Buffer.alloc(32, 32)),
      'malformed',
      'length',
    ],
    [
      'W15 a padding that leaves half of the length',
      sealedPlain(Buffer.alloc(32, 14)),
      'malformed',
      'length',
    ],
    ['W16 the last block cut off', cutTo(-32), 'malformed', 'padding'],
    ['W16 half of the last block cut off', cutTo(-16), 'malformed', 'blocks'],
    ['W16 the first block cut off', cutFrom(32), 'malformed', 'length'],
    ['W20 half a character', seal(atBot, { text: Buffer.from([0xe5, 0x8f]) }), 'malformed', 'utf8'],
    ['W20 a zero in two bytes', seal(atBot, { text: Buffer.from([0xc0, 0x80]) }), 'malformed', 'utf8'],
    [
      'W20 half a surrogate pair',
      seal(atBot, { text: Buffer.from([0xed, 0xa0, 0x80]) }),
      'malformed',
      'utf8',
    ],
  ])('%s', (_, sealed, refusal, why) => {
    expect(opened(bot, partsOf(atBot, { encrypt: sealed }))).toEqual({ ok: false, refusal, why })
  })

  test.each<[string, string]>([
    ['W5 another receiver of the same length', 'ww5823bf96d3bd56c8'],
    ['W5 a longer receiver', 'ww5823bf96d3bd56c71'],
    ['W5 a shorter receiver', 'ww5823bf96d3bd56c'],
    ['W5 no receiver', ''],
    ['W5 the receiver in capitals', 'WW5823BF96D3BD56C7'],
  ])('%s', (_, id) => {
    const refused = { ok: false, refusal: 'forbidden', why: 'receiveid' }
    expect(opened(app, partsOf(atApp, { encrypt: seal(atApp, { id }) }))).toEqual(refused)
  })

  test('a padding to 16 bytes, which fills half a block of 32', () => {
    const plain = Buffer.concat([unpadded, Buffer.alloc(8, 8)])
    expect(plain.length % 32).toBe(16)
    const refused = { ok: false, refusal: 'malformed', why: 'blocks' }
    expect(opened(bot, partsOf(atBot, { encrypt: sealedPlain(plain) }))).toEqual(refused)
  })
})

describe('what is not signed for exactly this ciphertext is never deciphered', () => {
  const good = partsOf(atBot)
  const other = partsOf(atBot)
  test.each<[string, Partial<Parts>, string]>([
    ['W6 another signature', { signature: other.signature }, 'signature'],
    ['W6 another ciphertext', { encrypt: other.encrypt }, 'signature'],
    ['W6 another nonce', { nonce: other.nonce }, 'signature'],
    ['W9 a fresh timestamp on an old message', { timestamp: String(now.getTime() / 1000 - 5) }, 'signature'],
    [
      'W11 a signature without a token',
      { signature: getSignature('', good.timestamp, good.nonce, good.encrypt) },
      'signature',
    ],
    [
      'W19 one letter of the ciphertext changed',
      { encrypt: good.encrypt.replace(/^./, letter => (letter === 'A' ? 'B' : 'A')) },
      'signature',
    ],
  ])('%s', (_, change, why) => {
    expect(opened(bot, { ...good, ...change })).toEqual({ ok: false, refusal: 'unauthorised', why })
  })

  test('W9 a message of yesterday, however well signed', () => {
    const yesterday = partsOf(atBot, { timestamp: String(now.getTime() / 1000 - 86_400) })
    expect(opened(bot, yesterday)).toEqual({ ok: false, refusal: 'unauthorised', why: 'time' })
  })

  test('W10 a signature of another length is refused and breaks nothing', () => {
    for (const signature of [
      '',
      'a',
      good.signature.slice(1),
      `${good.signature}0`,
      good.signature.toUpperCase(),
    ])
      expect(opened(bot, { ...good, signature })).toEqual({
        ok: false,
        refusal: 'malformed',
        why: 'signature-shape',
      })
  })
})

describe('a query of another shape is refused before anything is hashed', () => {
  const good = partsOf(atBot)
  const query = queryOf(good)
  const body = Buffer.from(bodyOf(bot, good.encrypt))
  test.each<[string, string, string]>([
    ['W12 a value twice', `${query}&nonce=${good.nonce}`, 'query'],
    ['W12 a list', query.replace('nonce=', 'nonce[]='), 'query'],
    ['W12 a value missing', query.replace(/nonce=\w+/, ''), 'query'],
    ['W12 a name without a value', query.replace(/nonce=\w+/, 'nonce'), 'query'],
    ['a name that is percent-encoded', query.replace('nonce', '%6eonce'), 'query'],
    ['a broken percent sign', `${query}&a=%`, 'query'],
    ['bytes that are not UTF-8', `${query}&a=%ff`, 'query'],
    ['nothing', '', 'query'],
    ['an unknown list', `${query}&a[]=1`, 'query'],
    ['an unknown name of thirty-three letters', `${query}&${'a'.repeat(33)}=1`, 'query'],
    ['an empty name', `${query}&=1`, 'query'],
    ['an unknown name without a value', `${query}&abc`, 'query'],
    ['an ampersand at the end', `${query}&`, 'query'],
    ['more than eight thousand letters', `${query}&a=${'a'.repeat(8192)}`, 'query'],
    ['seventeen values', `${query}${'abcdefghijklmn'.replace(/./g, '&$&=')}`, 'query'],
    ['W22 eleven digits of time', query.replace('timestamp=', 'timestamp=0'), 'timestamp'],
    ['W22 letters behind the time', query.replace(/timestamp=(\d+)/, 'timestamp=$1abcd'), 'timestamp'],
    ['a sign before the time', query.replace('timestamp=', 'timestamp=%2B'), 'timestamp'],
    ['a line break behind the time', query.replace(/timestamp=(\d+)/, 'timestamp=$1%0A'), 'timestamp'],
    [
      'digits of full width',
      query.replace(/timestamp=1/, `timestamp=${encodeURIComponent('１')}`),
      'timestamp',
    ],
    ['W8 thirty-three letters of nonce', query.replace(/nonce=\w+/, `nonce=${'a'.repeat(33)}`), 'nonce'],
    ['W8 a letter of base64 in the nonce', query.replace('nonce=', 'nonce=%2F'), 'nonce'],
    ['an empty nonce', query.replace(/nonce=\w+/, 'nonce='), 'nonce'],
    ['a percent sign encoded twice', query.replace('nonce=', 'nonce=%2541'), 'nonce'],
  ])('%s', (_, odd, why) => {
    expect(createEnvelope(bot).openRequest({ query: odd, body }, now)).toEqual({
      ok: false,
      refusal: 'malformed',
      why,
    })
  })
})

describe('a body of another shape is refused', () => {
  const at = { [bot.kind]: atBot, [app.kind]: atApp }
  test.each<[EnvelopeSettings, string, (sealed: string) => string | Buffer]>([
    [bot, 'no encrypt', () => '{}'],
    [bot, 'no object', sealed => `"${sealed}"`],
    [bot, 'a list', sealed => `[{"encrypt":"${sealed}"}]`],
    [bot, 'null', () => 'null'],
    [bot, 'encrypt is a list', sealed => `{"encrypt":["${sealed}"]}`],
    [bot, 'encrypt is a number', () => '{"encrypt":1}'],
    [bot, 'encrypt twice', sealed => `{"encrypt":"a","encrypt":"${sealed}"}`],
    [bot, 'encrypt in the prototype', sealed => `{"__proto__":{"encrypt":"${sealed}"}}`],
    [bot, 'the plain message', () => messageFor(bot, random)],
    [bot, 'XML', sealed => bodyOf(app, sealed)],
    [
      bot,
      'not UTF-8',
      sealed =>
        Buffer.concat([Buffer.from(`{"a":"`), Buffer.of(0xff), Buffer.from(`","encrypt":"${sealed}"}`)]),
    ],
    [bot, 'twenty thousand deep', () => '['.repeat(20_000)],
    [app, 'no Encrypt', () => '<xml><a>1</a></xml>'],
    [app, 'Encrypt twice', sealed => `<xml><Encrypt>${sealed}</Encrypt><Encrypt>${sealed}</Encrypt></xml>`],
    [
      app,
      'Encrypt twice, once with an attribute',
      sealed => `<xml><Encrypt a="1">a</Encrypt><Encrypt>${sealed}</Encrypt></xml>`,
    ],
    [app, 'a document type', sealed => `<!DOCTYPE xml>${bodyOf(app, sealed)}`],
    [app, 'a document type inside', sealed => `<xml><!DOCTYPE a><Encrypt>${sealed}</Encrypt></xml>`],
    [app, 'elements inside', sealed => `<xml><Encrypt>${sealed}<b/></Encrypt></xml>`],
    [app, 'another root', sealed => `<html><Encrypt>${sealed}</Encrypt></html>`],
    [app, 'not closed', sealed => `<xml><Encrypt>${sealed}</Encrypt>`],
    [
      app,
      'larger than 128 KiB',
      sealed => `<xml><Encrypt>${sealed}</Encrypt>${' '.repeat(128 * 1024)}</xml>`,
    ],
    [app, 'JSON', sealed => bodyOf(bot, sealed)],
  ])('$kind: %s', (settings, _, body) => {
    const parts = partsOf(at[settings.kind]!)
    const request = { query: queryOf(parts), body: Buffer.from(body(parts.encrypt) as string) }
    const refused = { ok: false, refusal: 'malformed', why: 'body' }
    expect(createEnvelope(settings).openRequest(request, now)).toEqual(refused)
  })
})

describe('the check of the callback address', () => {
  const envelope = createEnvelope(bot)
  const parts = partsOf(atBot, { encrypt: sealedWithPlus() })
  const query = queryOf(parts, { echostr: parts.encrypt })

  test('opens the text as it is', () => {
    expect(envelope.openEcho(query, now)).toMatchObject({ ok: true })
  })

  test.each<[string, string, string, string]>([
    ['without an echostr', queryOf(parts), 'malformed', 'query'],
    ['with two', `${query}&echostr=a`, 'malformed', 'query'],
    [
      'not sealed, as in servers that echo whatever comes',
      queryOf(partsOf(atBot, { encrypt: '12345' }), { echostr: '12345' }),
      'malformed',
      'base64',
    ],
    ['with spaces for plus signs', query.replaceAll('%2B', '%20'), 'unauthorised', 'signature'],
    ['encoded twice', query.replaceAll('%', '%25'), 'unauthorised', 'signature'],
  ])('is refused %s', (_, odd, refusal, why) => {
    expect(envelope.openEcho(odd, now)).toEqual({ ok: false, refusal, why })
  })
})

test('whatever is opened is exactly what sealing its parts again would give', () => {
  let accepted = 0
  for (let number = 0; number < 4000; number++) {
    const plain = layOut(atBot, { text: random.word(random.int(60)) })
    for (let change = random.int(3); change > 0; change--) plain[random.int(plain.length)] = random.int(256)
    const sealed = sealedPlain(plain)
    const result = opened(bot, partsOf(atBot, { encrypt: sealed }))
    if (!result.ok) continue
    accepted++
    expect(encrypt(bot.aesKey, result.text, '', decrypt(bot.aesKey, sealed).random)).toBe(sealed)
  }
  // Untouched ones, and those where only the random bytes or a letter changed.
  expect(accepted).toBeGreaterThan(1200)
  expect(accepted).toBeLessThan(3200)
})

function opened(settings: EnvelopeSettings, parts: Parts) {
  const request = { query: queryOf(parts), body: Buffer.from(bodyOf(settings, parts.encrypt)) }
  return createEnvelope(settings).openRequest(request, now)
}

function sealedPlain(plain: Buffer): string {
  return encipher(bot.aesKey, plain).toString('base64')
}

function withEquals(): string {
  for (let more = 0; ; more++) {
    const sealed = seal(atBot, { text: 'x'.repeat(more) })
    if (sealed.endsWith('=')) return sealed
  }
}

function sealedWithPlus(): string {
  for (;;) {
    const sealed = seal(atBot)
    if (sealed.includes('+')) return sealed
  }
}

function cutTo(end: number): string {
  return Buffer.from(seal(atBot), 'base64').subarray(0, end).toString('base64')
}

function cutFrom(start: number): string {
  return Buffer.from(seal(atBot), 'base64').subarray(start).toString('base64')
}
