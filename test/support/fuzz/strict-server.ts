import Koa from 'koa'
import rawBody from 'raw-body'
import {
  createEnvelope,
  type Envelope,
  type EnvelopeSettings,
  type Opened,
} from '../../../src/wecom/envelope.ts'
import { childOf, parseXml } from '../../../src/wecom/envelope/xml.ts'
import type { ChannelKeys } from '../fuzz.ts'

type Answer = { status: number; body: string }
type Channel = (ctx: Koa.Context) => Promise<Answer>

/**
 * The smallest server that keeps the contract of the callback answers, to try the attack on and to compare with. The
 * only message it knows is a text.
 */
export function strictServer(keys: ChannelKeys, now: () => Date): Koa {
  const channels = new Map([
    ['/wecom/aibot', channelOf(keys.json, now, typeOfJson)],
    ['/wecom/app', channelOf(keys.xml, now, typeOfXml)],
  ])
  const app = new Koa()
  // Otherwise it prints every request that the parser of Node refuses.
  app.silent = true
  app.use(async ctx => {
    const answer = await channels.get(ctx.path)?.(ctx)
    if (answer === undefined) return
    ctx.status = answer.status
    ctx.type = 'text/plain'
    ctx.body = answer.body
  })
  return app
}

const STATUS = { malformed: 400, unauthorised: 401, forbidden: 403 }

function channelOf(settings: EnvelopeSettings, now: () => Date, typeOf: (text: string) => unknown): Channel {
  const envelope = createEnvelope(settings)
  return async ctx => {
    const { method, querystring: query } = ctx
    if (method === 'GET') return answerTo(envelope.openEcho(query, now()), opened => opened.text)
    if (method !== 'POST') return { status: 405, body: '' }
    const isPlain = ctx.get('content-encoding') === '' && /^(utf-8)?$/i.test(ctx.request.charset)
    if (!isPlain) return { status: 415, body: '' }
    const body = await bodyOf(ctx)
    if (body === undefined) return { status: 413, body: '' }
    return answerTo(envelope.openRequest({ query, body }, now()), ({ text, nonce }) =>
      replyTo(typeOf(text), nonce, envelope, now()),
    )
  }
}

function answerTo(opened: Opened, reply: (opened: Opened & { ok: true }) => string | undefined): Answer {
  if (!opened.ok) return { status: STATUS[opened.refusal], body: '' }
  const body = reply(opened)
  return body === undefined ? { status: 400, body: '' } : { status: 200, body }
}

function replyTo(type: unknown, nonce: string, envelope: Envelope, now: Date): string | undefined {
  if (type === undefined) return undefined
  return type === 'text' ? envelope.seal('{}', nonce, now) : ''
}

/** undefined: too large. A body that breaks off is as good as none. */
async function bodyOf(ctx: Koa.Context): Promise<Buffer | undefined> {
  try {
    return await rawBody(ctx.req, { limit: '1mb', length: ctx.get('content-length') || null })
  } catch (error) {
    return error instanceof Error && 'status' in error && error.status === 413 ? undefined : Buffer.alloc(0)
  }
}

/** The message type; undefined if this is no message. */
function typeOfJson(text: string): unknown {
  const { msgid, msgtype, chattype, chatid, from, text: said } = parseJson(text) ?? {}
  const isMessage = [msgid, msgtype, chattype, from?.userid].every(value => typeof value === 'string')
  if (!isMessage || (chattype === 'group' && typeof chatid !== 'string')) return undefined
  return msgtype === 'text' && typeof said?.content !== 'string' ? undefined : msgtype
}

function parseJson(text: string) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function typeOfXml(text: string): unknown {
  const message = parseXml(text)
  const fields = ['FromUserName', 'MsgType', 'MsgId'].map(name => childOf(message, name))
  if (fields.some(field => field === undefined || field.children.length > 0)) return undefined
  const type = fields[1]?.text
  return type === 'text' && childOf(message, 'Content') === undefined ? undefined : type
}
