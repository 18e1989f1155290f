import { compiledOnce } from '../ledger/compiled.ts'
import { tryOnce, type Doing, type ToSend } from './attempt.ts'
import { claim } from './claim.ts'
import { dueTo, type Destination } from './due.ts'
import { release } from './finish.ts'
import { isRepeatable, LEASE_MS } from './lease.ts'
import { momentOf, type Moment } from './moment.ts'
import type { DeliveryParts } from './parts.ts'
import { noteEnd, platformLimits, reservePlace } from './rates.ts'

/** Sends what is due to one destination, one after another, until there is no more, its window is full, or it is to stop. */
export async function drain(parts: DeliveryParts, destination: Destination, doing: Doing): Promise<void> {
  const { ledger, clock, calendar, hours } = parts
  const now = () => momentOf(clock.now(), calendar, hours)
  for (;;) {
    const due = await dueTo(ledger.read, destination, now())
    if (due.length === 0) return
    for (const id of due) {
      if (doing.stopping || !(await sendOne(parts, id, destination, doing, now()))) return
    }
  }
}

/** False when nothing more can be sent to this destination for the moment. */
async function sendOne(
  parts: DeliveryParts,
  id: string,
  destination: Destination,
  doing: Doing,
  moment: Moment,
): Promise<boolean> {
  const { ledger, commons, clock, limits = platformLimits } = parts
  const waitMs = await reservePlace(commons.rates, destination, limits, moment.now)
  if (waitMs > 0) {
    await rest(parts, destination, new Date(moment.now.getTime() + waitMs))
    return false
  }
  const claimed = await claimOne(parts, id, destination, doing, moment)
  if (claimed === undefined) return false
  try {
    if (doing.stopping) await ledger.write(trx => release(trx, claimed))
    else await tryOnce(parts, claimed, doing)
  } finally {
    doing.underWay.delete(id)
  }
  await noteEnd(commons.rates, destination, limits, { placedAt: moment.now, endedAt: clock.now() })
  return true
}

function claimOne(
  { ledger, accountOf, leaseMs = LEASE_MS }: DeliveryParts,
  id: string,
  destination: Destination,
  { underWay }: Doing,
  moment: Moment,
): Promise<ToSend | undefined> {
  return ledger.write(async trx => {
    const claimed = await claim(trx, id, destination, moment, leaseMs)
    if (claimed === undefined) return undefined
    // Before the commit, so that nobody here ever takes it for something a crash has left.
    underWay.add(id)
    const { channel, target } = destination
    return { ...claimed, account: isRepeatable(channel) ? await accountOf(trx, target) : target }
  })
}

/** All that is due to a destination moves together, so that its order stays. No try is counted. */
async function rest({ ledger }: DeliveryParts, { channel, target }: Destination, until: Date): Promise<void> {
  await ledger.write(trx => postpone(trx, until.toISOString(), channel, target, until.toISOString()))
}

const postpone = compiledOnce<[string, string, string, string], never>((db, dueAt, channel, target, before) =>
  db
    .updateTable('outbox')
    .set({ due_at: dueAt })
    .where('channel', '=', channel)
    .where('target', '=', target)
    .where('state', '=', 'pending')
    .where('due_at', '<', before),
)
