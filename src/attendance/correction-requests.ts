import type { Trx } from '../ledger/ledger.ts'
import { orderedId } from '../ledger/ordered-id.ts'
import type { MarkRequest } from '../talk/conversation.ts'
import type { LeaveType, MarkStatus } from '../understand/reading.ts'
import { sessionById } from './store.ts'
import type { Session } from './session.ts'

/** What a member wants put right in an archived register. */
export interface CorrectionRequest {
  id: string
  session: Session
  request: MarkRequest
}

/** Keeps the request for the keeper; an earlier one of the same member that still waits gives way. False: it said the same. */
export async function askForCorrection(
  trx: Trx,
  session: Session,
  { personId, status, leaveType }: MarkRequest,
  now: Date,
): Promise<boolean> {
  const waiting = await trx
    .selectFrom('correction_requests')
    .selectAll()
    .where('session_id', '=', session.id)
    .where('person_id', '=', personId)
    .where('decided_at', 'is', null)
    .execute()
  if (waiting.some(row => row.status === status && row.leave_type === (leaveType ?? null))) return false
  for (const { id } of waiting) await decide(trx, id, false, personId, now)
  await trx
    .insertInto('correction_requests')
    .values({
      id: orderedId(now),
      session_id: session.id,
      person_id: personId,
      status,
      leave_type: leaveType ?? null,
      asked_at: now.toISOString(),
      decided_at: null,
      decided_by: null,
      accepted: null,
    })
    .execute()
  return true
}

/** The request of these branches that has waited longest; undefined when none waits. */
export async function oldestRequest(
  trx: Trx,
  branches: readonly string[],
): Promise<CorrectionRequest | undefined> {
  const row = await trx
    .selectFrom('correction_requests')
    .innerJoin('sessions', 'sessions.id', 'correction_requests.session_id')
    .select(['correction_requests.id'])
    .where('correction_requests.decided_at', 'is', null)
    .where('sessions.branch', 'in', ['', ...branches])
    .orderBy('correction_requests.id')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? undefined : waitingRequest(trx, row.id)
}

/** A request that nobody has decided yet. */
export async function waitingRequest(trx: Trx, id: string): Promise<CorrectionRequest | undefined> {
  const row = await trx
    .selectFrom('correction_requests')
    .selectAll()
    .where('id', '=', id)
    .where('decided_at', 'is', null)
    .executeTakeFirst()
  const session = row === undefined ? undefined : await sessionById(trx, row.session_id)
  if (row === undefined || session === undefined) return undefined
  return {
    id,
    session,
    request: {
      personId: row.person_id,
      // Only askForCorrection writes these columns, from the same unions.
      status: row.status as MarkStatus,
      ...(row.leave_type !== null && { leaveType: row.leave_type as LeaveType }),
    },
  }
}

/** Ends a request; false when somebody decided it before. */
export async function decide(
  trx: Trx,
  id: string,
  accepted: boolean,
  by: string,
  now: Date,
): Promise<boolean> {
  const decided = await trx
    .updateTable('correction_requests')
    .set({ decided_at: now.toISOString(), decided_by: by, accepted: accepted ? 1 : 0 })
    .where('id', '=', id)
    .where('decided_at', 'is', null)
    .returning('id')
    .execute()
  return decided.length > 0
}

/** How a member's own last request about a session ended. */
export async function ownRequest(
  trx: Trx,
  sessionId: string,
  personId: string,
): Promise<'waiting' | 'accepted' | 'declined' | undefined> {
  const row = await trx
    .selectFrom('correction_requests')
    .select(['decided_at', 'accepted'])
    .where('session_id', '=', sessionId)
    .where('person_id', '=', personId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return undefined
  if (row.decided_at === null) return 'waiting'
  return Number(row.accepted) === 1 ? 'accepted' : 'declined'
}
