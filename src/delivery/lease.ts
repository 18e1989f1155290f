import type { DeliveryChannel } from './outcome.ts'

/** How long a claim holds. */
export const LEASE_MS = 10_000

/** Tries in all; then a delivery has failed. */
export const MOST_TRIES = 6

/**
 * How long after a doubtful try the same message may be sent again. The platform swallows an identical one for four hours
 * (page 90236); six tries with gaps of at most half an hour end well before.
 */
export const DOUBT_MS = 30 * 60 * 1000

/** Refuses a lease that could end while a call is still under way: three timeouts, for a token, an upload and the message. */
export function checkLease(leaseMs: number, timeoutMs: number): void {
  if (leaseMs <= 3 * timeoutMs)
    throw new Error(`a lease of ${leaseMs} ms must be longer than three timeouts of ${timeoutMs} ms`)
}

/** Whether the far end swallows a repeated message, or takes it once only. A robot and a response_url show it twice. */
export function isRepeatable(channel: DeliveryChannel): boolean {
  return channel === 'app' || channel === 'app-file' || channel === 'app-card'
}
