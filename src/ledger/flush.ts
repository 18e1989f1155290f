import { closeSync, fdatasync, openSync } from 'node:fs'
import { promisify } from 'node:util'

export interface Flusher {
  /** Resolves when everything written to the file before the call is on the disk. */
  flush(): Promise<void>
  close(): void
}

const sync = promisify(fdatasync)

/**
 * Puts a file that somebody else in this process appends to on the disk, off the event loop. Calls made while a flush is
 * under way share the next one. After a failed flush every later one fails too: the system may have dropped the pages
 * that it could not write, and a second try would then succeed without them.
 */
export function createFlusher(file: string): Flusher {
  let descriptor: number | undefined
  let failure: unknown
  let current: Promise<void> | undefined
  let next: Promise<void> | undefined

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
      await sync(descriptor)
    } catch (error) {
      failure = error
      throw error
    }
  }
}
