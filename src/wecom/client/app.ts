import { z } from 'zod'
import type { Attempt, Outcome, Send } from '../../delivery/outcome.ts'
import type { Api } from './api.ts'
import type { Random } from './backoff.ts'
import { appFileMessage } from './bodies.ts'
import { again, repeatable, type Try } from './outcomes.ts'
import { isCardRefused } from './policy.ts'
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

const CardBody = z.strictObject({ card: z.string(), text: z.string() })

/**
 * Sends a message of the app to one member. A card that the platform refuses as a card gives way to its text, which is
 * frozen and sent from then on. The platform swallows an identical one for four hours, so a doubtful try is
 * repeated with the same bytes; whoever repeats must end before these four hours do.
 */
export function appSender({ api, token, random }: AppParts): Send {
  return async ({ target, body, attempt, freeze }) => {
    const each = eachTry(attempt, random)
    const withCard = parsedBody(body, CardBody)
    if (withCard === undefined) return sendMessage(api, token, { target, body, each })
    const outcome = await sendMessage(api, token, { target, body: withCard.card, each })
    if (outcome.kind !== 'failed' || !isCardRefused(outcome.errcode)) return outcome
    if (!(await isFrozen(freeze, withCard.text))) return again(texts.notFrozen, each)
    return sendMessage(api, token, { target, body: withCard.text, each })
  }
}

/** Response code spent or over (page 94888). */
const CODE_SPENT = 60140

/**
 * Replaces a card that was tapped. The code of the tap is good for one update, so a doubtful try is repeated: if it had
 * arrived, the platform now says that the code was spent.
 */
export function appCardSender({ api, token, random }: AppParts): Send {
  return async ({ body, attempt }) => {
    const answer = await token.use(value => api.updateCard(value, body))
    if (answer.kind === 'ok') return { kind: 'sent' }
    if (answer.kind === 'refused' && answer.errcode === CODE_SPENT && attempt > 1) return { kind: 'sent' }
    return repeatable(answer, eachTry(attempt, random))
  }
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
