import { LedgerUnavailable } from './ledger.ts'

/** What the group commit needs from a database connection. */
export interface BatchConnection<Handle> {
  begin(): void
  commit(): void
  rollback(): void
  savepoint(): void
  release(): void
  rollbackToSavepoint(): void
  /** Resolves when everything committed before the call is on the disk. */
  flush(): Promise<void>
  /** False when the database itself gave up the transaction (disk full, I/O error). */
  inTransaction(): boolean
  /** True for errors that mean the storage failed (disk full, read-only, busy), not the unit. */
  isStorageFailure(error: unknown): boolean
  /** Runs the batch while holding the one connection. */
  hold(batch: (handle: Handle) => Promise<void>): Promise<void>
}

interface Waiting<Handle> {
  unit: (handle: Handle) => Promise<unknown>
  resolve: (value: unknown) => void
  reject: (reason: unknown) => void
}

interface Done<Handle> {
  waiting: Waiting<Handle>
  value: unknown
}

// With one connection per request each turn of the event loop brings one message, and a commit per turn would
// cost an fsync per message. Measured: collecting for two milliseconds keeps nine tenths of the speed.
const COLLECT_MS = 2
const MOST_PER_COMMIT = 512
const QUIET_TURNS = 4

/** How a crowd is written: each commit writes whole pages, however little is new in them. */
export interface Crowd {
  /** Units overlap, or did so this long ago. */
  lastsMs: number
  /** So long after a commit the next one is made in any case. */
  spacingMs: number
  /** So many units need not wait for more. */
  enough: number
}

// Measured at 1,000 marks a second: a third of the bytes of commits made at once, and nobody waits longer than 10 ms.
const CROWD: Crowd = { lastsMs: 50, spacingMs: 10, enough: 16 }

/**
 * Runs queued units one after another inside one transaction, and resolves them when their commit is on the disk; the
 * next ones are run meanwhile. A unit that fails loses only itself: the others are run again, each in its own savepoint. An
 * idle queue commits at once; a busy one collects for up to two milliseconds, and where units overlap two commits
 * with few units are ten milliseconds apart.
 */
export function groupCommit<Handle>(connection: BatchConnection<Handle>, crowd = CROWD) {
  const queue: Waiting<Handle>[] = []
  let running: Promise<void> | undefined
  let lastBatch = { size: 0, endedAt: 0 }
  const flushing = new Set<Promise<void>>()
  // After a commit that did not reach the disk nothing more is written: what is read is then more than what is promised.
  let broken: unknown
  let unresolved = 0
  let lastOverlapAt = Number.NEGATIVE_INFINITY
  let hasCompany = () => {}

  return {
    write<T>(unit: (handle: Handle) => Promise<T>): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        if (unresolved > 0) lastOverlapAt = performance.now()
        unresolved += 1
        const ended = onlyOnce(() => (unresolved -= 1))
        queue.push({
          unit,
          resolve(value) {
            ended()
            resolve(value as T)
          },
          reject(reason) {
            ended()
            reject(reason)
          },
        })
        if (queue.length >= crowd.enough) hasCompany()
        running ??= drain()
      })
    },
    /** Resolves when everything queued so far has been decided. */
    async idle(): Promise<void> {
      // After the last unit has run, only its flush is left.
      await running
      await Promise.all(flushing)
    },
  }

  async function drain(): Promise<void> {
    while (queue.length > 0) {
      if (isBusy()) await collect()
      await company()
      const batch = queue.splice(0, MOST_PER_COMMIT)
      if (broken !== undefined) {
        refuse(batch, broken)
        continue
      }
      await connection.hold(handle => runBatch(batch, handle)).catch(error => refuse(batch, error))
      lastBatch = { size: batch.length, endedAt: performance.now() }
    }
    // In the same breath as the look at the queue: a unit that came in between would wait for ever.
    running = undefined
  }

  function isBusy(): boolean {
    return queue.length > 1 || (lastBatch.size > 0 && performance.now() - lastBatch.endedAt < COLLECT_MS)
  }

  async function collect(): Promise<void> {
    const until = performance.now() + COLLECT_MS
    let before = 0
    let quietTurns = 0
    // Waits as long as the turns of the event loop bring more, and never past the window. One quiet turn says little:
    // with a connection for each request the next message may be two turns away.
    while (queue.length < MOST_PER_COMMIT && performance.now() < until && quietTurns < QUIET_TURNS) {
      quietTurns = queue.length > before ? 0 : quietTurns + 1
      before = queue.length
      await new Promise(resolve => setImmediate(resolve))
    }
  }

  /** Who comes alone is written at once; a crowd waits until there are enough, or some milliseconds after the last commit. */
  async function company(): Promise<void> {
    const now = performance.now()
    const waitMs = lastBatch.endedAt + crowd.spacingMs - now
    if (now - lastOverlapAt > crowd.lastsMs || waitMs <= 0 || queue.length >= crowd.enough) return
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, waitMs)
      hasCompany = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    hasCompany = () => {}
  }

  async function runBatch(batch: Waiting<Handle>[], handle: Handle): Promise<void> {
    connection.begin()
    try {
      const done = (await allAtOnce(batch, handle)) ?? (await oneByOne(batch, handle))
      connection.commit()
      settleWhenFlushed(done)
    } catch (error) {
      if (connection.inTransaction()) connection.rollback()
      throw error
    }
  }

  /**
   * Runs units without savepoints, for which the database copies every page that a unit touches. Hardly any unit ever
   * fails; when one does, nothing of the batch is kept and the answer is undefined.
   */
  async function allAtOnce(batch: Waiting<Handle>[], handle: Handle): Promise<Done<Handle>[] | undefined> {
    if (batch.length === 1) return undefined
    const done: Done<Handle>[] = []
    for (const waiting of batch) {
      try {
        done.push({ waiting, value: await waiting.unit(handle) })
      } catch (error) {
        if (!connection.inTransaction() || connection.isStorageFailure(error)) throw error
        connection.rollback()
        connection.begin()
        return undefined
      }
    }
    return done
  }

  /** Runs each unit in its own savepoint: one that fails loses only itself. */
  async function oneByOne(batch: Waiting<Handle>[], handle: Handle): Promise<Done<Handle>[]> {
    const done: Done<Handle>[] = []
    for (const waiting of batch) {
      connection.savepoint()
      try {
        const value = await waiting.unit(handle)
        connection.release()
        done.push({ waiting, value })
      } catch (error) {
        if (!connection.inTransaction() || connection.isStorageFailure(error)) throw error
        connection.rollbackToSavepoint()
        connection.release()
        waiting.reject(error)
      }
    }
    return done
  }

  function settleWhenFlushed(done: Done<Handle>[]): void {
    const settled = connection.flush().then(
      () => {
        for (const { waiting, value } of done) waiting.resolve(value)
      },
      error => {
        broken = error
        refuse(
          done.map(({ waiting }) => waiting),
          error,
        )
      },
    )
    flushing.add(settled)
    void settled.then(() => flushing.delete(settled))
  }

  function refuse(batch: Waiting<Handle>[], cause: unknown): void {
    // A promise that was settled already ignores this.
    for (const { reject } of batch) reject(new LedgerUnavailable('the ledger could not commit', { cause }))
  }
}

function onlyOnce(act: () => void): () => void {
  let isDone = false
  return () => {
    if (!isDone) act()
    isDone = true
  }
}
