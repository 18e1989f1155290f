import { createHash } from 'node:crypto'
import type { Clock } from '../../clock.ts'

/** enable_duplicate_check (page 90236): 1,800 s unless said otherwise, at most 4 hours. */
const DEFAULT_S = 1800
const MAX_S = 4 * 60 * 60

/** True when exactly this request was accepted within its interval and must not be shown again. */
export function createDuplicateCheck(clock: Clock) {
  const until = new Map<string, number>()

  return function swallow(json: string, request: Record<string, unknown>): boolean {
    if (request.enable_duplicate_check !== 1) return false
    const now = clock.now().getTime()
    for (const [hash, end] of until) if (end <= now) until.delete(hash)
    const hash = createHash('sha256').update(json).digest('base64')
    if (until.has(hash)) return true
    until.set(hash, now + intervalS(request.duplicate_check_interval) * 1000)
    return false
  }
}

function intervalS(value: unknown): number {
  return typeof value === 'number' && value > 0 ? Math.min(value, MAX_S) : DEFAULT_S
}
