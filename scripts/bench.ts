/**
 * `npm run bench`: paired ratios in one run. Every figure stands beside the reference that was measured next to it in the
 * same round; absolute numbers move with the machine and are shown only for orientation.
 */
import { parseArgs } from 'node:util'
import { fileURLToPath } from 'node:url'
import { runScript } from './bench/processes.ts'
import { benchBurst } from './bench/burst.ts'
import { benchFanout } from './bench/fanout.ts'
import { benchLateness } from './bench/lateness.ts'
import { measureDisk } from './bench/disk.ts'
import { benchMarks } from './bench/marks.ts'
import { benchSearch } from './bench/search.ts'
import { benchStart } from './bench/start.ts'

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, only: { type: 'string' } },
})
const rounds = Number(values.rounds)

const benches: Record<string, () => Promise<Line[]>> = {
  disk: async () => measureDisk(),
  envelope: benchEnvelope,
  marks: () => benchMarks(rounds),
  // A burst of each kind takes five seconds and one: two rounds are enough to see a disturbed one.
  burst: () => benchBurst(Math.min(rounds, 2)),
  fanout: benchFanout,
  lateness: () => benchLateness(Math.min(rounds, 3)),
  start: () => benchStart(3),
  search: () => benchSearch(),
}

/** One line of the report: a name, the figure, what is required and where we are going. */
export interface Line {
  name: string
  figure: string
  required?: string
  goal?: string
  holds?: boolean
}

let failed = false
for (const [name, bench] of Object.entries(benches)) {
  if (values.only !== undefined && !values.only.split(',').includes(name)) continue
  for (const line of await bench()) {
    const { figure, required, goal, holds } = line
    const claims = [
      required && `required ${required}`,
      goal && `goal ${goal}`,
      holds === false && 'NOT REACHED',
    ]
    console.log(`${line.name.padEnd(58)} ${figure.padEnd(34)} ${claims.filter(Boolean).join(' · ')}`)
    failed ||= holds === false
  }
}
process.exitCode = failed ? 1 : 0

/** P13: the whole message in the same process, ours against @wecom/crypto. */
async function benchEnvelope(): Promise<Line[]> {
  const script = fileURLToPath(new URL('./bench/envelope.ts', import.meta.url))
  const { ratio, oursMicroseconds, theirsMicroseconds } = (await runScript(script, [])) as Record<
    string,
    number
  >
  return [
    {
      name: 'envelope, whole message / @wecom/crypto',
      figure: `${ratio?.toFixed(3)} x (${oursMicroseconds?.toFixed(1)} us, ${theirsMicroseconds?.toFixed(1)} us)`,
      required: '<= 0.35 (P13)',
      holds: (ratio ?? 1) <= 0.35,
    },
  ]
}
