/**
 * Counts what happened in the last `spanMs` of the clock. `take` is true and counts when fewer than `limit` stand in
 * the window. What a moved clock left in the future does not count.
 */
export function slidingWindow(limit: number, spanMs: number) {
  let taken: number[] = []
  return {
    hasRoom(now: Date): boolean {
      taken = taken.filter(at => at <= now.getTime() && at > now.getTime() - spanMs)
      return taken.length < limit
    },
    take(now: Date): boolean {
      const free = this.hasRoom(now)
      if (free) taken.push(now.getTime())
      return free
    },
  }
}

/** One window per key, made when the key is first seen. */
export function windowPerKey(limit: number, spanMs: number) {
  const windows = new Map<string, ReturnType<typeof slidingWindow>>()
  return (key: string) => {
    const known = windows.get(key)
    if (known) return known
    const fresh = slidingWindow(limit, spanMs)
    windows.set(key, fresh)
    return fresh
  }
}
