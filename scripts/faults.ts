/**
 * `npm run faults [-- --cycles N --seed S --only F02,F04]`: the fault rows with full counts, one line each; CI runs five cycles
 * of each.
 */
import { parseArgs } from 'node:util'
import { killedAfterAcceptedApp, killedAfterAcceptedRobot } from './faults/accepted.ts'
import { killedAtAnyMoment } from './faults/any-moment.ts'
import { badAnswers } from './faults/bad-answers.ts'
import { clockJumps } from './faults/clock-jumps.ts'
import { fullDisk } from './faults/disk-full.ts'
import { drained } from './faults/drain.ts'
import { expiredToken } from './faults/expired-token.ts'
import { frozenAtTheSecond } from './faults/frozen.ts'
import { hostile } from './faults/hostile.ts'
import { killUnderLoad } from './faults/kill.ts'
import { seededRandom } from './faults/random.ts'
import { redisTrouble } from './faults/redis-trouble.ts'
import { refusedForGood } from './faults/refused.ts'
import type { FaultRow, Outcome } from './faults/row.ts'
import { tooOften } from './faults/too-often.ts'
import { killedBeforeAccepted } from './faults/unaccepted.ts'

const { values } = parseArgs({
  options: {
    cycles: { type: 'string', default: '50' },
    seed: { type: 'string', default: '20261121' },
    only: { type: 'string' },
  },
})
const cycles = Number(values.cycles)
const seed = Number(values.seed)
/** A share of the cycles, for rows that do much in one go. */
const share = (part: number, least = 1) => Math.max(least, Math.round(cycles * part))

const rows: FaultRow[] = [
  { id: 'F01', name: 'kill -9 under load', run: random => killUnderLoad(cycles, random).then(killed) },
  { id: 'F02', name: 'kill -9 after the app accepted', run: () => killedAfterAcceptedApp(cycles) },
  { id: 'F03', name: 'kill -9 before it accepted', run: () => killedBeforeAccepted(cycles) },
  { id: 'F04', name: 'kill -9 after the robot accepted', run: () => killedAfterAcceptedRobot(cycles) },
  { id: 'F05', name: 'kill -9 while messages are due', run: random => killedAtAnyMoment(cycles, random) },
  { id: 'F06', name: 'SIGTERM under load', run: random => drained(share(0.8), random) },
  { id: 'F10', name: 'clock jumps', run: random => clockJumps(cycles, random) },
  { id: 'F17', name: 'too often, 45009, 429', run: () => tooOften(Math.min(100, share(8))) },
  { id: 'F18', name: 'token expires while sending', run: () => expiredToken(share(0.2)) },
  { id: 'F19', name: 'refused for good', run: () => refusedForGood() },
  {
    id: 'B01',
    name: 'hostile requests at the running bot',
    run: () => hostile(cycles * 200, seed).then(repelled),
  },
  { id: 'F13', name: 'disk full', run: () => fullDisk().then(recovered) },
  { id: 'F08', name: 'Redis in trouble', run: () => redisTrouble(share(0.1)) },
  { id: 'F11', name: 'frozen at the due second', run: () => frozenAtTheSecond(share(0.04)), waits: true },
  { id: 'F16', name: 'bad answers of the platform', run: () => badAnswers(), waits: true },
]

const wanted = new Set(values.only?.split(','))
const chosen = rows.filter(({ id }) => wanted.size === 0 || wanted.has(id))
for (const row of chosen.filter(({ waits }) => !waits)) await show(row)
// Most of their time they wait, so they wait together.
await Promise.all(chosen.filter(({ waits }) => waits).map(show))

async function show({ id, name, run }: FaultRow): Promise<void> {
  const outcome = await run(seededRandom(seed)).catch((error: unknown) => failure(error))
  const row = `${id} ${name}`.padEnd(48)
  if (typeof outcome === 'string') return console.log(`${row} ${outcome}`)
  const figures = Object.entries(outcome.figures).map(([of, figure]) => `${figure} ${of}`)
  console.log(`${row} ${figures.join(', ')}${outcome.holds ? '' : '  FAILED'}`)
  if (!outcome.holds) process.exitCode = 1
}

/** A row that could not be carried out has failed; the others still are. */
function failure(error: unknown): Outcome {
  console.error(error)
  return { figures: {}, holds: false }
}

function killed(figures: Awaited<ReturnType<typeof killUnderLoad>>): Outcome {
  return { figures: { ...figures }, holds: figures.lost === 0 && figures.doubled === 0 }
}

function repelled(figures: Awaited<ReturnType<typeof hostile>>): Outcome {
  const { accepted, serverErrors, hangs, unanswered } = figures
  return { figures, holds: accepted + serverErrors + hangs + unanswered === 0 }
}

function recovered(figures: Awaited<ReturnType<typeof fullDisk>>): Outcome {
  const { lost, refused, recovered } = figures
  return { figures, holds: lost === 0 && refused > 0 && recovered === 1 }
}
