import type { Clock } from '../clock.ts'

/** A map whose entries end by themselves and which never holds more than so many: the oldest go first. */
export interface ExpiringMap<Value> {
  get(key: string): Value | undefined
  set(key: string, value: Value, ttlMs: number): void
  delete(key: string): void
}

export function expiringMap<Value>(clock: Clock, most: number): ExpiringMap<Value> {
  const entries = new Map<string, { value: Value; since: number; until: number }>()
  const get = (key: string) => {
    const entry = entries.get(key)
    const now = clock.now().getTime()
    // An entry from a later time means that the clock was set back: gone, rather than kept for who knows how long.
    if (entry && entry.since <= now && now < entry.until) return entry.value
    entries.delete(key)
    return undefined
  }
  return {
    get,
    set(key, value, ttlMs) {
      const since = clock.now().getTime()
      entries.delete(key)
      entries.set(key, { value, since, until: since + ttlMs })
      const [oldest] = entries.keys()
      if (entries.size > most && oldest !== undefined) entries.delete(oldest)
    },
    delete: key => void entries.delete(key),
  }
}
