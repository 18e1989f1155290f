import type { Platform } from '../platform.ts'
import { failed, ok } from './call.ts'
import type { ApiRoute } from './call.ts'

/** gettoken (page 91039). */
export function tokenRoutes({ tokens }: Platform): ApiRoute[] {
  return [
    {
      method: 'GET',
      path: 'gettoken',
      token: false,
      handle({ query }) {
        const given = tokens.give(query.get('corpid') ?? '', query.get('corpsecret') ?? '')
        if (given.errcode !== 0) return failed(given.errcode)
        return ok({ access_token: given.token, expires_in: given.expiresIn })
      },
    },
  ]
}
