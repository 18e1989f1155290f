import { Kysely, PostgresDialect } from 'kysely'
import { LedgerUnavailable, type Ledger } from './ledger.ts'
import { isConflict, isUniqueViolation } from './postgres-errors.ts'
import { postgresPool } from './postgres-pool.ts'
import type { Tables } from './tables.ts'

export interface Patience {
  /** How long to wait for a connection. */
  connectMs: number
  /** How long one statement may take, waiting for locks included. */
  statementMs: number
}

// Together they leave a message its answer within 4.0 s.
const UNIT: Patience = { connectMs: 1500, statementMs: 2000 }
const PAGE: Patience = { connectMs: 1500, statementMs: 10_000 }

/** Opens the shared ledger: PostgreSQL behind two pools, one that writes and one that only reads. */
export function openPostgres(url: string, patience: Patience = UNIT): Ledger {
  const writer = kyselyOn({ ...patience, url, readOnly: false, mostConnections: 10 })
  const read = kyselyOn({ ...PAGE, url, readOnly: true, mostConnections: 4 })
  const underWay = new Set<Promise<unknown>>()
  return {
    dialect: 'postgres',
    read,
    write(unit) {
      const written = runAgainOnConflict(() =>
        writer.transaction().setIsolationLevel('read committed').execute(unit),
      )
      underWay.add(written)
      return written.finally(() => underWay.delete(written))
    },
    async close() {
      await Promise.allSettled(underWay)
      await read.destroy()
      await writer.destroy()
    },
  }
}

/** One connection that waits as long as it takes, for migrations. */
export function openForMigration(url: string): Kysely<Tables> {
  return kyselyOn({ url, readOnly: false, mostConnections: 1, connectMs: 10_000, statementMs: 0 })
}

function kyselyOn(use: Parameters<typeof postgresPool>[0]): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: postgresPool(use) }) })
}

const MOST_RUNS = 5
const RUN_AGAIN_WITHIN_MS = 2000

/**
 * Runs a unit again when the server says that it collided with another one and was rolled back.
 *
 * A unit whose connection broke is never run again, although it might be for nothing: when the answer to COMMIT
 * is lost, it may have been written. Only a unique key of the unit's own can tell, and not every unit has one (a
 * roster import, an audit row). So the caller hears LedgerUnavailable and answers 503; the platform delivers the
 * same message again, and the inbox's key finds the reply that was stored, or nothing, and then it is the first time.
 */
async function runAgainOnConflict<T>(run: () => Promise<T>): Promise<T> {
  const began = performance.now()
  for (let runs = 1; ; runs++) {
    try {
      return await run()
    } catch (error) {
      if (!isConflict(error)) throw error
      if (runs === MOST_RUNS || performance.now() - began > RUN_AGAIN_WITHIN_MS) throw giveUp(error)
    }
    await aMoment(runs)
  }
}

/** A key that is still taken on the last run is the unit's own mistake; everything else is for later. */
function giveUp(error: unknown): unknown {
  if (isUniqueViolation(error)) return error
  return new LedgerUnavailable('the unit collided with others too often', { cause: error })
}

/** Of different length for each, so that two that collided do not meet again. */
function aMoment(runs: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, Math.random() * 5 * 2 ** runs))
}
