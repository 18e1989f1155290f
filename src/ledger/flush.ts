import { closeSync, fdatasync, fdatasyncSync, openSync } from 'node:fs'
import { promisify } from 'node:util'

export interface Flusher {
  /** Resolves when everything written to the file before the call is on the disk. */
  flush(): Promise<void>
  close(): void
}

const sync = promisify(fdatasync)

// Handing a flush to another thread costs as much as a quick disk needs for it: measured 0.1 to 0.4 ms of processor time.
const QUICK_MS = 0.4
/** So many are made off the event loop before one shows again how quick the disk is: only at once can that be measured. */
const OFF_LOOP_WHEN_SLOW = 32
// The last ten flushes or so decide: any disk is slow once in a while.
const WEIGHT = 0.1

/**
 * Puts a file that somebody else in this process appends to on the disk: at once while flushes take less than `quickMs` in
 * the mean, off the event loop on a slower disk. Calls made while a flush is under way share the next one. After a failed flush every
 * later one fails too: the system may have dropped the pages that it could not write, and a second try would then succeed
 * without them.
 */
export function createFlusher(file: string, quickMs = QUICK_MS): Flusher {
  let descriptor: number | undefined
  let failure: unknown
  let current: Promise<void> | undefined
  let next: Promise<void> | undefined
  const pace = diskPace(quickMs)

  return {
    flush() {
      if (current === undefined) return (current = start())
      next ??= current
        .catch(() => {})
        .then(() => {
          next = undefined
          return (current = start())
        })
      return next
    },
    close() {
      if (descriptor !== undefined) closeSync(descriptor)
      descriptor = undefined
    },
  }

  function start(): Promise<void> {
    const flushed = once()
    const ended = () => {
      if (current === flushed) current = undefined
    }
    flushed.then(ended, ended)
    return flushed
  }

  async function once(): Promise<void> {
    if (failure !== undefined) throw failure
    try {
      // The file need not exist before the first call. Writable, because Windows flushes nothing else.
      descriptor ??= openSync(file, 'r+')
      if (!pace.isQuick()) return await sync(descriptor)
      const began = performance.now()
      fdatasyncSync(descriptor)
      pace.took(performance.now() - began)
    } catch (error) {
      failure = error
      throw error
    }
  }
}

export interface DiskPace {
  /** Whether the next flush is worth waiting for at once. */
  isQuick(): boolean
  /** How long a flush at once took, in milliseconds. */
  took(ms: number): void
}

/** Tells a quick disk from a slow one by the mean of its last flushes; a slow one is tried again from time to time. */
export function diskPace(quickMs: number): DiskPace {
  let mean = 0
  let offLoop = 0
  return {
    isQuick() {
      if (quickMs > 0 && offLoop === 0) return true
      offLoop -= 1
      return false
    },
    took(ms) {
      mean += WEIGHT * (ms - mean)
      if (mean < quickMs) return
      offLoop = OFF_LOOP_WHEN_SLOW
      // Then the next look alone decides: a disk that is quick again is used at once.
      mean = quickMs
    },
  }
}
