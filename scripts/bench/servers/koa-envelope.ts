/** Reference: Koa and @koa/router with our strict envelope; answers at once, keeps nothing. */
import { Router } from '@koa/router'
import Koa from 'koa'
import rawBody from 'raw-body'
import { createEnvelope } from '../../../src/wecom/envelope.ts'
import { benchKeys } from '../messages.ts'
import { echoOf, serve } from './serve.ts'

const STATUS = { malformed: 400, unauthorised: 401, forbidden: 403 }
const envelope = createEnvelope({ ...benchKeys, kind: 'json' })
const router = new Router()

router.post('/wecom/aibot', async ctx => {
  const now = new Date()
  const opened = envelope.openRequest({ query: ctx.querystring, body: await rawBody(ctx.req) }, now)
  if (!opened.ok) {
    ctx.status = STATUS[opened.refusal]
    return
  }
  ctx.type = 'json'
  ctx.body = envelope.seal(echoOf(opened.text), opened.nonce, now)
})

const app = new Koa()
app.use(router.routes())
serve(app.callback())
