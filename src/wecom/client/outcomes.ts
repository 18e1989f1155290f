import type { Outcome } from '../../delivery/outcome.ts'
import { backoffMs, pauseMs, QUICK_TRIES, type Random } from './backoff.ts'
import { policyOf } from './policy.ts'
import { texts } from './texts.ts'
import type { NoAnswer, Refused } from './wire.ts'

/** One try, as far as the wait after it depends on it. */
export interface Try {
  attempt: number
  random: Random
  /** Whose rate window rests after a refusal for frequency. */
  rateKey: string
}

/**
 * How a call ended that the platform can tell from its repetition (message/send with its duplicate check, an upload that
 * nobody sees): whatever is in doubt is sent again.
 */
export function repeatable(answer: NoAnswer, each: Try): Outcome {
  switch (answer.kind) {
    case 'refused':
      return afterRefusal(answer, each)
    case 'unreachable':
      return again(texts.unreachable, each)
    case 'lost':
      return again(texts.noAnswer, each)
    case 'unreadable':
      return again(texts.notThePlatform, each)
    case 'status':
      return afterStatus(answer.status, each) ?? again(texts.gateway(answer.status), each)
  }
}

/**
 * How a call ended whose repetition everybody would see (a group's robot, a response_url): what is in doubt is `unknown`
 * and left to a person. Of the gateway's errors only 503 says that nothing was done. With 500, 502 and 504 the call may
 * have been handed on before it went wrong (RFC 9110, 15.6), and the platform itself always answers 200; the same holds
 * for a page instead of an answer. A second reminder in the group is seen by all, a doubtful one is listed.
 */
export function onceOnly(answer: NoAnswer, each: Try): Outcome {
  switch (answer.kind) {
    case 'refused':
      return afterRefusal(answer, each)
    case 'unreachable':
      return again(texts.unreachable, each)
    case 'lost':
      return { kind: 'unknown', why: texts.perhapsNoAnswer }
    case 'unreadable':
      return { kind: 'unknown', why: texts.perhapsNotThePlatform }
    case 'status':
      if (answer.status === 503) return again(texts.gateway(503), each)
      return afterStatus(answer.status, each) ?? { kind: 'unknown', why: texts.perhapsGateway(answer.status) }
  }
}

/** What a refusal says to the administrator, with the address that the platform saw. */
export function wordsOf({ errcode, ip }: Refused): string {
  const { words } = policyOf(errcode)
  return ip === undefined ? words : texts.seenAs(words, ip)
}

function afterRefusal(refused: Refused, each: Try): Outcome {
  const { errcode } = refused
  const why = wordsOf(refused)
  switch (policyOf(errcode).reaction) {
    case 'again':
      if (each.attempt <= QUICK_TRIES) return { ...again(why, each), errcode }
      return {
        kind: 'again',
        afterMs: pauseMs(each.attempt - QUICK_TRIES, each.random),
        why: texts.busyTooLong,
        errcode,
      }
    case 'token':
      return { kind: 'again', afterMs: pauseMs(each.attempt, each.random), why, errcode }
    case 'backoff':
      return { ...rested(why, each), errcode }
    case 'drop':
    case 'fatal':
    case 'failed':
      return { kind: 'failed', why, errcode }
  }
}

/** 429 is a pause and any other 4xx a refusal on the way, whatever is sent; a timeout of the gateway (408) and 5xx are neither. */
function afterStatus(status: number, each: Try): Outcome | undefined {
  if (status === 429) return rested(policyOf(45009).words, each)
  if (status === 408 || status >= 500) return undefined
  return { kind: 'failed', why: texts.refusedOnTheWay(status) }
}

/** One more try after a short wait. */
export function again(why: string, { attempt, random }: Try): Outcome & { kind: 'again' } {
  return { kind: 'again', afterMs: backoffMs(attempt, random), why }
}

function rested(why: string, { attempt, random, rateKey }: Try): Outcome & { kind: 'again' } {
  const ms = pauseMs(attempt, random)
  return { kind: 'again', afterMs: ms, why, pause: { key: rateKey, ms } }
}
