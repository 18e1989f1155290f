import { echo, post, type HttpCase, type HttpDraft } from './case.ts'
import { messageFor, partsOf, seal, type Target } from './forge.ts'

/** A request that must be answered with 200 and exactly this body, so that a server that refuses everything shows. */
export interface HonestRequest {
  request: HttpCase
  answer: string
}

/** In turns: a valid message of a type that nobody knows, which gets an empty body, and the check of the address. */
export function* honestRequests(targets: readonly Target[]): Generator<HonestRequest, never> {
  for (;;) {
    for (const target of targets) {
      const text = messageFor(target.keys, target.random, 'hologram')
      yield honest(post(target, partsOf(target, { encrypt: seal(target, { text }) })), '')
      const number = target.random.word(19, '0123456789')
      yield honest(echo(target, partsOf(target, { encrypt: seal(target, { text: number }) })), number)
    }
  }
}

function honest(request: HttpDraft, answer: string): HonestRequest {
  return { request: { ...request, category: 'honest' }, answer }
}
