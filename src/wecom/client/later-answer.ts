import { z } from 'zod'
import type { Attempt, Outcome, Send } from '../../delivery/outcome.ts'
import type { Api } from './api.ts'
import type { Random } from './backoff.ts'
import { onceOnly } from './outcomes.ts'
import { parsedBody } from './parsed-body.ts'
import { responseCodeOf } from './response-url.ts'
import { texts } from './texts.ts'

const Body = z.strictObject({ url: z.string(), payload: z.record(z.string(), z.unknown()) })

/** Answers a message to the smart bot through its response_url, which is good for one call. Takes a body of `laterAnswer`. */
export function laterAnswerSender(api: Api, apiBase: () => string, random: Random): Send {
  return async ({ body, attempt }: Attempt): Promise<Outcome> => {
    const opened = parsedBody(body, Body)
    if (opened === undefined) return { kind: 'failed', why: texts.brokenBody }
    const code = responseCodeOf(opened.url, apiBase())
    if (code === undefined) return { kind: 'failed', why: texts.untrustedUrl }
    const answer = await api.answerLater(code, JSON.stringify(opened.payload))
    return answer.kind === 'ok'
      ? { kind: 'sent' }
      : onceOnly(answer, { attempt, random, rateKey: 'response' })
  }
}
