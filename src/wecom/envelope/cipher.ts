import { isUtf8 } from 'node:buffer'
import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  type Cipheriv,
  type Decipheriv,
  randomFillSync,
  timingSafeEqual,
} from 'node:crypto'

export type Deciphered =
  { text: string } | { fault: 'base64' | 'blocks' | 'padding' | 'length' | 'receiveid' | 'utf8' }

export interface Cipher {
  /** Deciphers base64 text, or names the first thing that is not exactly as WeCom makes it. */
  open(sealed: string): Deciphered
  /** Enciphers a text for the same receiver, as base64. */
  seal(text: string): string
}

// The plain layout of WeCom document 90968: random 16 | length 4, big-endian | text | receive id | padding 1 to 32.
const RANDOM = 16
const HEAD = 20
const BLOCK = 32

/**
 * AES-256-CBC as WeCom uses it. The two cipher objects are made once and go on from message to message: making one costs
 * more than its work. CBC then chains each message to the last block of the one before instead of to the fixed IV, which changes
 * nothing but its first block, the 16 random bytes: fresh ones in what we seal, never looked at in what we open.
 *
 * `open` accepts a ciphertext exactly when sealing its parts again would give the same base64 text, without paying for
 * the second pass: base64 is compared with its own re-encoding; AES-CBC maps plain and cipher blocks one to one; and
 * of the plain bytes after the random ones none is free: whole 32-byte blocks, the one padding that fills them, the one
 * length that leaves the receive id, that id, and a text whose bytes are the UTF-8 of what is returned.
 */
export function createCipher(aesKey: string, receiveId: string): Cipher {
  // 43 characters carry two bits more than 32 bytes; the platform's own keys have them set, and they are dropped.
  const bytes = Buffer.from(`${aesKey}=`, 'base64')
  const key = createSecretKey(bytes)
  const iv = Buffer.from(bytes.subarray(0, 16))
  const receiver = Buffer.from(receiveId)
  // OpenSSL would put on and take off paddings up to 16 only.
  const decipher = lasting(() => createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false))
  const encipher = lasting(() => createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false))

  return {
    open(sealed) {
      const blocks = Buffer.from(sealed, 'base64')
      if (blocks.toString('base64') !== sealed) return { fault: 'base64' }
      if (blocks.length === 0 || blocks.length % BLOCK !== 0) return { fault: 'blocks' }
      return readPlain(decipher(blocks))
    },
    seal(text) {
      return encipher(layOut(text)).toString('base64')
    },
  }

  function readPlain(plain: Buffer): Deciphered {
    const unpadded = plain.length - paddingOf(plain)
    if (unpadded === plain.length) return { fault: 'padding' }
    const end = HEAD + plain.readUInt32BE(RANDOM)
    if (end > unpadded) return { fault: 'length' }
    // All that is left is the id, so a length that is too small shows as a wrong id, also when ours is empty.
    if (!isSame(plain.subarray(end, unpadded), receiver)) return { fault: 'receiveid' }
    const text = plain.subarray(HEAD, end)
    return isUtf8(text) ? { text: text.toString() } : { fault: 'utf8' }
  }

  function layOut(text: string): Buffer {
    const length = Buffer.byteLength(text)
    const end = HEAD + length + receiver.length
    const padding = BLOCK - (end % BLOCK)
    const plain = Buffer.allocUnsafe(end + padding)
    nextRandom().copy(plain)
    plain.writeUInt32BE(length, RANDOM)
    plain.write(text, HEAD)
    receiver.copy(plain, HEAD + length)
    return plain.fill(padding, end)
  }
}

/** Runs whole blocks through a cipher that is kept, and made anew after any fault. */
function lasting(make: () => Cipheriv | Decipheriv): (blocks: Buffer) => Buffer {
  let aes: Cipheriv | Decipheriv | undefined
  return blocks => {
    const kept = aes ?? make()
    aes = undefined
    const done = kept.update(blocks)
    // Anything held back would come out with the next message.
    if (done.length !== blocks.length) throw new Error('a cipher gave back less than it was given')
    aes = kept
    return done
  }
}

/** How many bytes of padding there are: 1 to 32, all with that value; 0 if it is not like that. */
function paddingOf(plain: Buffer): number {
  const padding = plain[plain.length - 1] ?? 0
  if (padding < 1 || padding > BLOCK) return 0
  for (let at = plain.length - padding; at < plain.length; at++) if (plain[at] !== padding) return 0
  return padding
}

// Drawn in advance for many messages, because drawing costs as much as enciphering. No byte is used twice.
const drawn = Buffer.alloc(256 * RANDOM)
let used = drawn.length

function nextRandom(): Buffer {
  if (used === drawn.length) {
    randomFillSync(drawn)
    used = 0
  }
  used += RANDOM
  return drawn.subarray(used - RANDOM, used)
}

function isSame(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}
