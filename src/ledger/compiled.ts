import type { Compilable, CompiledQuery, Insertable } from 'kysely'
import type { Trx } from './ledger.ts'
import type { Tables } from './tables.ts'

/** A statement that runs at once on the connection that the ledger holds. */
export interface DirectStatement {
  rows(parameters: readonly unknown[]): unknown[]
  /** A number that grows whenever something may have changed in what the statement reads, where every write is seen. */
  readState?(): number
}

/**
 * Databases that can run a compiled query at once, by their adapter. Kysely's own way through a query costs as much as
 * SQLite's work for it.
 */
export const direct = new WeakMap<object, (sql: string) => DirectStatement>()

const parameter = Symbol('parameter')
interface Parameter {
  [parameter]: number
}

export type Build<Values extends readonly unknown[], Row> = (
  db: Trx,
  ...placeholders: { [K in keyof Values]: Values[K] }
) => Compilable<Row>

/**
 * A hot-path query that is built and compiled once and then only executed. `build` receives one placeholder
 * per parameter; the returned function takes the values in the same order.
 */
export function compiledOnce<Values extends readonly unknown[], Row>(
  build: Build<Values, Row>,
): (db: Trx, ...values: Values) => Promise<Row[]> {
  const compiledFor = compiler(build)
  return (db, ...values) => rowsOf(db, compiledFor(db), values)
}

/** A hot-path insert that is compiled once. The other columns of the table are left empty. */
export function insertOnce<
  Table extends keyof Tables,
  Column extends keyof Insertable<Tables[Table]> & string,
>(
  table: Table,
  columns: readonly Column[],
): (db: Trx, row: Pick<Insertable<Tables[Table]>, Column>) => Promise<unknown> {
  const compiledFor = compiler((db, ...values: unknown[]) => {
    const row = Object.fromEntries(columns.map((column, index) => [column, values[index]]))
    // Each column stands there with its own placeholder.
    return db.insertInto(table).values(row as unknown as Insertable<Tables[Table]>)
  }, columns.length)
  return (db, row) =>
    rowsOf(
      db,
      compiledFor(db),
      columns.map(column => row[column]),
    )
}

/** The rows of a compiled query; they have the shape that the query was built with. */
export async function rowsOf<Row>(
  db: Trx,
  { query, sources, statement }: Compiled<Row>,
  values: readonly unknown[],
): Promise<Row[]> {
  const parameters =
    sources?.map(({ from, constant }) => (from === undefined ? constant : values[from])) ?? values
  if (statement !== undefined) return statement.rows(parameters) as Row[]
  const { rows } = await db.executeQuery<Row>({ ...query, parameters })
  return rows
}

/** Compiles a query once for each database. */
export function compiler<Values extends readonly unknown[], Row>(
  build: Build<Values, Row>,
  arity = Math.max(build.length - 1, 0),
): (db: Trx) => Compiled<Row> {
  // The adapter object is shared by all connections of one ledger.
  const byAdapter = new WeakMap<object, Compiled<Row>>()
  const placeholders = Array.from({ length: arity }, (_, index): Parameter => ({ [parameter]: index }))

  return db => {
    const { adapter } = db.getExecutor()
    let compiled = byAdapter.get(adapter)
    if (compiled === undefined) {
      // The markers stand in for values only until compilation, which keeps them in `parameters` untouched.
      const query = build(db, ...(placeholders as unknown as Values)).compile()
      const statement = direct.get(adapter)?.(query.sql)
      compiled = { query, sources: sourcesOf(query.parameters, arity), statement }
      byAdapter.set(adapter, compiled)
    }
    return compiled
  }
}

export interface Compiled<Row> {
  query: CompiledQuery<Row>
  /** Undefined: the values as they are given. */
  sources: Source[] | undefined
  statement: DirectStatement | undefined
}

/** Where a parameter of the query comes from: the place among the values given, or a constant of the query. */
interface Source {
  from: number | undefined
  constant: unknown
}

function sourcesOf(parameters: readonly unknown[], arity: number): Source[] | undefined {
  const sources = parameters.map(sourceOf)
  const isAsGiven = sources.length === arity && sources.every(({ from }, index) => from === index)
  return isAsGiven ? undefined : sources
}

function sourceOf(given: unknown): Source {
  return isParameter(given)
    ? { from: given[parameter], constant: undefined }
    : { from: undefined, constant: given }
}

function isParameter(value: unknown): value is Parameter {
  return typeof value === 'object' && value !== null && parameter in value
}
