import type { Trx } from '../ledger/ledger.ts'
import type { MarkRequest } from '../talk/conversation.ts'
import { claimFrom } from './claims-kept.ts'
import { sameMark, standingClaim } from './mark.ts'

/**
 * The request that brings back what stood in a session before a mark was registered there: what was said before it, or a
 * withdrawal when there was nothing.
 */
export async function requestBefore(trx: Trx, sessionId: string, moved: MarkRequest): Promise<MarkRequest> {
  const { personId } = moved
  const rows = await trx
    .selectFrom('marks')
    .select(['status', 'leave_type', 'excuse', 'source', 'said_at'])
    .where('session_id', '=', sessionId)
    .where('person_id', '=', personId)
    .orderBy('said_at')
    .orderBy('id')
    .execute()
  const claims = rows.map(claimFrom)
  const own = claims.findLastIndex(claim => claim.status === moved.status)
  const standing = standingClaim(claims.filter((_, index) => index !== own))
  if (standing === undefined || sameMark(standing, undefined)) return { personId, status: 'withdrawn' }
  const { status, leaveType, excuse } = standing
  return {
    personId,
    status,
    ...(leaveType !== undefined && { leaveType }),
    ...(excuse !== undefined && { excuse }),
  }
}
