import type { Input } from '../input.ts'
import { featuresOf } from './features.ts'
import { unpackModel } from './model.ts'
import type { Likelihoods } from './model.ts'
import packed from './weights.json' with { type: 'json' }

let read: ReturnType<typeof unpackModel> | undefined

/** How likely each intent is for this message, by the weights learned from the labelled messages of this repository. */
export function likelihoods(input: Input): Likelihoods {
  read ??= unpackModel(packed)
  return read(featuresOf(input))
}
