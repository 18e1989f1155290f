import { schedule } from 'node-cron'
import type { Clock } from '../clock.ts'
import type { Commons } from '../commons/port.ts'
import { every } from '../every.ts'

export interface WakeParts {
  clock: Clock
  commons: Pick<Commons, 'elect'>
  /** The sweep. It may be called too often, never too seldom: the ledger decides what is due. */
  sweep(now: Date): Promise<unknown>
  /** Hears of a sweep that failed; the next one still comes. */
  failed(error: unknown): void
}

export interface Waking {
  /** Sweeps now, or once more after the sweep under way. */
  wake(): Promise<void>
  /** Starts no other sweep and waits for the one under way. */
  stop(): Promise<void>
}

/** Every 20 seconds. */
const CRON = '*/20 * * * * *'
const TICK_MS = 20_000

/** An election is kept longer than any replica can be late. */
const ELECTED_MS = 60 * 60 * 1000

/** Without any election, so that no trouble of Redis or node-cron can lose a slot for longer. */
const OWN_TIMER_MS = 60_000

// node-cron's own second turns any pause of the event loop into a missed run; waking late is better than not at all.
const TOLERANCE_MS = 15_000

/** Wakes the sweep: at once, by cron on the replica that is elected, by an own timer, and after a jump of the clock. */
export function startWaking({ clock, commons, sweep, failed }: WakeParts): Waking {
  let stopped = false
  let again = false
  let running: Promise<void> | undefined

  const cron = schedule(CRON, ({ date }) => wakeIfElected(date), {
    name: 'sweep',
    timezone: 'Asia/Shanghai',
    noOverlap: true,
    missedExecutionTolerance: TOLERANCE_MS,
    suppressMissedWarning: true,
    unref: true,
    logger: quiet,
  })
  const timer = every(OWN_TIMER_MS, wake, failed)
  const stopListening = clock.onJump(() => void wake())

  return {
    wake,
    async stop() {
      stopped = true
      stopListening()
      await cron.destroy()
      await timer.stop()
      await running
    },
  }

  async function wakeIfElected(date: Date): Promise<void> {
    const slot = new Date(Math.floor(date.getTime() / TICK_MS) * TICK_MS).toISOString()
    if (await commons.elect('sweep', slot, ELECTED_MS)) await wake()
  }

  function wake(): Promise<void> {
    again = running !== undefined
    return (running ??= sweepUntilQuiet())
  }

  async function sweepUntilQuiet(): Promise<void> {
    do {
      again = false
      if (stopped) break
      await sweepOnce()
    } while (again)
    running = undefined
  }

  async function sweepOnce(): Promise<void> {
    try {
      await sweep(clock.now())
    } catch (error) {
      failed(error)
    }
  }
}

// What went wrong is told through `failed`; node-cron's own lines would not fit our log.
const quiet = { info() {}, warn() {}, error() {}, debug() {} }
