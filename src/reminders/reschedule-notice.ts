import type { Session } from '../attendance/session.ts'
import { nextWorkingMoment } from '../calendar/working-hours.ts'
import type { Trx } from '../ledger/ledger.ts'
import type { PlannedSession } from './due-slots.ts'
import { enactSession, noticeOf } from './enact-session.ts'
import type { ReminderParts } from './parts.ts'
import { queueForGroup } from './queue.ts'
import { setSlotState, takeSlot, withdrawUnsent } from './slots.ts'
import { rescheduledText } from './texts.ts'
import { nameLater } from './unannounced.ts'

export type GroupTold =
  /** The group hears of it at `goesOutAt`, which is `now` or the next moment of work. */
  | { kind: 'queued'; goesOutAt: Date }
  /** The group has no webhook key: the next reply there names the session. */
  | { kind: 'named-later' }

/**
 * Takes back everything of a session that has not left yet: it tells the old time or place. Returns whether the group had
 * not even heard of the session. Also for sessions that are cancelled.
 */
export async function withdrawOfSession(trx: Trx, sessionId: string): Promise<{ groupKnewNothing: boolean }> {
  const groupKnewNothing = (await withdrawUnsent(trx, `session:${sessionId}:notice`)) > 0
  await withdrawUnsent(trx, `session:${sessionId}:`)
  return { groupKnewNothing }
}

/** What the group should hear of a session that was moved: the change, or everything when the notice had not left yet. */
export function rescheduleText(
  parts: ReminderParts,
  planned: PlannedSession,
  before: Session,
  groupKnewNothing: boolean,
): string {
  return groupKnewNothing ? noticeOf(parts, planned) : rescheduledText(planned.session, before)
}

/** Tells the group of a session that was moved after its announcement. */
export async function rescheduleNotice(
  trx: Trx,
  parts: ReminderParts,
  { session, group }: PlannedSession,
  text: string,
  now: Date,
): Promise<GroupTold> {
  const goesOutAt = nextWorkingMoment(parts.calendar, parts.hours, now)
  const slot = { job: `session:${session.id}:changed`, slot: now.toISOString() }
  const slotId = await takeSlot(trx, slot, goesOutAt, now)
  const outgoing = { text, dueAt: goesOutAt, giveUpAt: session.startsAt, now }
  const queued = slotId === undefined ? 0 : await queueForGroup(trx, parts, group, { ...outgoing, slotId })
  if (queued > 0) return { kind: 'queued', goesOutAt }
  if (slotId !== undefined) await setSlotState(trx, slotId, 'empty')
  await nameLater(trx, session.id, now)
  return { kind: 'named-later' }
}

/** Announces a draft whose notice is overdue because it was brought forward. Undefined when it was announced before. */
export async function announceNow(
  trx: Trx,
  parts: ReminderParts,
  planned: PlannedSession,
  now: Date,
): Promise<GroupTold | undefined> {
  const goesOutAt = nextWorkingMoment(parts.calendar, parts.hours, now)
  const slotId = await takeSlot(
    trx,
    { job: `session:${planned.session.id}:notice`, slot: 'once' },
    goesOutAt,
    now,
  )
  if (slotId === undefined) return undefined
  const queued = await enactSession(trx, parts, 'notice', planned, {
    slotId,
    dueAt: goesOutAt,
    now,
    late: false,
  })
  if (queued > 0) return { kind: 'queued', goesOutAt }
  await setSlotState(trx, slotId, 'empty')
  return { kind: 'named-later' }
}
