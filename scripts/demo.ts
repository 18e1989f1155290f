/**
 * `npm run demo [-- --gloss]`: one month in a work group, through HTTP and encryption, on the emulator's clock.
 * Exit 0 only if everything expected came.
 */
import { parseArgs } from 'node:util'
import { instantOf } from '../src/calendar/day.ts'
import { november } from './demo/november.ts'
import { openStage } from './demo/stage.ts'

const { values } = parseArgs({ options: { gloss: { type: 'boolean', default: false } } })
let lines = 0
const stage = await openStage(instantOf('2026-11-02', '09:00'), {
  gloss: values.gloss,
  print(line) {
    lines += 1
    console.log(line)
  },
})
await november(stage)
const missed = await stage.end()
if (!values.gloss && lines > 120) missed.push(`${lines} lines are more than anybody reads`)
for (const miss of missed) console.error(`没有等到:${miss}`)
console.log(missed.length === 0 ? '── 以上都按预期发生 ──' : `── ${missed.length} 处不符合预期 ──`)
process.exitCode = missed.length === 0 ? 0 : 1
