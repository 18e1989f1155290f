import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { systemClock } from '../../src/clock.ts'
import type { Commons, CommonsHealth } from '../../src/commons/port.ts'
import { redisCommons } from '../../src/commons/redis.ts'
import { startRedis } from '../../scripts/services.ts'
import { privateRedis } from '../support/redis.ts'
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'

const start = Date.parse('2026-11-20T09:30:00+08:00')
const window = { limit: 20, windowMs: 60_000 }
const token = { value: 'fresh', expiresAt: start + 7_200_000 }
const answer = { text: '依据:第三条。', finished: true }

let redis = (await privateRedis())!
afterAll(() => redis?.stop())

describe.runIf(redis)('the commons when Redis fails', () => {
  let proxy: TcpProxy
  let replica: Replica

  beforeEach(async () => {
    const control = new Redis(redis.url)
    await control.flushall()
    control.disconnect()
    proxy = await startTcpProxy(redis.port)
    replica = await openReplica(`redis://127.0.0.1:${proxy.port}`)
    await becomes('ok')
  })
  afterEach(async () => {
    await replica.commons.close()
    await proxy.stop()
  })

  const becomes = (health: CommonsHealth) =>
    vi.waitFor(() => expect(replica.commons.health()).toBe(health), { timeout: 8000, interval: 5 })

  /** What every call of the port answers, one after another, and whether that took two seconds at most. */
  async function everyCall() {
    const { elect, rates, tokens, streams } = replica.commons
    const began = performance.now()
    const answers = [
      await elect('sweep', 'during the fault', 1),
      await elect('sweep', 'during the fault', 1),
      await rates.reserve('robot', window, start + 1000),
      await rates.pause('other robot', start + 1000, start),
      await tokens.get('app', start),
      await tokens.drop('app', 'older'),
      await tokens.claimRefresh('app', 1000).then(claim => typeof claim),
      await streams.get('s1'),
      await streams.put('s2', answer, 60_000),
      await streams.get('s2'),
    ]
    return { answers, inTime: performance.now() - began < 2000 }
  }
  const decidedAlone = {
    answers: [true, false, { waitMs: 0 }, undefined, token, false, 'function', answer, undefined, answer],
    inTime: true,
  }

  async function somethingIsShared() {
    await replica.commons.tokens.put('app', token, start)
    await replica.commons.streams.put('s1', answer, 360_000)
    for (let sent = 0; sent < 10; sent++) await replica.commons.rates.reserve('robot', window, start)
  }

  /** How many of two replicas win one slot, and how many sends fit into the window in which this one has made eleven. */
  async function sharedDecisions() {
    await becomes('ok')
    const other = await openReplica(redis.url)
    const won = await Promise.all(
      [replica, other].map(({ commons }) => commons.elect('sweep', 'afterwards', 1)),
    )
    let sends = 0
    for (const { commons } of [replica, other])
      while ((await commons.rates.reserve('robot', window, start + 1000)).waitMs === 0) sends++
    await other.commons.close()
    return { winners: won.filter(Boolean).length, sends }
  }
  const decidedTogether = { winners: 1, sends: 9 }

  const faults: [string, () => Promise<unknown>][] = [
    ['refuses connections', () => proxy.refuse()],
    ['resets connections', () => proxy.reset()],
    ['is a black hole', () => proxy.blackhole()],
    ['answers 800 ms late', () => proxy.delay(800)],
  ]
  test.each(faults)(
    'a Redis that %s keeps nobody waiting, and is used again afterwards',
    async (_, fault) => {
      await somethingIsShared()
      await fault()
      expect(await everyCall()).toEqual(decidedAlone)
      await becomes('degraded')
      expect(await msOfHundredElections()).toBeLessThan(500)
      await proxy.normal()
      expect(await sharedDecisions()).toEqual(decidedTogether)
      expect(replica.told.map(({ health }) => health)).toEqual(['ok', 'degraded', 'ok'])
    },
  )

  async function msOfHundredElections() {
    const began = performance.now()
    for (let slot = 0; slot < 100; slot++) await replica.commons.elect('sweep', `alone ${slot}`, 1)
    return performance.now() - began
  }

  test('a frozen Redis keeps nobody waiting, and is used again when it goes on', async () => {
    await somethingIsShared()
    redis.freeze()
    const answered = await everyCall().finally(() => redis.thaw())
    expect(answered).toEqual(decidedAlone)
    expect(await sharedDecisions()).toEqual(decidedTogether)
  })

  test('a restarted Redis has forgotten everything, and nothing is lost', async () => {
    await somethingIsShared()
    await redis.stop()
    await becomes('degraded')
    expect(await everyCall()).toEqual(decidedAlone)
    redis = await startRedis({ port: redis.port })
    expect(await sharedDecisions()).toEqual(decidedTogether)
  })

  test('a Redis that loses its memory changes nothing that this replica has decided', async () => {
    await somethingIsShared()
    expect(await replica.commons.elect('sweep', '09:30', 1)).toBe(true)
    const control = new Redis(redis.url)
    await control.flushall()
    control.disconnect()
    expect(await replica.commons.elect('sweep', '09:30', 1)).toBe(false)
    expect(await replica.commons.streams.get('s1')).toEqual(answer)
    for (let sent = 0; sent < 10; sent++)
      expect(await replica.commons.rates.reserve('robot', window, start)).toEqual({ waitMs: 0 })
    expect(await replica.commons.rates.reserve('robot', window, start)).toEqual({ waitMs: 60_000 })
    expect(replica.commons.health()).toBe('ok')
  })

  test('a full Redis that still answers a ping counts as degraded until it has room again', async () => {
    await somethingIsShared()
    const control = new Redis(redis.url)
    await control.config('SET', 'maxmemory', '1')
    expect(await everyCall()).toEqual(decidedAlone)
    expect(replica.told.at(-1)).toEqual({ health: 'degraded', code: 'OOM' })
    await control.config('SET', 'maxmemory', '0')
    control.disconnect()
    expect(await sharedDecisions()).toEqual(decidedTogether)
  })

  test('a program that starts before its Redis decides alone until Redis is there', async () => {
    await proxy.refuse()
    const early = await openReplica(`redis://127.0.0.1:${proxy.port}`)
    expect(early.commons.health()).toBe('degraded')
    expect(await early.commons.elect('sweep', '09:30', 1)).toBe(true)
    expect(early.told).toEqual([{ health: 'degraded', code: 'ECONNREFUSED' }])
    await proxy.normal()
    await vi.waitFor(() => expect(early.commons.health()).toBe('ok'), { timeout: 8000, interval: 5 })
    await early.commons.close()
  })

  test('a wrong password is told as a code, without the address', async () => {
    const wrong = await openReplica(redis.url.replace('127.0.0.1', 'office:not-the-password@127.0.0.1'))
    expect(wrong.told).toEqual([{ health: 'degraded', code: 'WRONGPASS' }])
    expect(await wrong.commons.elect('sweep', '09:30', 1)).toBe(true)
    await wrong.commons.close()
  })
})

interface Replica {
  commons: Commons
  told: { health: CommonsHealth; code: string | undefined }[]
}

async function openReplica(url: string): Promise<Replica> {
  const told: Replica['told'] = []
  const onChange = (health: CommonsHealth, code: string | undefined) => told.push({ health, code })
  const commons = await redisCommons({
    url,
    clock: systemClock(),
    patienceMs: 600,
    probeEveryMs: 50,
    onChange,
  })
  return { commons, told }
}
