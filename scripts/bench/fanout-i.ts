import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { defaultHours } from '../../src/calendar/working-hours.ts'
import { workCalendar } from '../../src/calendar/work-calendar.ts'
import { systemClock } from '../../src/clock.ts'
import { inProcessCommons } from '../../src/commons/in-process.ts'
import { createDelivery } from '../../src/delivery/delivery.ts'
import { addToOutbox } from '../../src/delivery/outbox.ts'
import { platformLimits } from '../../src/delivery/rates.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import { openLedger } from '../../src/ledger/open.ts'
import { createLog } from '../../src/log.ts'
import { robotText } from '../../src/wecom/client/bodies.ts'
import { createClient } from '../../src/wecom/client/client.ts'

const ROBOTS = 50
const MESSAGES = 60
const LIMIT = 20
/** The platform's minute, and the second that the windows of the delivery add to it, a thirtieth as long. */
const WINDOW_MS = 2000
const MARGIN_MS = Math.round((platformLimits.robot.windowMs - 60_000) / 30)

export interface Fanout {
  makespanMs: number
  /** makespan / (floor((M - 1) / L) x W), the least possible for any sender. */
  ratio: number
  refused: number
  accepted: number
}

/**
 * P9: 60 messages to each of 50 robots over real HTTP, from a ledger on disk through claim, rate window, client and
 * finish, with the platform's minute scaled to 2 s.
 */
export async function benchFanout(): Promise<Fanout> {
  const folder = mkdtempSync(join(tmpdir(), 'qingfeng-fanout-'))
  const robots = await startRobots()
  const clock = systemClock()
  const ledger = await openLedger({ directory: folder, mode: 'live', now: clock.now() })
  try {
    await queueAll(ledger)
    const log = createLog('silent', Buffer.alloc(32))
    const commons = inProcessCommons(clock)
    const apiBase = `http://127.0.0.1:${robots.port}`
    const { send } = createClient({
      apiBase: () => apiBase,
      app: undefined,
      tokens: commons.tokens,
      keyOf: async group => group,
      clock,
      log,
    })
    const robot = { limit: LIMIT, windowMs: WINDOW_MS + MARGIN_MS }
    const started = performance.now()
    const delivery = createDelivery({
      ledger,
      send,
      commons,
      clock,
      calendar: workCalendar([]),
      hours: defaultHours,
      log,
      accountOf: async () => undefined,
      soleProcess: true, mostAtOnce: 32,
      limits: { ...platformLimits, robot },
    })
    await allEnded(ledger)
    const makespanMs = performance.now() - started
    await delivery.stop()
    const bound = Math.floor((MESSAGES - 1) / LIMIT) * WINDOW_MS
    return { makespanMs, ratio: makespanMs / bound, ...(await robots.report()) }
  } finally {
    await ledger.close()
    robots.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function queueAll(ledger: Ledger): Promise<void> {
  const now = new Date()
  const giveUpAt = new Date(now.getTime() + 60 * 60 * 1000)
  await ledger.write(async trx => {
    for (let message = 0; message < MESSAGES; message++)
      for (let robot = 0; robot < ROBOTS; robot++) {
        const group = `group${robot}`
        const content = { kind: 'text' as const, text: `第${message}条` }
        await addToOutbox(trx, {
          notice: { channel: 'robot', target: group, address: group, content },
          encode: () => robotText(content.text),
          dueAt: now,
          giveUpAt,
          anyHour: true,
          now,
        })
      }
  })
}

async function allEnded({ read }: Ledger): Promise<void> {
  const left = read.selectFrom('outbox').select('id').where('state', 'in', ['pending', 'sending']).limit(1)
  while ((await left.execute()).length > 0) await new Promise(resolve => setTimeout(resolve, 5))
}

/** Robots in a process of their own, so that their work does not count as ours. */
async function startRobots() {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), 'robots'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  const port = Number(line)
  return {
    port,
    report: async () =>
      (await (await fetch(`http://127.0.0.1:${port}/report`)).json()) as Pick<Fanout, 'refused' | 'accepted'>,
    stop: () => child.kill(),
  }
}

/** Each key takes 20 messages in any 2 s, counted when a message arrives; more are refused with 45009. */
function serveRobots(): void {
  const arrived = new Map<string, number[]>()
  let refused = 0
  const server = createServer((request, response) => {
    const now = performance.now()
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost')
    const key = searchParams.get('key') ?? ''
    const log = arrived.get(key) ?? []
    const isFull = log.filter(at => at > now - WINDOW_MS).length >= LIMIT
    const answer = isFull ? { errcode: 45009, errmsg: 'too often' } : { errcode: 0, errmsg: 'ok' }
    if (pathname !== '/report') {
      if (isFull) refused += 1
      else arrived.set(key, [...log, now])
    }
    request.resume().on('end', () => {
      const accepted = [...arrived.values()].reduce((sum, log) => sum + log.length, 0)
      response.end(JSON.stringify(pathname === '/report' ? { refused, accepted } : answer))
    })
  })
  server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port))
}

if (import.meta.main) {
  if (process.argv[2] === 'robots') serveRobots()
  else {
    const { ratio, makespanMs, refused, accepted } = await benchFanout()
    const holds = ratio <= 1.05 && refused === 0 && accepted === ROBOTS * MESSAGES
    console.log(
      `fan-out, ${ROBOTS} robots x ${MESSAGES}: ${ratio.toFixed(3)} x the bound (${Math.round(makespanMs)} ms), ` +
        `${refused} refused, ${ROBOTS * MESSAGES - accepted} lost (goal <= 1.05 x, 0, 0: ${holds ? 'reached' : 'NOT REACHED'})`,
    )
    process.exitCode = holds ? 0 : 1
  }
}
