import { addDays, dayOf, instantOf, type Day } from '../calendar/day.ts'
import type { ReminderParts } from '../reminders/parts.ts'
import type { Turn } from '../talk/command.ts'
import { branchesHere } from './here.ts'
import { draftsOf } from './kept-session.ts'
import { monthPeriod } from './period.ts'
import { seriesOccurrences } from './series.ts'
import { titleOf, type Session } from './session.ts'

export type PlannedFor = Pick<Session, 'title' | 'startsAt' | 'place' | 'theme'>

const DAYS_AHEAD = 100

/**
 * What the office's year holds of a kind, soonest first: the drafts, and behind them what its series will make. Of one month
 * ('2026-12') if given, otherwise of the next months.
 */
export async function plansOf(
  turn: Turn,
  { office, calendar }: Pick<ReminderParts, 'office' | 'calendar'>,
  kind: { code: string; name: string },
  month?: string,
): Promise<PlannedFor[]> {
  const { now, trx } = turn
  const today = dayOf(now)
  const { from, to } =
    month === undefined ? { from: today, to: addDays(today, DAYS_AHEAD) } : monthPeriod(month)
  const branches = branchesHere(turn)
  const drafts = (await draftsOf(trx, branches, now)).filter(draft => draft.kind === kind.code)
  const inDrafts = drafts.filter(draft => isBetween(dayOf(draft.startsAt), from, to))
  const lastDraft = drafts.at(-1)?.startsAt ?? now
  const later = office.series
    .filter(series => series.kind === kind.code && branches.includes(series.branch))
    .flatMap(series =>
      seriesOccurrences(series, calendar, from, to).flatMap(({ day, theme }) =>
        day === undefined
          ? []
          : [{ startsAt: instantOf(day, series.time), place: series.place ?? '', theme }],
      ),
    )
    // What lies before the last draft was made into one, or was cancelled.
    .filter(({ startsAt }) => startsAt > lastDraft && dayOf(startsAt) > addDays(today, DRAFTED_DAYS))
    .map(one => ({ ...one, title: titleOf(kind.name, one.startsAt) }))
  // What a committee will talk about is told with its notice; the book is good to know in time.
  const isOpenTheme = kind.code === 'book_club'
  return [...inDrafts, ...later].map(one => (isOpenTheme ? one : { ...one, theme: '' }))
}

/** Within so many days the drafts are there. */
const DRAFTED_DAYS = 29

function isBetween(day: Day, from: Day, to: Day): boolean {
  return from <= day && day <= to
}

/** The month that a question names: 下个月, 12月; undefined for this one, or where it names none. A month that is over is next year's. */
export function monthAsked(said: string, now: Date): string | undefined {
  const today = dayOf(now)
  const thisMonth = today.slice(0, 7)
  if (/下个?月/.test(said)) return addDays(monthPeriod(thisMonth).to, 1).slice(0, 7)
  const written = /(\d{1,2})月(?!\d{1,2}[日号])/.exec(said)?.[1]
  if (written === undefined || Number(written) < 1 || Number(written) > 12) return undefined
  const month = `${today.slice(0, 4)}-${written.padStart(2, '0')}`
  if (month === thisMonth) return undefined
  return month > thisMonth ? month : `${Number(today.slice(0, 4)) + 1}-${written.padStart(2, '0')}`
}
