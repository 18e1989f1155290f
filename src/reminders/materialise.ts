import { kindByCode } from '../attendance/kinds.ts'
import { namedRoster } from '../attendance/named-roster.ts'
import { seriesOccurrences, type SeriesOccurrence } from '../attendance/series.ts'
import { newSessionId, titleOf, type SessionDetails } from '../attendance/session.ts'
import { addFact, addSession, setSessionState } from '../attendance/store.ts'
import { addDays, dayOf, instantOf, type Day } from '../calendar/day.ts'
import type { WorkCalendar } from '../calendar/work-calendar.ts'
import { addWorkdays } from '../calendar/workday.ts'
import type { Trx } from '../ledger/ledger.ts'
import type { SessionsTable } from '../ledger/tables.ts'
import type { SeriesEntry } from '../office-schedule.ts'
import type { Office } from '../office.ts'
import { sessionsWithFact } from './planned-sessions.ts'
import { timingOf } from './timing.ts'

/** How far ahead drafts are made. */
const DAYS_AHEAD = 30

/** A shift moves a date by less than a month, and a draft may have been moved by hand. */
const KEYS_BEHIND = 62

/**
 * Makes the drafts of all series until 30 days from now whose notice was still ahead at `since` (the last sweep), once
 * per branch, series and occurrence key. Drafts that nobody moved by hand follow office.yaml and the calendar. Returns how many
 * are new.
 */
export async function materialise(
  trx: Trx,
  office: Office,
  calendar: WorkCalendar,
  now: Date,
  since: Date = now,
): Promise<number> {
  const from = dayOf(since)
  const to = addDays(dayOf(now), DAYS_AHEAD)
  const wanted = office.series.flatMap(series => seriesOccurrences(series, calendar, from, to))
  const known = await knownSessions(trx, office, addDays(from, -KEYS_BEHIND))
  const byHand = await sessionsWithFact(
    trx,
    'rescheduled',
    known.filter(isDraft).map(({ id }) => id),
  )
  const withReader = await sessionsWithFact(
    trx,
    'lead-reader',
    known.filter(isDraft).map(({ id }) => id),
  )
  let made = 0
  for (const occurrence of wanted) {
    const existing = known.find(row => isOf(row, occurrence))
    if (existing === undefined) made += await makeDraft(trx, office, occurrence, calendar, { now, since })
    else if (isDraft(existing) && !byHand.has(existing.id))
      await follow(trx, existing, keepingReader(occurrence, existing, withReader), now)
  }
  return made
}

async function knownSessions(trx: Trx, { series }: Office, firstKey: Day): Promise<SessionsTable[]> {
  if (series.length === 0) return []
  const codes = [...new Set(series.map(({ code }) => code))]
  return trx
    .selectFrom('sessions')
    .selectAll()
    .where('series', 'in', codes)
    .where('occurrence_key', '>=', firstKey)
    .execute()
}

function isOf({ branch, series, occurrence_key }: SessionsTable, occurrence: SeriesOccurrence): boolean {
  return (
    branch === occurrence.series.branch &&
    series === occurrence.series.code &&
    occurrence_key === occurrence.key
  )
}

function isDraft({ state }: SessionsTable): boolean {
  return state === 'draft'
}

async function makeDraft(
  trx: Trx,
  office: Office,
  occurrence: SeriesOccurrence,
  calendar: WorkCalendar,
  { now, since }: { now: Date; since: Date },
): Promise<number> {
  const { series, key, day, unsure } = occurrence
  if (day === undefined || noticeDay(calendar, series, day) <= since) return 0
  const id = newSessionId()
  const added = await addSession(trx, {
    id,
    branch: series.branch,
    kind: series.kind,
    series: series.code,
    occurrenceKey: key,
    ...appearance(occurrence, day),
    details: await detailsOfSeries(trx, office, series),
    state: 'draft',
    actor: 'system',
    now,
  })
  if (added && unsure) await addFact(trx, id, 'unsure', { day }, 'system', now)
  return added ? 1 : 0
}

/** Who is expected, as office.yaml writes it. */
export async function detailsOfSeries(
  trx: Trx,
  office: Office,
  { branch, kind, partyGroup }: SeriesEntry,
): Promise<SessionDetails> {
  const named = await namedRoster(trx, office, branch, kind)
  return { ...(named !== undefined && { named }), ...(partyGroup !== undefined && { partyGroup }) }
}

// A session whose notice would be in the past is left to the secretary: nobody expects it to appear by itself.
function noticeDay(calendar: WorkCalendar, { kind, required }: SeriesOccurrence['series'], day: Day): Date {
  return instantOf(addWorkdays(calendar, day, -timingOf(kind, required).notice), '09:30')
}

/** What a session of a series is called, where and when it is. */
export function appearance({ series, theme }: Pick<SeriesOccurrence, 'series' | 'theme'>, day: Day) {
  const startsAt = instantOf(day, series.time)
  const name = kindByCode(series.kind)?.name ?? series.kind
  const title = titleOf(series.partyGroup === undefined ? name : `${name}(${series.partyGroup})`, startsAt)
  return { title, theme, place: series.place ?? '', startsAt }
}

/** Who reads this time was settled among the readers: the theme stays theirs, whatever turn the rota counts. */
function keepingReader(
  occurrence: SeriesOccurrence,
  { id, theme }: SessionsTable,
  settled: ReadonlySet<string>,
): SeriesOccurrence {
  return settled.has(id) ? { ...occurrence, theme } : occurrence
}

async function follow(
  trx: Trx,
  draft: SessionsTable,
  occurrence: SeriesOccurrence,
  now: Date,
): Promise<void> {
  const { day } = occurrence
  if (day === undefined) {
    await setSessionState(trx, draft.id, 'cancelled', 'cancelled-by-calendar', 'system', now)
    return
  }
  const { title, theme, place, startsAt } = appearance(occurrence, day)
  const starts_at = startsAt.toISOString()
  const isSame =
    draft.starts_at === starts_at && draft.title === title && draft.theme === theme && draft.place === place
  if (isSame) return
  await trx
    .updateTable('sessions')
    .set({ title, theme, place, starts_at })
    .where('id', '=', draft.id)
    .execute()
  await addFact(trx, draft.id, 'moved', { from: draft.starts_at, to: starts_at }, 'system', now)
}
