/** `npm run faults [-- --cycles N --seed S]`: the fault rows with full counts; CI runs five cycles of each. */
import { parseArgs } from 'node:util'
import { fullDisk } from './faults/disk-full.ts'
import { hostile } from './faults/hostile.ts'
import { killUnderLoad } from './faults/kill.ts'
import { seededRandom } from './faults/random.ts'

const { values } = parseArgs({
  options: { cycles: { type: 'string', default: '50' }, seed: { type: 'string', default: '20261121' } },
})
const cycles = Number(values.cycles)
const random = seededRandom(Number(values.seed))

let failed = false
const report = (row: string, figures: Record<string, number>, holds: boolean) => {
  const words = Object.entries(figures).map(([name, figure]) => `${figure} ${name}`)
  console.log(`${row.padEnd(48)} ${words.join(', ')}${holds ? '' : '  FAILED'}`)
  failed ||= !holds
}

const killed = await killUnderLoad(cycles, random)
report('F01 kill -9 under load', { ...killed }, killed.lost === 0 && killed.doubled === 0)

const hostileFigures = await hostile(cycles * 200, Number(values.seed))
report(
  'B01 hostile requests at the running bot',
  { ...hostileFigures },
  hostileFigures.accepted + hostileFigures.serverErrors + hostileFigures.hangs + hostileFigures.unanswered ===
    0,
)

const full = await fullDisk()
report('F13 disk full', { ...full }, full.lost === 0 && full.refused > 0 && full.recovered === 1)
process.exitCode = failed ? 1 : 0
