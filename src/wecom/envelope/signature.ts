import { hash, timingSafeEqual } from 'node:crypto'
import type { Stamp } from './query.ts'

/** SHA-1 in lower-case hex over the four values, sorted and joined (WeCom document 90968). */
export function signatureOf(token: string, timestamp: string, nonce: string, encrypt: string): string {
  return hash('sha1', [token, timestamp, nonce, encrypt].sort().join(''), 'hex')
}

/** Whether the stamp's signature is ours for this ciphertext; takes the same time wherever they differ. */
export function isSignedBy(token: string, stamp: Stamp, encrypt: string): boolean {
  const expected = signatureOf(token, stamp.timestamp, stamp.nonce, encrypt)
  // Both are 40 hex digits: `readStamp` saw to the one, SHA-1 to the other.
  return timingSafeEqual(Buffer.from(stamp.signature, 'latin1'), Buffer.from(expected, 'latin1'))
}
