import type { Kysely } from 'kysely'
import type { DialectName } from './dialect.ts'
import type { Tables } from './tables.ts'

/** What a unit works with: read, decide and write through it, and do no other I/O. */
export type Trx = Kysely<Tables>

/** The memory that must never be lost. */
export interface Ledger {
  readonly dialect: DialectName
  /**
   * The one way to write. The unit reads and decides as if it were alone; the promise resolves after the commit. A unit
   * that throws loses only itself. A statement that fails fails its unit: it is not caught inside.
   *
   * A unit may run again, on SQLite after another of its batch failed, on PostgreSQL, where units run side by side, after it
   * collided with another: it keeps no state outside the ledger, and where it decides by what it read it has a unique key
   * or `takeTurns`. LedgerUnavailable means that nothing is promised: after a lost connection the unit may have been
   * written, and who repeats it needs a unique key to find out (the inbox has one).
   */
  write<T>(unit: (trx: Trx) => Promise<T>): Promise<T>
  /** Read-only connections for pages, exports and the command line. */
  readonly read: Kysely<Tables>
  close(): Promise<void>
}

/** The ledger cannot do its work now: the caller answers 503, and the platform tries again. */
export class LedgerUnavailable extends Error {
  override readonly name = 'LedgerUnavailable'
}

/** The ledger refuses to open; the message is a plain sentence for the administrator. */
export class LedgerRefused extends Error {
  override readonly name = 'LedgerRefused'
}
