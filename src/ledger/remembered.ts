import { compiler, rowsOf, type Build, type Compiled } from './compiled.ts'
import type { Trx } from './ledger.ts'

/** How much is kept before everything is let go: one is one answer, or what the weight of an answer says. */
interface Limit<Value> {
  most: number
  weightOf(value: Value): number
}

const ANSWERS: Limit<unknown> = { most: 20_000, weightOf: () => 1 }

/** A query whose answer is remembered until one of the tables that it reads is written. */
export interface Remembering<Values, Value> {
  recall(db: Trx, ...values: Values & readonly unknown[]): Promise<Value>
  /** Writes what changes the answer for these values in a known way, and no other answer. `after` may work on a map in place. */
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
  { most, weightOf }: Limit<Value> = ANSWERS,
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
      if (state !== undefined && state === memory.state) {
        memory.kept.set(key, value)
        memory.weight += weightOf(value)
      }
      return value
    },
    async change(db, values, write, after) {
      const memory = memoryOf(db)
      await write()
      memory.state = memory.compiled.statement?.readState?.()
      const key = keyOf(values)
      const before = memory.kept.get(key)
      if (before === undefined) return
      memory.weight -= weightOf(before)
      const value = frozen(after(before))
      memory.weight += weightOf(value)
      memory.kept.set(key, value)
    },
  }

  /** The memory of this query for a ledger, emptied if something has changed since. */
  function memoryOf(db: Trx): Memory<Row, Value> {
    const { adapter } = db.getExecutor()
    let memory = memories.get(adapter)
    if (memory === undefined) {
      memory = { compiled: compiledFor(db), state: undefined, kept: new Map(), weight: 0 }
      memories.set(adapter, memory)
    }
    const state = memory.compiled.statement?.readState?.()
    if (state !== memory.state || memory.weight >= most) {
      memory.kept.clear()
      memory.weight = 0
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
  weight: number
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
