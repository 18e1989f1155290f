import { randomUUID } from 'node:crypto'
import type { Clock } from '../clock.ts'
import { inProcessCommons, type LocalCommons } from './in-process.ts'
import { electionLife, fitting, streamLife } from './limits.ts'
import type { Commons, RateWindows, Streams, StreamState, Tokens } from './port.ts'
import { openRedisLink, type LinkOptions, type RedisLink } from './redis-link.ts'
import { DROP_TOKEN, REBUILD, RELEASE, REPLACE_TOKEN, RESERVE } from './redis-scripts.ts'

export type RedisCommonsOptions = Pick<LinkOptions, 'url' | 'onChange'> &
  Partial<LinkOptions> & {
    clock: Clock
  }

/**
 * The commons of several replicas, in Redis. Every answer that Redis does not give in time is given by a twin in this
 * process, which is told of everything it may need for that.
 */
export async function redisCommons({ clock, ...options }: RedisCommonsOptions): Promise<Commons> {
  const link = await openRedisLink({ prefix: 'qingfeng:', patienceMs: 400, probeEveryMs: 1000, ...options })
  const local = inProcessCommons(clock)
  return {
    async elect(name, slot, ttlMs) {
      const shared = await link.ask(redis =>
        redis.set(`elect:${name}:${slot}`, '1', 'PX', electionLife(ttlMs), 'NX'),
      )
      // Noted here as well: who asked once does not win later because Redis has lost its memory or its voice.
      const firstTimeHere = await local.elect(name, slot, ttlMs)
      return firstTimeHere && (shared === undefined || shared.answer === 'OK')
    },
    rates: sharedRates(link, local),
    tokens: sharedTokens(link, local),
    streams: sharedStreams(link, local),
    health: link.health,
    close: async () => link.close(),
  }
}

function sharedRates(link: RedisLink, local: LocalCommons): RateWindows {
  return {
    async reserve(key, window, now) {
      const paused = local.rates.pausedFor(key, now)
      if (paused > 0) return { waitMs: paused }
      const own = local.rates.counted(key, window, now)
      const shared = await link.ask(redis =>
        redis.eval(RESERVE, 2, `rate:${key}`, `pause:${key}`, now, window.limit, window.windowMs, ...own),
      )
      if (shared === undefined) return local.rates.reserve(key, window, now)
      const [waitMs = 0, takenAt = now] = shared.answer as [number, number] // what RESERVE answers
      if (waitMs === 0) local.rates.note(key, window, takenAt)
      return { waitMs }
    },
    async rebuild(key, instants) {
      await local.rates.rebuild(key, instants)
      await link.ask(redis => redis.eval(REBUILD, 1, `rate:${key}`, ...instants))
    },
    async pause(key, until, now) {
      await local.rates.pause(key, until, now)
      if (until > now)
        await link.ask(redis => redis.set(`pause:${key}`, `${now} ${until}`, 'PX', until - now))
    },
  }
}

function sharedTokens(link: RedisLink, local: LocalCommons): Tokens {
  return {
    async get(key, now) {
      const shared = await link.ask(redis => redis.hmget(`token:${key}`, 'value', 'expiresAt'))
      const [value, expiresAt] = shared?.answer ?? []
      if (value && expiresAt) await local.tokens.put(key, { value, expiresAt: Number(expiresAt) }, now)
      return shared === undefined || value ? local.tokens.get(key, now) : undefined
    },
    async put(key, token, now) {
      await local.tokens.put(key, token, now)
      if (token.expiresAt <= now) return
      await link.ask(redis =>
        redis
          .multi()
          .hset(`token:${key}`, { value: token.value, expiresAt: token.expiresAt })
          .pexpire(`token:${key}`, token.expiresAt - now)
          .exec(),
      )
    },
    async replace(key, ifCurrent, token, now) {
      const shared = await link.ask(redis =>
        redis.eval(REPLACE_TOKEN, 1, `token:${key}`, ifCurrent ?? '', token.value, token.expiresAt, now),
      )
      if (shared === undefined) return local.tokens.replace(key, ifCurrent, token, now)
      if (shared.answer === 1) await local.tokens.put(key, token, now)
      return shared.answer === 1
    },
    async drop(key, ifCurrent) {
      const alone = await local.tokens.drop(key, ifCurrent)
      const shared = await link.ask(redis => redis.eval(DROP_TOKEN, 1, `token:${key}`, ifCurrent))
      return shared ? shared.answer === 1 : alone
    },
    async claimRefresh(key, ttlMs) {
      const owner = randomUUID()
      const shared = await link.ask(redis => redis.set(`refresh:${key}`, owner, 'PX', ttlMs, 'NX'))
      if (shared === undefined) return local.tokens.claimRefresh(key, ttlMs)
      if (shared.answer !== 'OK') return undefined
      return async () => void (await link.ask(redis => redis.eval(RELEASE, 1, `refresh:${key}`, owner)))
    },
  }
}

function sharedStreams(link: RedisLink, local: LocalCommons): Streams {
  return {
    async put(id, state, ttlMs) {
      await local.streams.put(id, state, ttlMs)
      await link.ask(redis => redis.set(`stream:${id}`, written(fitting(state)), 'PX', streamLife(ttlMs)))
    },
    async get(id) {
      const shared = await link.ask(redis => redis.get(`stream:${id}`))
      return shared?.answer ? read(shared.answer) : local.streams.get(id)
    },
  }
}

// One letter for the state, then the text as it is.
function written({ text, finished }: StreamState): string {
  return (finished ? 'F' : 'H') + text
}

function read(value: string): StreamState {
  return { text: value.slice(1), finished: value.startsWith('F') }
}
