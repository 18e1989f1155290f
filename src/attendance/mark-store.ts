import { sql } from 'kysely'
import { isoOf } from '../clock.ts'
import { compiledOnce, insertOnce } from '../ledger/compiled.ts'
import type { Trx } from '../ledger/ledger.ts'
import { orderedId } from '../ledger/ordered-id.ts'
import { isShared } from '../ledger/turns.ts'
import { hear, isLater, saidIn, told, type ClaimRow, type Told } from './claims-kept.ts'
import { rankOf, sameMark, standingClaim, type Claim, type StandingMark } from './mark.ts'

/** The last claim of each rank of source about one person; PostgreSQL has the key for it. */
const lastClaims = compiledOnce<[string, string], ClaimRow>((db, sessionId, personId) => {
  const lastOf = (rank: number) =>
    db
      .selectFrom('marks')
      .select(['status', 'leave_type', 'excuse', 'source', 'said_at', 'id'])
      .where('session_id', '=', sessionId)
      .where('person_id', '=', personId)
      .where('rank', '=', sql.lit(rank))
      .orderBy('said_at', 'desc')
      .orderBy('id', 'desc')
      .limit(sql.lit(1))
  const rows = (rank: number) => db.selectFrom(lastOf(rank).as('last')).selectAll()
  return rows(1).unionAll(rows(2)).unionAll(rows(3))
})

/**
 * The claims about a person's attendance in a session from which it follows what stands, also after one more, in the order in
 * which they were said: the last one of each rank of source. The work does not grow with the number of claims.
 */
export async function claimsOf(trx: Trx, sessionId: string, personId: string): Promise<Claim[]> {
  const last = isShared(trx)
    ? (await lastClaims(trx, sessionId, personId)).map(told)
    : [...((await saidIn.recall(trx, sessionId)).get(personId)?.lastByRank.values() ?? [])]
  return last.sort(inOrderSaid)
}

function inOrderSaid(one: Told, other: Told): number {
  return isLater(one, other) ? 1 : -1
}

/** The mark that counts for a person in a session; a withdrawn one still stands, as “nothing heard”. */
export async function standingMark(
  trx: Trx,
  sessionId: string,
  personId: string,
): Promise<StandingMark | undefined> {
  return standingClaim(await claimsOf(trx, sessionId, personId))
}

/** A standing mark with when it was entered and how often the register changed for this person. */
export interface RegisteredMark extends StandingMark {
  id: string
  enteredAt: string
  revisions: number
}

/** The standing mark of everybody who has one in a session, by person. */
export async function standingMarks(db: Trx, sessionId: string): Promise<Map<string, RegisteredMark>> {
  const rows = await db
    .selectFrom('marks')
    .select(['id', 'person_id', 'status', 'leave_type', 'excuse', 'source', 'said_at', 'entered_at'])
    .where('session_id', '=', sessionId)
    .orderBy('said_at')
    .orderBy('id')
    .execute()
  const marks = new Map<string, RegisteredMark>()
  for (const [personId, said] of Map.groupBy(rows, row => row.person_id)) {
    const known = said.map(row => ({ ...told(row), enteredAt: row.entered_at }))
    const standing = standingClaim(known)
    if (standing !== undefined) marks.set(personId, { ...standing, revisions: revisionsOf(known) })
  }
  return marks
}

/** How often what stands has changed; a repetition is no revision. */
function revisionsOf(said: readonly (Claim & { id: string })[]): number {
  const arrived = said.toSorted((one, other) => (one.id < other.id ? -1 : 1))
  let changes = 0
  let before: Claim | undefined
  for (let known = 1; known <= arrived.length; known += 1) {
    const after = standingClaim(arrived.slice(0, known))
    if (!sameMark(before, after)) changes += 1
    before = after
  }
  return changes
}

const insert = insertOnce('marks', [
  'id',
  'session_id',
  'person_id',
  'status',
  'leave_type',
  'excuse',
  'source',
  'rank',
  'reported_by',
  'said_at',
  'entered_at',
  'late_entry',
  'reason',
])

export interface InsertedMark extends Claim {
  sessionId: string
  personId: string
  reportedBy: string
  enteredAt: Date
  /** Entered after the register was archived, or for a session that was entered afterwards (补录). */
  lateEntry: boolean
  /** Why it was entered late, in the keeper's words. */
  reason?: string | undefined
}

export async function insertMark(trx: Trx, mark: InsertedMark): Promise<void> {
  const { sessionId, personId, status, leaveType, excuse, source, saidAt } = mark
  const id = orderedId(mark.enteredAt)
  const write = () =>
    insert(trx, {
      id,
      session_id: sessionId,
      person_id: personId,
      status,
      leave_type: leaveType ?? null,
      excuse: excuse ?? null,
      source,
      rank: rankOf(source),
      reported_by: mark.reportedBy,
      said_at: saidAt,
      entered_at: isoOf(mark.enteredAt),
      late_entry: mark.lateEntry ? 1 : 0,
      reason: mark.reason ?? null,
    })
  const heard: Told = {
    id,
    status,
    source,
    saidAt,
    ...(leaveType !== undefined && { leaveType }),
    ...(excuse !== undefined && { excuse }),
  }
  await saidIn.change(trx, [sessionId], write, people => hear(people, personId, heard))
}
