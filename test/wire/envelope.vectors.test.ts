import { decrypt, encrypt, getSignature } from '@wecom/crypto'
import { describe, expect, test } from 'vitest'
import { createEnvelope, EnvelopeSettingsError, type Envelope } from '../../src/wecom/envelope.ts'
import { bodyOf, queryOf } from '../support/fuzz/forge.ts'
import published from './vectors.json' with { type: 'json' }

type Vector = (typeof published.vectors)[number]

/**
 * What a published vector can prove. Every one of them proves the signature and the decryption; a `post` also the
 * body's envelope, an `echostr` the query, and a `reply` that what the platform's side makes and what ours makes are
 * the same thing, since both directions are sealed alike.
 */
const opensAs: Record<string, (vector: Vector, envelope: Envelope) => unknown> = {
  post: (vector, envelope) =>
    envelope.openRequest({ query: queryOf(vector), body: bodyIn(vector) }, timeOf(vector)),
  echostr: (vector, envelope) =>
    envelope.openEcho(queryOf(vector, { echostr: vector.encrypt }), timeOf(vector)),
  reply: (vector, envelope) =>
    envelope.openRequest({ query: queryOf(vector), body: bodyIn(vector) }, timeOf(vector)),
}

test.each(published.vectors)('the published $kind $id opens at its own time', vector => {
  const opened = opensAs[vector.kind]?.(vector, envelopeOf(vector))
  expect(opened).toEqual({ ok: true, text: vector.text, nonce: vector.nonce })
})

test.each(published.vectors)('the published $kind $id is refused eleven minutes before and after', vector => {
  const minutesOff = (minutes: number) => ({
    ...vector,
    timestamp: String(Number(vector.timestamp) + 60 * minutes),
  })
  for (const minutes of [-11, 11]) {
    const clock = timeOf(minutesOff(minutes))
    const request = { query: queryOf(vector), body: bodyIn(vector) }
    const envelope = envelopeOf(vector)
    const opened =
      vector.kind === 'echostr'
        ? envelope.openEcho(queryOf(vector, { echostr: vector.encrypt }), clock)
        : envelope.openRequest(request, clock)
    expect(opened).toEqual({ ok: false, refusal: 'unauthorised', why: 'time' })
  }
})

test.each(published.vectors)('the published $kind $id is refused for another receiver', vector => {
  const envelope = createEnvelope({ ...settingsOf(vector), receiveId: 'wwsomebodyelse' })
  const opened = opensAs[vector.kind]?.(vector, envelope)
  expect(opened).toEqual({ ok: false, refusal: 'forbidden', why: 'receiveid' })
})

test.each(published.vectors)(
  'the text of $id, sealed by us, is signed and opens as the library expects',
  vector => {
    const reply = envelopeOf(vector).seal(vector.text, vector.nonce, timeOf(vector))
    const sealed = /[A-Za-z0-9+/=]{40,}/.exec(reply)?.[0] ?? ''
    expect(decrypt(vector.aesKey, sealed)).toMatchObject({ message: vector.text, id: vector.receiveId })
    expect(reply).toContain(getSignature(vector.token, vector.timestamp, vector.nonce, sealed))
    expect(sealed).toHaveLength(vector.encrypt.length)
    // With the same 16 random bytes the ciphertext is the published one, so nothing else is free.
    expect(encrypt(vector.aesKey, vector.text, vector.receiveId, Buffer.from(vector.random))).toBe(
      vector.encrypt,
    )
  },
)

describe('a published signature that is wrong', () => {
  const aesKey = published.vectors[0]!.aesKey
  test.each(published.refused)('is refused: $id', vector => {
    const settings = { token: vector.token, aesKey, receiveId: '' }
    const xml = createEnvelope({ ...settings, kind: 'xml' })
    const refusal = { ok: false, refusal: 'unauthorised', why: 'signature' }
    expect(xml.openEcho(queryOf(vector, { echostr: vector.encrypt }), timeOf(vector))).toEqual(refusal)
    const body = Buffer.from(bodyOf({ ...settings, kind: 'xml' }, vector.encrypt))
    expect(xml.openRequest({ query: queryOf(vector), body }, timeOf(vector))).toEqual(refusal)
  })
})

test.each(published.illegalKeys)('the published illegal key "%s" is refused before any message', aesKey => {
  expect(() => createEnvelope({ token: 'QDG6eK', aesKey, receiveId: '', kind: 'json' })).toThrow(
    EnvelopeSettingsError,
  )
})

function settingsOf({ token, aesKey, receiveId, envelope }: Vector) {
  return { token, aesKey, receiveId, kind: envelope === 'json' ? ('json' as const) : ('xml' as const) }
}

function envelopeOf(vector: Vector): Envelope {
  return createEnvelope(settingsOf(vector))
}

function bodyIn(vector: Vector): Buffer {
  return Buffer.from(bodyOf(settingsOf(vector), vector.encrypt))
}

function timeOf({ timestamp }: { timestamp: string }): Date {
  return new Date(Number(timestamp) * 1000)
}
