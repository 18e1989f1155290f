import { createHash } from 'node:crypto'
import { post, type Make } from './case.ts'
import { bodyOf, partsOf, queryOf, secondsOf, seal, sign, type Parts, type Target } from './forge.ts'

/** Signatures that are not ours for this ciphertext. */
export const signatureCases: Record<string, Make> = {
  'one digit changed': target => signed(target, ({ signature }) => changeDigit(target, signature)),
  'upper case': target => signed(target, ({ signature }) => `${signature.slice(1).toUpperCase()}A`),
  'too short': target => signed(target, ({ signature }) => signature.slice(0, target.random.between(1, 39))),
  'too long': target =>
    signed(target, ({ signature }) => signature + target.random.word(1, '0123456789abcdef')),
  empty: target => signed(target, () => ''),
  'not hexadecimal': target => signed(target, () => target.random.word(40, 'ghijklmnopqrstuvwxyz')),
  'random digits': target => signed(target, () => target.random.word(40, '0123456789abcdef')),
  'made with an empty token': target => signed(target, parts => signedWith('', parts)),
  'made with another token': target => signed(target, parts => signedWith(target.random.word(16), parts)),
  'made without the nonce': target =>
    signed(target, ({ timestamp, encrypt }) => sign(target.keys.token, timestamp, encrypt)),
  'made over the whole body': target =>
    signed(target, ({ timestamp, nonce, encrypt }) =>
      sign(target.keys.token, timestamp, nonce, bodyOf(target.keys, encrypt)),
    ),
  'SHA-256': target =>
    signed(target, ({ timestamp, nonce, encrypt }) =>
      createHash('sha256')
        .update([target.keys.token, timestamp, nonce, encrypt].sort().join(''))
        .digest('hex'),
    ),
  'of another message': target => signed(target, () => partsOf(target).signature),
  'ciphertext changed afterwards': target => {
    const parts = partsOf(target)
    return post(target, { ...parts, encrypt: seal(target) })
  },
}

/** Right in everything but the time. Far enough off that a slow run does not bring them into the window. */
export const freshnessCases: Record<string, Make> = {
  'eleven minutes old': target => at(target, -target.random.between(660, 3500)),
  'an hour old': target => at(target, -target.random.between(3700, 80_000)),
  'a day old': target => at(target, -target.random.between(86_400, 10 ** 8)),
  'more than an hour ahead': target => at(target, target.random.between(4500, 10 ** 8)),
  'changed afterwards': target => {
    const parts = partsOf(target, { timestamp: String(secondsOf(target.now) - 100_000) })
    return post(target, { ...parts, timestamp: String(secondsOf(target.now)) })
  },
}

const ODD_TIMESTAMPS = [
  (now: number) => `${now}000`,
  (now: number) => `0${now}`,
  (now: number) => ` ${now}`,
  (now: number) => `${now}\n`,
  (now: number) => `${now}.0`,
  (now: number) => `+${now}`,
  (now: number) => `-${now}`,
  (now: number) => `0x${now.toString(16)}`,
  (now: number) => `${now}abc`,
  (now: number) => [...String(now)].map(digit => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join(''),
  () => '',
  () => 'NaN',
  () => 'Infinity',
  () => '1e9',
]

/** Signed and fresh, but with values or keys of another shape. */
export const queryCases: Record<string, Make> = {
  'odd timestamp': target =>
    post(target, partsOf(target, { timestamp: target.random.pick(ODD_TIMESTAMPS)(secondsOf(target.now)) })),
  'odd nonce': target =>
    post(
      target,
      partsOf(target, { nonce: `${target.random.word(5)}${target.random.pick([...' +/=&%\n\0中\u200b'])}` }),
    ),
  'long nonce': target =>
    post(target, partsOf(target, { nonce: target.random.word(target.random.between(33, 600)) })),
  'empty nonce': target => post(target, partsOf(target, { nonce: '' })),
  'a value left out': target => rewritten(target, pairs => without(pairs, target.random.int(3))),
  'a value twice': target => rewritten(target, pairs => [...pairs, target.random.pick(pairs)]),
  'a second, other value': target =>
    rewritten(target, pairs => [...pairs, `${nameOf(target.random.pick(pairs))}=${target.random.word(8)}`]),
  'a second, other value in front': target =>
    rewritten(target, pairs => [`${nameOf(target.random.pick(pairs))}=${target.random.word(8)}`, ...pairs]),
  'a list instead of a value': target =>
    rewritten(target, pairs =>
      pairs.map(pair => pair.replace('=', target.random.pick(['[]=', '[0]=', '[a]=']))),
    ),
  'a percent-encoded name': target =>
    rewritten(target, pairs => pairs.map(pair => pair.replace('timestamp', '%74imestamp'))),
  'an upper-case name': target =>
    rewritten(target, pairs => pairs.map(pair => pair.replace('nonce', 'Nonce'))),
  'encoded twice': target =>
    rewritten(target, pairs =>
      pairs.map(pair => pair.replace(/=./, found => `=%25${hexOf(found[1] ?? '')}`)),
    ),
  'a broken percent sign': target =>
    rewritten(target, pairs => [...pairs, `x=${target.random.pick(['%', '%2', '%zz', '%ff%fe', '%c3'])}`]),
  'names without values': target => rewritten(target, pairs => pairs.map(nameOf)),
  'semicolons between': target =>
    post(target, undefined, { query: queryOf(partsOf(target)).replaceAll('&', ';') }),
  'no query at all': target => post(target, undefined, { query: '' }),
  'thousands of values': target =>
    rewritten(target, pairs => [...pairs, ...Array.from({ length: 1500 }, (_, index) => `a${index}=`)]),
  'one very long value': target => rewritten(target, pairs => [...pairs, `x=${'a'.repeat(9000)}`]),
  'names of the language': target =>
    rewritten(target, pairs => pairs.map(pair => pair.replace('msg_signature', '__proto__[msg_signature]'))),
}

function signed(target: Target, signature: (parts: Parts) => string) {
  const parts = partsOf(target)
  return post(target, { ...parts, signature: signature(parts) })
}

function signedWith(token: string, { timestamp, nonce, encrypt }: Parts): string {
  return sign(token, timestamp, nonce, encrypt)
}

function changeDigit({ random }: Target, signature: string): string {
  const at = random.int(signature.length)
  const changed = (Number.parseInt(signature[at]!, 16) ^ random.between(1, 15)).toString(16)
  return signature.slice(0, at) + changed + signature.slice(at + 1)
}

function at(target: Target, seconds: number) {
  return post(target, partsOf(target, { timestamp: String(secondsOf(target.now) + seconds) }))
}

function rewritten(target: Target, change: (pairs: string[]) => string[]) {
  const parts = partsOf(target)
  return post(target, parts, { query: change(queryOf(parts).split('&')).join('&') })
}

function without(pairs: string[], index: number): string[] {
  return pairs.filter((_, at) => at !== index)
}

function nameOf(pair: string): string {
  return pair.slice(0, pair.indexOf('='))
}

function hexOf(character: string): string {
  return character.charCodeAt(0).toString(16)
}
