import type { RateWindow, RateWindows } from '../commons/port.ts'
import type { Trx } from '../ledger/ledger.ts'
import type { Destination } from './due.ts'
import type { DeliveryChannel } from './outcome.ts'

/** A window with some time (ms) for the way to the platform in its length. */
export interface Limit extends RateWindow {
  marginMs: number
}

export interface Limits {
  /** One group's robot. */
  robot: Limit
  /** One member, through the app. */
  member: Limit
  /** The whole app, and everything through response_urls. */
  channel: Limit
}

/**
 * What the platform takes, with a second for the way there: 20 a minute for each robot (page 99110), 30 a minute for each
 * member of an app, beyond which it drops without a word (page 90236). For a whole app it allows 10,000 calls a minute
 * (page 90312), of which we use a tenth.
 */
export const platformLimits: Limits = {
  robot: { limit: 20, windowMs: 61_000, marginMs: 1000 },
  member: { limit: 30, windowMs: 61_000, marginMs: 1000 },
  channel: { limit: 1000, windowMs: 61_000, marginMs: 1000 },
}

/** Takes a place in every window of a destination, or answers how long (ms) until it is worth asking again. */
export async function reservePlace(
  rates: RateWindows,
  destination: Destination,
  limits: Limits,
  now: Date,
): Promise<number> {
  for (const { key, window } of windowsOf(destination, limits)) {
    const { waitMs } = await rates.reserve(key, window, now.getTime())
    if (waitMs > 0) return waitMs
  }
  return 0
}

/**
 * Counts a call once more when it ended later after its place was taken than the margin allows for (a slow disk, a slow
 * answer): it may have arrived as late as that.
 */
export async function noteEnd(
  rates: RateWindows,
  destination: Destination,
  limits: Limits,
  { placedAt, endedAt }: { placedAt: Date; endedAt: Date },
): Promise<void> {
  const tookMs = endedAt.getTime() - placedAt.getTime()
  for (const { key, window } of windowsOf(destination, limits))
    if (tookMs > window.marginMs) await rates.rebuild(key, [endedAt.getTime()])
}

/** Tells the windows of every try that the outbox remembers, so that a restart or a lost commons breaks no limit. */
export async function rebuildWindows(
  db: Trx,
  rates: RateWindows,
  { limits, leaseMs, now }: { limits: Limits; leaseMs: number; now: Date },
): Promise<void> {
  const longest = Math.max(...Object.values(limits).map(({ windowMs }: Limit) => windowMs))
  const tries = await db
    .selectFrom('outbox')
    .select(['channel', 'target', 'lease_until', 'sent_at'])
    .where('lease_until', '>', new Date(now.getTime() - longest).toISOString())
    .execute()
  const instants = new Map<string, number[]>()
  for (const { channel, target, lease_until, sent_at } of tries) {
    // The lease began with the place in the window.
    const placedAt = Date.parse(lease_until ?? '') - leaseMs
    const endedAt = sent_at === null ? placedAt : Date.parse(sent_at)
    // Only this folder writes the channel.
    for (const { key, window } of windowsOf({ channel: channel as DeliveryChannel, target }, limits)) {
      const late = endedAt - placedAt > window.marginMs ? [endedAt] : []
      instants.set(key, [...(instants.get(key) ?? []), placedAt, ...late])
    }
  }
  for (const [key, known] of instants) await rates.rebuild(key, known)
}

/** Windows by key, widest first. A refusal for frequency pauses the robot's key or the whole app (see Outcome). */
function windowsOf({ channel, target }: Destination, limits: Limits): { key: string; window: Limit }[] {
  switch (channel) {
    case 'robot':
      return [{ key: `robot:${target}`, window: limits.robot }]
    case 'app':
    case 'app-file':
      return [
        { key: 'app', window: limits.channel },
        { key: `app:${target}`, window: limits.member },
      ]
    case 'app-card':
      return [{ key: 'app', window: limits.channel }]
    case 'response':
      return [{ key: 'response', window: limits.channel }]
  }
}
