import type { Context, Middleware } from 'koa'

const LOOPBACK_HOSTS = /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])(?::\d{1,5})?$/i

/**
 * Lets nobody in but this machine, and lets no foreign web page act: browsers say where a request comes from, and a
 * page elsewhere is refused. A program on this machine that says nothing is welcome.
 */
export const guard: Middleware = async (ctx, next) => {
  ctx.set('X-Content-Type-Options', 'nosniff')
  ctx.set('Cache-Control', 'no-store')
  if (!isLoopback(ctx.req.socket.remoteAddress) || !LOOPBACK_HOSTS.test(ctx.get('host'))) return refuse(ctx)
  const reads = ctx.method === 'GET' || ctx.method === 'HEAD'
  if (!reads && !isSameOrigin(ctx)) return refuse(ctx)
  return next()
}

function isLoopback(address: string | undefined): boolean {
  return address === '::1' || /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/.test(address ?? '')
}

function isSameOrigin(ctx: Context): boolean {
  const site = ctx.get('sec-fetch-site')
  if (site !== '' && site !== 'same-origin') return false
  const origin = ctx.get('origin')
  return origin === '' || origin === `http://${ctx.get('host')}`
}

function refuse(ctx: Context): void {
  ctx.status = 403
  ctx.body = { error: '只接受本机同源请求' }
}
