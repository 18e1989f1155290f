import { setTimeout as pause } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { startTcpProxy, type TcpProxy } from '../../test/support/tcp-proxy.ts'
import { stopBot, tell } from '../office/live.ts'
import { makeSendingOffice, wake, type SendingOffice } from '../office/sending.ts'
import { redisInstalled, startRedis, type TestRedis } from '../services/redis.ts'
import { messagesTo, queue, reckon } from './deliveries.ts'
import type { Outcome } from './row.ts'
import { until } from './until.ts'

/** Messages on each channel for each trouble. */
const EACH = 10

/** What security.md F08 allows until a message is seen, and for the 99th of a hundred callbacks. */
const MOST_MS = 60_000
const P99_MS = 1000

interface Trouble {
  begin(proxy: TcpProxy, redis: TestRedis): Promise<unknown> | void
  end(proxy: TcpProxy, redis: TestRedis): Promise<unknown> | void
  /** Redis goes on answering, with nothing in it. */
  staysReady?: true
}

const troubles: readonly Trouble[] = [
  { begin: proxy => proxy.refuse(), end: proxy => proxy.normal() },
  { begin: proxy => proxy.reset(), end: proxy => proxy.normal() },
  { begin: proxy => proxy.blackhole(), end: proxy => proxy.normal() },
  { begin: proxy => proxy.delay(800), end: proxy => proxy.normal() },
  { begin: (_, redis) => redis.freeze(), end: (_, redis) => redis.thaw() },
  { begin: (_, redis) => flush(redis), end: () => {}, staysReady: true },
]

/**
 * F08: Redis cannot be reached, resets, swallows everything, is slow, is frozen, forgets everything. Messages still go out, members
 * are still answered, and readiness says that this replica decides by itself.
 */
export async function redisTrouble(rounds: number): Promise<Outcome | string> {
  if (!redisInstalled()) return 'left out: no redis-server on this machine'
  const redis = await startRedis()
  const proxy = await startTcpProxy(redis.port)
  const office = await makeSendingOffice({
    members: 40,
    groups: 40,
    env: { REDIS_URL: `redis://127.0.0.1:${proxy.port}` },
  })
  try {
    const bot = await office.start()
    const callbacks = keepAsking(office)
    let longestMs = 0
    let unnoticed = 0
    for (let turn = 0; turn < rounds * troubles.length; turn++) {
      const trouble = troubles[turn % troubles.length]
      if (trouble === undefined) continue
      await until('Redis is back', async () => (await commonsOf(office)) === 'ok', 15_000)
      await trouble.begin(proxy, redis)
      const started = performance.now()
      await sendAll(office, turn)
      longestMs = Math.max(longestMs, performance.now() - started)
      if (!trouble.staysReady && !(await isNoticed(office))) unnoticed += 1
      await trouble.end(proxy, redis)
    }
    const { answered, unanswered, p99Ms } = await callbacks.stop()
    const stillOne = bot.exitCode === null
    await stopBot(bot)
    const { lost, doubled, listed } = reckon(office)
    return {
      figures: {
        troubles: rounds * troubles.length,
        messages: 2 * EACH * rounds * troubles.length,
        lost: lost + listed,
        doubled,
        longestMs: Math.round(longestMs),
        unnoticed,
        callbacks: answered,
        unanswered,
        p99Ms: Math.round(p99Ms),
      },
      holds:
        stillOne &&
        lost + doubled + listed + unnoticed + unanswered === 0 &&
        longestMs <= MOST_MS &&
        p99Ms < P99_MS,
    }
  } finally {
    office.remove()
    await proxy.stop()
    redis.thaw()
    await redis.stop()
  }
}

async function flush({ url }: TestRedis): Promise<void> {
  const client = new Redis(url)
  await client.flushall()
  client.disconnect()
}

async function sendAll(office: SendingOffice, turn: number): Promise<void> {
  const wishes = [
    ...messagesTo('app', office.userids, EACH, turn),
    ...messagesTo('robot', office.groups, EACH, turn),
  ]
  await queue(office, wishes)
  await wake(office)
  const seen = () => {
    const visible = office.platform.visible()
    return wishes.every(({ text }) => visible.has(text))
  }
  await until('everything is seen', seen, MOST_MS)
}

/** Whether readiness says within some seconds that Redis is not there. */
function isNoticed(office: SendingOffice): Promise<boolean> {
  return until('readiness says so', async () => (await commonsOf(office)) === 'degraded', 5000).then(
    () => true,
    () => false,
  )
}

async function commonsOf({ port }: SendingOffice): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/readyz`)
  return ((await response.json()) as { commons: string }).commons
}

/** Members who go on asking, a few dozen times a second. */
function keepAsking(office: SendingOffice) {
  const times: number[] = []
  let unanswered = 0
  const asking = { stopped: false }
  const members = office.userids.slice(0, 4).map(async userid => {
    for (let said = 0; !asking.stopped; said++) {
      const started = performance.now()
      await tell(office, { msgid: `${userid}-${said}`, userid, text: '请假' }).catch(() => (unanswered += 1))
      times.push(performance.now() - started)
      await pause(30)
    }
  })
  return {
    async stop() {
      asking.stopped = true
      await Promise.all(members)
      const inOrder = times.toSorted((one, other) => one - other)
      return {
        answered: times.length - unanswered,
        unanswered,
        p99Ms: inOrder[Math.floor(inOrder.length * 0.99)] ?? 0,
      }
    },
  }
}
