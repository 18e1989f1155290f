import { randomBytes } from 'node:crypto'
import type { Clock } from '../clock.ts'
import { dropOldest } from './bounded.ts'
import type { ChatRef } from './types.ts'

const HOUR_MS = 60 * 60 * 1000
const KEPT = 5000

export interface ResponseUse {
  chat: ChatRef
  /** The words of the message that asked; in a group the answer quotes them. */
  about: string
}

/** The one-call addresses that come with messages and card events (page 101138): one call, within one hour. */
export function createResponseUrls(clock: Clock, publicBase: () => string) {
  const byCode = new Map<string, ResponseUse & { until: number }>()

  return {
    issue(use: ResponseUse): string {
      const code = randomBytes(24).toString('base64url')
      byCode.set(code, { ...use, until: clock.now().getTime() + HOUR_MS })
      dropOldest(byCode, KEPT)
      return `${publicBase()}/cgi-bin/aibot/response?response_code=${code}`
    },
    /** Where an answer to this code goes; undefined when it was used, is too old or was never given out. */
    peek(code: string): ResponseUse | undefined {
      const found = byCode.get(code)
      return found && clock.now().getTime() < found.until ? found : undefined
    },
    spend: (code: string) => byCode.delete(code),
  }
}
