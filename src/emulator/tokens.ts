import { randomBytes } from 'node:crypto'
import type { Clock } from '../clock.ts'
import { slidingWindow } from './window.ts'

const LIFE_S = 7200
/** WeCom says "do not call often" without a figure (page 91039). */
const PER_MINUTE = 60

/** Access tokens of the app: one is valid at a time, and asking again within its life gives the same one. */
export function createTokens(clock: Clock, app: { corpId: string; secret: string }) {
  const window = slidingWindow(PER_MINUTE, 60_000)
  const ended = new Set<string>()
  let current: { token: string; until: number } | undefined

  const alive = () => current !== undefined && clock.now().getTime() < current.until

  return {
    give(corpId: string, secret: string): { errcode: number; token?: string; expiresIn?: number } {
      if (corpId !== app.corpId) return { errcode: 40013 }
      if (secret !== app.secret) return { errcode: 40001 }
      if (!window.take(clock.now())) return { errcode: 45009 }
      const now = clock.now().getTime()
      if (current && !alive()) ended.add(current.token)
      if (!current || !alive()) {
        current = { token: randomBytes(48).toString('base64url'), until: now + LIFE_S * 1000 }
      }
      return { errcode: 0, token: current.token, expiresIn: Math.ceil((current.until - now) / 1000) }
    },
    /** 0 for a valid token, otherwise the platform's code: 41001 missing, 42001 expired, 40014 unknown. */
    check(token: string | undefined): number {
      if (!token) return 41001
      if (token === current?.token) return alive() ? 0 : 42001
      return ended.has(token) ? 42001 : 40014
    },
    /** Ends the current token early, as the platform may. */
    expire(): void {
      if (current) ended.add(current.token)
      current = undefined
    },
  }
}
