// Learns the weights of src/understand/learned/weights.json from the labelled messages under test/understand.
//   node scripts/train-intents.ts           writes the weights
//   node scripts/train-intents.ts --check   measures on messages left out of the training, five parts in turn
import { writeFileSync } from 'node:fs'
import type { Reading } from '../src/understand/reading.ts'
import { readByRules } from '../src/understand/understand.ts'
import { weigh } from '../src/understand/weigh.ts'
import type { Labelled } from '../test/understand/messages.ts'
import { scoreLine, scoreUtterances } from '../test/support/score.ts'
import { inputFrom, labelledMessages } from './learn/labelled.ts'
import { trainSoftmax, type Weights } from './learn/softmax.ts'
import { featuresOf } from '../src/understand/learned/features.ts'
import { FIRST_CODE, unpackModel, ZERO_CODE, type PackedModel } from '../src/understand/learned/model.ts'

const STEP = 0.08
const PARTS = 5

interface Line {
  labelled: Labelled
  intent: string
  features: string[]
}

interface Trained {
  classes: string[]
  vocabulary: Map<string, number>
  weights: Weights
}

const lines = labelledMessages().map((labelled): Line => ({
  labelled,
  intent: labelled.intent,
  features: [...featuresOf(inputFrom(labelled))],
}))

function write(): void {
  const packed = pack(train(lines))
  const file = new URL('../src/understand/learned/weights.json', import.meta.url)
  writeFileSync(file, `${JSON.stringify(packed, undefined, 1)}\n`)
  console.log(`${lines.length} messages, ${Object.keys(packed.features).length} features`)
}

/** The rules know all of these messages; what is measured is the learned part and how the two are weighed. */
function check(): void {
  const readings = new Map<Labelled, Reading>()
  let right = 0
  for (let part = 0; part < PARTS; part++) {
    const read = unpackModel(pack(train(lines.filter((_, i) => i % PARTS !== part))))
    for (const { labelled, intent, features } of lines.filter((_, i) => i % PARTS === part)) {
      const likely = read(new Set(features))
      const [best] = [...likely].sort(([, one], [, other]) => other - one)
      if (best?.[0] === intent) right++
      const input = inputFrom(labelled)
      readings.set(
        labelled,
        weigh(readByRules(input), input, () => likely),
      )
    }
  }
  console.log(`learned part alone: ${((100 * right) / lines.length).toFixed(1)} % of ${lines.length}`)
  const score = scoreUtterances(
    [...readings.keys()],
    labelled => readings.get(labelled as Labelled) ?? NOTHING,
  )
  console.log(scoreLine('rules and learned part', score))
  if (process.argv.includes('--misses'))
    for (const { text, wanted, got, why } of [...score.wrongIntent, ...score.costly])
      console.log(`${JSON.stringify(text)}  ${wanted} -> ${got} (${why})`)
}

const NOTHING: Reading = { intent: 'none', slots: {}, why: '' }

/** What occurs in a single message teaches nothing. */
function train(examples: Line[]): Trained {
  const classes = [...new Set(examples.map(({ intent }) => intent))].sort()
  const counts = new Map<string, number>()
  for (const { features } of examples)
    for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1)
  const frequent = [...counts].filter(([, count]) => count >= 2).map(([feature]) => feature)
  const vocabulary = new Map(frequent.sort().map((feature, number) => [feature, number]))
  const numbered = examples.map(({ intent, features }) => ({
    label: classes.indexOf(intent),
    features: features.flatMap(feature => vocabulary.get(feature) ?? []),
  }))
  return { classes, vocabulary, weights: trainSoftmax(numbered, vocabulary.size, classes.length) }
}

function pack({ classes, vocabulary, weights }: Trained): PackedModel {
  const features: Record<string, string> = {}
  for (const [feature, number] of vocabulary) {
    const packed = classes.map((_, c) => pair(c, weights.values[number * classes.length + c] ?? 0)).join('')
    if (packed !== '') features[feature] = packed
  }
  return { messages: lines.length, classes, step: STEP, features }
}

function pair(c: number, weight: number): string {
  const steps = Math.max(-60, Math.min(60, Math.round(weight / STEP)))
  return Math.abs(steps) < 2 ? '' : String.fromCharCode(FIRST_CODE + c, ZERO_CODE + steps)
}

if (process.argv.includes('--check')) check()
else write()
