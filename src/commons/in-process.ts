import type { Clock } from '../clock.ts'
import { expiringMap } from './expiring.ts'
import { electionLife, fitting, streamLife } from './limits.ts'
import type { Commons, RateWindow, RateWindows, Streams, StreamState, Token, Tokens } from './port.ts'
import { counting, instantToLog, pausedFor, union, waitFor, type Pause } from './rate-window.ts'

// Enough for every slot of a day, every robot and every open stream of an office; the oldest go first.
const MOST = 10_000
const MOST_STREAMS = 1000

export interface LocalCommons extends Commons {
  rates: LocalRates
}

/** The rate windows of one process, which can also be looked at and told of a send that was granted elsewhere. */
export interface LocalRates extends RateWindows {
  /** The sends that count at `now`, oldest first. */
  counted(key: string, window: RateWindow, now: number): readonly number[]
  pausedFor(key: string, now: number): number
  note(key: string, window: RateWindow, now: number): void
}

/** The commons of a single process, in its own memory. */
export function inProcessCommons(clock: Clock): LocalCommons {
  const elected = expiringMap<true>(clock, MOST)
  return {
    async elect(name, slot, ttlMs) {
      const key = `${name}:${slot}`
      if (elected.get(key)) return false
      elected.set(key, true, electionLife(ttlMs))
      return true
    },
    rates: localRates(),
    tokens: localTokens(clock),
    streams: localStreams(clock),
    health: () => 'ok',
    close: async () => {},
  }
}

function localRates(): LocalRates {
  const logs = new Map<string, readonly number[]>()
  const pauses = new Map<string, Pause>()
  const rates: LocalRates = {
    counted(key, window, now) {
      const log = counting(logs.get(key) ?? [], window, now)
      // Kept as counted, so that sends from a clock set back since count as sent just now only once.
      if (logs.has(key)) logs.set(key, log)
      return log
    },
    pausedFor: (key, now) => pausedFor(pauses.get(key), now),
    note(key, window, now) {
      const log = rates.counted(key, window, now)
      keep(logs, key, [...log, instantToLog(log, now)])
    },
    async reserve(key, window, now) {
      const waitMs = rates.pausedFor(key, now) || waitFor(rates.counted(key, window, now), window, now)
      if (waitMs === 0) rates.note(key, window, now)
      return { waitMs }
    },
    async rebuild(key, instants) {
      keep(logs, key, union(logs.get(key) ?? [], instants))
    },
    async pause(key, until, now) {
      keep(pauses, key, { since: now, until })
    },
  }
  return rates
}

function localTokens(clock: Clock): Tokens {
  const kept = new Map<string, Token>()
  const refreshing = expiringMap<symbol>(clock, MOST)
  const current = (key: string, now: number) => {
    const token = kept.get(key)
    return token && token.expiresAt > now ? token : undefined
  }
  return {
    get: async (key, now) => current(key, now),
    put: async (key, token) => keep(kept, key, token),
    async replace(key, ifCurrent, token, now) {
      if (current(key, now)?.value !== ifCurrent) return false
      keep(kept, key, token)
      return true
    },
    drop: async (key, ifCurrent) => kept.get(key)?.value === ifCurrent && kept.delete(key),
    async claimRefresh(key, ttlMs) {
      if (refreshing.get(key)) return undefined
      const mine = Symbol(key)
      refreshing.set(key, mine, ttlMs)
      return async () => {
        if (refreshing.get(key) === mine) refreshing.delete(key)
      }
    },
  }
}

function localStreams(clock: Clock): Streams {
  const open = expiringMap<StreamState>(clock, MOST_STREAMS)
  return {
    put: async (id, state, ttlMs) => open.set(id, fitting(state), streamLife(ttlMs)),
    get: async id => open.get(id),
  }
}

/** Sets an entry as the newest; beyond the most that are kept the oldest goes. */
function keep<Value>(entries: Map<string, Value>, key: string, value: Value): void {
  entries.delete(key)
  entries.set(key, value)
  const [oldest] = entries.keys()
  if (entries.size > MOST && oldest !== undefined) entries.delete(oldest)
}
