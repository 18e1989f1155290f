/**
 * `npm run demo [-- --gloss]`: one month in a work group, through HTTP and encryption, on the emulator's clock.
 * `npm run demo -- --year [--approve]`: a whole year with every kind of activity and duty, held against the transcript that was
 * approved; `--approve` makes today's the approved one. Exit 0 only if everything expected came.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { instantOf } from '../src/calendar/day.ts'
import { november } from './demo/november.ts'
import { openStage } from './demo/stage.ts'
import { playYear } from './demo/year.ts'

const APPROVED = new URL('demo/year.approved.txt', import.meta.url)
const { values } = parseArgs({
  options: {
    gloss: { type: 'boolean', default: false },
    year: { type: 'boolean', default: false },
    approve: { type: 'boolean', default: false },
  },
})
const missed = values.year ? await year() : await month()
for (const miss of missed) console.error(`没有等到:${miss}`)
console.log(missed.length === 0 ? '── 以上都按预期发生 ──' : `── ${missed.length} 处不符合预期 ──`)
process.exitCode = missed.length === 0 ? 0 : 1

async function month(): Promise<string[]> {
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
  return missed
}

async function year(): Promise<string[]> {
  const { lines, missed } = await playYear()
  for (const line of lines) console.log(line)
  const transcript = `${lines.join('\n')}\n`
  if (values.approve) writeFileSync(APPROVED, transcript)
  else if (readFileSync(APPROVED, 'utf8') !== transcript)
    missed.push(
      'the approved transcript (scripts/demo/year.approved.txt); approve a wanted change with -- --year --approve',
    )
  return missed
}
