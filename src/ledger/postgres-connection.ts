import type { PostgresPoolClient, PostgresQueryResult } from 'kysely'
import type { Pool, PoolClient } from 'pg'
import { refuseUnbindable } from './bindable.ts'
import { LedgerUnavailable } from './ledger.ts'
import { isLostConnection, isOutage } from './postgres-errors.ts'

// A connection that died in its sleep says so at once. One that leaves us waiting has cost too much time already.
const DEAD_WITHIN_MS = 500

/**
 * Borrows a connection for one unit or one query. Whatever is the database's fault is thrown as LedgerUnavailable,
 * and a connection that failed is never used again. The first statement must change nothing (it begins a
 * transaction or reads), because it is said again on another connection when this one turns out to be dead.
 */
export async function borrow(pool: Pool): Promise<PostgresPoolClient> {
  let client: PoolClient | undefined = await connect(pool)
  let isFirst = true
  let isLost = false

  async function query<R>(
    statement: string,
    parameters: readonly unknown[],
  ): Promise<PostgresQueryResult<R>> {
    // The server rolls back by itself when the connection is gone.
    if (isLost && statement === 'rollback') return { command: 'ROLLBACK', rowCount: 0, rows: [] }
    refuseUnbindable(parameters)
    const mostTries = isFirst ? 1 + (pool.options.max ?? 0) : 1
    isFirst = false
    for (let tries = 1; ; tries++) {
      const asked = performance.now()
      try {
        return await ask<R>(statement, parameters)
      } catch (error) {
        if (!isOutage(error)) throw error
        isLost = true
        const wasDead = isLostConnection(error) && performance.now() - asked < DEAD_WITHIN_MS
        if (!wasDead || tries === mostTries) throw unavailable(error)
        await replace()
      }
    }
  }

  async function ask<R>(statement: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>> {
    if (client === undefined || isLost) throw new Error('the connection was lost')
    // The driver leaves its answers untyped; Kysely has typed the statement.
    return (await client.query(statement, [...parameters])) as unknown as PostgresQueryResult<R>
  }

  async function replace(): Promise<void> {
    release()
    client = await connect(pool)
    isLost = false
  }

  function release(): void {
    client?.release(isLost)
    client = undefined
  }

  // Kysely's second form of `query` is for cursors, which the ledger does not use.
  return { query: query as PostgresPoolClient['query'], release }
}

async function connect(pool: Pool): Promise<PoolClient> {
  try {
    return await pool.connect()
  } catch (error) {
    throw unavailable(error)
  }
}

function unavailable(cause: unknown): LedgerUnavailable {
  return new LedgerUnavailable('the database does not answer as it should', { cause })
}
