import { randomBytes } from 'node:crypto'

/**
 * A new opaque id. Ids of one process sort in the order in which they were made, also within a millisecond, so that what
 * was queued first for a target leaves first.
 */
export function newDeliveryId(now: Date): string {
  const made = now.getTime().toString(36).padStart(9, '0')
  const order = process.hrtime.bigint().toString(36).padStart(12, '0')
  return `d${made}${order}${randomBytes(3).toString('hex')}`
}
