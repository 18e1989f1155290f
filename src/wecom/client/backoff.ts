/**
 * Waits between tries, in one place. Each is half fixed and half random, so that deliveries that failed together do not
 * come back together ("equal jitter", aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter).
 */
export type Random = () => number

/** Six tries of 3 s with waits of at most 2, 4, 8, 16 and 32 s end within two minutes. */
const FIRST_MS = 2000
const MOST_MS = 5 * 60 * 1000

/** A key that was refused for its frequency rests at least a minute (page 90313), then minutes. */
const PAUSE_MS = 60 * 1000
const MOST_PAUSE_MS = 10 * 60 * 1000

/** -1 may be tried again at once at most three times (page 90313). */
export const QUICK_TRIES = 3

/** How long to wait after the n-th try, counted from 1, when the network or the platform was out of order. */
export function backoffMs(attempt: number, random: Random): number {
  const most = Math.min(FIRST_MS * 2 ** (Math.max(attempt, 1) - 1), MOST_MS)
  return Math.round(most / 2 + (most / 2) * random())
}

/** How long to wait after the n-th try, counted from 1, when the platform asked for a pause: never less than a minute. */
export function pauseMs(attempt: number, random: Random): number {
  const least = Math.min(PAUSE_MS * 2 ** (Math.max(attempt, 1) - 1), MOST_PAUSE_MS)
  return Math.round(least * (1 + random() / 2))
}
