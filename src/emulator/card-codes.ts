import { randomBytes } from 'node:crypto'
import type { Clock } from '../clock.ts'
import { dropOldest } from './bounded.ts'

const LIFE_MS = 72 * 60 * 60 * 1000
const KEPT = 5000

/** Response codes of app cards: each updates one card once, within 72 hours (page 94888). */
export function createCardCodes(clock: Clock) {
  const byCode = new Map<string, { taskId: string; until: number }>()
  return {
    issue(taskId: string): string {
      const code = randomBytes(24).toString('base64url')
      byCode.set(code, { taskId, until: clock.now().getTime() + LIFE_MS })
      dropOldest(byCode, KEPT)
      return code
    },
    /** The task id of the card, once; undefined for a used, old or unknown code. */
    spend(code: string): string | undefined {
      const found = byCode.get(code)
      byCode.delete(code)
      return found && clock.now().getTime() < found.until ? found.taskId : undefined
    },
  }
}
