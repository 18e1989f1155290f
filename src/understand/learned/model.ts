import type { Intent } from '../reading.ts'

/**
 * Weights of the learned part as `scripts/train-intents.ts` writes them: per feature a string of character pairs,
 * the first naming the class, the second its weight.
 */
export interface PackedModel {
  /** How many labelled messages taught it. */
  messages: number
  classes: readonly string[]
  /** What a weight of one step is worth. */
  step: number
  features: Readonly<Record<string, string>>
}

/** How likely each intent is, as far as the learned part can tell. */
export type Likelihoods = ReadonlyMap<Intent, number>

// Pairs are written from the first printable character on; a weight of zero stands in the middle.
export const FIRST_CODE = 35
export const ZERO_CODE = 160

export function unpackModel({ classes, step, features }: PackedModel): (found: Set<string>) => Likelihoods {
  const known = new Map(Object.entries(features))
  return found => {
    const sums = new Float64Array(classes.length)
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
    return likelihoodsOf(
      sums.map(sum => sum / Math.sqrt(Math.max(1, count))),
      classes,
    )
  }
}

function likelihoodsOf(sums: Float64Array, classes: readonly string[]): Likelihoods {
  const most = Math.max(...sums)
  const powers = sums.map(sum => Math.exp(sum - most))
  const total = powers.reduce((sum, power) => sum + power, 0)
  // The classes are the labels of the training lines, which the script checks against INTENTS.
  return new Map(classes.map((name, i) => [name as Intent, (powers[i] ?? 0) / total]))
}
