import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import { Pool, types, type ClientBase, type PoolClient } from 'pg'
import { refuseUnbindable } from './bindable.ts'
import { LedgerUnavailable } from './ledger.ts'
import { isLostConnection, isOutage } from './postgres-errors.ts'

export interface PoolUse {
  url: string
  readOnly: boolean
  mostConnections: number
  /** How long to wait for a connection, a new one or one that comes back; 0 is for ever. */
  connectMs: number
  /** When the server gives up a statement, waiting for locks included; 0 is never. */
  statementMs: number
}

/**
 * Connections to PostgreSQL as Kysely wants them. Whatever is the database's fault is thrown as LedgerUnavailable,
 * and a connection that failed is never used again. The first statement on a borrowed connection must change
 * nothing (it begins a transaction or reads), because it is said again when the connection turns out to be dead.
 */
export function postgresPool(use: PoolUse): PostgresPool {
  const pool = new Pool({
    connectionString: use.url,
    fallback_application_name: 'qingfeng',
    max: use.mostConnections,
    connectionTimeoutMillis: use.connectMs,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 30_000,
    statement_timeout: use.statementMs,
    // The server's own timeout answers first; this one is for a server that does not answer at all.
    ...(use.statementMs > 0 && { query_timeout: use.statementMs + NO_ANSWER_MS }),
    // A process that stopped in the middle of a unit must not keep its rows locked for the others.
    idle_in_transaction_session_timeout: 10_000,
    types: { getTypeParser },
    onConnect: client => settle(client, use.readOnly),
  })
  // A connection can end while nobody waits for it. Without these listeners that would end the process.
  pool.on('error', () => {})
  pool.on('connect', client => client.on('error', () => {}))
  return {
    options: pool.options,
    connect: async () => borrow(pool),
    end: () => pool.end(),
  }
}

const NO_ANSWER_MS = 500

async function settle(client: ClientBase, readOnly: boolean): Promise<void> {
  if (readOnly) await client.query('set default_transaction_read_only = on')
  // “Written” means on disk here, whatever the server's default is; stronger settings (remote_apply) are kept.
  else
    await client.query(
      `select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'`,
    )
}

const BIGINT = 20
const NUMERIC = 1700

/** Counts and sums come as numbers, as from SQLite; the driver would make texts of them. */
const getTypeParser = ((oid: number, format?: 'text') =>
  oid === BIGINT || oid === NUMERIC ? Number : types.getTypeParser(oid, format)) as typeof types.getTypeParser

/** A connection that says its first statement again on another one when it dies under it. */
async function borrow(pool: Pool): Promise<PostgresPoolClient> {
  let client: PoolClient | undefined = await connect(pool)
  let isFresh = true
  let isUsable = true

  async function query<R>(
    statement: string,
    parameters: readonly unknown[],
  ): Promise<PostgresQueryResult<R>> {
    // The server rolled back when it noticed that we were gone.
    if (!isUsable && statement === 'rollback') return { command: 'ROLLBACK', rowCount: 0, rows: [] }
    refuseUnbindable(parameters)
    for (let replaced = 0; ; replaced++) {
      const asked = performance.now()
      try {
        const result = await ask<R>(statement, parameters)
        isFresh = false
        return result
      } catch (error) {
        if (!isOutage(error)) throw error
        isUsable = false
        const isStale = isFresh && isLostConnection(error) && performance.now() - asked < NO_ANSWER_MS
        if (!isStale || replaced === pool.options.max) throw unavailable(error)
        release()
        client = await connect(pool)
        isUsable = true
      }
    }
  }

  async function ask<R>(statement: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>> {
    if (client === undefined || !isUsable) throw new Error('the connection was lost')
    // The driver leaves its answers untyped; Kysely has typed the statement.
    return (await client.query(statement, [...parameters])) as unknown as PostgresQueryResult<R>
  }

  function release(): void {
    client?.release(!isUsable)
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
