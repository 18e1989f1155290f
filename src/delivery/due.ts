import { sql, type Expression, type ExpressionBuilder } from 'kysely'
import { compiledOnce } from '../ledger/compiled.ts'
import type { Trx } from '../ledger/ledger.ts'
import type { Tables } from '../ledger/tables.ts'
import type { Moment } from './moment.ts'
import type { DeliveryChannel } from './outcome.ts'

/** To whom deliveries keep their order and of whom one is under way at a time. */
export interface Destination {
  channel: DeliveryChannel
  target: string
}

/** Destinations that have something to send now, longest due first. */
export async function dueDestinations(db: Trx, moment: Moment, most: number): Promise<Destination[]> {
  const { at, leastAnyHour, doubtSince } = moment
  // Only this folder writes the channel.
  return (await destinations(db, at, leastAnyHour, doubtSince, most)) as Destination[]
}

/** The ids of what is due to a destination, in the order in which it is to leave; none while something holds it up. */
export async function dueTo(db: Trx, { channel, target }: Destination, moment: Moment): Promise<string[]> {
  const { at, leastAnyHour, doubtSince } = moment
  const rows = await heads(db, channel, target, at, leastAnyHour, doubtSince)
  return rows.map(({ id }) => id)
}

/** When something becomes due next, or a lease ends. */
export async function nextInstant(db: Trx, { at }: Moment): Promise<Date | undefined> {
  const [due] = await nextDue(db, at)
  const [lease] = await nextLease(db, at)
  const instants = [due?.instant, lease?.instant].filter(instant => typeof instant === 'string')
  return instants.length === 0 ? undefined : new Date(Math.min(...instants.map(Date.parse)))
}

/**
 * Something of a destination is under way, or is to be tried again first. What waits for working hours holds up nothing.
 */
export function holdingUp(
  db: Trx,
  channel: string | Expression<string>,
  target: string | Expression<string>,
  at: string,
  leastAnyHour: number,
) {
  return db
    .selectFrom('outbox as other')
    .select('other.id')
    .where('other.channel', '=', channel)
    .where('other.target', '=', target)
    .where('other.state', 'in', ['pending', 'sending'])
    .where(({ eb, or, and }) =>
      or([
        eb('other.state', '=', 'sending'),
        and([
          eb('other.attempt', '>', 0),
          eb('other.due_at', '>', at),
          eb('other.any_hour', '>=', leastAnyHour),
        ]),
      ]),
    )
}

/** Pending, due, not too late, and allowed to leave at this hour. */
export function mayLeave(
  { eb, and, or }: ExpressionBuilder<Tables, 'outbox'>,
  at: string,
  leastAnyHour: number,
  doubtSince: string,
) {
  return and([
    eb('outbox.state', '=', 'pending'),
    eb('outbox.due_at', '<=', at),
    eb('outbox.give_up_at', '>=', at),
    eb('outbox.any_hour', '>=', leastAnyHour),
    or([eb('outbox.lease_until', 'is', null), eb('outbox.lease_until', '>=', doubtSince)]),
  ])
}

const destinations = compiledOnce<[string, number, string, number], { channel: string; target: string }>(
  (db, at, leastAnyHour, doubtSince, most) =>
    db
      .selectFrom(
        db
          .selectFrom('outbox')
          .select(({ fn }) => ['channel', 'target', fn.min('due_at').as('due_at'), fn.min('id').as('first')])
          .where(eb => mayLeave(eb, at, leastAnyHour, doubtSince))
          .groupBy(['channel', 'target'])
          .as('waiting'),
      )
      .select(['waiting.channel', 'waiting.target'])
      .where(({ not, exists }) => not(exists(holdingUp(db, ...eachWaiting, at, leastAnyHour))))
      .orderBy('waiting.due_at')
      .orderBy('waiting.first')
      .limit(most),
)

const eachWaiting = [sql.ref<string>('waiting.channel'), sql.ref<string>('waiting.target')] as const

// More than a window takes are not needed at a time.
const PORTION = 30

const heads = compiledOnce<[string, string, string, number, string], { id: string }>(
  (db, channel, target, at, leastAnyHour, doubtSince) =>
    db
      .selectFrom('outbox')
      .select('id')
      .where('channel', '=', channel)
      .where('target', '=', target)
      .where(eb => mayLeave(eb, at, leastAnyHour, doubtSince))
      .where(({ not, exists }) => not(exists(holdingUp(db, channel, target, at, leastAnyHour))))
      // Not by due_at, which moves when a window is full; what was tried before comes first.
      .orderBy('attempt', 'desc')
      .orderBy('id')
      .limit(PORTION),
)

const nextDue = compiledOnce<[string], { instant: string | null }>((db, at) =>
  db
    .selectFrom('outbox')
    .select(({ fn }) => fn.min('due_at').as('instant'))
    .where('state', '=', 'pending')
    .where('due_at', '>', at),
)

const nextLease = compiledOnce<[string], { instant: string | null }>((db, at) =>
  db
    .selectFrom('outbox')
    .select(({ fn }) => fn.min('lease_until').as('instant'))
    .where('state', '=', 'sending')
    .where('lease_until', '>', at),
)
