import type { Trx } from '../../ledger/ledger.ts'
import { isShared } from '../../ledger/turns.ts'
import { saidIn } from '../claims-kept.ts'

/** Whether a member asked for leave here before the last time: then the type was asked for already, and is not again. */
export async function hasSaidLeaveBefore(trx: Trx, sessionId: string, personId: string): Promise<boolean> {
  if (!isShared(trx)) return ((await saidIn.recall(trx, sessionId)).get(personId)?.leaves ?? 0) > 1
  const leaves = await trx
    .selectFrom('marks')
    .select('id')
    .where('session_id', '=', sessionId)
    .where('person_id', '=', personId)
    .where('status', '=', 'leave')
    .limit(2)
    .execute()
  return leaves.length > 1
}
