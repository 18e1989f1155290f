import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { readHolidayTables } from '../../src/calendar/holiday-files.ts'
import { defaultHours } from '../../src/calendar/working-hours.ts'
import { workCalendar } from '../../src/calendar/work-calendar.ts'
import { settableClock } from '../../src/clock.ts'
import { inProcessCommons } from '../../src/commons/in-process.ts'
import { createDelivery, type DeliveryWorker } from '../../src/delivery/delivery.ts'
import type { DeliveryChannel } from '../../src/delivery/outcome.ts'
import { addBody } from '../../src/delivery/outbox.ts'
import type { DeliveryParts } from '../../src/delivery/parts.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import { openLedger } from '../../src/ledger/open.ts'
import { createLog } from '../../src/log.ts'
import { farEnd, gate } from './far-end.ts'

export const HOUR = 60 * 60 * 1000
export const GROUP = '第一党支部工作群'

/** A Friday; work goes on until 17:30 and begins again on Monday. */
export const FRIDAY = '2026-11-20T09:00:00+08:00'

export type PostOffice = Awaited<ReturnType<typeof openPostOffice>>

export interface ToAdd {
  channel?: DeliveryChannel
  target?: string
  body: string
  slotId?: number
  dueAt?: string
  giveUpAt?: string
  anyHour?: boolean
}

/** A ledger, a clock that stands, and a far end that does what it is told. Deliveries are opened and crash on top of them. */
export async function openPostOffice({
  at = FRIDAY,
  databaseUrl,
}: { at?: string; databaseUrl?: string } = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'qingfeng-delivery-'))
  const clock = settableClock(new Date(at))
  const ledger = await openLedger({ directory, databaseUrl, mode: 'trial', now: clock.now() })
  const end = farEnd(clock)
  const logged: string[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      logged.push(String(chunk))
      done()
    },
  })
  const parts: DeliveryParts = {
    ledger,
    send: end.senders,
    commons: inProcessCommons(clock),
    clock,
    calendar: workCalendar(readHolidayTables('config/holidays')),
    hours: defaultHours,
    log: createLog('info', Buffer.alloc(32), stream),
    accountOf: async (_db, personId) => (personId === 'nobody' ? undefined : personId),
    soleProcess: true,
  }
  const opened: DeliveryWorker[] = []

  const post = {
    clock,
    ledger,
    end,
    directory,
    logged: () => logged.join(''),
    open(more: Partial<DeliveryParts> = {}): DeliveryWorker {
      const delivery = createDelivery({ ...parts, ...more })
      opened.push(delivery)
      return delivery
    },
    /** A delivery that can die, also by itself just after its n-th commit; a new one is opened after it. */
    openMortal(more: { afterWrite?: number } = {}): { die(): void; died: Promise<void> } {
      const { ledger: itsLedger, die, died } = mortal(ledger, more)
      createDelivery({ ...parts, ledger: itsLedger })
      return { die, died }
    },
    /** Adds deliveries in one unit. */
    add: (...deliveries: ToAdd[]) => addAll(ledger, clock.now(), deliveries),
    /** A slot, for deliveries that belong to one. */
    async slot(job: string, slot: string): Promise<number> {
      const at = clock.now().toISOString()
      const row = { job, slot, due_at: at, state: 'planned' as const, created_at: at }
      const made = await ledger.write(trx =>
        trx.insertInto('slots').values(row).returning('id').executeTakeFirstOrThrow(),
      )
      return Number(made.id)
    },
    rows: () => ledger.read.selectFrom('outbox').selectAll().orderBy('id').execute(),
    /** 'body state' of every delivery, in the order in which they were added. */
    async states(): Promise<string[]> {
      return (await post.rows()).map(({ body, state }) => `${body} ${state}`)
    },
    /** Moves the clock to the next due instant, again and again, until everything has ended. */
    async runOut(delivery: DeliveryWorker): Promise<void> {
      await delivery.idle()
      for (;;) {
        const now = clock.now().toISOString()
        const pending = (await post.rows()).filter(({ state }) => state === 'pending')
        if (pending.length === 0) return
        const next = pending.map(({ due_at }) => due_at).filter(due => due > now)
        if (next.length === 0) throw new Error('something is due and does not leave')
        clock.set(new Date(next.toSorted()[0]!))
        await delivery.idle()
      }
    },
    async close() {
      for (const delivery of opened) await delivery.stop()
      await ledger.close()
      rmSync(directory, { recursive: true, force: true })
    },
  }
  return post
}

async function addAll(ledger: Ledger, now: Date, deliveries: ToAdd[]): Promise<(string | undefined)[]> {
  return ledger.write(async trx => {
    const ids: (string | undefined)[] = []
    for (const {
      channel = 'robot',
      target = GROUP,
      body,
      slotId,
      dueAt,
      giveUpAt,
      anyHour = true,
    } of deliveries)
      ids.push(
        await addBody(trx, {
          channel,
          target,
          body,
          slotId,
          dueAt: dueAt === undefined ? now : new Date(dueAt),
          giveUpAt: giveUpAt === undefined ? new Date(now.getTime() + 30 * 24 * HOUR) : new Date(giveUpAt),
          anyHour,
          now,
        }),
      )
    return ids
  })
}

/**
 * A ledger as a process sees it that dies: from then on nothing it asks is answered, and nothing it writes is written.
 * `afterWrite` lets it die just after its n-th commit.
 */
function mortal(ledger: Ledger, { afterWrite = Infinity } = {}) {
  const death = gate()
  let isDead = false
  let writes = 0
  const never = new Promise<never>(() => {})
  const die = () => {
    isDead = true
    death.open()
  }
  const itsLedger: Ledger = {
    ...ledger,
    async write(unit) {
      if (isDead) return never
      const result = await ledger.write(unit)
      writes += 1
      if (writes >= afterWrite) die()
      return isDead ? never : result
    },
  }
  return { ledger: itsLedger, die, died: death.opened }
}
