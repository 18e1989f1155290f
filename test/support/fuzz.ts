import type { EnvelopeSettings } from '../../src/wecom/envelope.ts'
import { attackWith, type AttackResult } from './fuzz/attack.ts'
import { bodyCases, jsonBodyCases, methodCases, xmlBodyCases } from './fuzz/bodies.ts'
import { post, type HostileRequest, type Make } from './fuzz/case.ts'
import {
  ciphertextCases,
  encodingCases,
  lengthCases,
  paddingCases,
  receiverCases,
} from './fuzz/ciphertexts.ts'
import { honestRequests } from './fuzz/honest.ts'
import { echoCases } from './fuzz/echoes.ts'
import { partsOf, type Target } from './fuzz/forge.ts'
import { innerCases, jsonInnerCases, xmlInnerCases } from './fuzz/inner.ts'
import { seededRandom, type Random } from './fuzz/random.ts'
import { rawCases } from './fuzz/raw.ts'
import { freshnessCases, queryCases, signatureCases } from './fuzz/stamps.ts'

export type { AttackResult } from './fuzz/attack.ts'
export type { HostileRequest } from './fuzz/case.ts'
export { dripOn } from './fuzz/drip.ts'

/** The keys of the two callback addresses, `/wecom/aibot` (json) and `/wecom/app` (xml), of the server under attack. */
export interface ChannelKeys {
  json: EnvelopeSettings
  xml: EnvelopeSettings
}

export interface Attack {
  /** The server, without a path. */
  url: string
  keys: ChannelKeys
  /** The same seed makes the same requests. */
  seed?: number
  count?: number
  /** The server's idea of now; it may be some minutes off at the end of a long attack. */
  now?: Date
  /** Requests under way at any time. */
  concurrency?: number
  /** A request without an answer for so long counts as hanging. */
  timeoutMs?: number
}

/** Sends hostile requests to a running server, with honest ones in between, and tells what it did with them. */
export async function attack({
  url,
  keys,
  seed = 1,
  count = 600,
  now = new Date(),
  concurrency = 16,
  timeoutMs = 5000,
}: Attack): Promise<AttackResult> {
  const hostile = hostileRequests(seed, count, keys, now)
  const honest = honestRequests([targetOf('json', keys, now, seed), targetOf('xml', keys, now, seed)])
  return await attackWith({ url, hostile, honest, concurrency, timeoutMs })
}

/**
 * Requests that must all be refused: a 4xx or a closed connection; never 2xx, never 5xx, never silence. Every category
 * comes once before any comes twice, in an order that the seed decides.
 */
export function* hostileRequests(
  seed: number,
  count: number,
  keys: ChannelKeys,
  now: Date,
): Generator<HostileRequest> {
  const targets = [targetOf('json', keys, now, seed), targetOf('xml', keys, now, seed + 1)] as const
  const categories = targets.flatMap((target, index) => categoriesOf(target, targets[1 - index]!))
  const random = seededRandom(seed + 2)
  for (let made = 0; made < count; made += categories.length) {
    const round = shuffled(categories, random).slice(0, count - made)
    for (const { category, make } of round) yield { ...make(), category }
  }
}

function targetOf(kind: 'json' | 'xml', keys: ChannelKeys, now: Date, seed: number): Target {
  const path = kind === 'json' ? '/wecom/aibot' : '/wecom/app'
  return { keys: { ...keys[kind], kind }, path, now, random: seededRandom(seed) }
}

function categoriesOf(target: Target, other: Target) {
  const { kind } = target.keys
  const groups: Record<string, Record<string, Make>> = {
    signature: signatureCases,
    freshness: freshnessCases,
    query: queryCases,
    keys: {
      'of the other address': ours => post(ours, partsOf({ ...other, keys: { ...other.keys, kind } })),
    },
    ciphertext: ciphertextCases,
    padding: paddingCases,
    length: lengthCases,
    receiver: receiverCases,
    encoding: encodingCases,
    body: { ...bodyCases, ...(kind === 'json' ? jsonBodyCases : xmlBodyCases) },
    method: methodCases,
    echo: echoCases,
    inner: { ...innerCases, ...(kind === 'json' ? jsonInnerCases : xmlInnerCases) },
    raw: rawCases,
  }
  return Object.entries(groups).flatMap(([group, cases]) =>
    Object.entries(cases).map(([name, make]) => ({
      category: `${kind} ${group}: ${name}`,
      make: () => make(target),
    })),
  )
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  const rest = [...list]
  return list.map(() => rest.splice(random.int(rest.length), 1)[0]!)
}
