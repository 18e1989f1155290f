import type { Duty } from '../duties/duties.ts'
import type { Trx } from '../ledger/ledger.ts'
import { dueSlots, type PlannedSession } from './due-slots.ts'
import type { WorkTime } from './moments.ts'

/** Where the sweep writes down what it will do next, so that a watchdog can hold it to that without any of its code. */
export const FORECAST = 'sweep_forecast'

const HOURS_AHEAD = 72

/** Writes down the slots of the next days: `[{job, slot, dueAt, what}]` as JSON, only when something changed. */
export async function writeForecast(
  trx: Trx,
  sessions: readonly PlannedSession[],
  duties: readonly Duty[],
  { calendar, hours }: WorkTime,
  now: Date,
): Promise<void> {
  const until = new Date(now.getTime() + HOURS_AHEAD * 60 * 60 * 1000)
  const slots = dueSlots(sessions, duties, calendar, hours, now, until).map(due => ({
    job: due.job,
    slot: due.slot,
    dueAt: due.dueAt.toISOString(),
    what: due.kind === 'duty' ? due.told.duty.name : due.planned.session.title,
  }))
  const value = JSON.stringify(slots)
  const row = await trx.selectFrom('meta').select('value').where('key', '=', FORECAST).executeTakeFirst()
  if (row?.value === value) return
  await trx
    .insertInto('meta')
    .values({ key: FORECAST, value })
    .onConflict(conflict => conflict.column('key').doUpdateSet({ value }))
    .execute()
}
