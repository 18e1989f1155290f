import type { Clock } from '../clock.ts'
import { post } from './post.ts'
import type { Attempt, Timing } from './types.ts'
import type { WireLog } from './wire-log.ts'
import { openReply, sealRequest } from './wire.ts'
import type { Line, OpenedReply } from './wire.ts'

export interface Callback {
  plain: string
  /** Card events are tried once (page 101027). */
  attempts: number
  /** Whether an answer with a status other than 200 is tried again. */
  retryStatus: boolean
}

/** What came of one callback with all its attempts. */
export interface CallbackResult {
  attempts: Attempt[]
  /** Missing when no attempt was answered with 200. */
  reply?: OpenedReply
}

export type Caller = ReturnType<typeof createCaller>

/** Sends callbacks on one line. Each attempt is sealed anew: same message, other nonce, other signature. */
export function createCaller(parts: {
  line: Line
  url: () => string
  clock: Clock
  timing: Timing
  wire: WireLog
}) {
  const { line, url, clock, timing, wire } = parts

  return async function call(callback: Callback): Promise<CallbackResult> {
    const attempts: Attempt[] = []
    while (attempts.length < callback.attempts) {
      const { attempt, reply } = await tryOnce(callback.plain, attempts.length + 1)
      attempts.push(attempt)
      if (reply) return { attempts, reply }
      if (attempt.outcome === 'status' && !callback.retryStatus) break
    }
    return { attempts }
  }

  async function tryOnce(plain: string, number: number): Promise<{ attempt: Attempt; reply?: OpenedReply }> {
    const started = performance.now()
    const sealed = sealRequest(line, plain, clock.now())
    const target = new URL(url())
    target.search = sealed.query
    const result = await post(target.href, sealed.contentType, sealed.body, timing.callbackWaitMs)
    const ms = Math.round(performance.now() - started)
    wire.add({
      at: clock.now().toISOString(),
      direction: 'out',
      method: 'POST',
      path: target.pathname,
      ms,
      sealedLength: sealed.sealedLength,
      attempt: number,
      ...(result.kind === 'answer' && { status: result.status }),
    })
    if (result.kind !== 'answer') return { attempt: { outcome: result.kind, ms } }
    if (result.status !== 200) return { attempt: { outcome: 'status', status: result.status, ms } }
    const reply = openReply(line, result.body, sealed.nonce)
    const words =
      reply.kind === 'plain' ? { plain: reply.plain } : reply.kind === 'empty' ? { plain: '' } : {}
    return { attempt: { outcome: 'answered', status: 200, ms, ...words }, reply }
  }
}

/** Why nothing was shown, in words for the transcript. */
export function lostWords(attempts: Attempt[]): string {
  const last = attempts.at(-1)
  const times = `共${attempts.length}次`
  if (last?.outcome === 'status') return `机器人返回HTTP ${last.status ?? ''},未被接受(${times})`
  return last?.outcome === 'timeout' ? `机器人未在时限内应答(${times})` : `连接机器人失败(${times})`
}
