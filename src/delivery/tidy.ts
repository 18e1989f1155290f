import type { ExpressionBuilder } from 'kysely'
import { nextWorkingMoment, type WorkingHours } from '../calendar/working-hours.ts'
import type { WorkCalendar } from '../calendar/work-calendar.ts'
import type { Trx } from '../ledger/ledger.ts'
import type { Tables } from '../ledger/tables.ts'
import { isRepeatable, MOST_TRIES } from './lease.ts'
import type { Moment } from './moment.ts'
import type { DeliveryChannel } from './outcome.ts'
import { texts } from './texts.ts'

export interface Tidying {
  calendar: WorkCalendar
  hours: WorkingHours
  /** What this process is sending at the moment: its leases are its own affair, also when the clock was moved. */
  underWay: ReadonlySet<string>
  /** Nobody else sends: whatever is not under way here was left behind by a crash. */
  releaseAll: boolean
}

/** Takes up what a crash left, ends what is too late, and moves to the next morning what waits for working hours. */
export async function tidy(trx: Trx, moment: Moment, tidying: Tidying): Promise<void> {
  await takeUpLeft(trx, moment, tidying)
  await endDoubtful(trx, moment)
  await endLate(trx, moment)
  if (moment.leastAnyHour === 1) await waitForWork(trx, moment, tidying)
}

/** A claim whose lease is over: what the far end can tell from its repetition leaves again, the rest is for a person. */
async function takeUpLeft(trx: Trx, moment: Moment, { underWay, releaseAll }: Tidying): Promise<void> {
  const sending = await trx
    .selectFrom('outbox')
    .select(['id', 'channel', 'attempt', 'lease_until'])
    .where('state', '=', 'sending')
    .execute()
  const left = sending.filter(
    ({ id, lease_until }) => !underWay.has(id) && (releaseAll || (lease_until ?? '') < moment.at),
  )
  for (const { id, channel, attempt } of left) {
    // Only this folder writes the channel.
    const isAgain = isRepeatable(channel as DeliveryChannel) && attempt < MOST_TRIES
    await trx
      .updateTable('outbox')
      .set(eb => (isAgain ? { state: 'pending' } : unknown(eb, channel as DeliveryChannel)))
      .where('id', '=', id)
      .where('attempt', '=', attempt)
      .where('state', '=', 'sending')
      .execute()
  }
}

/** The far end remembers only for a while what it has seen; after that a repetition would show. */
async function endDoubtful(trx: Trx, { at, doubtSince }: Moment): Promise<void> {
  await trx
    .updateTable('outbox')
    .set(eb => unknown(eb, 'app'))
    .where('state', '=', 'pending')
    .where('lease_until', 'is not', null)
    .where(({ eb, or }) => or([eb('lease_until', '<', doubtSince), eb('give_up_at', '<', at)]))
    .execute()
}

async function endLate(trx: Trx, { at }: Moment): Promise<void> {
  await trx
    .updateTable('outbox')
    .set(({ fn, val, ...eb }) => ({
      state: 'missed',
      error: fn.coalesce('error', val(texts.tooLate)),
      body: bodyAfter(eb as Outbox),
    }))
    .where('state', '=', 'pending')
    .where('give_up_at', '<', at)
    .execute()
}

async function waitForWork(trx: Trx, { now, at }: Moment, { calendar, hours }: Tidying): Promise<void> {
  await trx
    .updateTable('outbox')
    .set({ due_at: nextWorkingMoment(calendar, hours, now).toISOString() })
    .where('state', '=', 'pending')
    .where('any_hour', '=', 0)
    .where('due_at', '<=', at)
    .execute()
}

type Outbox = ExpressionBuilder<Tables, 'outbox'>

function unknown(eb: Outbox, channel: DeliveryChannel) {
  return { state: 'unknown' as const, error: texts.perhapsSent(channel), body: bodyAfter(eb) }
}

/** A response_url goes with its delivery; other bodies stay for a week. */
function bodyAfter(eb: Outbox) {
  return eb.case().when('channel', '=', 'response').then(null).else(eb.ref('body')).end()
}
