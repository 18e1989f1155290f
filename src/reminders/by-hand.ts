import { randomBytes } from 'node:crypto'
import { reminderCard } from '../attendance/cards/private.ts'
import type { Session } from '../attendance/session.ts'
import { addDays, dayOf, instantOf } from '../calendar/day.ts'
import { nextWorkingMoment } from '../calendar/working-hours.ts'
import { audit } from '../ledger/audit.ts'
import type { Trx } from '../ledger/ledger.ts'
import type { CurrentMember } from '../people/roster-difference.ts'
import type { ReminderParts } from './parts.ts'
import { queueForGroup, queueForMembers, type Addressee } from './queue.ts'
import { pendingOf } from './recipients.ts'
import { setSlotState, takeSlot, withdrawUnsent } from './slots.ts'
import { byHandText, reminderByHandText } from './texts.ts'

/** Who asks for it, and when. */
export interface Asked {
  /** A person's id, or 'cli'. */
  actor: string
  now: Date
}

export type PendingReminded =
  /** They hear of it at `goesOutAt`, which is `now` or the next moment of work. */
  | { kind: 'reminded'; count: number; withoutAccount: CurrentMember[]; goesOutAt: Date }
  /** `named`: how many were asked for by name. */
  | { kind: 'nobody-pending'; named: number }
  | { kind: 'already-today' }
  /** Nobody hears of one session by hand twice. */
  | { kind: 'all-told' }
  | { kind: 'too-late' }
  /** There is no app to write to anybody in private. */
  | { kind: 'no-app'; pending: CurrentMember[] }

/**
 * 提醒没报的: one more private line to those who have not answered, at most one to a person and session, at most once a day. `only`
 * narrows it to some of them.
 */
export async function remindPending(
  trx: Trx,
  parts: ReminderParts,
  session: Session,
  { actor, now, only }: Asked & { only?: readonly string[] },
): Promise<PendingReminded> {
  const wanted = ({ personId }: CurrentMember) => only === undefined || only.includes(personId)
  const pending = await pendingOf(trx, session)
  const told = await toldByHand(trx, session.id)
  const asked = pending.reachable.filter(wanted)
  const reachable = asked.filter(({ personId }) => !told.has(personId))
  const withoutAccount = pending.withoutAccount.filter(wanted)
  if (asked.length + withoutAccount.length === 0) return { kind: 'nobody-pending', named: only?.length ?? 0 }
  if (!parts.canReach.app) return { kind: 'no-app', pending: [...asked, ...withoutAccount] }
  const goesOutAt = nextWorkingMoment(parts.calendar, parts.hours, now)
  if (goesOutAt >= session.startsAt) return { kind: 'too-late' }
  if (asked.length > 0 && reachable.length === 0)
    return { kind: (await wasToldToday(trx, session.id, now)) ? 'already-today' : 'all-told' }
  if (reachable.length === 0) return { kind: 'reminded', count: 0, withoutAccount, goesOutAt }
  const slot = { job: byHandJob(session.id), slot: dayOf(now) }
  const slotId = await takeSlot(trx, slot, goesOutAt, now)
  if (slotId === undefined) return { kind: 'already-today' }
  const text = reminderByHandText(session, dayOf(goesOutAt))
  const cardOf = (personId: string, words: string) =>
    reminderCard(trx, session, { personId, text: words, now })
  const outgoing = { slotId, text, dueAt: goesOutAt, giveUpAt: session.startsAt, now, cardOf }
  const count = await queueForMembers(trx, parts, reachable, outgoing)
  if (count === 0) await setSlotState(trx, slotId, 'empty')
  await audit(trx, { at: now, actor, action: 'remind.pending', object: `session:${session.id}` })
  return { kind: 'reminded', count, withoutAccount, goesOutAt }
}

function byHandJob(sessionId: string): string {
  return `session:${sessionId}:by-hand`
}

async function toldByHand(trx: Trx, sessionId: string): Promise<Set<string>> {
  const rows = await trx
    .selectFrom('outbox')
    .innerJoin('slots', 'slots.id', 'outbox.slot_id')
    .select('outbox.target')
    .where('slots.job', '=', byHandJob(sessionId))
    .execute()
  return new Set(rows.map(({ target }) => target))
}

async function wasToldToday(trx: Trx, sessionId: string, now: Date): Promise<boolean> {
  const slot = await trx
    .selectFrom('slots')
    .select('id')
    .where('job', '=', byHandJob(sessionId))
    .where('slot', '=', dayOf(now))
    .executeTakeFirst()
  return slot !== undefined
}

export type ReminderTarget =
  { kind: 'group'; group: string } | { kind: 'people'; personIds: readonly string[] }

export interface OneOff extends Asked {
  at: Date
  to: ReminderTarget
  text: string
  /** Who asked, as the text says it; left out on the command line. */
  by?: string
  /** 现在发: at any hour. */
  anyHour?: boolean
}

export type OneOffPlanned =
  | {
      kind: 'planned'
      job: string
      goesOutAt: Date
      later: boolean
      count: number
      text: string
      withoutAccount: number
    }
  | NotPlanned

/** Why nothing was planned; the ledger is as it was. */
export type NotPlanned =
  { kind: 'past' } | { kind: 'no-text' } | { kind: 'no-robot' } | { kind: 'no-app' } | { kind: 'no-account' }

/** Said a moment ago still means now. */
const JUST_NOW_MS = 60_000

/**
 * A one-off reminder to a group or to people. Outside working hours it waits for the next moment of work (`later`), unless
 * somebody said 现在发.
 */
export async function remindAt(trx: Trx, parts: ReminderParts, wanted: OneOff): Promise<OneOffPlanned> {
  const { at, to, actor, now, by, anyHour = false } = wanted
  const said = plainLine(wanted.text)
  if (said === '') return { kind: 'no-text' }
  if (now.getTime() - at.getTime() > JUST_NOW_MS) return { kind: 'past' }
  if (to.kind === 'group' && !parts.canReach.robot(to.group)) return { kind: 'no-robot' }
  if (to.kind === 'people' && !parts.canReach.app) return { kind: 'no-app' }
  const people = to.kind === 'people' ? await addresseesOf(trx, to.personIds) : []
  if (to.kind === 'people' && people.length === 0) return { kind: 'no-account' }

  const wish = at < now ? now : at
  const goesOutAt = anyHour ? wish : nextWorkingMoment(parts.calendar, parts.hours, wish)
  const text = byHandText(said, by, dayOf(now))
  const slot = newJob(actor)
  const slotId = await takeSlot(trx, slot, goesOutAt, now)
  if (slotId === undefined) throw new Error('a new reminder has a name of its own')
  const giveUpAt = instantOf(addDays(dayOf(goesOutAt), 1))
  const outgoing = { slotId, text, dueAt: goesOutAt, giveUpAt, now, anyHour }
  const count =
    to.kind === 'group'
      ? await queueForGroup(trx, parts, to.group, outgoing)
      : await queueForMembers(trx, parts, people, outgoing)
  if (count === 0) await setSlotState(trx, slotId, 'empty')
  await audit(trx, { at: now, actor, action: 'remind.set', object: objectOf(to) })
  const withoutAccount = to.kind === 'people' ? to.personIds.length - people.length : 0
  const { job } = slot
  return { kind: 'planned', job, goesOutAt, later: goesOutAt > wish, count, text, withoutAccount }
}

/** A one-off reminder of which something has not left yet. */
export interface UnsentReminder {
  job: string
  plannedAt: Date
  goesOutAt: Date
  to: ReminderTarget
  /** Whether a piece of text stands in its words. */
  says(words: string): boolean
}

/** The one-off reminders that somebody asked for and that have not left yet, the newest first. */
export async function unsentReminders(trx: Trx, actor: string): Promise<UnsentReminder[]> {
  const rows = await trx
    .selectFrom('slots')
    .innerJoin('outbox', 'outbox.slot_id', 'slots.id')
    .select([
      'slots.job',
      'slots.created_at',
      'slots.due_at',
      'outbox.channel',
      'outbox.target',
      'outbox.body',
    ])
    .where('slots.job', '>=', jobsOf(actor))
    .where('slots.job', '<', `${jobsOf(actor)}~`)
    .where('outbox.state', '=', 'pending')
    // A lease that is kept says that the last try was in doubt: it may have arrived.
    .where('outbox.lease_until', 'is', null)
    .orderBy('slots.id', 'desc')
    .execute()
  return [...Map.groupBy(rows, ({ job }) => job).values()].flatMap(same => {
    const [first] = same
    if (first === undefined) return []
    const { job, created_at, due_at, channel, target, body } = first
    const personIds = same.map(row => row.target)
    const to: ReminderTarget =
      channel === 'robot' ? { kind: 'group', group: target } : { kind: 'people', personIds }
    const plannedAt = new Date(created_at)
    return [
      { job, plannedAt, goesOutAt: new Date(due_at), to, says: words => body?.includes(words) ?? false },
    ]
  })
}

/** Moves a one-off reminder that has not left; its words stay. False when it has left meanwhile. */
export async function moveReminder(
  trx: Trx,
  job: string,
  { actor, now, goesOutAt, anyHour }: Asked & { goesOutAt: Date; anyHour: boolean },
): Promise<boolean> {
  const slot = await trx.selectFrom('slots').select('id').where('job', '=', job).executeTakeFirst()
  if (slot === undefined) return false
  const due_at = goesOutAt.toISOString()
  const moved = await trx
    .updateTable('outbox')
    .set({
      due_at,
      give_up_at: instantOf(addDays(dayOf(goesOutAt), 1)).toISOString(),
      any_hour: anyHour ? 1 : 0,
    })
    .where('slot_id', '=', slot.id)
    .where('state', '=', 'pending')
    .where('lease_until', 'is', null)
    // What is to be tried again must not be put off: it would hold up all others of its destination.
    .where('attempt', '=', 0)
    .returning('id')
    .execute()
  if (moved.length === 0) return false
  await trx.updateTable('slots').set({ due_at }).where('id', '=', slot.id).execute()
  await audit(trx, { at: now, actor, action: 'remind.move', object: 'reminder' })
  return true
}

/** Takes a one-off reminder back; false when it has left meanwhile. */
export async function withdrawReminder(trx: Trx, job: string, { actor, now }: Asked): Promise<boolean> {
  if ((await withdrawUnsent(trx, job)) === 0) return false
  await audit(trx, { at: now, actor, action: 'remind.cancel', object: 'reminder' })
  return true
}

function jobsOf(actor: string): string {
  return `by-hand:${actor}:`
}

function newJob(actor: string) {
  return { job: `${jobsOf(actor)}${randomBytes(6).toString('hex')}`, slot: 'once' }
}

function objectOf(to: ReminderTarget): string {
  return to.kind === 'group' ? `group:${to.group}` : 'people'
}

async function addresseesOf(trx: Trx, personIds: readonly string[]): Promise<Addressee[]> {
  if (personIds.length === 0) return []
  const rows = await trx
    .selectFrom('person_identities')
    .select(['person_id', 'external_id'])
    .where('channel', '=', 'userid')
    .where('person_id', 'in', personIds)
    .orderBy('external_id')
    .execute()
  return rows.map(({ person_id, external_id }) => ({ personId: person_id, userid: external_id }))
}

const MOST_CHARACTERS = 300

// What somebody dictates to a group stays one line without control characters.
function plainLine(text: string): string {
  const line = text
    .slice(0, 2000)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .trim()
  return [...line].slice(0, MOST_CHARACTERS).join('')
}
