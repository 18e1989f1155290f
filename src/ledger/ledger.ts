import type { Kysely } from 'kysely'
import type { DialectName } from './dialect.ts'
import type { Tables } from './tables.ts'

/** What a unit works with: read, decide and write through it, and do no other I/O. */
export type Trx = Kysely<Tables>

/** The memory that must never be lost. See design: "Writing". */
export interface Ledger {
  readonly dialect: DialectName
  /**
   * The one way to write. The unit reads and decides inside its own savepoint or transaction; the promise
   * resolves after the commit. A unit that throws loses only itself; a commit that fails rejects with
   * LedgerUnavailable and nothing of the unit remains.
   */
  write<T>(unit: (trx: Trx) => Promise<T>): Promise<T>
  /** A second, read-only connection for pages, exports and the command line. */
  readonly read: Kysely<Tables>
  close(): Promise<void>
}

/** The ledger could not commit: the caller answers 503, and the platform tries again. */
export class LedgerUnavailable extends Error {
  override readonly name = 'LedgerUnavailable'
}

/** The ledger refuses to open; the message is a plain sentence for the administrator. */
export class LedgerRefused extends Error {
  override readonly name = 'LedgerRefused'
}
