import type { Clock } from '../../clock.ts'
import type { Tokens } from '../../commons/port.ts'
import type { AppSettings } from '../../settings.ts'
import type { Api } from './api.ts'
import { policyOf } from './policy.ts'
import type { Answer } from './wire.ts'

export type AccessToken = ReturnType<typeof createAccessToken>

export interface TokenParts {
  api: Api
  app: Pick<AppSettings, 'corpId' | 'agentId' | 'secret'>
  tokens: Tokens
  clock: Clock
}

/** The app's access token, kept in the commons and fetched by at most one call of this process at a time. */
export function createAccessToken({ api, app, tokens, clock }: TokenParts) {
  const key = `wecom:${app.corpId}:${app.agentId}`
  let fetching: Promise<Answer<string>> | undefined

  return {
    /** Makes a call with the token; when the platform refuses the token, once more with a new one. */
    async use<Value>(call: (token: string) => Promise<Answer<Value>>): Promise<Answer<Value>> {
      const first = await current()
      if (first.kind !== 'ok') return first
      const answer = await call(first.value)
      if (answer.kind !== 'refused' || policyOf(answer.errcode).reaction !== 'token') return answer
      // Only the token that failed goes: another call, or another replica, may have fetched the next one already.
      await tokens.drop(key, first.value)
      const second = await current()
      return second.kind === 'ok' ? call(second.value) : second
    },
  }

  async function current(): Promise<Answer<string>> {
    const kept = await tokens.get(key, clock.now().getTime())
    if (kept) return { kind: 'ok', value: kept.value }
    fetching ??= fetchToken().finally(() => {
      fetching = undefined
    })
    return fetching
  }

  async function fetchToken(): Promise<Answer<string>> {
    const keptMeanwhile = await tokens.get(key, clock.now().getTime())
    if (keptMeanwhile) return { kind: 'ok', value: keptMeanwhile.value }
    const answer = await api.getToken(app.corpId, app.secret)
    if (answer.kind !== 'ok') return answer
    const { access_token: value, expires_in } = answer.value
    const now = clock.now().getTime()
    const expiresAt = now + usableSeconds(expires_in) * 1000
    const mine = await tokens.replace(key, undefined, { value, expiresAt }, now)
    const theirs = mine ? undefined : await tokens.get(key, now)
    return { kind: 'ok', value: theirs?.value ?? value }
  }
}

/**
 * A token is renewed 300 s before its end (security rule B13). Asking early may give the same token with the little life
 * it has left (page 91039), of which four fifths are used: otherwise every call of its last minutes would ask again.
 */
function usableSeconds(expiresIn: number): number {
  return expiresIn > 600 ? expiresIn - 300 : expiresIn * 0.8
}
