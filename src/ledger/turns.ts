import { PostgresAdapter, sql } from 'kysely'
import type { Trx } from './ledger.ts'

/**
 * Lets only one unit at a time go on past this line, for one name: 'audit', 'branch:first'. The turn ends with the
 * unit. What was read before the line may be old, what is read after it is not. On SQLite units take turns anyway.
 */
export async function takeTurns(trx: Trx, name: string): Promise<void> {
  if (!isShared(trx)) return
  await sql`select pg_advisory_xact_lock(${key(name)})`.execute(trx)
}

/** The same turn, taken only if nobody has it: false where another unit is at it. On SQLite it is always free. */
export async function takeFreeTurn(trx: Trx, name: string): Promise<boolean> {
  if (!isShared(trx)) return true
  const asked = sql<{ free: boolean }>`select pg_try_advisory_xact_lock(${key(name)}) as free`
  return (await asked.execute(trx)).rows[0]?.free ?? false
}

// Two names with one hash would only wait for each other.
const key = (name: string) => sql`hashtextextended(${`qingfeng:${name}`}, 0)`

/** Whether units of several processes run side by side in this ledger. */
export function isShared(trx: Trx): boolean {
  return trx.getExecutor().adapter instanceof PostgresAdapter
}
