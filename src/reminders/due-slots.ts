import type { Session } from '../attendance/session.ts'
import { dayOf } from '../calendar/day.ts'
import type { WorkingHours } from '../calendar/working-hours.ts'
import type { WorkCalendar } from '../calendar/work-calendar.ts'
import { addWorkdays } from '../calendar/workday.ts'
import { dutyLeads, type DutyLead } from '../duties/occurrences.ts'
import type { Duty } from '../duties/duties.ts'
import { momentAtWork, type WorkTime } from './moments.ts'
import type { Timing } from './timing.ts'

/** A session with what decides its reminders. */
export interface PlannedSession {
  session: Session
  timing: Timing
  /** The group that hears of it, if its branch has one. */
  group: string | undefined
  /** The secretary called its notice and reminder off. */
  paused: boolean
}

/** preview: the keepers see the text; notice: the group; reminder: those without a mark; check: the keepers again. */
export type Stage = 'preview' | 'notice' | 'reminder' | 'check'

/** One thing that is due at one time, unique by job and slot for ever. */
export type DueSlot = SlotName & { dueAt: Date } & (
    { kind: 'session'; stage: Stage; planned: PlannedSession } | { kind: 'duty'; told: DutyLead }
  )

export interface SlotName {
  job: string
  slot: string
}

/** Every slot that is due after `from` and not after `to`, in order of time. It depends on nothing but what is handed in. */
export function dueSlots(
  sessions: readonly PlannedSession[],
  duties: readonly Duty[],
  calendar: WorkCalendar,
  hours: WorkingHours,
  from: Date,
  to: Date,
): DueSlot[] {
  const work = { calendar, hours }
  return [
    ...sessions.flatMap(planned => sessionSlots(planned, work)),
    ...duties.flatMap(duty => dutySlots(duty, work, from, to)),
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
  return stagesOf(planned).map(stage => ({
    kind: 'session',
    stage,
    planned,
    job: `session:${planned.session.id}:${stage}`,
    ...timeOf(stage, planned, work),
  }))
}

function stagesOf({ session, timing, paused }: PlannedSession): Stage[] {
  const reminder: Stage[] = timing.required && timing.reminder !== undefined && !paused ? ['reminder'] : []
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
function timeOf(stage: Stage, planned: PlannedSession, work: WorkTime): { slot: string; dueAt: Date } {
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

function dutySlots(duty: Duty, work: WorkTime, from: Date, to: Date): DueSlot[] {
  return dutyLeads(duty, work.calendar, dayOf(from), dayOf(to)).map(told => ({
    kind: 'duty',
    told,
    job: `duty:${duty.code}:${told.key}`,
    slot: `T-${told.lead}`,
    dueAt: momentAtWork(work, told.tellOn, MORNING, duty.code),
  }))
}
