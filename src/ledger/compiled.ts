import type { Compilable, CompiledQuery } from 'kysely'
import type { Trx } from './ledger.ts'

/**
 * Databases that can run a compiled query at once on the connection they hold, by their adapter. Kysely's own way
 * through a query costs as much as SQLite's work for it.
 */
export const direct = new WeakMap<object, (sql: string, parameters: readonly unknown[]) => unknown[]>()

const parameter = Symbol('parameter')
interface Parameter {
  [parameter]: number
}

/**
 * A hot-path query that is built and compiled once and then only executed. `build` receives one placeholder
 * per parameter; the returned function takes the values in the same order.
 */
export function compiledOnce<Values extends readonly unknown[], Row>(
  build: (db: Trx, ...placeholders: { [K in keyof Values]: Values[K] }) => Compilable<Row>,
): (db: Trx, ...values: Values) => Promise<Row[]> {
  // One compilation per database: the adapter object is shared by all connections of one ledger.
  const byAdapter = new WeakMap<object, Compiled<Row>>()
  const arity = Math.max(build.length - 1, 0)
  const placeholders = Array.from({ length: arity }, (_, index): Parameter => ({ [parameter]: index }))

  return async (db, ...values) => {
    const { adapter } = db.getExecutor()
    let compiled = byAdapter.get(adapter)
    if (compiled === undefined) {
      // The markers stand in for values only until compilation, which keeps them in `parameters` untouched.
      const query = build(db, ...(placeholders as unknown as Values)).compile()
      compiled = { query, sources: query.parameters.map(sourceOf) }
      byAdapter.set(adapter, compiled)
    }
    const { query, sources } = compiled
    const parameters = sources.map(({ from, constant }) => (from === undefined ? constant : values[from]))
    const run = direct.get(adapter)
    // The rows have the shape that the query was built with.
    if (run !== undefined) return run(query.sql, parameters) as Row[]
    const { rows } = await db.executeQuery<Row>({ ...query, parameters })
    return rows
  }
}

interface Compiled<Row> {
  query: CompiledQuery<Row>
  sources: Source[]
}

/** Where a parameter of the query comes from: the place among the values given, or a constant of the query. */
interface Source {
  from: number | undefined
  constant: unknown
}

function sourceOf(given: unknown): Source {
  return isParameter(given)
    ? { from: given[parameter], constant: undefined }
    : { from: undefined, constant: given }
}

function isParameter(value: unknown): value is Parameter {
  return typeof value === 'object' && value !== null && parameter in value
}
