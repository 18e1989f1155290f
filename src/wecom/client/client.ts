import type { Clock } from '../../clock.ts'
import type { Tokens } from '../../commons/port.ts'
import type { Attempt, DeliveryChannel, Outcome, Send } from '../../delivery/outcome.ts'
import type { Log } from '../../log.ts'
import type { AppSettings } from '../../settings.ts'
import { createApi, type Api } from './api.ts'
import { appCardSender, appFileSender, appSender } from './app.ts'
import { accountsOf } from './contacts.ts'
import { laterAnswerSender } from './later-answer.ts'
import { policyOf } from './policy.ts'
import { robotSender, type KeyOf } from './robot.ts'
import { texts } from './texts.ts'
import { createAccessToken, type AccessToken } from './token.ts'
import { createWire, type Answer } from './wire.ts'

export interface ClientParts {
  /** The platform's address; read at each call, as the trial learns its port late. */
  apiBase: () => string
  /** Without the app nothing can be sent to a single member. */
  app: Pick<AppSettings, 'corpId' | 'agentId' | 'secret'> | undefined
  tokens: Tokens
  keyOf: KeyOf
  clock: Clock
  log: Log
  /** Per try; 3 s unless said otherwise. A lease must be at least three times as long. */
  timeoutMs?: number
  /** For the jitter of waits. */
  random?: () => number
}

export interface WecomClient {
  /** The sender of each channel. */
  send: Record<DeliveryChannel, Send>
  /** What only the app may ask; undefined without it. */
  app: AppCalls | undefined
  api: Api
}

export interface AppCalls {
  token: AccessToken
  /** Accounts by encrypted sender id; ids that cannot be converted are missing. */
  accountsOf(openIds: readonly string[]): Promise<Answer<Map<string, string>>>
  /** Replaces a card that was sent, with a body of `appCardUpdate`; the response code in it is good for one use. */
  updateCard(body: string): Promise<Answer<unknown>>
}

/** How long one call of the platform may take. */
const TIMEOUT_MS = 3000

/** The platform as the bot calls it. */
export function createClient(parts: ClientParts): WecomClient {
  const { apiBase, app, tokens, keyOf, clock, log, timeoutMs = TIMEOUT_MS, random = Math.random } = parts
  const api = createApi(createWire({ apiBase, log, timeoutMs }))
  const token = app && createAccessToken({ api, app, tokens, clock })
  const appParts = app && token && { api, token, agentId: app.agentId, random }
  const watched = (send: Send): Send => noted(send, log)

  return {
    api,
    app: token && {
      token,
      accountsOf: openIds => accountsOf(api, token, openIds),
      updateCard: body => token.use(value => api.updateCard(value, body)),
    },
    send: {
      robot: watched(robotSender(api, keyOf, random)),
      response: watched(laterAnswerSender(api, apiBase, random)),
      app: watched(appParts ? appSender(appParts) : withoutApp),
      'app-file': watched(appParts ? appFileSender(appParts) : withoutApp),
      'app-card': watched(appParts ? appCardSender(appParts) : withoutApp),
    },
  }
}

async function withoutApp(): Promise<Outcome> {
  return { kind: 'failed', why: texts.noApp }
}

/** Turns a mistake of ours into an honest outcome, and raises what only the administrator can mend. */
function noted(send: Send, log: Log): Send {
  return async (attempt: Attempt) => {
    try {
      const outcome = await send(attempt)
      if (isFatal(outcome))
        log.error({
          event: 'wecom.fatal',
          channel: attempt.channel,
          errcode: outcome.errcode,
          why: outcome.why,
        })
      return outcome
    } catch (error) {
      log.error({ event: 'wecom.sender.failed', channel: attempt.channel }, error)
      return { kind: 'unknown', why: texts.perhapsBroken }
    }
  }
}

function isFatal(outcome: Outcome): outcome is Outcome & { kind: 'failed'; errcode: number } {
  return (
    outcome.kind === 'failed' &&
    outcome.errcode !== undefined &&
    policyOf(outcome.errcode).reaction === 'fatal'
  )
}
