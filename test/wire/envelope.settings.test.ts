import { expect, test } from 'vitest'
import {
  checkEnvelopeSettings,
  createEnvelope,
  EnvelopeSettingsError,
  type EnvelopeSettings,
} from '../../src/wecom/envelope.ts'

const good: EnvelopeSettings = {
  kind: 'json',
  token: 'abc',
  aesKey: 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0u1V',
  receiveId: '',
}

test.each<[string, Partial<EnvelopeSettings>]>([
  ['a token of three letters and no receiver', {}],
  ['a token of thirty-two digits', { token: '1'.repeat(32) }],
  ['a corp id', { kind: 'xml', receiveId: 'ww5823bf96d3bd56c7' }],
])('settings that WeCom gives out are accepted: %s', (_, change) => {
  expect(() => checkEnvelopeSettings({ ...good, ...change })).not.toThrow()
})

test.each<[string, string, object]>([
  ['no token', 'token', { token: undefined }],
  ['an empty token', 'token', { token: '' }],
  ['a token of two letters', 'token', { token: 'ab' }],
  ['a token of thirty-three', 'token', { token: 'a'.repeat(33) }],
  ['a token with a hyphen', 'token', { token: 'abc-def' }],
  ['a token with a line break', 'token', { token: 'abc\n' }],
  ['a Chinese token', 'token', { token: '口令口令' }],
  ['no key', 'aesKey', { aesKey: undefined }],
  ['an empty key', 'aesKey', { aesKey: '' }],
  ['a key of forty-two', 'aesKey', { aesKey: good.aesKey.slice(1) }],
  ['a key of forty-four', 'aesKey', { aesKey: `${good.aesKey}=` }],
  ['W17 a key with other characters', 'aesKey', { aesKey: good.aesKey.replace('a', '$') }],
  ['no word about the receiver', 'receiveId', { receiveId: undefined }],
  ['a receiver with a space', 'receiveId', { receiveId: 'ww 1' }],
  ['another kind of envelope', 'kind', { kind: 'plain' }],
])('W11 %s stops the start with a sentence that names the setting', (_, setting, change) => {
  const settings = { ...good, ...change } as EnvelopeSettings
  expect(() => createEnvelope(settings)).toThrow(
    expect.objectContaining({ name: 'EnvelopeSettingsError', setting }),
  )
})

test('the sentence never shows the secret', () => {
  for (const change of [{ token: 'my-secret-token' }, { aesKey: 'my-secret-key' }]) {
    const attempt = () => createEnvelope({ ...good, ...change })
    expect(attempt).toThrow(EnvelopeSettingsError)
    expect(attempt).not.toThrow(/secret/)
  }
})

test('a window of more than an hour, or of nothing, is refused', () => {
  for (const freshnessSeconds of [0, -1, 3601, Number.NaN, Number.POSITIVE_INFINITY])
    expect(() => createEnvelope(good, { freshnessSeconds })).toThrow(
      expect.objectContaining({ setting: 'freshnessSeconds' }),
    )
})
