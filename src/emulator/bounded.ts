/** Removes the oldest entry of a map or set that has grown beyond `limit`. */
export function dropOldest<K>(
  kept: { size: number; keys(): Iterator<K>; delete(key: K): boolean },
  limit: number,
): void {
  if (kept.size <= limit) return
  const oldest = kept.keys().next()
  if (!oldest.done) kept.delete(oldest.value)
}
