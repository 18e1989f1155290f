import { constants, type DatabaseSync, type StatementSync } from 'node:sqlite'

/** What a statement reads and writes, as the database itself reports it: also through views, triggers and foreign keys. */
export interface Touched {
  reads: readonly TableState[]
  writes: readonly TableState[]
}

/** How often a table was written, as far as this connection has seen. */
export interface TableState {
  changes: number
}

/**
 * Watches which tables of a database are written, so that what was read from the others can be remembered. Everything counts
 * as changed after a rollback and after a commit of another connection. The schema changes at opening only: a trigger made
 * later would not be seen by statements that were prepared before it.
 */
export function watchTables(raw: DatabaseSync) {
  const tables = new Map<string, TableState>()
  let collected: { reads: Set<TableState>; writes: Set<TableState> } | undefined
  const dataVersion = raw.prepare('pragma data_version')
  let knownVersion: unknown

  raw.setAuthorizer((action, name) => {
    // Names the database, not the table.
    if (action === constants.SQLITE_ALTER_TABLE) everythingChanged()
    const isWrite = WRITES.has(action)
    if (name === null || !(isWrite || action === constants.SQLITE_READ)) return constants.SQLITE_OK
    // A statement that does not come through `prepare` may be run at any time.
    if (collected === undefined && isWrite) everythingChanged()
    const of = isWrite ? collected?.writes : collected?.reads
    of?.add(tableNamed(name))
    return constants.SQLITE_OK
  })

  return {
    /** Prepares a statement; whoever runs it calls `noteWrites` each time. */
    prepare(sql: string): { statement: StatementSync; touched: Touched } {
      const sets = { reads: new Set<TableState>(), writes: new Set<TableState>() }
      collected = sets
      try {
        const statement = raw.prepare(sql)
        return { statement, touched: { reads: [...sets.reads], writes: [...sets.writes] } }
      } finally {
        collected = undefined
      }
    },
    everythingChanged,
    /** Inside a write transaction: nobody else can write after this look. */
    lookForOthers(): void {
      const version = dataVersion.get()?.['data_version']
      if (version !== knownVersion) everythingChanged()
      knownVersion = version
    },
  }

  function tableNamed(table: string): TableState {
    let state = tables.get(table)
    if (state === undefined) {
      state = { changes: 0 }
      tables.set(table, state)
    }
    return state
  }

  function everythingChanged(): void {
    for (const state of tables.values()) state.changes += 1
  }
}

const WRITES: ReadonlySet<number> = new Set([
  constants.SQLITE_INSERT,
  constants.SQLITE_UPDATE,
  constants.SQLITE_DELETE,
  constants.SQLITE_DROP_TABLE,
])

/** Told before a statement runs. */
export function noteWrites(touched: Touched | undefined): void {
  if (touched === undefined) return
  for (const state of touched.writes) state.changes += 1
}

/** Grows whenever something may have changed in what a statement reads. */
export function stateOf({ reads }: Touched): number {
  let sum = 0
  for (const { changes } of reads) sum += changes
  return sum
}
