import { encryptOfJson, encryptOfXml } from './envelope/body.ts'
import { createCipher } from './envelope/cipher.ts'
import { isNonce, readStamp, type Stamp } from './envelope/query.ts'
import { jsonReply, xmlReply } from './envelope/reply.ts'
import { checkEnvelopeSettings, checkFreshness, type EnvelopeSettings } from './envelope/settings.ts'
import { isSignedBy, signatureOf } from './envelope/signature.ts'

export { checkEnvelopeSettings, EnvelopeSettingsError, type EnvelopeSettings } from './envelope/settings.ts'

/** A callback as it came over HTTP: the raw query string without '?', and the whole body. */
export interface SealedRequest {
  query: string
  body: Buffer
}

/** HTTP 400; 401 for signature and time; 403 for a message sealed for somebody else. */
export type Refusal = 'malformed' | 'unauthorised' | 'forbidden'

/** `why` is a short fixed word for the log, never a piece of the input. */
export type Opened = { ok: true; text: string; nonce: string } | { ok: false; refusal: Refusal; why: string }

/**
 * The only place where a callback of WeCom is verified and decrypted, and a reply encrypted and signed. There is no
 * way through it for a message that was not sealed.
 */
export interface Envelope {
  /** Opens a message callback (POST). */
  openRequest(request: SealedRequest, now: Date): Opened
  /** Opens the check of the callback address (GET with `echostr`), which is answered with the bare text. */
  openEcho(query: string, now: Date): Opened
  /**
   * Seals a reply as the body of the answer. A JSON reply carries the nonce of the request it answers; an XML reply
   * may carry its own. Throws for a nonce that is not 1 to 32 letters, digits, `_` or `-`.
   */
  seal(text: string, nonce: string, now: Date): string
}

/**
 * Makes the envelope of one channel. A callback is accepted up to `freshnessSeconds` (at most 3600) before and after
 * its own time. Throws an EnvelopeSettingsError for settings that cannot be right.
 */
export function createEnvelope(settings: EnvelopeSettings, { freshnessSeconds = 600 } = {}): Envelope {
  checkEnvelopeSettings(settings)
  checkFreshness(freshnessSeconds)
  const { token, kind } = settings
  const cipher = createCipher(settings.aesKey, settings.receiveId)
  const encryptOf = kind === 'json' ? encryptOfJson : encryptOfXml
  const replyOf = kind === 'json' ? jsonReply : xmlReply

  return {
    openRequest({ query, body }, now) {
      const stamp = readStamp(query)
      if (typeof stamp === 'string') return refuse('malformed', stamp)
      const encrypt = encryptOf(body)
      if (encrypt === undefined) return refuse('malformed', 'body')
      return open(stamp, encrypt, now)
    },
    openEcho(query, now) {
      const stamp = readStamp(query)
      if (typeof stamp === 'string') return refuse('malformed', stamp)
      if (stamp.echostr === undefined) return refuse('malformed', 'query')
      return open(stamp, stamp.echostr, now)
    },
    seal(text, nonce, now) {
      if (!isNonce(nonce)) throw new Error('sealing a reply: the nonce has another shape than WeCom allows')
      const timestamp = String(Math.floor(now.getTime() / 1000))
      const encrypt = cipher.seal(text)
      return replyOf({ encrypt, signature: signatureOf(token, timestamp, nonce, encrypt), timestamp, nonce })
    },
  }

  function open(stamp: Stamp, encrypt: string, now: Date): Opened {
    if (!isSignedBy(token, stamp, encrypt)) return refuse('unauthorised', 'signature')
    if (!isFresh(stamp, now)) return refuse('unauthorised', 'time')
    const opened = cipher.open(encrypt)
    if ('fault' in opened)
      return refuse(opened.fault === 'receiveid' ? 'forbidden' : 'malformed', opened.fault)
    return { ok: true, text: opened.text, nonce: stamp.nonce }
  }

  function isFresh(stamp: Stamp, now: Date): boolean {
    return Math.abs(now.getTime() / 1000 - Number(stamp.timestamp)) <= freshnessSeconds
  }
}

function refuse(refusal: Refusal, why: string): Opened {
  return { ok: false, refusal, why }
}
