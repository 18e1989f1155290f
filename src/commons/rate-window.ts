import type { RateWindow } from './port.ts'

/** A pause and when it was ordered, in ms. */
export interface Pause {
  since: number
  until: number
}

// Replicas' clocks may differ by a minute and a half; a pause ordered further ahead than that is from a clock set back since.
export const CLOCK_SLACK_MS = 120_000

/** The longest log that is kept per key; the largest limit of the platform is far below. */
export const MOST_INSTANTS = 2000

/** The sends that still count at `now`, oldest first, at most `limit` of them: all that the next decision needs. */
export function counting(log: readonly number[], { limit, windowMs }: RateWindow, now: number): number[] {
  return log
    .map(at => (at > now + windowMs ? now : at)) // from a clock set back since: it counts as sent just now
    .filter(at => at > now - windowMs)
    .toSorted((a, b) => a - b)
    .slice(-limit)
}

/** How long until a place is free, 0 for at once. */
export function waitFor(counted: readonly number[], { limit, windowMs }: RateWindow, now: number): number {
  const oldest = counted[0]
  return oldest === undefined || counted.length < limit ? 0 : oldest + windowMs - now
}

/** The instant to remember for a send at `now`: never before the last one, so that a replica whose clock is behind fits in. */
export function instantToLog(counted: readonly number[], now: number): number {
  return Math.max(now, counted.at(-1) ?? now)
}

export function pausedFor(pause: Pause | undefined, now: number): number {
  if (pause === undefined || now < pause.since - CLOCK_SLACK_MS) return 0
  return Math.max(0, pause.until - now)
}

/** Both logs together, oldest first; an instant that both know counts once. Of a very long log the newest stay. */
export function union(log: readonly number[], more: readonly number[]): number[] {
  const left = countEach(log)
  const added = more.filter(at => {
    const known = left.get(at) ?? 0
    left.set(at, known - 1)
    return known <= 0
  })
  return [...log, ...added].toSorted((a, b) => a - b).slice(-MOST_INSTANTS)
}

function countEach(values: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}
