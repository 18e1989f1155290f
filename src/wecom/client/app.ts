import { z } from 'zod'
import type { Attempt, Outcome, Send } from '../../delivery/outcome.ts'
import type { Api } from './api.ts'
import type { Random } from './backoff.ts'
import { appFileMessage } from './bodies.ts'
import { again, repeatable, type Try } from './outcomes.ts'
import { parsedBody } from './parsed-body.ts'
import { texts } from './texts.ts'
import type { AccessToken } from './token.ts'

/** Under which key the rate window of the app is kept. */
export const APP_RATE_KEY = 'app'

export interface AppParts {
  api: Api
  token: AccessToken
  agentId: number
  random: Random
}

/**
 * Sends a message of the app to one member. The platform swallows an identical one for four hours, so a doubtful try is
 * repeated with the same bytes; whoever repeats must end before these four hours do.
 */
export function appSender({ api, token, random }: AppParts): Send {
  return ({ target, body, attempt }) =>
    sendMessage(api, token, { target, body, each: eachTry(attempt, random) })
}

const FileBody = z.strictObject({ name: z.string(), base64: z.string() })

/** Sends a file: uploads it once, freezes the message that names it, and sends that from then on. */
export function appFileSender({ api, token, agentId, random }: AppParts): Send {
  return async ({ target, body, attempt, freeze }: Attempt): Promise<Outcome> => {
    const each = eachTry(attempt, random)
    const file = parsedBody(body, FileBody)
    if (file === undefined) return sendMessage(api, token, { target, body, each })
    const upload = await token.use(value =>
      api.upload(value, new File([Buffer.from(file.base64, 'base64')], file.name)),
    )
    if (upload.kind !== 'ok') return repeatable(upload, each)
    const message = appFileMessage(target, agentId, upload.value.media_id)
    if (!(await isFrozen(freeze, message))) return again(texts.notFrozen, each)
    return sendMessage(api, token, { target, body: message, each })
  }
}

/** Without the frozen message the next try would send another one, which the duplicate check could not tell. */
async function isFrozen(freeze: Attempt['freeze'], message: string): Promise<boolean> {
  try {
    await freeze(message)
    return true
  } catch {
    return false
  }
}

function eachTry(attempt: number, random: Random): Try {
  return { attempt, random, rateKey: APP_RATE_KEY }
}

interface Message {
  target: string
  body: string
  each: Try
}

async function sendMessage(api: Api, token: AccessToken, { target, body, each }: Message): Promise<Outcome> {
  const answer = await token.use(value => api.sendMessage(value, body))
  if (answer.kind !== 'ok') return repeatable(answer, each)
  const { invaliduser, unlicenseduser } = answer.value
  if (names(invaliduser, target)) return { kind: 'failed', why: texts.notReached }
  if (names(unlicenseduser, target)) return { kind: 'failed', why: texts.notLicensed }
  return { kind: 'sent' }
}

/** The platform lists accounts in lower case, joined by bars. */
function names(list: string, userid: string): boolean {
  return list.toLowerCase().split('|').includes(userid.toLowerCase())
}
