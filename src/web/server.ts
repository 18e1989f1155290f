import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { Router } from '@koa/router'
import Koa from 'koa'
import type { Log } from '../log.ts'
import type { Callback } from '../wecom/callback.ts'
import { readBody } from './body.ts'
import { fileRoute, type OpenFile } from './files.ts'
import type { Readiness } from './health.ts'

export interface WebParts {
  aibot: Callback | undefined
  app: Callback | undefined
  /** Details of readiness; the answer is 200 when `ready`. */
  readiness: () => Promise<Readiness>
  metrics: { contentType: string; text(): Promise<string> }
  openFile: OpenFile
  configDirectory: string
  log: Log
  /** Trial mode answers only to a loopback Host header, so that no foreign page can reach it by a rebound name. */
  loopbackOnly: boolean
  /** The emulator's pages and platform, in trial mode. */
  trial?: Koa.Middleware
}

/** Middleware order and the route table on one page. */
export function createWeb(parts: WebParts): Koa {
  const web = new Koa()
  // Koa would print every broken request to the console; answerErrors logs what is ours.
  web.silent = true
  const router = new Router()
  web.use(answerErrors(parts.log))
  web.use(plainHeaders)
  if (parts.loopbackOnly) web.use(loopbackHostOnly)
  if (parts.aibot !== undefined) router.all('/wecom/aibot', callbackRoute(parts.aibot, parts.log))
  if (parts.app !== undefined) router.all('/wecom/app', callbackRoute(parts.app, parts.log))
  router.get('/healthz', context => void (context.body = { status: 'ok' }))
  router.get('/readyz', readinessRoute(parts.readiness))
  router.get('/metrics', metricsRoute(parts.metrics))
  router.get('/files/:word', fileRoute(parts.openFile))
  router.post('/files/:word', fileRoute(parts.openFile))
  router.get('/:file', domainFile(parts.configDirectory))
  web.use(router.routes())
  if (parts.trial !== undefined) web.use(parts.trial)
  return web
}

/** An HTTP server with the limits of a public callback address. */
export function listen(web: Koa, host: string, port: number): Promise<Server> {
  const server = createServer(
    {
      maxHeaderSize: 16 * 1024,
      headersTimeout: 5000,
      requestTimeout: 15_000,
      connectionsCheckingInterval: 1000,
    },
    web.callback(),
  )
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve(server))
  })
}

function answerErrors(log: Log): Koa.Middleware {
  return async (context, next) => {
    try {
      await next()
    } catch (error) {
      const status =
        error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 500
      if (status >= 500) log.error({ event: 'http.failed', method: context.method }, error)
      context.status = status
      context.body = ''
    }
  }
}

const plainHeaders: Koa.Middleware = async (context, next) => {
  context.set('x-content-type-options', 'nosniff')
  context.set('cache-control', 'no-store')
  await next()
}

const loopbackHostOnly: Koa.Middleware = async (context, next) => {
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(context.hostname)) context.throw(403)
  await next()
}

function callbackRoute(callback: Callback, log: Log): Koa.Middleware {
  return async context => {
    const startedAt = performance.now()
    const { status, body, why } = await answerTo(context, startedAt)
    context.status = status
    context.type =
      context.method === 'GET' ? 'text/plain' : callback.kind === 'json' ? 'application/json' : 'text/xml'
    context.body = body
    const fields = {
      event: 'callback',
      channel: callback.kind === 'json' ? 'aibot' : 'app',
      method: context.method,
      status,
    }
    const ms = Math.round(performance.now() - startedAt)
    if (why === undefined) log.info({ ...fields, ms })
    else log.warn({ ...fields, ms, why })
  }

  async function answerTo(
    { method, querystring, req }: Koa.Context,
    startedAt: number,
  ): Promise<{ status: number; body: string; why?: string }> {
    if (method === 'GET') return callback.check(querystring)
    if (method !== 'POST') return { status: 405, body: '', why: 'method' }
    const bytes = await readBody(req)
    if (!Buffer.isBuffer(bytes)) return { ...bytes, body: '', why: 'body' }
    return callback.deliver(querystring, bytes, performance.now() - startedAt)
  }
}

function readinessRoute(readiness: WebParts['readiness']): Koa.Middleware {
  return async context => {
    const details = await readiness()
    context.status = details.ready ? 200 : 503
    context.body = details
  }
}

function metricsRoute(metrics: WebParts['metrics']): Koa.Middleware {
  return async context => {
    context.body = await metrics.text()
    context.set('content-type', metrics.contentType)
  }
}

/** /WW_verify_*.txt: the file by which WeCom checks that the domain is the office's own. */
function domainFile(configDirectory: string): Koa.Middleware {
  return async (context, next) => {
    const name = context.path.slice(1)
    if (!/^WW_verify_[0-9A-Za-z]{1,64}\.txt$/.test(name)) return next()
    context.type = 'text/plain'
    context.body = await readFile(join(configDirectory, name), 'utf8').catch(() => context.throw(404))
  }
}
