import { post, type Make } from './case.ts'
import { encipher, layOut, messageFor, partsOf, seal, type Layout, type Target } from './forge.ts'

/** Correctly signed, as if by somebody who knows the token: only the ciphertext is not as WeCom makes it. */
export const ciphertextCases: Record<string, Make> = {
  empty: target => sealedAs(target, ''),
  'not base64': target => sealedAs(target, target.random.pick(['你好', '!!!!', '{}', '====', 'null'])),
  'a line break inside': target => sealedAs(target, inserted(target, '\n')),
  'a space inside': target => sealedAs(target, inserted(target, ' ')),
  'a NUL inside': target => sealedAs(target, inserted(target, '\0')),
  'rubbish after the end': target =>
    sealedAs(target, `${seal(target)}${target.random.pick(['=', '====', '=!!!', 'A'])}`),
  'the alphabet of URLs': target =>
    sealedAs(target, sealedWith(target, /[+/]/).replaceAll('+', '-').replaceAll('/', '_')),
  'no padding of base64': target => sealedAs(target, sealedWith(target, /=$/).replace(/=+$/, '')),
  'spare bits of base64 set': target => sealedAs(target, spareBitsSet(target)),
  'one block of 16': target => sealedAs(target, target.random.bytes(16).toString('base64')),
  'half a block': target =>
    sealedAs(target, target.random.bytes(target.random.between(1, 15)).toString('base64')),
  'an odd number of bytes': target => sealedAs(target, cut(target, -target.random.between(1, 15))),
  'the last block cut off': target => sealedAs(target, cut(target, -32)),
  'random blocks': target =>
    sealedAs(target, target.random.bytes(32 * target.random.between(2, 8)).toString('base64')),
  'another key': target =>
    sealedAs(target, seal({ ...target, keys: { ...target.keys, aesKey: target.random.word(43) } })),
  'not enciphered': target => sealedAs(target, layOut(target).toString('base64')),
}

export const paddingCases: Record<string, Make> = {
  zero: target => padded(target, padding => Buffer.concat([padding.subarray(1), Buffer.of(0)])),
  'more than 32': target =>
    padded(target, padding =>
      Buffer.concat([padding.subarray(1), Buffer.of(target.random.between(33, 255))]),
    ),
  'one byte differs': target =>
    padded(target, padding => {
      const changed = Buffer.from(padding.length > 1 ? padding : Buffer.alloc(33, 33))
      changed[target.random.int(changed.length - 1)]! ^= target.random.between(1, 255)
      return changed
    }),
  'to 16 instead of 32': target => sealedAs(target, paddedTo16(target)),
  'a block too many': target => padded(target, padding => Buffer.concat([padding, Buffer.alloc(32, 32)])),
  'random bytes': target =>
    padded(target, padding =>
      Buffer.concat([target.random.bytes(padding.length - 1), Buffer.of(padding.length + 1)]),
    ),
  'ANSI X.923': target =>
    padded(target, padding =>
      padding.length < 2
        ? Buffer.alloc(1, 2)
        : Buffer.concat([Buffer.alloc(padding.length - 1), Buffer.of(padding.length)]),
    ),
}

export const lengthCases: Record<string, Make> = {
  'the largest number': target => laidOut(target, () => ({ length: 0xffffffff })),
  'a negative number': target => laidOut(target, () => ({ length: 0x80000000 + target.random.int(1000) })),
  'a little too large': target =>
    laidOut(target, bytes => ({ length: bytes + target.random.between(1, 40) })),
  'a little too small': target =>
    laidOut(target, bytes => ({ length: bytes - target.random.between(1, 40) })),
  'nothing of the text': target => laidOut(target, () => ({ length: 0 })),
  'in the other byte order': target =>
    laidOut(target, bytes => ({ length: Buffer.from(Uint32Array.of(bytes).buffer).readUInt32BE() })),
}

export const receiverCases: Record<string, Make> = {
  'another one': target => laidOut(target, () => ({ id: `ww${target.random.word(16, '0123456789abcdef')}` })),
  'one letter more': target => laidOut(target, () => ({ id: `${target.keys.receiveId}a` })),
  'a NUL more': target => laidOut(target, () => ({ id: `${target.keys.receiveId}\0` })),
  'none, or any where none belongs': target =>
    laidOut(target, () => ({ id: target.keys.receiveId === '' ? 'wwcorp' : '' })),
  'in the other case': target => laidOut(target, () => ({ id: target.keys.receiveId.toUpperCase() || 'WW' })),
}

const NOT_UTF8 = [
  [0xff],
  [0xc0, 0x80],
  [0xed, 0xa0, 0x80],
  [0xf8, 0x88, 0x80, 0x80, 0x80],
  [0xe4, 0xbd],
  [0x80],
]

export const encodingCases: Record<string, Make> = {
  'not UTF-8': target =>
    laidOut(target, () => ({ text: replaced(target, Buffer.from(target.random.pick(NOT_UTF8))) })),
  GBK: target => laidOut(target, () => ({ text: replaced(target, Buffer.from('b2cebcd3', 'hex')) })),
  'UTF-16': target =>
    laidOut(target, () => ({ text: Buffer.from(messageFor(target.keys, target.random), 'utf16le') })),
}

function sealedAs(target: Target, encrypt: string) {
  return post(target, partsOf(target, { encrypt }))
}

function laidOut(target: Target, change: (textBytes: number) => Layout) {
  const text = Buffer.from(messageFor(target.keys, target.random))
  return sealedAs(target, seal(target, { text, ...change(text.length) }))
}

function inserted(target: Target, what: string): string {
  const encrypt = seal(target)
  const at = target.random.between(1, encrypt.length - 1)
  return encrypt.slice(0, at) + what + encrypt.slice(at)
}

/** Seals until the base64 text has what the case needs. */
function sealedWith(target: Target, needed: RegExp): string {
  for (let length = 1; ; length++) {
    const encrypt = seal(target, { text: 'x'.repeat(length) })
    if (needed.test(encrypt)) return encrypt
  }
}

function spareBitsSet(target: Target): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  const encrypt = sealedWith(target, /=$/)
  const last = encrypt.replace(/=+$/, '').length - 1
  // The last letter before '=' has two or four bits that mean nothing and are zero.
  return encrypt.slice(0, last) + alphabet[alphabet.indexOf(encrypt[last]!) | 1] + encrypt.slice(last + 1)
}

function cut(target: Target, end: number): string {
  return Buffer.from(seal(target), 'base64').subarray(0, end).toString('base64')
}

function padded(target: Target, change: (padding: Buffer) => Buffer) {
  const plain = layOut(target)
  const right = plain.at(-1)!
  const unpadded = plain.subarray(0, plain.length - right)
  const changed = Buffer.concat([unpadded, change(plain.subarray(-right))])
  const whole =
    changed.length % 16 === 0 ? changed : changed.subarray(0, changed.length - (changed.length % 16))
  return sealedAs(target, encipher(target.keys.aesKey, whole).toString('base64'))
}

function paddedTo16(target: Target): string {
  for (let length = 1; ; length++) {
    const bare = layOut(target, { text: 'x'.repeat(length), padding: Buffer.alloc(0) })
    const padding = 16 - (bare.length % 16)
    const plain = Buffer.concat([bare, Buffer.alloc(padding, padding)])
    if (plain.length % 32 !== 0) return encipher(target.keys.aesKey, plain).toString('base64')
  }
}

/** A message with other bytes in the place of its words. */
function replaced(target: Target, words: Buffer): Buffer {
  const [head = '', tail = ''] = messageFor(target.keys, target.random).split('参加')
  return Buffer.concat([Buffer.from(head), words, Buffer.from(tail)])
}
