/**
 * The one source of time for the bot and the emulator. `now` is read once per message or tick, at the edge;
 * everything inside takes it as a parameter.
 */
export interface Clock {
  now(): Date
  /** Calls the listener after the clock was set to another time. Returns how to stop listening. */
  onJump(listener: () => void): () => void
}

export interface SettableClock extends Clock {
  /** Moves the clock to an instant, forwards or backwards. */
  set(instant: Date): void
  advance(ms: number): void
}

/** The machine's clock, shifted by a fixed number of milliseconds (only tests shift it). */
export function systemClock(offsetMs = 0): Clock {
  return { now: () => new Date(Date.now() + offsetMs), onJump: () => () => {} }
}

/** A clock that starts at an instant and can be moved. It stands still between moves unless `running` is set. */
export function settableClock(start: Date, { running = false } = {}): SettableClock {
  const listeners = new Set<() => void>()
  let shown = start.getTime()
  let setAt = Date.now()
  const now = () => new Date(running ? shown + (Date.now() - setAt) : shown)
  const set = (instant: Date) => {
    shown = instant.getTime()
    setAt = Date.now()
    for (const listener of listeners) listener()
  }
  return {
    now,
    set,
    advance: ms => set(new Date(now().getTime() + ms)),
    onJump(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

let lastWritten = { ms: Number.NaN, text: '' }

/** An instant as the ledger keeps it: UTC, '2026-11-21T01:00:00.000Z'. One message writes the same one many times. */
export function isoOf(instant: Date): string {
  const ms = instant.getTime()
  if (ms !== lastWritten.ms) lastWritten = { ms, text: instant.toISOString() }
  return lastWritten.text
}
