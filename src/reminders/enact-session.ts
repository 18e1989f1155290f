import { reminderCard } from '../attendance/cards/private.ts'
import type { SessionPart } from '../attendance/parts.ts'
import { setSessionState } from '../attendance/store.ts'
import { registerOf, tally } from '../attendance/tally.ts'
import { dayOf } from '../calendar/day.ts'
import { isYearLoaded } from '../calendar/work-calendar.ts'
import { addWorkdays } from '../calendar/workday.ts'
import { instantOf, timeOf } from '../calendar/day.ts'
import { audit } from '../ledger/audit.ts'
import type { Trx } from '../ledger/ledger.ts'
import type { CurrentMember } from '../people/roster-difference.ts'
import { membersOf } from '../people/store.ts'
import { noticeAt, type PlannedSession, type Stage } from './due-slots.ts'
import type { ReminderParts } from './parts.ts'
import { queueForGroup, queueForMembers, roomInGroup } from './queue.ts'
import { keepersOf, pendingIn, pendingOf, recipientsAmong } from './recipients.ts'
import * as texts from './texts.ts'
import { nameLater } from './unannounced.ts'
import { withoutMuted } from './wishes.ts'

/** A slot that was taken, with what it is about. */
export interface Taken {
  slotId: number
  dueAt: Date
  now: Date
  /** Found so long after its time that the text says 补发. */
  late: boolean
}

/** Freezes the texts of one stage of a session into the outbox. Returns how many deliveries there are. */
export function enactSession(
  trx: Trx,
  parts: ReminderParts,
  stage: Stage,
  planned: PlannedSession,
  taken: Taken,
  part?: SessionPart,
): Promise<number> {
  switch (stage) {
    case 'preview':
      return enactPreview(trx, parts, planned, taken)
    case 'part':
      return part === undefined ? Promise.resolve(0) : enactPart(trx, parts, planned, part, taken)
    case 'notice':
      return enactNotice(trx, parts, planned, taken)
    case 'reminder':
      return enactReminder(trx, parts, planned, taken)
    case 'check':
      return enactCheck(trx, parts, planned, taken)
  }
}

async function enactPreview(trx: Trx, parts: ReminderParts, planned: PlannedSession, taken: Taken) {
  const { session, group } = planned
  const at = noticeAt(planned, parts)
  const told = group !== undefined && parts.canReach.robot(group) ? group : undefined
  const { withoutAccount } = await pendingOf(trx, session)
  const text = texts.previewText(noticeOf(parts, planned), session, at, told, withoutAccount)
  const { reachable } = await keepersOf(trx, session.branch)
  return queueForMembers(trx, parts, reachable, outgoing(taken, text, at))
}

async function enactNotice(trx: Trx, parts: ReminderParts, planned: PlannedSession, taken: Taken) {
  const { session, group } = planned
  const dueAt = await roomInGroup(trx, parts, group, taken.dueAt)
  // A group that hears of a session after it began is told nothing: the session only opens.
  const queued =
    dueAt < session.startsAt
      ? await queueForGroup(
          trx,
          parts,
          group,
          outgoing({ ...taken, dueAt }, noticeOf(parts, planned), session.startsAt),
        )
      : 0
  await openDraft(trx, planned, queued > 0, taken.now)
  return queued
}

/** Opens a draft for marks. A group that could not be told hears of it with the next reply there. */
export async function openDraft(
  trx: Trx,
  { session }: PlannedSession,
  groupKnows: boolean,
  now: Date,
): Promise<void> {
  await setSessionState(trx, session.id, 'open', 'announced', 'system', now)
  if (!groupKnows) await nameLater(trx, session.id, now)
  await audit(trx, { at: now, actor: 'system', action: 'session.open', object: `session:${session.id}` })
}

/** Tells whoever has a part in a session; the part's `who` is an id, a name or an account. */
export async function enactPart(
  trx: Trx,
  parts: ReminderParts,
  { session }: PlannedSession,
  { part, who }: SessionPart,
  taken: Taken,
): Promise<number> {
  const members = await membersOf(trx, session.branch)
  const named = members.filter(
    ({ personId, name, userid }) => personId === who || name === who || (userid !== '' && userid === who),
  )
  // Two people of one name: the secretary sees the name in the notice and tells the right one.
  const { reachable } = recipientsAmong(named.length === 1 ? named : [])
  return queueForMembers(
    trx,
    parts,
    reachable,
    outgoing(taken, texts.partText(session, part), session.startsAt),
  )
}

async function enactReminder(trx: Trx, parts: ReminderParts, { session }: PlannedSession, taken: Taken) {
  const register = await registerOf(trx, session)
  const pending = await withoutMuted(trx, pendingIn(register).reachable, session.kind, taken.dueAt)
  if (pending.length === 0) return 0
  const keepers = (await keepersOf(trx, session.branch)).reachable
  const text = texts.reminderText(session, dayOf(taken.now))
  // The keepers are told what was done; nobody has to allow it.
  const summary = texts.remindedSummary(register, tally(register), pending.length)
  const isKeeper = ({ personId }: CurrentMember) => keepers.some(keeper => keeper.personId === personId)
  const isPending = ({ personId }: CurrentMember) => pending.some(member => member.personId === personId)
  const card = {
    ...outgoing(taken, text, session.startsAt),
    cardOf: (personId: string, said: string) =>
      reminderCard(trx, session, { personId, text: said, now: taken.now }),
  }
  const others = pending.filter(member => !isKeeper(member))
  const also = outgoing(taken, `${text}\n${summary}`, session.startsAt)
  const only = outgoing(taken, summary, session.startsAt)
  // A card holds no list of names: the keepers read theirs in words.
  return (
    (await queueForMembers(trx, parts, others, card)) +
    (await queueForMembers(trx, parts, keepers.filter(isPending), also)) +
    (await queueForMembers(
      trx,
      parts,
      keepers.filter(keeper => !isPending(keeper)),
      only,
    ))
  )
}

/** For how many working days a check is worth sending. */
const CHECK_DAYS = 3

async function enactCheck(trx: Trx, parts: ReminderParts, { session, timing }: PlannedSession, taken: Taken) {
  const register = await registerOf(trx, session)
  const { withoutAccount } = pendingIn(register)
  const today = dayOf(taken.now)
  const text = timing.required
    ? texts.checkText(register, tally(register), withoutAccount, today)
    : texts.voluntaryCheckText(register, today)
  const lastDay = addWorkdays(parts.calendar, dayOf(taken.dueAt), CHECK_DAYS)
  const { reachable } = await keepersOf(trx, session.branch)
  return queueForMembers(
    trx,
    parts,
    reachable,
    outgoing(taken, text, instantOf(lastDay, timeOf(taken.dueAt))),
  )
}

/** The announcement of a session as the group reads it. */
export function noticeOf({ botName, calendar }: ReminderParts, { session, timing }: PlannedSession): string {
  const unsure = !isYearLoaded(calendar, dayOf(session.startsAt))
  return texts.noticeText({ session, botName, required: timing.required, unsure })
}

function outgoing({ slotId, dueAt, now, late }: Taken, text: string, giveUpAt: Date) {
  return { slotId, dueAt, now, giveUpAt, text: late ? texts.lateText(text) : text }
}
