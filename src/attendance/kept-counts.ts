import { sql } from 'kysely'
import { compiledOnce } from '../ledger/compiled.ts'
import type { Trx } from '../ledger/ledger.ts'
import { remembering } from '../ledger/remembered.ts'
import { isShared, takeFreeTurn } from '../ledger/turns.ts'

/** What a register adds up to. Who has said nothing is the rest of `expected`. */
export interface Counts {
  expected: number
  planned: number
  /** 实到: present, late, left early; online is counted apart. */
  attended: number
  online: number
  leave: number
  absent: number
  /** Guests who come: they are not expected. */
  observers: number
}

export const noCounts: Counts = {
  expected: 0,
  planned: 0,
  attended: 0,
  online: 0,
  leave: 0,
  absent: 0,
  observers: 0,
}

/** Replicas on PostgreSQL add at the same time, as many as there are parts; on SQLite units take turns anyway. */
const PARTS = 8
const partsOf = (trx: Trx) => (isShared(trx) ? PARTS : 1)

/** Makes the rows of a new session, so that every mark finds them. */
export async function openCounts(trx: Trx, sessionId: string): Promise<void> {
  await trx
    .insertInto('session_counts')
    .values(
      Array.from({ length: partsOf(trx) }, (_, part) => ({
        session_id: sessionId,
        part,
        basis: '',
        ...noCounts,
      })),
    )
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

/** Adds what one person's mark changes. A person always counts in the same part. */
export async function addToCounts(
  trx: Trx,
  sessionId: string,
  personId: string,
  change: Counts,
): Promise<void> {
  const { expected, planned, attended, online, leave, absent, observers } = change
  const parts = partsOf(trx)
  const part = partOf(personId, parts)
  const write = () => add(trx, expected, planned, attended, online, leave, absent, observers, sessionId, part)
  await sums.change(trx, [sessionId], write, kept => ({
    ...kept,
    counts: combined(kept.counts, change, 1),
  }))
}

/** One plus or minus the other. */
export function combined(one: Counts, other: Counts, sign: 1 | -1): Counts {
  return {
    expected: one.expected + sign * other.expected,
    planned: one.planned + sign * other.planned,
    attended: one.attended + sign * other.attended,
    online: one.online + sign * other.online,
    leave: one.leave + sign * other.leave,
    absent: one.absent + sign * other.absent,
    observers: one.observers + sign * other.observers,
  }
}

const add = compiledOnce<[number, number, number, number, number, number, number, string, number], never>(
  (db, expected, planned, attended, online, leave, absent, observers, sessionId, part) =>
    db
      .updateTable('session_counts')
      .set(eb => ({
        expected: eb('expected', '+', expected),
        planned: eb('planned', '+', planned),
        attended: eb('attended', '+', attended),
        online: eb('online', '+', online),
        leave: eb('leave', '+', leave),
        absent: eb('absent', '+', absent),
        observers: eb('observers', '+', observers),
      }))
      .where('session_id', '=', sessionId)
      .where('part', '=', part),
)

function partOf(personId: string, parts: number): number {
  if (parts === 1) return 0
  let sum = 0
  for (let at = 0; at < personId.length; at++) sum = (sum * 31 + personId.charCodeAt(at)) % 1009
  return sum % parts
}

export interface KeptCounts {
  counts: Counts
  /** By which roster they were counted, '' if they never were. */
  basis: string
  /** The version of the roster as it is now. */
  rosterVersion: string
}

type Sums = { [Count in keyof Counts]: number | string | null } & {
  basis: string | null
  roster_version: string | null
}

/** The sum of the parts: the work does not grow with the office. */
export function keptCounts(db: Trx, sessionId: string): Promise<KeptCounts> {
  return sums.recall(db, sessionId)
}

/** PostgreSQL gives sums as text. */
function number(sum: number | string | null | undefined): number {
  return Number(sum ?? 0)
}

const sums = remembering<[string], Sums, KeptCounts>(
  (db, sessionId) =>
    db
      .selectFrom('session_counts')
      .select(({ fn }) => [
        fn.sum('expected').as('expected'),
        fn.sum('planned').as('planned'),
        fn.sum('attended').as('attended'),
        fn.sum('online').as('online'),
        fn.sum('leave').as('leave'),
        fn.sum('absent').as('absent'),
        fn.sum('observers').as('observers'),
        fn.max('basis').as('basis'),
      ])
      .select(({ selectFrom }) =>
        selectFrom('meta').select('value').where('key', '=', sql.lit('roster_version')).as('roster_version'),
      )
      .where('session_id', '=', sessionId),
  ([row]) => ({
    counts: {
      expected: number(row?.expected),
      planned: number(row?.planned),
      attended: number(row?.attended),
      online: number(row?.online),
      leave: number(row?.leave),
      absent: number(row?.absent),
      observers: number(row?.observers),
    },
    basis: row?.basis ?? '',
    rosterVersion: row?.roster_version ?? '0',
  }),
)

/**
 * Counts anew and keeps the result. What `count` reads then holds every mark that was under way: those who add to the counts
 * wait at the rows. While another unit keeps its own, the result is only given back: two that have both marked would wait
 * for each other's rows.
 */
export async function replaceCounts(
  trx: Trx,
  sessionId: string,
  count: () => Promise<{ counts: Counts; basis: string }>,
): Promise<Counts> {
  if (!(await takeFreeTurn(trx, `counts:${sessionId}`))) return (await count()).counts
  await lockCounts(trx, sessionId)
  await trx
    .updateTable('session_counts')
    .set({ ...noCounts, basis: '' })
    .where('session_id', '=', sessionId)
    .execute()
  const { counts, basis } = await count()
  await trx
    .updateTable('session_counts')
    .set({ ...counts, basis })
    .where('session_id', '=', sessionId)
    .where('part', '=', 0)
    .execute()
  return counts
}

/** In the order of the parts, the same for all. */
async function lockCounts(trx: Trx, sessionId: string): Promise<void> {
  if (!isShared(trx)) return
  await trx
    .selectFrom('session_counts')
    .select('part')
    .where('session_id', '=', sessionId)
    .orderBy('part')
    .forUpdate()
    .execute()
}
