import type { SessionPart } from '../attendance/parts.ts'
import type { Session } from '../attendance/session.ts'
import { addDays, dayOf, weekdayOf, type Day } from '../calendar/day.ts'
import { addWorkdays, workdayOnOrAfter } from '../calendar/workday.ts'
import type { StandingDuty } from '../duties/facts.ts'
import { dutyLeads, type DutyLead } from '../duties/occurrences.ts'
import type { Office } from '../office.ts'
import { momentAtWork, type WorkTime } from './moments.ts'
import { partDays, type Timing } from './timing.ts'

/** A session with what decides its reminders. */
export interface PlannedSession {
  session: Session
  timing: Timing
  /** The group that hears of it, if its branch has one. */
  group: string | undefined
  /** The secretary called its notice and reminder off. */
  paused: boolean
  /** Who leads, lectures or speaks first: told in private, earlier than the others. */
  parts: readonly SessionPart[]
}

/** Everything that can become due. */
export interface Plan {
  sessions: readonly PlannedSession[]
  duties: readonly StandingDuty[]
  groups: Office['groups']
}

/**
 * preview: the keepers see the text; part: who leads or lectures; notice: the group; reminder: those without a mark; check: the
 * keepers again.
 */
export type Stage = 'preview' | 'part' | 'notice' | 'reminder' | 'check'

/** One thing that is due at one time, unique by job and slot for ever. */
export type DueSlot = SlotName & { dueAt: Date } & (
    | { kind: 'session'; stage: Stage; planned: PlannedSession; part?: SessionPart }
    | { kind: 'duty'; told: DutyLead }
    | { kind: 'week'; what: 'agenda' | 'rule'; group: string; branch: string; monday: Day }
  )

export interface SlotName {
  job: string
  slot: string
}

/** Every slot that is due after `from` and not after `to`, in order of time. It depends on nothing but what is handed in. */
export function dueSlots(
  { sessions, duties, groups }: Plan,
  work: WorkTime,
  from: Date,
  to: Date,
): DueSlot[] {
  return [
    ...sessions.flatMap(planned => sessionSlots(planned, work)),
    ...duties.flatMap(standing => dutySlots(standing, work, from, to)),
    ...groups.flatMap(group => weekSlots(group, work, from, to)),
  ]
    .filter(({ dueAt }) => from < dueAt && dueAt <= to)
    .sort((one, other) => one.dueAt.getTime() - other.dueAt.getTime() || (one.job < other.job ? -1 : 1))
}

/** When the group is told of a session. */
export function noticeAt({ session, timing }: PlannedSession, work: WorkTime): Date {
  const day = addWorkdays(work.calendar, dayOf(session.startsAt), -timing.notice)
  return momentAtWork(work, day, MORNING, session.id)
}

// Notices and reminders at 09:30, the check on the next working day at 10:00.
const MORNING = '09:30'
const CHECK = '10:00'

/** How many working days before the notice its keepers see it. */
const PREVIEW_DAYS = 2

function sessionSlots(planned: PlannedSession, work: WorkTime): DueSlot[] {
  const stages = stagesOf(planned).map((stage): DueSlot => ({
    kind: 'session',
    stage,
    planned,
    job: `session:${planned.session.id}:${stage}`,
    ...timeOf(stage, planned, work),
  }))
  return [...stages, ...partSlots(planned, work)]
}

/** Each part has a slot of its own: whoever takes it over is told as well. */
function partSlots(planned: PlannedSession, work: WorkTime): DueSlot[] {
  const { session, parts } = planned
  if (session.state !== 'draft' && session.state !== 'open') return []
  return parts.map(part => ({
    kind: 'session',
    stage: 'part',
    planned,
    part,
    ...partSlot(session, part),
    dueAt: partAt(session, part, work),
  }))
}

export function partSlot({ id }: Session, { part, who }: SessionPart): SlotName {
  return { job: `session:${id}:part`, slot: `${part} ${who}` }
}

/** When somebody is told of a part. */
export function partAt({ id, startsAt }: Session, { part }: SessionPart, work: WorkTime): Date {
  return momentAtWork(work, addWorkdays(work.calendar, dayOf(startsAt), -partDays[part]), MORNING, id)
}

type TimedStage = Exclude<Stage, 'part'>

function stagesOf({ session, timing, paused }: PlannedSession): TimedStage[] {
  const reminder: TimedStage[] =
    timing.required && timing.reminder !== undefined && !paused ? ['reminder'] : []
  switch (session.state) {
    case 'draft':
      return paused ? [] : ['preview', 'notice', ...reminder, 'check']
    case 'open':
      return [...reminder, 'check']
    case 'checking':
      return ['check']
    case 'archived':
    case 'cancelled':
      return []
  }
}

// A session that is moved keeps its one preview, notice and reminder; only the check belongs to the day.
function timeOf(stage: TimedStage, planned: PlannedSession, work: WorkTime): { slot: string; dueAt: Date } {
  const { session, timing } = planned
  const { calendar } = work
  const day = dayOf(session.startsAt)
  switch (stage) {
    case 'preview': {
      const notice = addWorkdays(calendar, day, -timing.notice)
      const dueAt = momentAtWork(work, addWorkdays(calendar, notice, -PREVIEW_DAYS), MORNING, session.id)
      return { slot: 'once', dueAt }
    }
    case 'notice':
      return { slot: 'once', dueAt: noticeAt(planned, work) }
    case 'reminder': {
      const eve = addWorkdays(calendar, day, -(timing.reminder ?? 0))
      return { slot: 'once', dueAt: momentAtWork(work, eve, MORNING, session.id) }
    }
    case 'check':
      return { slot: day, dueAt: momentAtWork(work, addWorkdays(calendar, day, 1), CHECK, session.id) }
  }
}

function dutySlots({ duty, changes }: StandingDuty, work: WorkTime, from: Date, to: Date): DueSlot[] {
  return dutyLeads(duty, work.calendar, dayOf(from), dayOf(to), changes).map(told => ({
    kind: 'duty',
    told,
    job: `duty:${duty.code}:${told.key}`,
    slot: told.slot,
    dueAt: momentAtWork(work, told.tellOn, told.time, duty.code),
  }))
}

// 本周安排 when the week's work begins, 每周一条制度 in its middle; a week without work has neither.
const WEEKLY = { agenda: { weekday: 1, time: '09:00' }, rule: { weekday: 3, time: '09:30' } } as const

function weekSlots(
  { name: group, branch, weekAgenda, weekRule }: Office['groups'][number],
  work: WorkTime,
  from: Date,
  to: Date,
): DueSlot[] {
  const wanted = [...(weekAgenda ? (['agenda'] as const) : []), ...(weekRule ? (['rule'] as const) : [])]
  if (wanted.length === 0) return []
  return mondaysAround(dayOf(from), dayOf(to)).flatMap(monday =>
    wanted.flatMap((what): DueSlot[] => {
      const { weekday, time } = WEEKLY[what]
      const day = workdayOnOrAfter(work.calendar, addDays(monday, weekday - 1))
      if (day > addDays(monday, 6)) return []
      const dueAt = momentAtWork(work, day, time, `${what} ${group}`)
      return [
        { kind: 'week', what, group, branch, monday, job: `week:${what}:${group}`, slot: monday, dueAt },
      ]
    }),
  )
}

function mondaysAround(from: Day, to: Day): Day[] {
  const mondays: Day[] = []
  for (let day = addDays(from, -((weekdayOf(from) + 6) % 7)); day <= to; day = addDays(day, 7))
    mondays.push(day)
  return mondays
}
