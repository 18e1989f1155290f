import { randomBytes } from 'node:crypto'

const madeHere = randomBytes(4).toString('hex')
let count = 0

/**
 * A new opaque id. Ids of one process sort in the order in which they were made, also within a millisecond: the
 * millisecond, a count that never starts again (a clock may), and what tells this process from others.
 */
export function orderedId(now: Date): string {
  count += 1
  return now.getTime().toString(36).padStart(9, '0') + count.toString(36).padStart(6, '0') + madeHere
}
