import { setTimeout as pause } from 'node:timers/promises'
import type { Context, Middleware } from 'koa'
import { getRawBody } from 'raw-body'
import type { ApiRoute } from '../api/call.ts'
import { failed } from '../api/call.ts'
import type { Fault } from '../faults.ts'
import type { Platform } from '../platform.ts'

/** A file of 20 MB and what multipart puts around it. */
const MAX_BODY = 21 * 1024 * 1024

/** One call of the platform's API over HTTP, with whatever fault was ordered for it. */
export function serveApi(platform: Platform, route: ApiRoute): Middleware {
  const { clock, faults, stopped, wire } = platform

  return async ctx => {
    const started = performance.now()
    const fault = faults.take(route.path)
    const errcode = await answer(ctx, fault)
    wire.add({
      at: clock.now().toISOString(),
      direction: 'in',
      method: route.method,
      path: `/cgi-bin/${route.path}`,
      status: ctx.respond === false ? 0 : ctx.status,
      ms: Math.round(performance.now() - started),
      ...(errcode !== undefined && { errcode }),
    })
  }

  async function answer(ctx: Context, fault: Fault | undefined): Promise<number | undefined> {
    switch (fault?.kind) {
      case 'reset':
        return hangUp(ctx)
      case 'hang':
        return leaveOpen(ctx)
      case 'status':
        ctx.status = fault.status ?? 502
        ctx.body = ''
        return undefined
      case 'html':
        ctx.type = 'html'
        ctx.body = '<!doctype html><title>认证</title><p>请先登录网络</p>'
        return undefined
      case 'errcode':
        return reply(ctx, failed(fault.errcode ?? -1))
      case 'acceptThenDrop':
        route.handle(await readCall(ctx))
        return hangUp(ctx)
      case 'delay': {
        const result = route.handle(await readCall(ctx))
        await pause(fault.delayMs ?? 0, undefined, { signal: stopped.signal, ref: false }).catch(() => {})
        return reply(ctx, result)
      }
      default:
        return reply(ctx, route.handle(await readCall(ctx)))
    }
  }

  function leaveOpen(ctx: Context): undefined {
    ctx.respond = false
    stopped.signal.addEventListener('abort', () => ctx.req.socket.destroy(), { once: true })
  }
}

async function readCall(ctx: Context) {
  const body = await getRawBody(ctx.req, { limit: MAX_BODY })
  return { query: new URLSearchParams(ctx.querystring), contentType: ctx.get('content-type'), body }
}

function reply(ctx: Context, result: { errcode: number }): number {
  ctx.status = 200
  ctx.body = result
  return result.errcode
}

function hangUp(ctx: Context): undefined {
  ctx.respond = false
  ctx.req.socket.destroy()
}
