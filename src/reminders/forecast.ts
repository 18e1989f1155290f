import { isPersonal } from '../duties/duties.ts'
import type { Trx } from '../ledger/ledger.ts'
import { dueSlots, type DueSlot, type Plan } from './due-slots.ts'
import type { WorkTime } from './moments.ts'

/** Where the sweep writes down what it will do next, so that a watchdog can hold it to that without any of its code. */
export const FORECAST = 'sweep_forecast'

const HOURS_AHEAD = 72

/** Writes down the slots of the next days: `[{job, slot, dueAt, what}]` as JSON, only when something changed. */
export async function writeForecast(trx: Trx, plan: Plan, work: WorkTime, now: Date): Promise<void> {
  const until = new Date(now.getTime() + HOURS_AHEAD * 60 * 60 * 1000)
  const slots = dueSlots(plan, work, now, until).map(due => ({
    job: due.job,
    slot: due.slot,
    dueAt: due.dueAt.toISOString(),
    what: subjectOf(due),
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

/** What a slot is about, in a word. */
export function subjectOf(due: DueSlot): string {
  switch (due.kind) {
    case 'session':
      return due.planned.session.title
    case 'duty':
      return isPersonal(due.told.duty) ? '个人事项' : due.told.duty.name
    case 'week':
      return due.what === 'agenda' ? '本周安排' : '每周一条制度'
  }
}
