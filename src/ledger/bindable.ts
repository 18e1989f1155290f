/**
 * Refuses what a database would take in silently wrong: SQLite's driver stores a Date or a plain object as NULL,
 * PostgreSQL's stores a Date as local time and undefined as NULL.
 */
export function refuseUnbindable(parameters: readonly unknown[]): void {
  for (const value of parameters)
    if (!isBindable(value)) throw new TypeError('only text, numbers, bytes and null go into the ledger')
}

function isBindable(value: unknown): boolean {
  if (typeof value === 'object') return value === null || ArrayBuffer.isView(value)
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint'
}
