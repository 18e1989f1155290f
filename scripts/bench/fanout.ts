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
import type { Line } from '../bench.ts'

const ROBOTS = 50
const MESSAGES = 60
const LIMIT = 20
/**
 * The platform's minute, and the second that the windows of the delivery add to it, are scaled alike. Not by more than two:
 * the time in which this machine sends a thousand messages does not shrink with them.
 */
const SCALE = Number(process.env['FANOUT_SCALE'] ?? 2)
const WINDOW_MS = 60_000 / SCALE
const MARGIN_MS = platformLimits.robot.marginMs / SCALE

interface Report {
  refused: number
  accepted: number
  /** From the first arrival until as many have arrived as all windows take at once. */
  burstMs: number
}

/**
 * P9: 60 messages to each of 50 robots over real HTTP, from a ledger on disk through claim, rate window, client and finish,
 * with the platform's minute scaled to 30 s (a divisor in FANOUT_SCALE; 1 is the real minute). The least possible for any
 * sender is floor((M - 1) / L) x W, however fast its machine; the second ratio adds the time in which this machine sends
 * as many as all windows take at once, and so shows the waits alone.
 */
export async function benchFanout(): Promise<Line[]> {
  const { makespanMs, refused, accepted, burstMs } = await fanOut()
  const bound = Math.floor((MESSAGES - 1) / LIMIT) * WINDOW_MS
  const ratio = makespanMs / bound
  const waits = makespanMs / (bound + burstMs)
  const lost = ROBOTS * MESSAGES - accepted
  return [
    {
      name: `fan-out, ${ROBOTS} robots x ${MESSAGES}, a minute scaled to ${WINDOW_MS / 1000} s / least possible`,
      figure: `${ratio.toFixed(3)} x, waits alone ${waits.toFixed(3)} x, ${refused} refused, ${lost} lost`,
      goal: 'the same (P9)',
      required: '<= 1.05 x, 0 refused, 0 lost',
      holds: ratio <= 1.05 && refused === 0 && lost === 0,
    },
  ]
}

async function fanOut(): Promise<Report & { makespanMs: number }> {
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
    const robot = { limit: LIMIT, windowMs: WINDOW_MS + MARGIN_MS, marginMs: MARGIN_MS }
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
      soleProcess: true,
      limits: { ...platformLimits, robot },
    })
    await allEnded(ledger)
    const makespanMs = performance.now() - started
    await delivery.stop()
    return { makespanMs, ...(await robots.report()) }
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

/** A refusal would pause a robot for a real minute: that is told instead of waited for. */
const MOST_MS = 4 * WINDOW_MS + 20_000

async function allEnded({ read }: Ledger): Promise<void> {
  const left = read.selectFrom('outbox').select('id').where('state', 'in', ['pending', 'sending']).limit(1)
  const until = performance.now() + MOST_MS
  while ((await left.execute()).length > 0 && performance.now() < until)
    await new Promise(resolve => setTimeout(resolve, 5))
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
    report: async () => (await (await fetch(`http://127.0.0.1:${port}/report`)).json()) as Report,
    stop: () => child.kill(),
  }
}

/** Each key takes 20 messages in any window, counted when a message arrives; more are refused with 45009. */
function serveRobots(): void {
  const arrived = new Map<string, number[]>()
  let refused = 0
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost')
    const answer = pathname === '/report' ? report() : receive(searchParams.get('key') ?? '')
    request.resume().on('end', () => response.end(JSON.stringify(answer)))
  })
  server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port))

  function receive(key: string) {
    const now = performance.now()
    const log = arrived.get(key) ?? []
    if (log.filter(at => at > now - WINDOW_MS).length >= LIMIT) {
      refused += 1
      return { errcode: 45009, errmsg: 'too often' }
    }
    arrived.set(key, [...log, now])
    return { errcode: 0, errmsg: 'ok' }
  }

  function report(): Report {
    const all = [...arrived.values()].flat().toSorted((a, b) => a - b)
    const burstMs = (all[ROBOTS * LIMIT - 1] ?? 0) - (all[0] ?? 0)
    return { refused, accepted: all.length, burstMs }
  }
}

if (import.meta.main) {
  if (process.argv[2] === 'robots') serveRobots()
  else
    for (const { name, figure, goal } of await benchFanout()) console.log(`${name}: ${figure} (goal ${goal})`)
}
