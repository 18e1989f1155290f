import type { Trx } from '../ledger/ledger.ts'
import { orderedId } from '../ledger/ordered-id.ts'
import type { MarkSource } from './mark.ts'

export interface MakeupReport {
  sessionId: string
  personId: string
  /** False takes an earlier report back. */
  done: boolean
  source: MarkSource
  reportedBy: string
  saidAt: Date
  now: Date
}

/** Adds what somebody said of a makeup study (补学). Nothing is changed: what was said last counts. */
export async function addMakeup(trx: Trx, report: MakeupReport): Promise<void> {
  await trx
    .insertInto('makeups')
    .values({
      id: orderedId(report.now),
      session_id: report.sessionId,
      person_id: report.personId,
      done: report.done ? 1 : 0,
      source: report.source,
      reported_by: report.reportedBy,
      said_at: report.saidAt.toISOString(),
      entered_at: report.now.toISOString(),
    })
    .execute()
}

/** Who has made up a session, with the moment it was said. */
export async function makeupsOf(db: Trx, sessionId: string): Promise<Map<string, Date>> {
  const rows = await db
    .selectFrom('makeups')
    .select(['person_id', 'done', 'said_at'])
    .where('session_id', '=', sessionId)
    .orderBy('said_at')
    .orderBy('id')
    .execute()
  const made = new Map<string, Date>()
  for (const { person_id, done, said_at } of rows) {
    if (Number(done) === 1) made.set(person_id, new Date(said_at))
    else made.delete(person_id)
  }
  return made
}
