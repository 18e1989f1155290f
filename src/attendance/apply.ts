import { audit } from '../ledger/audit.ts'
import type { Trx } from '../ledger/ledger.ts'
import { takeTurns } from '../ledger/turns.ts'
import type { MarkRequest } from '../talk/conversation.ts'
import { countMark } from './counts.ts'
import { decideMark, keptRank, type MarkDecision, type MarkSource } from './mark.ts'
import type { Session } from './session.ts'
import { insertMark, standingMark } from './store.ts'

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
}

/** Adds one mark to the register if the order of sources and times allows it, with its audit row. */
export async function applyMark(
  { trx, now, saidAt, actor }: MarkContext,
  session: Session,
  request: MarkRequest,
  source: MarkSource,
): Promise<Applied> {
  const { personId, status } = request
  // Two replicas may hear the same person at the same moment.
  await takeTurns(trx, `mark:${session.id}:${personId}`)
  const before = await standingMark(trx, session.id, personId)
  const leaveType = status === 'leave' ? (request.leaveType ?? 'unspecified') : undefined
  const wanted = {
    status,
    source,
    saidAt: saidAt.toISOString(),
    ...(leaveType !== undefined && { leaveType }),
  }
  const decision = decideMark(before, wanted)
  const changed = before !== undefined && before.status !== 'withdrawn'
  if (decision !== 'add') return { request, decision, changed }
  const lateEntry = session.state === 'archived'
  await insertMark(trx, {
    ...wanted,
    rank: keptRank(before, source),
    sessionId: session.id,
    personId,
    reportedBy: actor,
    enteredAt: now,
    lateEntry,
  })
  await countMark(trx, session, personId, before?.status, status)
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
