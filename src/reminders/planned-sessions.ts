import { partsShown } from '../attendance/give-part.ts'
import { partsOfSeries, withGiven, type SessionPart } from '../attendance/parts.ts'
import { sessionFrom, type Session } from '../attendance/session.ts'
import { setSessionState } from '../attendance/store.ts'
import { dayOf } from '../calendar/day.ts'
import type { Trx } from '../ledger/ledger.ts'
import type { SessionsTable } from '../ledger/tables.ts'
import type { Office } from '../office.ts'
import type { PlannedSession } from './due-slots.ts'
import { timingOf } from './timing.ts'

/** Sessions that began this long ago may still have a check ahead: the next working day, after the longest holiday. */
const BEHIND_MS = 20 * 24 * 60 * 60 * 1000

/** The sessions that have something ahead of them since an instant. A draft whose series was taken out of office.yaml has not. */
export async function plannedSessions(trx: Trx, office: Office, since: Date): Promise<PlannedSession[]> {
  const rows = await trx
    .selectFrom('sessions')
    .selectAll()
    .where('state', 'in', ['draft', 'open', 'checking'])
    .where('starts_at', '>=', new Date(since.getTime() - BEHIND_MS).toISOString())
    .orderBy('starts_at')
    .orderBy('id')
    .execute()
  const paused = await sessionsWithFact(
    trx,
    'paused',
    rows.map(({ id }) => id),
  )
  const given = await partsGiven(
    trx,
    rows.map(({ id }) => id),
  )
  return rows
    .filter(row => row.state !== 'draft' || seriesOf(office, row) !== undefined)
    .map(row => plan(office, row, paused.has(row.id), given.get(row.id) ?? []))
}

/** One session with what decides its reminders. */
export async function plannedSession(
  trx: Trx,
  office: Office,
  id: string,
): Promise<PlannedSession | undefined> {
  const row = await trx.selectFrom('sessions').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) return undefined
  const given = await partsGiven(trx, [id])
  return plan(office, row, (await sessionsWithFact(trx, 'paused', [id])).has(id), given.get(id) ?? [])
}

function plan(
  office: Office,
  row: SessionsTable,
  paused: boolean,
  given: readonly SessionPart[],
): PlannedSession {
  const entry = seriesOf(office, row)
  const session = sessionFrom(row)
  const ofRota = entry === undefined ? [] : partsOfSeries(entry, row.occurrence_key)
  return {
    session,
    timing: timingOf(row.kind, entry?.required),
    group: entry?.group ?? groupOfBranch(office, row.branch),
    paused,
    parts: withGiven(withGiven(ofRota, partsShown(session)), given),
  }
}

/** The parts that somebody gave in a chat, by session; the last word on each part counts. */
async function partsGiven(trx: Trx, ids: readonly string[]): Promise<Map<string, SessionPart[]>> {
  if (ids.length === 0) return new Map()
  const rows = await trx
    .selectFrom('session_facts')
    .select(['session_id', 'json'])
    .where('fact', '=', 'part')
    .where('session_id', 'in', ids)
    .orderBy('id')
    .execute()
  const given = new Map<string, SessionPart[]>()
  for (const { session_id, json } of rows) {
    // Only givePart writes this fact.
    const { part, personIds } = JSON.parse(json) as { part: SessionPart['part']; personIds: string[] }
    const others = (given.get(session_id) ?? []).filter(one => one.part !== part)
    given.set(session_id, [...others, ...personIds.map(who => ({ part, who }))])
  }
  return given
}

/** The group in which a branch is told things: its first one. */
export function groupOfBranch({ groups }: Office, branch: string): string | undefined {
  return groups.find(group => group.branch === branch)?.name
}

/**
 * Drops the drafts whose session the secretary opened by hand meanwhile: the same kind, branch and day. They are cancelled
 * without a word, because nobody has heard of them.
 */
export async function withoutDoubles(
  trx: Trx,
  planned: readonly PlannedSession[],
  now: Date,
): Promise<PlannedSession[]> {
  const open = planned.map(({ session }) => session).filter(({ state }) => state !== 'draft')
  const single: PlannedSession[] = []
  for (const one of planned) {
    const { session } = one
    if (session.state === 'draft' && open.some(other => isSameOccasion(other, session)))
      await setSessionState(trx, session.id, 'cancelled', 'opened-by-hand', 'system', now)
    else single.push(one)
  }
  return single
}

function isSameOccasion(one: Session, other: Session): boolean {
  return (
    one.branch === other.branch &&
    one.kind === other.kind &&
    one.details?.partyGroup === other.details?.partyGroup &&
    dayOf(one.startsAt) === dayOf(other.startsAt)
  )
}

/** The entry of office.yaml that makes a session; undefined for one that was opened by hand. */
export function seriesOf(office: Office, { branch, series }: Pick<SessionsTable, 'branch' | 'series'>) {
  return office.series.find(entry => entry.branch === branch && entry.code === series)
}

/** Which of these sessions have a fact of this name. */
export async function sessionsWithFact(trx: Trx, fact: string, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await trx
    .selectFrom('session_facts')
    .select('session_id')
    .distinct()
    .where('fact', '=', fact)
    .where('session_id', 'in', ids)
    .execute()
  return new Set(rows.map(({ session_id }) => session_id))
}
