import { activityKinds } from '../attendance/kinds.ts'
import { MONTHS_BETWEEN } from '../attendance/required.ts'
import { sessionsHeldIn } from '../attendance/registers/held-sessions.ts'
import type { Session } from '../attendance/session.ts'
import { leaveTotal, registerOf, tally } from '../attendance/tally.ts'
import { dayOf, monthOf, type Day } from '../calendar/day.ts'
import type { WorkCalendar } from '../calendar/work-calendar.ts'
import { branchOf } from '../duties/commands/meant.ts'
import { isPersonal } from '../duties/duties.ts'
import { standingDuties } from '../duties/facts.ts'
import { dutyOccurrences, type DutyOccurrence } from '../duties/occurrences.ts'
import type { Trx } from '../ledger/ledger.ts'
import type { Office } from '../office.ts'
import { monthsIn, type Period } from './period.ts'

/** What was held of one kind in a period, and how often it should have been; undefined where no rule says so. */
export interface Held {
  kind: string
  name: string
  days: Day[]
  required: number | undefined
}

/** Totals over all sessions of a period; never anything of one person. */
export interface Totals {
  sessions: number
  expected: number
  attended: number
  online: number
  leave: number
  absent: number
}

export interface Figures {
  period: Period
  held: Held[]
  totals: Totals
  duties: { due: number; closed: number }
}

const NO_TOTALS: Totals = { sessions: 0, expected: 0, attended: 0, online: 0, leave: 0, absent: 0 }

/** Counts what a branch held and what came due in a period, until today. */
export async function figuresOf(
  trx: Trx,
  office: Office,
  calendar: WorkCalendar,
  branch: string,
  period: Period,
  now: Date,
): Promise<Figures> {
  const sessions = await sessionsHeldIn(trx, period, { branch }, now)
  let totals = NO_TOTALS
  for (const session of sessions) {
    const counts = tally(await registerOf(trx, session))
    totals = {
      sessions: totals.sessions + 1,
      expected: totals.expected + counts.expected,
      attended: totals.attended + counts.attended,
      online: totals.online + counts.online,
      leave: totals.leave + leaveTotal(counts),
      absent: totals.absent + counts.absent,
    }
  }
  const until = period.to < dayOf(now) ? period.to : dayOf(now)
  const all = await dutiesIn(trx, office, calendar, { branch, from: period.from, to: until }, now)
  const due = all.filter(({ waived }) => !waived)
  const closed = due.filter(one => one.closed).length
  return {
    period,
    held: heldByKind(sessions, period, dayOf(now)),
    totals,
    duties: { due: due.length, closed },
  }
}

/** The duties of a branch that everybody may hear of and that come due in a period; not what somebody noted for certain people. */
export async function dutiesIn(
  trx: Trx,
  office: Office,
  calendar: WorkCalendar,
  { branch, from, to }: Pick<Period, 'from' | 'to'> & { branch: string },
  now: Date,
): Promise<DutyOccurrence[]> {
  const duties = await standingDuties(trx, office, calendar, dayOf(now))
  return duties
    .filter(({ duty }) => duty.level === 'open' && duty.kind !== 'holiday_notice')
    .filter(({ duty }) => !isPersonal(duty) && branchOf(office, duty) === branch)
    .flatMap(({ duty, changes }) => dutyOccurrences(duty, calendar, from, to, changes))
    .toSorted((one, other) => (one.day < other.day ? -1 : 1))
}

function heldByKind(sessions: readonly Session[], period: Period, today: Day): Held[] {
  return activityKinds
    .map(({ code, name }) => ({
      kind: code,
      name,
      days: sessions.filter(({ kind }) => kind === code).map(({ startsAt }) => dayOf(startsAt)),
      required: requiredIn(code, period, today),
    }))
    .filter(({ days, required }) => days.length > 0 || (required ?? 0) > 0)
}

/** How often a kind has to be held in the months of a period that are over. */
function requiredIn(kind: string, period: Period, today: Day): number | undefined {
  const months = MONTHS_BETWEEN[kind]
  if (months === undefined) return undefined
  const past = today >= period.to ? monthsIn(period) : monthOf(today) - monthOf(period.from)
  return Math.floor(Math.max(0, past) / months)
}
