/** Reference: the obvious way to write such a bot. Koa, @koa/router, @wecom/crypto; answers at once, keeps nothing. */
import { Router } from '@koa/router'
import { decrypt, encrypt, getSignature } from '@wecom/crypto'
import Koa from 'koa'
import rawBody from 'raw-body'
import { benchKeys } from '../messages.ts'
import { echoOf, serve } from './serve.ts'

const { token, aesKey, receiveId } = benchKeys
const router = new Router()

router.post('/wecom/aibot', async ctx => {
  const { msg_signature: signature, timestamp = '', nonce = '' } = ctx.query as Record<string, string>
  const sealed = JSON.parse((await rawBody(ctx.req)).toString()).encrypt
  if (getSignature(token, timestamp, nonce, sealed) !== signature) ctx.throw(401)
  const reply = encrypt(aesKey, echoOf(decrypt(aesKey, sealed).message), receiveId)
  const now = Math.floor(Date.now() / 1000)
  ctx.body = { encrypt: reply, msgsignature: getSignature(token, now, nonce, reply), timestamp: now, nonce }
})

const app = new Koa()
app.use(router.routes())
serve(app.callback())
