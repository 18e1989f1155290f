import { decrypt, getSignature } from '@wecom/crypto'
import { expect, test } from 'vitest'
import { createEnvelope, type EnvelopeSettings } from '../../src/wecom/envelope.ts'
import { encipher, paddingFor, queryOf, sign } from '../support/fuzz/forge.ts'

// The signature is made over sorted values without anything between them. Somebody who has seen one callback can
// therefore move characters of its ciphertext into the timestamp or the nonce, and the signature still fits.

const bot: EnvelopeSettings = {
  kind: 'json',
  token: 'AibotToken2026',
  aesKey: 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0u1V',
  receiveId: '',
}
const now = new Date('2026-11-20T09:00:00+08:00')
const timestamp = String(now.getTime() / 1000)
const forged = '{"msgid":"1","from":{"userid":"secretary"},"text":{"content":"核对无误"}}'

test('a callback cut again, so that words typed in the chat become the message, is refused', () => {
  const { encrypt, nonce } = captured('after the timestamp')
  const moved = encrypt.slice(0, 64 * 3)
  const recut = { encrypt: encrypt.slice(moved.length), timestamp: timestamp + moved, nonce }
  const signature = sign(bot.token, timestamp, nonce, encrypt)

  // The library alone accepts it, and the attacker's words are the message.
  expect(getSignature(bot.token, recut.timestamp, nonce, recut.encrypt)).toBe(signature)
  expect(decrypt(bot.aesKey, recut.encrypt).message).toContain(forged)

  expect(opened({ ...recut, signature })).toEqual({ ok: false, refusal: 'malformed', why: 'timestamp' })
  expect(opened({ encrypt, timestamp, nonce, signature })).toMatchObject({ ok: true })
})

test('the same through the nonce is refused', () => {
  const { encrypt, nonce } = captured('after the nonce')
  const moved = encrypt.slice(0, 64 * 3)
  const recut = { encrypt: encrypt.slice(moved.length), timestamp, nonce: nonce + moved }
  const signature = sign(bot.token, timestamp, nonce, encrypt)
  expect(getSignature(bot.token, timestamp, recut.nonce, recut.encrypt)).toBe(signature)
  expect(decrypt(bot.aesKey, recut.encrypt).message).toContain(forged)
  expect(opened({ ...recut, signature })).toEqual({ ok: false, refusal: 'malformed', why: 'nonce' })
})

test('no other cut of a callback is accepted, however many characters move between the signed values', () => {
  for (const place of ['after the timestamp', 'after the nonce'] as const) {
    const { encrypt, nonce } = captured(place)
    const signature = sign(bot.token, timestamp, nonce, encrypt)
    const values = [bot.token, timestamp, nonce, encrypt].sort()
    const joined = values.join('')
    const accepted = cutsOf(joined, values).filter(parts => opened({ ...parts, signature }).ok)
    expect(accepted).toEqual([{ timestamp, nonce, encrypt }])
  }
})

/** A callback in whose text a member has typed the forged message, sealed so that the ciphertext sorts where asked. */
function captured(place: 'after the timestamp' | 'after the nonce'): { encrypt: string; nonce: string } {
  const nonce = place === 'after the nonce' ? '0000000000' : 'zzzz'
  for (let number = 0; ; number++) {
    const encrypt = sealedAround(number)
    const order = [bot.token, timestamp, nonce, encrypt].sort()
    const before = order[order.indexOf(encrypt) - 1]
    const rest = [bot.token, timestamp, nonce, encrypt.slice(64 * 3)].sort()
    const staysBehind = rest[rest.indexOf(encrypt.slice(64 * 3)) - 1] === before
    if (staysBehind && before === (place === 'after the nonce' ? nonce : timestamp)) return { encrypt, nonce }
  }
}

/** The typed words begin 16 + 4 bytes after a place where 48 bytes of ciphertext end: the 4 letters are a huge length. */
function sealedAround(number: number): string {
  const head = `{"msgid":"${number}","text":{"content":"`
  const filling = 'x'.repeat(48 * 3 + 16 - 20 - head.length)
  const text = `${head}${filling}zzzz${forged}"}}`
  const length = Buffer.alloc(4)
  length.writeUInt32BE(Buffer.byteLength(text))
  const random = Buffer.from(String(number).padStart(16, '0'))
  const plain = Buffer.concat([random, length, Buffer.from(text)])
  return encipher(bot.aesKey, Buffer.concat([plain, paddingFor(plain.length)])).toString('base64')
}

/** Every way to cut the joined text into the same order of values, with the token where it must be. */
function cutsOf(joined: string, values: string[]): { timestamp: string; nonce: string; encrypt: string }[] {
  const names = values.map(value =>
    value === bot.token
      ? 'token'
      : value === timestamp
        ? 'timestamp'
        : value.length > 40
          ? 'encrypt'
          : 'nonce',
  )
  const free = names.indexOf('encrypt')
  const neighbour = names[free - 1] as 'timestamp' | 'nonce'
  const start = joined.indexOf(values[free - 1]!)
  const end = start + values[free - 1]!.length + values[free]!.length
  const fixed = { timestamp, nonce: values[names.indexOf('nonce')]!, encrypt: '' }
  return Array.from({ length: end - start + 1 }, (_, cut) => ({
    ...fixed,
    [neighbour]: joined.slice(start, start + cut),
    encrypt: joined.slice(start + cut, end),
  }))
}

function opened({
  signature,
  timestamp,
  nonce,
  encrypt,
}: Record<'signature' | 'timestamp' | 'nonce' | 'encrypt', string>) {
  const query = queryOf({ signature, timestamp, nonce, encrypt })
  return createEnvelope(bot).openRequest({ query, body: Buffer.from(JSON.stringify({ encrypt })) }, now)
}
