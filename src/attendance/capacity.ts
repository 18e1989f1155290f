import type { Trx } from '../ledger/ledger.ts'
import { standingMarks } from './mark-store.ts'
import type { Session } from './session.ts'

/** Whether all places of a session are taken by others than this person. A session without a limit is never full. */
export async function isFull(db: Trx, { id, details }: Session, personId: string): Promise<boolean> {
  const { capacity } = details ?? {}
  return capacity !== undefined && (await takenPlaces(db, id, personId)) >= capacity
}

/** How many places are taken, leaving out one person. */
export async function takenPlaces(db: Trx, sessionId: string, except?: string): Promise<number> {
  const coming = [...(await standingMarks(db, sessionId))].filter(
    ([other, { status }]) =>
      other !== except && ['planned', 'present', 'late', 'leftEarly', 'observer'].includes(status),
  )
  return coming.length
}
