import { compiler, rowsOf, type Build, type Compiled } from './compiled.ts'
import type { Trx } from './ledger.ts'

const MOST_KEPT = 20_000

/** A query whose answer is remembered until one of the tables that it reads is written. */
export interface Remembering<Values, Value> {
  recall(db: Trx, ...values: Values & readonly unknown[]): Promise<Value>
  /** Writes what changes the answer for these values in a known way, and no other answer. */
  change(
    db: Trx,
    values: Values,
    write: () => Promise<unknown>,
    after: (before: Value) => Value,
  ): Promise<void>
}

/**
 * A hot-path query whose answer is remembered until one of the tables that it reads is written, by whomever. Only a ledger
 * that sees every write remembers (SQLite, inside a unit); PostgreSQL is asked each time. The value is shared: it is frozen. It is never undefined.
 */
export function rememberedOnce<Values extends readonly (string | number)[], Row, Value extends {} | null>(
  build: Build<Values, Row>,
  valueOf: (rows: Row[]) => Value,
): (db: Trx, ...values: Values) => Promise<Value> {
  return remembering(build, valueOf).recall
}

/** The same for an answer that a write changes in a way known beforehand. */
export function remembering<Values extends readonly (string | number)[], Row, Value extends {} | null>(
  build: Build<Values, Row>,
  valueOf: (rows: Row[]) => Value,
): Remembering<Values, Value> {
  const compiledFor = compiler(build)
  const memories = new WeakMap<object, Memory<Row, Value>>()

  return {
    async recall(db, ...values) {
      const memory = memoryOf(db)
      const key = keyOf(values)
      const known = memory.kept.get(key)
      if (known !== undefined) return known
      const { state } = memory
      const value = frozen(valueOf(await rowsOf(db, memory.compiled, values)))
      if (state !== undefined && state === memory.state) memory.kept.set(key, value)
      return value
    },
    async change(db, values, write, after) {
      const memory = memoryOf(db)
      await write()
      memory.state = memory.compiled.statement?.readState?.()
      const key = keyOf(values)
      const before = memory.kept.get(key)
      if (before !== undefined) memory.kept.set(key, frozen(after(before)))
    },
  }

  /** The memory of this query for a ledger, emptied if something has changed since. */
  function memoryOf(db: Trx): Memory<Row, Value> {
    const { adapter } = db.getExecutor()
    let memory = memories.get(adapter)
    if (memory === undefined) {
      memory = { compiled: compiledFor(db), state: undefined, kept: new Map() }
      memories.set(adapter, memory)
    }
    const state = memory.compiled.statement?.readState?.()
    if (state !== memory.state || memory.kept.size >= MOST_KEPT) {
      memory.kept.clear()
      memory.state = state
    }
    return memory
  }
}

interface Memory<Row, Value> {
  compiled: Compiled<Row>
  /** What `readState` said when the answers were read; undefined where nothing may be remembered. */
  state: number | undefined
  kept: Map<string | number, Value>
}

function keyOf(values: readonly (string | number)[]): string | number {
  const [only = ''] = values
  return values.length > 1 ? values.join('\0') : only
}

function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const name in value) frozen(value[name])
  return Object.freeze(value)
}
