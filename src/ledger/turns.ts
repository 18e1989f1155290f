import { PostgresAdapter, sql } from 'kysely'
import type { Trx } from './ledger.ts'

/**
 * Lets only one unit at a time go on past this line, for one name: 'audit', 'branch:first'. The turn ends with the
 * unit. What was read before the line may be old, what is read after it is not. On SQLite units take turns anyway.
 */
export async function takeTurns(trx: Trx, name: string): Promise<void> {
  if (!isShared(trx)) return
  // Two names with one hash would only wait for each other.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`qingfeng:${name}`}, 0))`.execute(trx)
}

/** Whether units of several processes run side by side in this ledger. */
export function isShared(trx: Trx): boolean {
  return trx.getExecutor().adapter instanceof PostgresAdapter
}
