// Learns the weights of src/understand/learned/weights.json from the labelled messages under test/understand.
//   node scripts/train-intents.ts           writes the weights
//   node scripts/train-intents.ts --check   measures on each set, left out of the training in turn
import { writeFileSync } from 'node:fs'
import type { Reading } from '../src/understand/reading.ts'
import { readByRules } from '../src/understand/understand.ts'
import { weigh } from '../src/understand/weigh.ts'
import type { Labelled } from '../test/understand/messages.ts'
import { scoreLine, scoreUtterances } from '../test/support/score.ts'
import { inputFrom, labelledFiles } from './learn/labelled.ts'
import { learn, lineOf } from './learn/learn.ts'
import { unpackModel } from '../src/understand/learned/model.ts'

const files = labelledFiles().map(({ name, messages }) => ({ name, lines: messages.map(lineOf) }))
const lines = files.flatMap(file => file.lines)

function write(): void {
  const packed = learn(lines)
  const file = new URL('../src/understand/learned/weights.json', import.meta.url)
  writeFileSync(file, `${JSON.stringify(packed, undefined, 2)}\n`)
  console.log(`${lines.length} messages, ${Object.keys(packed.features).length} features`)
}

/** The rules know all of these messages; what is measured is the learned part and how the two are weighed. */
function check(): void {
  const readings = new Map<Labelled, Reading>()
  let right = 0
  for (const left of files.filter(({ name }) => /^sets\/(?:set|no-marks)-/.test(name))) {
    const read = unpackModel(learn(files.flatMap(file => (file === left ? [] : file.lines))))
    for (const { labelled, features } of left.lines) {
      const likely = read(new Set(features))
      const [best] = [...likely.intents].sort(([, one], [, other]) => other - one)
      if (best?.[0] === labelled.intent) right++
      const input = inputFrom(labelled)
      readings.set(
        labelled,
        weigh(readByRules(input), input, () => likely),
      )
    }
  }
  console.log(`learned part alone: ${((100 * right) / readings.size).toFixed(1)} % of ${readings.size}`)
  const score = scoreUtterances(
    [...readings.keys()],
    labelled => readings.get(labelled as Labelled) ?? NOTHING,
  )
  console.log(scoreLine('rules and learned part', score))
  const markless = [...readings.keys()].filter(({ slots }) => (slots.marks ?? []).length === 0)
  const falseMarks = markless.filter(labelled => (readings.get(labelled)?.slots.marks ?? []).length > 0)
  console.log(`marks read where none was said: ${falseMarks.length} of ${markless.length}`)
  if (process.argv.includes('--misses'))
    for (const { text, wanted, got, why } of [...score.wrongIntent, ...score.costly])
      console.log(`${JSON.stringify(text)}  ${wanted} -> ${got} (${why})`)
}

const NOTHING: Reading = { intent: 'none', slots: {}, why: '' }

if (process.argv.includes('--check')) check()
else write()
