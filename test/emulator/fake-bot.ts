import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { decrypt, encrypt, getSignature } from '@wecom/crypto'
import Koa from 'koa'

export const AIBOT_KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
export const APP_KEY = 'GFEDCBA9876543210zyxwvutsrqponmlkjihgfedcba'
export const TOKEN = 'QingFengToken'
export const CORP_ID = 'wwqingfeng'

/** How the fake bot answers: a body to seal, nothing, a status, silence on an open line, or any bytes it likes. */
export type Answer =
  | { seal: string; nonce?: string; receiveId?: string; signature?: string; aesKey?: string }
  | { raw: string }
  | { status: number }
  | 'empty'
  | 'hold'

export interface Received {
  path: string
  query: Record<string, string>
  /** The encrypted text as it came. */
  sealed: string
  /** What was inside. */
  plain: string
}

export type FakeBot = Awaited<ReturnType<typeof startFakeBot>>

/** A bot on its own port that opens callbacks with the vendor's library and answers what a test tells it. */
export async function startFakeBot() {
  const received: Received[] = []
  const bot = {
    received,
    answer: (_callback: Received): Answer => 'empty',
    /** The opened smart bot messages. */
    messages: () => received.map(one => JSON.parse(one.plain) as Record<string, unknown>),
    aibotUrl: () => `http://127.0.0.1:${port}/wecom/aibot`,
    appUrl: () => `http://127.0.0.1:${port}/wecom/app`,
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }

  const app = new Koa()
  app.use(async ctx => {
    const line = ctx.path === '/wecom/app' ? APP : AIBOT
    const body = await readBody(ctx.req)
    const sealed = line.sealedIn(body)
    const { message: plain, id } = decrypt(line.aesKey, sealed)
    if (id !== line.receiveId) throw new Error(`receiveid ${id}`)
    const query = Object.fromEntries(new URLSearchParams(ctx.querystring))
    if (query.msg_signature !== getSignature(TOKEN, query.timestamp!, query.nonce!, sealed))
      throw new Error('signature')
    const callback = { path: ctx.path, query, sealed, plain }
    received.push(callback)
    write(ctx, line, callback, bot.answer(callback))
  })
  const server = createServer(app.callback())
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return bot
}

const AIBOT = {
  aesKey: AIBOT_KEY,
  receiveId: '',
  sealedIn: (body: string) => (JSON.parse(body) as { encrypt: string }).encrypt,
  envelope: (encrypt: string, msgsignature: string, timestamp: string, nonce: string) =>
    JSON.stringify({ encrypt, msgsignature, timestamp: Number(timestamp), nonce }),
}

const APP = {
  aesKey: APP_KEY,
  receiveId: CORP_ID,
  sealedIn: (body: string) => /<Encrypt><!\[CDATA\[([^\]]+)\]\]>/.exec(body)![1]!,
  envelope: (sealed: string, signature: string, timestamp: string, nonce: string) =>
    `<xml><Encrypt><![CDATA[${sealed}]]></Encrypt><MsgSignature><![CDATA[${signature}]]></MsgSignature>` +
    `<TimeStamp>${timestamp}</TimeStamp><Nonce><![CDATA[${nonce}]]></Nonce></xml>`,
}

function write(ctx: Koa.Context, line: typeof AIBOT, { query }: Received, answer: Answer): void {
  if (answer === 'hold') {
    ctx.respond = false
    return
  }
  ctx.status = answer !== 'empty' && 'status' in answer ? answer.status : 200
  ctx.body = ''
  if (answer === 'empty' || 'status' in answer) return
  if ('raw' in answer) {
    ctx.body = answer.raw
    return
  }
  const sealed = encrypt(answer.aesKey ?? line.aesKey, answer.seal, answer.receiveId ?? line.receiveId)
  const nonce = answer.nonce ?? query.nonce!
  const signature = answer.signature ?? getSignature(TOKEN, query.timestamp!, nonce, sealed)
  ctx.body = line.envelope(sealed, signature, query.timestamp!, nonce)
}

async function readBody(request: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}

/** A stream reply of the smart bot. */
export function stream(content: string, finish = true, id = 'S1'): Answer {
  return { seal: JSON.stringify({ msgtype: 'stream', stream: { id, finish, content } }) }
}

/** A passive text reply of the app. */
export function appText(content: string, to = 'liufang'): Answer {
  return {
    seal:
      `<xml><ToUserName><![CDATA[${to}]]></ToUserName><FromUserName><![CDATA[${CORP_ID}]]></FromUserName>` +
      `<CreateTime>1795136400</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${content}]]></Content></xml>`,
  }
}
