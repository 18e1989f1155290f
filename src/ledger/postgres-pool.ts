import type { PostgresPool } from 'kysely'
import { Pool, types, type ClientBase } from 'pg'
import { borrow } from './postgres-connection.ts'

export interface PoolUse {
  url: string
  readOnly: boolean
  mostConnections: number
  /** How long to wait for a connection, a new one or one that comes back; 0 is for ever. */
  connectMs: number
  /** When the server gives up a statement, waiting for locks included; 0 is never. */
  statementMs: number
}

/** Connections to PostgreSQL as Kysely wants them. */
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
