/**
 * The delivery on a ledger in a folder, with a platform that answers at once.
 * `ours.ts lateness DIR`: 2,000 deliveries due one each millisecond; how late does each call begin?
 * `ours.ts plan DIR`: plans 100,000 deliveries for the next month. `ours.ts open DIR`: what they cost a program that starts.
 */
import { defaultHours } from '../../../src/calendar/working-hours.ts'
import { workCalendar } from '../../../src/calendar/work-calendar.ts'
import { systemClock } from '../../../src/clock.ts'
import { inProcessCommons } from '../../../src/commons/in-process.ts'
import { createDelivery } from '../../../src/delivery/delivery.ts'
import { nextInstant } from '../../../src/delivery/due.ts'
import { momentOf } from '../../../src/delivery/moment.ts'
import { addBody } from '../../../src/delivery/outbox.ts'
import type { Send } from '../../../src/delivery/outcome.ts'
import type { Ledger } from '../../../src/ledger/ledger.ts'
import { openLedger } from '../../../src/ledger/open.ts'
import { createLog } from '../../../src/log.ts'
import { HEAD_START_MS, JOBS, report } from './plan.ts'

const PLANNED = 100_000
const DAY_MS = 24 * 60 * 60 * 1000

const [what = '', directory = ''] = process.argv.slice(2)
const started = performance.now()
// The delivery's own timers keep no process alive.
const stay = setInterval(() => {}, 1000)
const clock = systemClock()
const ledger = await openLedger({ directory, mode: 'live', now: clock.now() })
if (what === 'lateness') await lateness()
else if (what === 'plan') await plan()
else await open()
await ledger.close()
clearInterval(stay)

async function lateness(): Promise<void> {
  const late: number[] = []
  const { promise: done, resolve } = Promise.withResolvers<void>()
  const first = Date.now() + HEAD_START_MS
  await queue(ledger, JOBS, index => new Date(first + index))
  const delivery = deliveryTo(async ({ body }) => {
    late.push(Date.now() - Number(body))
    if (late.length === JOBS) resolve()
    return { kind: 'sent' }
  })
  await done
  await delivery.stop()
  report(late)
}

async function plan(): Promise<void> {
  const now = Date.now()
  const every = (30 * DAY_MS) / PLANNED
  for (let from = 0; from < PLANNED; from += 1000)
    await queue(ledger, 1000, index => new Date(now + DAY_MS + (from + index) * every))
  console.log(JSON.stringify({ planned: PLANNED }))
}

/** Time until a delivery that is due at once is sent, memory after that, and the time of one look for the next one. */
async function open(): Promise<void> {
  await queue(ledger, 1, () => clock.now())
  const { promise: sent, resolve } = Promise.withResolvers<void>()
  const delivery = deliveryTo(async () => {
    resolve()
    return { kind: 'sent' }
  })
  await sent
  const readyMs = performance.now() - started
  const moment = momentOf(clock.now(), workCalendar([]), defaultHours)
  const looks = 2000
  const before = performance.now()
  for (let look = 0; look < looks; look++) await nextInstant(ledger.read, moment)
  const nextDueMicroseconds = ((performance.now() - before) * 1000) / looks
  await delivery.stop()
  globalThis.gc?.()
  console.log(JSON.stringify({ readyMs, nextDueMicroseconds, residentBytes: process.memoryUsage.rss() }))
}

function deliveryTo(robot: Send) {
  return createDelivery({
    ledger,
    send: { robot, app: robot, 'app-file': robot, 'app-card': robot, response: robot },
    commons: inProcessCommons(clock),
    clock,
    calendar: workCalendar([]),
    hours: defaultHours,
    log: createLog('silent', Buffer.alloc(32)),
    accountOf: async () => undefined,
    soleProcess: true,
  })
}

/** Each to a robot of its own, so that no window stands in the way; the body says when it is due. */
async function queue({ write }: Ledger, count: number, dueAt: (index: number) => Date): Promise<void> {
  const now = clock.now()
  await write(async trx => {
    for (let index = 0; index < count; index++) {
      const due = dueAt(index)
      await addBody(trx, {
        channel: 'robot',
        target: `group${index}`,
        body: String(due.getTime()),
        dueAt: due,
        giveUpAt: new Date(due.getTime() + DAY_MS),
        anyHour: true,
        now,
      })
    }
  })
}
