import { chmodSync, closeSync, openSync } from 'node:fs'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { Kysely, SqliteDialect, type SqliteStatement } from 'kysely'
import { refuseUnbindable } from './bindable.ts'
import { direct, type DirectStatement } from './compiled.ts'
import { createFlusher } from './flush.ts'
import { groupCommit } from './queue.ts'
import type { Ledger } from './ledger.ts'
import type { Tables } from './tables.ts'
import { noteWrites, stateOf, watchTables, type Touched } from './table-watch.ts'

/**
 * Opens the embedded ledger: one file, WAL, readable by its owner only. A write resolves when its commit is on the disk:
 * SQLite appends it to the log (synchronous=NORMAL), and the log is flushed before anybody is told, on a slow disk off the event
 * loop. That promises what synchronous=FULL does, and a slow disk holds up only those who wait for it.
 */
export function openSqlite(file: string): Ledger & { raw: DatabaseSync } {
  // Made before SQLite sees it, so that the -wal and -shm files inherit the owner-only mode.
  closeSync(openSync(file, 'a', 0o600))
  chmodSync(file, 0o600)
  const raw = openWriter(file)
  const tables = watchTables(raw)
  const writer = kyselyOn(raw, tables.prepare)
  const reader = new DatabaseSync(file, { readOnly: true, timeout: 3000 })
  const read = kyselyOn(reader)
  // The log is no lock file: closing a descriptor of it gives none of SQLite's locks away.
  const log = createFlusher(`${file}-wal`)
  const begin = prepared(raw, 'begin immediate')
  const rollback = prepared(raw, 'rollback')
  const rollbackToSavepoint = prepared(raw, 'rollback to unit')
  const commits = groupCommit<Kysely<Tables>>({
    begin() {
      begin()
      tables.lookForOthers()
    },
    commit: prepared(raw, 'commit'),
    rollback() {
      tables.everythingChanged()
      rollback()
    },
    savepoint: prepared(raw, 'savepoint unit'),
    release: prepared(raw, 'release unit'),
    rollbackToSavepoint() {
      tables.everythingChanged()
      rollbackToSavepoint()
    },
    flush: log.flush,
    inTransaction: () => raw.isTransaction,
    isStorageFailure,
    async hold(batch) {
      try {
        await writer.connection().execute(batch)
      } catch (error) {
        // A full disk makes the database give up the transaction by itself.
        tables.everythingChanged()
        throw error
      }
    },
  })
  return {
    dialect: 'sqlite',
    raw,
    read,
    write: commits.write,
    async close() {
      await commits.idle()
      log.close()
      await read.destroy()
      await writer.destroy()
    },
  }
}

function prepared(raw: DatabaseSync, sql: string): () => void {
  const statement = raw.prepare(sql)
  return () => void statement.run()
}

// BUSY, READONLY, IOERR, CORRUPT, FULL, CANTOPEN: https://www.sqlite.org/rescode.html
const STORAGE_FAILURES = new Set([5, 8, 10, 11, 13, 14])

function isStorageFailure(error: unknown): boolean {
  // The low byte is the primary result code; the rest says more precisely what happened.
  return error instanceof Error && 'errcode' in error && STORAGE_FAILURES.has(Number(error.errcode) & 0xff)
}

function openWriter(file: string): DatabaseSync {
  const raw = new DatabaseSync(file, { timeout: 3000, enableForeignKeyConstraints: true })
  // Takes effect when the file is made; an existing one keeps its own. A commit writes whole pages, however little is new in them: measured at 1,000
  // marks a second, pages of 2 kB write two thirds of what pages of 4 kB do.
  raw.exec('pragma page_size = 2048')
  raw.exec('pragma journal_mode = wal')
  raw.exec('pragma synchronous = normal')
  raw.exec('pragma trusted_schema = off')
  // Deleted rows are overwritten: what was forgotten must not lie on in the file.
  raw.exec('pragma secure_delete = on')
  // A checkpoint costs two fsyncs and happens inside somebody's commit: 16 MB of log between two of them.
  raw.exec(`pragma wal_autocheckpoint = ${Math.floor(LOG_BYTES / pageSizeOf(raw))}`)
  // 32 MB of pages; message ids come in no order, and their index should stay in memory.
  raw.exec('pragma cache_size = -32000')
  return raw
}

const LOG_BYTES = 16 * 1024 * 1024

function pageSizeOf(raw: DatabaseSync): number {
  return Number(raw.prepare('pragma page_size').get()?.['page_size'])
}

/** What a statement touches is known only where every write is seen: on the writing connection. */
type Prepare = (sql: string) => { statement: StatementSync; touched?: Touched }

function kyselyOn(
  raw: DatabaseSync,
  prepare: Prepare = sql => ({ statement: raw.prepare(sql) }),
): Kysely<Tables> {
  const database = kyselyShape(raw, prepare)
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) })
  direct.set(db.getExecutor().adapter, database.prepare)
  return db
}

/** Gives node:sqlite the shape that Kysely's SQLite dialect expects, and keeps prepared statements. */
function kyselyShape(raw: DatabaseSync, prepare: Prepare) {
  const prepared = new Map<string, SqliteStatement & DirectStatement>()
  return {
    close: () => raw.close(),
    prepare(sql: string) {
      let statement = prepared.get(sql)
      if (statement === undefined) {
        // Queries with lists of varying length would otherwise pile up.
        if (prepared.size >= 500) prepared.clear()
        statement = statementShape(prepare(sql))
        prepared.set(sql, statement)
      }
      return statement
    },
  }
}

function statementShape({ statement, touched }: ReturnType<Prepare>): SqliteStatement & DirectStatement {
  const reader = statement.columns().length > 0
  const all = (parameters: readonly unknown[]) => {
    noteWrites(touched)
    return statement.all(...bindable(parameters))
  }
  const run = (parameters: readonly unknown[]) => {
    noteWrites(touched)
    return statement.run(...bindable(parameters))
  }
  return {
    reader,
    all,
    run,
    iterate(parameters) {
      noteWrites(touched)
      return statement.iterate(...bindable(parameters)) as IterableIterator<unknown>
    },
    rows(parameters) {
      if (reader) return all(parameters)
      run(parameters)
      return []
    },
    ...(touched !== undefined && { readState: () => stateOf(touched) }),
  }
}

function bindable(parameters: readonly unknown[]): SQLInputValue[] {
  refuseUnbindable(parameters)
  // Nothing else is left after the check.
  return parameters as SQLInputValue[]
}
