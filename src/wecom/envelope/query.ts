/** The signed part of a callback's query. Every field has its only allowed shape. */
export interface Stamp {
  signature: string
  timestamp: string
  nonce: string
  /** Only the check of the callback address carries it. Not looked at yet. */
  echostr: string | undefined
}

const SIGNATURE = /^[0-9a-f]{40}$/
const TIMESTAMP = /^\d{10}$/
const NONCE = /^[0-9A-Za-z_-]{1,32}$/
const KEY = /^[0-9A-Za-z_]{1,32}$/

// An echostr is about 100 characters; Node itself stops at 16 kB of headers.
const MAX_LENGTH = 8192
const MAX_PAIRS = 16

/**
 * Reads the raw query, or names what is wrong with it. The signature is made over joined values without separators, so
 * a value of a looser shape would let characters of the ciphertext wander into the timestamp or the nonce.
 */
export function readStamp(query: string): Stamp | 'query' | 'timestamp' | 'nonce' | 'signature-shape' {
  const values = readPairs(query)
  const signature = values?.get('msg_signature')
  const timestamp = values?.get('timestamp')
  const nonce = values?.get('nonce')
  if (signature === undefined || timestamp === undefined || nonce === undefined) return 'query'
  if (!TIMESTAMP.test(timestamp)) return 'timestamp'
  if (!isNonce(nonce)) return 'nonce'
  if (!SIGNATURE.test(signature)) return 'signature-shape'
  return { signature, timestamp, nonce, echostr: values?.get('echostr') }
}

export function isNonce(text: string): boolean {
  return NONCE.test(text)
}

/** A key that we do not know is let through unread, so that the platform may add one; a repeated key is not. */
function readPairs(query: string): Map<string, string> | undefined {
  if (query.length > MAX_LENGTH) return undefined
  const pairs = query.split('&')
  if (pairs.length > MAX_PAIRS) return undefined
  const values = new Map<string, string>()
  for (const pair of pairs) {
    const equals = pair.indexOf('=')
    const key = pair.slice(0, equals)
    const value = decode(pair.slice(equals + 1))
    if (equals < 1 || !KEY.test(key) || values.has(key) || value === undefined) return undefined
    values.set(key, value)
  }
  return values
}

// Decoded once and not as a form: a '+' is a letter of base64, never a space.
function decode(value: string): string | undefined {
  if (!value.includes('%')) return value
  try {
    return decodeURIComponent(value)
  } catch {
    return undefined
  }
}
