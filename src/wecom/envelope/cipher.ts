import { isUtf8 } from 'node:buffer'
import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
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
 * AES-256-CBC as WeCom uses it. The key object is made once: Node 24 spends about ten times as long on a cipher that
 * is given raw key bytes.
 *
 * `open` accepts a ciphertext exactly when sealing its parts again would give the same base64 text, without paying for
 * the second pass: base64 is compared with its own re-encoding; AES-CBC with a fixed IV maps plain and cipher blocks
 * one to one; and of the plain bytes none is free: whole 32-byte blocks, the one padding that fills them, the one
 * length that leaves the receive id, that id, and a text whose bytes are the UTF-8 of what is returned.
 */
export function createCipher(aesKey: string, receiveId: string): Cipher {
  // 43 characters carry two bits more than 32 bytes; the platform's own keys have them set, and they are dropped.
  const bytes = Buffer.from(`${aesKey}=`, 'base64')
  const key = createSecretKey(bytes)
  const iv = Buffer.from(bytes.subarray(0, 16))
  const receiver = Buffer.from(receiveId)

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

  function decipher(blocks: Buffer): Buffer {
    const aes = createDecipheriv('aes-256-cbc', key, iv)
    // OpenSSL would take off paddings up to 16 only.
    aes.setAutoPadding(false)
    return aes.update(blocks)
  }

  function encipher(plain: Buffer): Buffer {
    const aes = createCipheriv('aes-256-cbc', key, iv)
    aes.setAutoPadding(false)
    return aes.update(plain)
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
