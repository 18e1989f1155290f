import type { Context } from 'koa'
import { getRawBody } from 'raw-body'
import type { ZodType } from 'zod'

const MAX_BODY = '64kb'

/** The checked body of a JSON request; undefined after a 415 or 400 was written. */
export async function readJson<T>(ctx: Context, shape: ZodType<T>): Promise<T | undefined> {
  if (ctx.request.type !== 'application/json') {
    ctx.status = 415
    return undefined
  }
  const parsed = shape.safeParse(await parseBody(ctx))
  if (parsed.success) return parsed.data
  ctx.status = 400
  ctx.body = { error: '请求内容不正确' }
  return undefined
}

async function parseBody(ctx: Context): Promise<unknown> {
  try {
    return JSON.parse(await getRawBody(ctx.req, { limit: MAX_BODY, encoding: 'utf-8' }))
  } catch {
    return undefined
  }
}
