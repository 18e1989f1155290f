import { chineseDay, dayOf, timeOf } from '../calendar/day.ts'
import { isWorkingMoment, type WorkingHours } from '../calendar/working-hours.ts'
import type { WorkCalendar } from '../calendar/work-calendar.ts'
import type { Ledger } from '../ledger/ledger.ts'

/** What is wrong with the reminders, as data for readiness and metrics and in words for people. */
export interface WatchdogReport {
  /** The sweep has not looked for more than five minutes, or never. */
  stopped: boolean
  lastSweep: Date | undefined
  /** Due for more than five minutes, and neither on its way to an end nor waiting for working hours. */
  overdue: OverdueSlot[]
  /** One sentence for each trouble; empty when all is well. */
  words: string[]
}

export interface OverdueSlot {
  job: string
  slot: string
  dueAt: Date
  /** What it is about, in words. */
  what: string
  /** not-made: the sweep promised it and did not do it; unsent: its deliveries are stuck; no-delivery: it has none. */
  why: 'not-made' | 'unsent' | 'no-delivery'
}

export interface WatchdogParts {
  ledger: Pick<Ledger, 'read'>
  calendar: WorkCalendar
  hours: WorkingHours
}

const PATIENCE_MS = 5 * 60 * 1000

/** Further back the list of missed slots tells the story. */
const MEMORY_MS = 7 * 24 * 60 * 60 * 1000

/**
 * Looks after the reminders from outside: plain questions to the ledger, and no code of the sweep or the delivery, so that
 * what breaks them does not silence this as well.
 */
export async function watchReminders(parts: WatchdogParts, now: Date): Promise<WatchdogReport> {
  const lastSweep = await readInstant(parts.ledger, 'sweep_watermark')
  const stopped = lastSweep === undefined || now.getTime() - lastSweep.getTime() > PATIENCE_MS
  const overdue = [...(await notMade(parts.ledger, now)), ...(await notSent(parts, now))]
  const words = [
    ...(stopped
      ? [
          lastSweep === undefined
            ? '提醒程序还没有运行过。'
            : `提醒程序停了:${momentInWords(lastSweep)}以后没有检查过。`,
        ]
      : []),
    ...overdue.map(sentence),
  ]
  return { stopped, lastSweep, overdue, words }
}

function sentence({ dueAt, what, why }: OverdueSlot): string {
  return `${momentInWords(dueAt)}的提醒(${what})没有发出:${causes[why]}。`
}

const causes = {
  'not-made': '提醒程序没有处理它',
  unsent: '还在待发队列里',
  'no-delivery': '没有生成待发消息',
}

function momentInWords(instant: Date): string {
  return `${chineseDay(dayOf(instant))}${timeOf(instant)}`
}

/** What the sweep wrote down as its next work, and then left undone. */
async function notMade(ledger: Pick<Ledger, 'read'>, now: Date): Promise<OverdueSlot[]> {
  const promised = await readMeta(ledger, 'sweep_forecast')
  // Only the sweep writes this.
  const slots = JSON.parse(promised ?? '[]') as { job: string; slot: string; dueAt: string; what: string }[]
  const late = slots.filter(({ dueAt }) => now.getTime() - Date.parse(dueAt) > PATIENCE_MS)
  const overdue: OverdueSlot[] = []
  for (const { job, slot, dueAt, what } of late) {
    const row = await ledger.read
      .selectFrom('slots')
      .select('id')
      .where('job', '=', job)
      .where('slot', '=', slot)
      .executeTakeFirst()
    if (row === undefined) overdue.push({ job, slot, dueAt: new Date(dueAt), what, why: 'not-made' })
  }
  return overdue
}

/** Slots with deliveries that should have left by now, or with none although they were planned. */
async function notSent({ ledger, calendar, hours }: WatchdogParts, now: Date): Promise<OverdueSlot[]> {
  const before = new Date(now.getTime() - PATIENCE_MS)
  // Work that has just begun gives everything that waited for it the same five minutes.
  const atWork = isWorkingMoment(calendar, hours, now) && isWorkingMoment(calendar, hours, before)
  const rows = await ledger.read
    .selectFrom('slots')
    .leftJoin('outbox', 'outbox.slot_id', 'slots.id')
    .select([
      'slots.id',
      'slots.job',
      'slots.slot',
      'slots.due_at',
      'outbox.state',
      'outbox.any_hour',
      'outbox.due_at as send_at',
    ])
    .where('slots.state', '=', 'planned')
    .where('slots.due_at', '<=', before.toISOString())
    .where('slots.due_at', '>', new Date(now.getTime() - MEMORY_MS).toISOString())
    .orderBy('slots.due_at')
    .orderBy('slots.id')
    .execute()
  const overdue = new Map<number, OverdueSlot>()
  for (const { id, job, slot, due_at, state, any_hour, send_at } of rows) {
    const isWaiting = state === 'pending' || state === 'sending'
    const mayGo = (send_at ?? '') <= before.toISOString() && (atWork || Number(any_hour) === 1)
    const why = state === null ? 'no-delivery' : isWaiting && mayGo ? 'unsent' : undefined
    if (why === undefined || overdue.has(Number(id))) continue
    overdue.set(Number(id), { job, slot, dueAt: new Date(due_at), what: await subjectOf(ledger, job), why })
  }
  return [...overdue.values()]
}

/** What a job is about: 'session:<id>:…' by the title of its session, anything else by its own name. */
async function subjectOf(ledger: Pick<Ledger, 'read'>, job: string): Promise<string> {
  const [kind, id = ''] = job.split(':')
  if (kind === 'by-hand') return '临时提醒'
  if (kind !== 'session') return id
  const row = await ledger.read.selectFrom('sessions').select('title').where('id', '=', id).executeTakeFirst()
  return row?.title ?? job
}

async function readInstant(ledger: Pick<Ledger, 'read'>, key: string): Promise<Date | undefined> {
  const value = await readMeta(ledger, key)
  return value === undefined ? undefined : new Date(value)
}

async function readMeta(ledger: Pick<Ledger, 'read'>, key: string): Promise<string | undefined> {
  const row = await ledger.read.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirst()
  return row?.value
}
