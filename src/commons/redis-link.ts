import { Redis } from 'ioredis'
import type { CommonsHealth } from './port.ts'

/** How to reach Redis, and when to stop waiting for it. */
export interface LinkOptions {
  /** redis:// or rediss:// */
  url: string
  /** Put before every key. */
  prefix: string
  /** How long a caller waits before the process decides for itself. Callbacks have a second at most, so this is short. */
  patienceMs: number
  /** How often to look whether a degraded Redis answers again. */
  probeEveryMs: number
  /** Told of every change, the first one included; the code is ECONNREFUSED, TIMEOUT, NOAUTH ... and never a message. */
  onChange: (health: CommonsHealth, code: string | undefined) => void
}

/** A connection to Redis that is asked only while it answers quickly. */
export interface RedisLink {
  /** The answer, or undefined when there is none in time; from then on nobody is kept waiting until a probe succeeds. */
  ask<T>(question: (redis: Redis) => Promise<T>): Promise<{ answer: T } | undefined>
  health(): CommonsHealth
  close(): void
}

// The longest that one command may take at all; a connection that is silent for longer is given up and made anew.
const COMMAND_TIMEOUT_MS = 1500

/** Connects. Resolves when Redis answered or failed for the first time, at the latest when patience ends; never rejects. */
export async function openRedisLink({
  url,
  prefix,
  patienceMs,
  probeEveryMs,
  onChange,
}: LinkOptions): Promise<RedisLink> {
  let health: CommonsHealth | undefined
  let closed = false
  // Counts connections, so that a late failure on an old one says nothing about the present one.
  let connection = 0
  let probing: NodeJS.Timeout | undefined

  const redis = new Redis(url, {
    keyPrefix: prefix,
    maxRetriesPerRequest: 1,
    commandTimeout: COMMAND_TIMEOUT_MS,
    connectTimeout: 3000,
    retryStrategy: times => Math.min(50 * 2 ** Math.min(times, 10), probeEveryMs),
    // A command that gets no answer has been decided without it: it must be neither kept for later nor sent again.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    disableClientInfo: true,
  })
  const become = (next: CommonsHealth, code?: string) => {
    if (closed) return
    if (next === 'degraded') probeLater()
    if (health === next) return
    health = next
    onChange(next, code)
  }
  const probeLater = () => {
    clearTimeout(probing)
    probing = setTimeout(() => void probe(), probeEveryMs).unref()
  }
  const probe = async () => {
    if (closed || redis.status !== 'ready') return become('degraded', 'CLOSED')
    const asked = performance.now()
    const askedOn = connection
    try {
      // A write, because a full or a read-only Redis answers a ping.
      await redis.set('probe', '1', 'PX', 1000)
      if (performance.now() - asked <= patienceMs) become('ok')
      else become('degraded', 'SLOW')
    } catch (error) {
      if (askedOn !== connection) return
      if (codeOf(error) === 'TIMEOUT') redis.disconnect(true)
      become('degraded', codeOf(error))
    }
  }

  redis.on('error', error => become('degraded', codeOf(error)))
  redis.on('close', () => {
    connection++
    become('degraded', 'CLOSED')
  })
  redis.on('ready', () => void probe())
  await firstWord(redis, patienceMs)
  await inTime(probe(), patienceMs).catch(error => become('degraded', codeOf(error)))

  return {
    async ask(question) {
      if (health !== 'ok') return undefined
      const askedOn = connection
      try {
        return { answer: await inTime(question(redis), patienceMs) }
      } catch (error) {
        if (askedOn === connection) become('degraded', codeOf(error))
        return undefined
      }
    },
    health: () => health ?? 'degraded',
    close() {
      closed = true
      clearTimeout(probing)
      redis.disconnect()
    },
  }
}

function firstWord(redis: Redis, patienceMs: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const impatience = setTimeout(resolve, patienceMs)
  for (const event of ['ready', 'error', 'close']) redis.once(event, () => resolve())
  return promise.finally(() => clearTimeout(impatience))
}

function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const impatience = setTimeout(() => reject(new Error('Command timed out')), ms)
  return Promise.race([work, promise]).finally(() => clearTimeout(impatience))
}

/** A short word for a failure. Messages stay out of it: they may hold an address, a user or a command's arguments. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'UNKNOWN'
  if ('code' in error && typeof error.code === 'string') return error.code
  if (error.message === 'Command timed out') return 'TIMEOUT'
  if (/closed|writeable/i.test(error.message)) return 'CLOSED'
  return /^[A-Z]{2,20}\b/.exec(error.message)?.[0] ?? error.name
}
