import type { Compilable, CompiledQuery } from 'kysely'
import type { Trx } from './ledger.ts'

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
  const byAdapter = new WeakMap<object, CompiledQuery<Row>>()
  const arity = Math.max(build.length - 1, 0)
  const placeholders = Array.from({ length: arity }, (_, index): Parameter => ({ [parameter]: index }))

  return async (db, ...values) => {
    const { adapter } = db.getExecutor()
    let query = byAdapter.get(adapter)
    if (query === undefined) {
      // The markers stand in for values only until compilation, which keeps them in `parameters` untouched.
      query = build(db, ...(placeholders as unknown as Values)).compile()
      byAdapter.set(adapter, query)
    }
    const parameters = query.parameters.map(given => (isParameter(given) ? values[given[parameter]] : given))
    const { rows } = await db.executeQuery<Row>({ ...query, parameters })
    return rows
  }
}

function isParameter(value: unknown): value is Parameter {
  return typeof value === 'object' && value !== null && parameter in value
}
