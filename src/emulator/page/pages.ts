import { readFileSync, readdirSync } from 'node:fs'
import { extname } from 'node:path'
import type { RouterContext } from '@koa/router'
import type { Platform } from '../platform.ts'
import { playgroundPage } from './playground.ts'

const CSP =
  "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
const STATIC = new URL('./static/', import.meta.url)

/** The playground page and the files in `static/`, read once. */
export function createPages(platform: Platform) {
  const files = new Map(readdirSync(STATIC).map(name => [name, readFileSync(new URL(name, STATIC))]))

  return {
    playground(ctx: RouterContext): void {
      ctx.set('Content-Security-Policy', CSP)
      ctx.set('Referrer-Policy', 'no-referrer')
      ctx.type = 'html'
      ctx.body = playgroundPage(platform, String(ctx.query.as ?? ''), String(ctx.query.chat ?? ''))
    },
    file(ctx: RouterContext): void {
      const name = ctx.params.name ?? ''
      const file = files.get(name)
      if (!file) return
      ctx.type = extname(name)
      ctx.body = file
    },
  }
}
