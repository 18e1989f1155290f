import { featuresOf } from '../../src/understand/learned/features.ts'
import { FIRST_CODE, ZERO_CODE, type PackedModel } from '../../src/understand/learned/model.ts'
import type { Labelled } from '../../test/understand/messages.ts'
import { inputFrom, saidIn } from './labelled.ts'
import { trainSoftmax, type Weights } from './softmax.ts'

const STEP = 0.08

/** A labelled message with what the learned part sees of it. */
export interface Line {
  labelled: Labelled
  features: string[]
}

/** Weights for one set of classes. */
interface Trained {
  classes: string[]
  weights: Weights
}

export function lineOf(labelled: Labelled): Line {
  return { labelled, features: [...featuresOf(inputFrom(labelled))] }
}

/** Weights for what a message wants and for what it says, from the same features. What occurs in one or two messages teaches nothing. */
export function learn(examples: Line[]): PackedModel {
  const counts = new Map<string, number>()
  for (const { features } of examples)
    for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1)
  const frequent = [...counts].filter(([, count]) => count >= 3).map(([feature]) => feature)
  const vocabulary = new Map(frequent.sort().map((feature, number) => [feature, number]))
  const intents = train(examples, vocabulary, ({ intent }) => intent)
  const said = train(examples, vocabulary, saidIn)
  return pack(vocabulary, intents, said, examples.length)
}

/** Messages whose label is undefined are left out. */
function train(
  examples: Line[],
  vocabulary: ReadonlyMap<string, number>,
  labelOf: (labelled: Labelled) => string | undefined,
): Trained {
  const labels = examples.map(({ labelled }) => labelOf(labelled))
  const classes = [...new Set(labels)].filter(label => label !== undefined).sort()
  const numbered = examples.flatMap(({ features }, i) => {
    const label = labels[i]
    if (label === undefined) return []
    const numbers = features.flatMap(feature => vocabulary.get(feature) ?? [])
    return [{ label: classes.indexOf(label), features: numbers }]
  })
  return { classes, weights: trainSoftmax(numbered, vocabulary.size, classes.length) }
}

function pack(
  vocabulary: ReadonlyMap<string, number>,
  intents: Trained,
  said: Trained,
  messages: number,
): PackedModel {
  const features: Record<string, string> = {}
  for (const [feature, number] of vocabulary) {
    const packed = pairs(intents, number, 0) + pairs(said, number, intents.classes.length)
    if (packed !== '') features[feature] = packed
  }
  return { messages, intents: intents.classes, said: said.classes, step: STEP, features }
}

function pairs({ classes, weights }: Trained, feature: number, first: number): string {
  return classes.map((_, c) => pair(first + c, weights.values[feature * classes.length + c] ?? 0)).join('')
}

function pair(c: number, weight: number): string {
  const steps = Math.max(-60, Math.min(60, Math.round(weight / STEP)))
  return Math.abs(steps) < 2 ? '' : String.fromCharCode(FIRST_CODE + c, ZERO_CODE + steps)
}
