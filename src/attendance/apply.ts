import { isoOf } from '../clock.ts'
import { audit } from '../ledger/audit.ts'
import type { Trx } from '../ledger/ledger.ts'
import { takeTurns } from '../ledger/turns.ts'
import { withdrawReminderTo } from '../reminders/answered.ts'
import type { MarkRequest } from '../talk/conversation.ts'
import { countMark } from './counts.ts'
import { decideMark, standingClaim, type MarkDecision, type MarkSource } from './mark.ts'
import { claimsOf, insertMark } from './mark-store.ts'
import type { Session } from './session.ts'

export interface Applied {
  request: MarkRequest
  decision: MarkDecision
  /** Whether another mark of this person stood there before. */
  changed: boolean
}

export interface MarkContext {
  trx: Trx
  now: Date
  saidAt: Date
  actor: string
  /** Why a mark is entered after the register was archived. */
  reason?: string | undefined
}

/**
 * Adds one claim to the register with its audit row, and says whether it changed anything by the order of sources and times.
 * Also what changes nothing is kept: a message that was said before it may still be on its way.
 */
export async function applyMark(
  { trx, now, saidAt, actor, reason }: MarkContext,
  session: Session,
  request: MarkRequest,
  source: MarkSource,
): Promise<Applied> {
  const { personId, status, excuse } = request
  // Two replicas may hear the same person at the same moment.
  await takeTurns(trx, `mark:${session.id}:${personId}`)
  const claims = await claimsOf(trx, session.id, personId)
  const leaveType = status === 'leave' ? (request.leaveType ?? 'unspecified') : undefined
  const wanted = {
    status,
    source,
    saidAt: isoOf(saidAt),
    ...(leaveType !== undefined && { leaveType }),
    ...(status === 'exempt' && { excuse: excuse ?? 'other' }),
  }
  const before = standingClaim(claims)
  const decision = decideMark(claims, wanted)
  const changed = before !== undefined && before.status !== 'withdrawn'
  if (decision === 'secretary-only') return { request, decision, changed }
  const lateEntry = session.state === 'archived' || session.details?.late !== undefined
  await insertMark(trx, {
    ...wanted,
    sessionId: session.id,
    personId,
    reportedBy: actor,
    enteredAt: now,
    lateEntry,
    ...(lateEntry && { reason: reason ?? session.details?.late?.reason }),
  })
  if (decision !== 'add') return { request, decision, changed }
  // A claim that takes something back can bring up another one than itself.
  await countMark(trx, session, personId, before?.status, standingClaim([...claims, wanted])?.status)
  // 提醒没报的 of last evening still waits for the morning; whoever has answered is not asked any more.
  await withdrawReminderTo(trx, personId, session.id)
  await audit(trx, {
    at: now,
    actor,
    action: 'mark',
    object: `session:${session.id}`,
    subject: personId,
    detail: { status, leaveType },
  })
  return { request, decision, changed }
}
