import { closeSync, fdatasync, fdatasyncSync, openSync } from 'node:fs'
import { promisify } from 'node:util'

export interface Flusher {
  /** Resolves when everything written to the file before the call is on the disk. */
  flush(): Promise<void>
  close(): void
}

const sync = promisify(fdatasync)

// Handing a flush to another thread costs about as much as a quick disk needs for it: measured 0.25 ms.
const QUICK_MS = 1
/** After a slow flush so many are made off the event loop before one shows again how quick the disk is. */
const OFF_LOOP_AFTER_SLOW = 100

/**
 * Puts a file that somebody else in this process appends to on the disk: at once while flushes take less than `quickMs`, off
 * the event loop on a slower disk. Calls made while a flush is under way share the next one. After a failed flush every
 * later one fails too: the system may have dropped the pages that it could not write, and a second try would then succeed
 * without them.
 */
export function createFlusher(file: string, quickMs = QUICK_MS): Flusher {
  let descriptor: number | undefined
  let failure: unknown
  let current: Promise<void> | undefined
  let next: Promise<void> | undefined
  let offLoop = 0

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
      if (offLoop > 0 || quickMs === 0) await offTheLoop(descriptor)
      else atOnce(descriptor)
    } catch (error) {
      failure = error
      throw error
    }
  }

  function atOnce(opened: number): void {
    const began = performance.now()
    fdatasyncSync(opened)
    if (performance.now() - began >= quickMs) offLoop = OFF_LOOP_AFTER_SLOW
  }

  async function offTheLoop(opened: number): Promise<void> {
    offLoop -= 1
    await sync(opened)
  }
}
