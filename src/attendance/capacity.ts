import type { Trx } from '../ledger/ledger.ts'
import { standingMarks } from './mark-store.ts'
import type { Session } from './session.ts'

/** Whether all places of a session are taken by others than this person. A session without a limit is never full. */
export async function isFull(db: Trx, { id, details }: Session, personId: string): Promise<boolean> {
  const { capacity } = details ?? {}
  if (capacity === undefined) return false
  const coming = [...(await standingMarks(db, id))].filter(
    ([other, { status }]) =>
      other !== personId && ['planned', 'present', 'late', 'leftEarly', 'observer'].includes(status),
  )
  return coming.length >= capacity
}
