import { remembering } from '../ledger/remembered.ts'
import type { MarksTable } from '../ledger/tables.ts'
import type { ExcuseReason } from '../talk/conversation.ts'
import type { LeaveType, MarkStatus } from '../understand/reading.ts'
import { rankOf, type Claim, type MarkSource } from './mark.ts'

export type ClaimRow = Pick<MarksTable, 'id' | 'status' | 'leave_type' | 'excuse' | 'source' | 'said_at'>

/** A claim with its place among those that were said at the same instant. */
export type Told = Claim & { id: string }

export function claimFrom(row: Omit<ClaimRow, 'id'>): Claim {
  return {
    // Only insertMark writes these columns, from the same unions.
    status: row.status as MarkStatus | 'withdrawn',
    ...(row.leave_type !== null && { leaveType: row.leave_type as LeaveType }),
    ...(row.excuse !== null && { excuse: row.excuse as ExcuseReason }),
    source: row.source as MarkSource,
    saidAt: row.said_at,
  }
}

export function told(row: ClaimRow): Told {
  return { ...claimFrom(row), id: row.id }
}

/** What one person has said in a session, as far as the next claim depends on it. */
export interface Said {
  /** The last claim of each rank of source. */
  lastByRank: Map<number, Told>
  /** How often leave was asked for. */
  leaves: number
}

// Of all sessions together. A session whose register is open has its members in memory, some 300 bytes each.
const MOST_PEOPLE_KEPT = 100_000

/**
 * What everybody has said in a session, read once and kept up to date with every claim that is written. Where the ledger is
 * one file, its rows lie in the order of their arrival, so that a burst of marks writes few pages; there is no way to the
 * rows of one person but through this.
 */
export const saidIn = remembering<[string], ClaimRow & { person_id: string }, Map<string, Said>>(
  (db, sessionId) =>
    db
      .selectFrom('marks')
      .select(['id', 'person_id', 'status', 'leave_type', 'excuse', 'source', 'said_at'])
      .where('session_id', '=', sessionId)
      .orderBy('id'),
  rows => {
    const people = new Map<string, Said>()
    for (const row of rows) hear(people, row.person_id, told(row))
    return people
  },
  { most: MOST_PEOPLE_KEPT, weightOf: people => people.size },
)

/** Takes one more claim in; the order in which claims arrive does not matter. */
export function hear(people: Map<string, Said>, personId: string, told: Told): Map<string, Said> {
  const said = people.get(personId) ?? { lastByRank: new Map<number, Told>(), leaves: 0 }
  const rank = rankOf(told.source)
  const before = said.lastByRank.get(rank)
  if (before === undefined || isLater(told, before)) said.lastByRank.set(rank, told)
  if (told.status === 'leave') said.leaves += 1
  people.set(personId, said)
  return people
}

/** Said later, or at the same instant and heard later. */
export function isLater(one: Told, other: Told): boolean {
  return one.saidAt === other.saidAt ? one.id > other.id : one.saidAt > other.saidAt
}
