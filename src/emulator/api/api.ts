import type { Platform } from '../platform.ts'
import { aibotResponseRoutes } from './aibot-response.ts'
import { failed } from './call.ts'
import type { ApiCall, ApiResult, ApiRoute } from './call.ts'
import { cardUpdateRoutes } from './card-update.ts'
import { contactRoutes } from './contacts.ts'
import { messageRoutes } from './message.ts'
import { tokenRoutes } from './token.ts'
import { webhookRoutes } from './webhook.ts'

/** All calls of the platform that exist here, each behind the checks that every call passes first. */
export function apiRoutes(platform: Platform): ApiRoute[] {
  return [
    ...tokenRoutes(platform),
    ...messageRoutes(platform),
    ...cardUpdateRoutes(platform),
    ...contactRoutes(platform),
    ...webhookRoutes(platform),
    ...aibotResponseRoutes(platform),
  ].map(route => (route.token ? behindToken(platform, route) : route))
}

function behindToken({ switches, tokens }: Platform, route: ApiRoute): ApiRoute {
  return {
    ...route,
    handle(call: ApiCall): ApiResult {
      const problem = tokens.check(call.query.get('access_token') ?? undefined)
      if (problem !== 0) return failed(problem)
      return switches.untrustedIp ? failed(60020) : route.handle(call)
    },
  }
}
