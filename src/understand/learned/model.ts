import type { Intent, LeaveType, MarkStatus } from '../reading.ts'

/** What a message says about the coming of the people it is about: a status, a leave of one type, or nothing. */
export type Said = 'nothing' | Exclude<MarkStatus, 'leave'> | `leave ${LeaveType}`

/**
 * Weights of the learned part as `scripts/train-intents.ts` writes them: per feature a string of character pairs,
 * the first naming the class, the second its weight. The classes are all intents, then everything that can be said.
 */
export interface PackedModel {
  /** How many labelled messages taught it. */
  messages: number
  intents: readonly string[]
  said: readonly string[]
  /** What a weight of one step is worth. */
  step: number
  features: Readonly<Record<string, string>>
}

/** How likely each intent is, and each thing that may be said, as far as the learned part can tell. */
export interface Likelihoods {
  intents: ReadonlyMap<Intent, number>
  said: ReadonlyMap<Said, number>
}

// Pairs are written from the first printable character on; a weight of zero stands in the middle.
export const FIRST_CODE = 35
export const ZERO_CODE = 160

export function unpackModel({
  intents,
  said,
  step,
  features,
}: PackedModel): (found: Set<string>) => Likelihoods {
  const known = new Map(Object.entries(features))
  const classes = intents.length + said.length
  return found => {
    const sums = new Float64Array(classes)
    let count = 0
    for (const feature of found) {
      const pairs = known.get(feature)
      if (pairs === undefined) continue
      count++
      for (let i = 0; i < pairs.length; i += 2) {
        const at = pairs.charCodeAt(i) - FIRST_CODE
        sums[at] = (sums[at] ?? 0) + (pairs.charCodeAt(i + 1) - ZERO_CODE) * step
      }
    }
    const scaled = sums.map(sum => sum / Math.sqrt(Math.max(1, count)))
    // The classes are the labels of the training lines, which the script checks.
    return {
      intents: sharesOf(scaled.subarray(0, intents.length), intents as readonly Intent[]),
      said: sharesOf(scaled.subarray(intents.length), said as readonly Said[]),
    }
  }
}

function sharesOf<T extends string>(sums: Float64Array, classes: readonly T[]): Map<T, number> {
  let most = -Infinity
  for (const sum of sums) if (sum > most) most = sum
  let total = 0
  for (const sum of sums) total += Math.exp(sum - most)
  const shares = new Map<T, number>()
  for (const [i, name] of classes.entries()) shares.set(name, Math.exp((sums[i] ?? 0) - most) / total)
  return shares
}
