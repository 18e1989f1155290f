import type { Doing } from './attempt.ts'
import { drain } from './drain.ts'
import { dueDestinations, nextInstant, type Destination } from './due.ts'
import { checkLease, LEASE_MS } from './lease.ts'
import { momentOf, type Moment } from './moment.ts'
import type { DeliveryParts } from './parts.ts'
import { platformLimits, rebuildWindows } from './rates.ts'
import { tidy } from './tidy.ts'

export interface DeliveryWorker {
  /** Something was added to the outbox and committed. */
  wake(): void
  /** Resolves when nothing is due and nothing is under way. For tests and the demo. */
  idle(): Promise<void>
  /** Finishes what is under way, gives back what was claimed and not sent, and takes up nothing more. */
  stop(): Promise<void>
}

/** Also without a wake the outbox is looked at this often. */
const SWEEP_MS = 20_000
/** After a ledger that could not be read or written. */
const FAILED_MS = 5000

/**
 * Sends what is due in the outbox: of each destination one after another in order, different ones at the same time. It is
 * woken by `wake`, by a jump of the clock, and by its own timer. The ledger decides everything; whoever dies in between
 * leaves a lease behind.
 */
export function createDelivery(parts: DeliveryParts): DeliveryWorker {
  const { ledger, commons, clock, calendar, hours, log, soleProcess } = parts
  const { leaseMs = LEASE_MS, timeoutMs = 3000, limits = platformLimits, mostAtOnce = 64 } = parts
  checkLease(leaseMs, timeoutMs)
  const doing: Doing = { underWay: new Set(), stopping: false }
  const draining = new Map<string, Promise<void>>()
  let looking: Promise<void> | undefined
  let lookAgain = false
  let isUntidy = true
  let hasBegun = false
  let timer: NodeJS.Timeout | undefined
  const stopListening = clock.onJump(wake)
  wake()

  return {
    wake,
    async idle() {
      wake()
      for (;;) {
        const underWay = looking ?? draining.values().next().value
        if (underWay === undefined) return
        await underWay
      }
    },
    async stop() {
      doing.stopping = true
      stopListening()
      await looking
      await Promise.all(draining.values())
      clearTimeout(timer)
    },
  }

  function wake(): void {
    isUntidy = true
    goOn()
  }

  function goOn(): void {
    lookAgain = true
    if (!doing.stopping) looking ??= lookAround()
  }

  async function lookAround(): Promise<void> {
    let sleepMs = SWEEP_MS
    try {
      while (lookAgain && !doing.stopping) {
        lookAgain = false
        sleepMs = await look()
      }
    } catch (error) {
      log.error({ event: 'delivery.look.failed' }, error)
      isUntidy = true
      sleepMs = FAILED_MS
    }
    looking = undefined
    sleep(sleepMs)
  }

  /** Starts what can be started and answers how long (ms) nothing more will become due. */
  async function look(): Promise<number> {
    const moment = momentOf(clock.now(), calendar, hours)
    if (isUntidy) await tidyUp(moment)
    await startDraining(moment)
    const next = await nextInstant(ledger.read, moment)
    return next === undefined ? SWEEP_MS : Math.min(next.getTime() - clock.now().getTime(), SWEEP_MS)
  }

  async function tidyUp(moment: Moment): Promise<void> {
    isUntidy = false
    const isStart = !hasBegun
    if (isStart) await rebuildWindows(ledger.read, commons.rates, { limits, leaseMs, now: moment.now })
    const { underWay } = doing
    await ledger.write(trx =>
      tidy(trx, moment, { calendar, hours, underWay, releaseAll: soleProcess && isStart }),
    )
    hasBegun = true
  }

  async function startDraining(moment: Moment): Promise<void> {
    if (draining.size >= mostAtOnce) return
    // Those that are being served may be among the answers.
    const due = await dueDestinations(ledger.read, moment, mostAtOnce + draining.size)
    for (const destination of due) {
      const name = `${destination.channel}:${destination.target}`
      if (draining.size < mostAtOnce && !draining.has(name)) draining.set(name, serve(name, destination))
    }
  }

  async function serve(name: string, destination: Destination): Promise<void> {
    let isDone = false
    try {
      await drain(parts, destination, doing)
      isDone = true
    } catch (error) {
      log.error({ event: 'delivery.drain.failed', channel: destination.channel }, error)
    }
    draining.delete(name)
    if (isDone) goOn()
    else sleep(FAILED_MS)
  }

  function sleep(ms: number): void {
    clearTimeout(timer)
    if (doing.stopping) return
    timer = setTimeout(wake, Math.max(ms, 0))
    timer.unref()
  }
}
