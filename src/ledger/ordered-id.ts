import { randomBytes } from 'node:crypto'

const madeHere = randomBytes(4).toString('hex')
let count = 0

/** A new id that sorts in the order of making: the millisecond, a count, and what tells this process from others. */
export function orderedId(now: Date): string {
  count = (count + 1) % 36 ** 4
  return now.getTime().toString(36).padStart(9, '0') + count.toString(36).padStart(4, '0') + madeHere
}
