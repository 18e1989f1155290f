import { Router } from '@koa/router'
import type { Middleware } from 'koa'
import { apiRoutes } from './api/api.ts'
import type { Actions } from './http/control.ts'
import { createControl } from './http/control.ts'
import { guard } from './http/guard.ts'
import { serveApi } from './http/serve-api.ts'
import { createPages } from './page/pages.ts'
import type { Platform } from './platform.ts'

/** Every address of the emulator: the page, what the page asks for, and the platform's API. */
export function createRoutes(platform: Platform, actions: Actions): Middleware {
  const router = new Router()
  const pages = createPages(platform)
  const control = createControl(platform, actions)

  router.get('/playground', pages.playground)
  router.get('/playground/:name', pages.file)

  router.get('/emulator/state', control.state)
  router.get('/emulator/transcript', control.transcript)
  router.get('/emulator/media/:mediaId', control.media)
  router.post('/emulator/say', control.say)
  router.post('/emulator/send-media', control.sendMedia)
  router.post('/emulator/enter', control.enter)
  router.post('/emulator/click', control.click)
  router.post('/emulator/feedback', control.feedback)
  router.post('/emulator/clock', control.clock)
  router.post('/emulator/switches', control.switches)
  router.post('/emulator/faults', control.faults)

  for (const route of apiRoutes(platform))
    router.register(`/emulator/cgi-bin/${route.path}`, [route.method], serveApi(platform, route))

  const routed = router.routes()
  return async (ctx, next) => {
    if (!/^\/(?:playground|emulator)(?:\/|$)/.test(ctx.path)) return next()
    // Only what the bot says elsewhere may answer here: an address that does not exist stays 404.
    return guard(ctx, () => routed(ctx as never, async () => {}))
  }
}
