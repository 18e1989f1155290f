import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { systemClock } from '../../src/clock.ts'
import { inProcessCommons } from '../../src/commons/in-process.ts'
import type { Commons } from '../../src/commons/port.ts'
import { redisCommons } from '../../src/commons/redis.ts'
import { redisForTests } from '../support/redis.ts'

const redis = await redisForTests()
afterAll(() => redis?.stop())

const clock = systemClock()
const start = Date.parse('2026-11-20T09:30:00+08:00')
const window = { limit: 20, windowMs: 60_000 }

async function onRedis(prefix: string): Promise<Commons> {
  return redisCommons({ url: redis!.url, prefix, clock, patienceMs: 1500, onChange: () => {} })
}

const twins = [
  { name: 'in process', open: async () => inProcessCommons(clock) },
  ...(redis ? [{ name: 'on Redis', open: () => onRedis(`test:${randomUUID()}:`) }] : []),
]

describe.each(twins)('commons $name', ({ open }) => {
  let commons: Commons
  beforeEach(async () => void (commons = await open()))
  afterEach(async () => {
    const health = commons.health()
    await commons.close()
    if (health !== 'ok') throw new Error('the commons were degraded, so the test said nothing about them')
  })

  /** Resolves when something that lives for a moment is over, on the clock that the commons go by. */
  async function aMomentPasses() {
    await commons.streams.put('moment', { text: '…', finished: false }, 20)
    await vi.waitFor(async () => expect(await commons.streams.get('moment')).toBeUndefined(), { interval: 5 })
  }

  describe('elections', () => {
    test('of ten who ask for a slot, one wakes', async () => {
      const asked = Array.from({ length: 10 }, () => commons.elect('sweep', '2026-11-20T09:30', 3_600_000))
      expect((await Promise.all(asked)).filter(won => won)).toHaveLength(1)
    })

    test('each slot and each name is elected by itself', async () => {
      expect(await commons.elect('sweep', '09:30', 3_600_000)).toBe(true)
      expect(await commons.elect('sweep', '09:31', 3_600_000)).toBe(true)
      expect(await commons.elect('watchdog', '09:30', 3_600_000)).toBe(true)
    })

    test('a slot stays elected for an hour even if less is asked for, so a late replica does not wake again', async () => {
      await commons.elect('sweep', '09:30', 1)
      await aMomentPasses()
      expect(await commons.elect('sweep', '09:30', 1)).toBe(false)
    })
  })

  describe('rate windows', () => {
    const reserve = (now: number, key = 'robot') =>
      commons.rates.reserve(key, window, now).then(({ waitMs }) => waitMs)
    async function send(count: number, now: number) {
      for (let sent = 0; sent < count; sent++) expect(await reserve(now)).toBe(0)
    }

    test('of fifty sends at once twenty go and the others wait for a minute', async () => {
      const waits = await Promise.all(Array.from({ length: 50 }, () => reserve(start)))
      expect(waits.filter(wait => wait === 0)).toHaveLength(20)
      expect(new Set(waits.filter(wait => wait > 0))).toEqual(new Set([60_000]))
    })

    test('a place is free exactly when the oldest send leaves the window', async () => {
      await send(1, start)
      await send(19, start + 10_000)
      expect(await reserve(start + 59_999)).toBe(1)
      expect(await reserve(start + 60_000)).toBe(0)
      expect(await reserve(start + 60_000)).toBe(10_000)
    })

    test('fifty sends to one robot take two minutes, which is the least possible', async () => {
      let now = start
      for (let sent = 0; sent < 50;) {
        const wait = await reserve(now)
        now += wait
        if (wait === 0) sent++
      }
      expect(now - start).toBe(120_000)
    })

    test('a robot does not wait for another', async () => {
      await send(20, start)
      expect(await reserve(start, 'other robot')).toBe(0)
    })

    test('after a refusal for frequency nothing goes until the pause is over', async () => {
      await commons.rates.pause('robot', start + 60_000, start)
      expect(await reserve(start + 1000)).toBe(59_000)
      expect(await reserve(start + 60_000)).toBe(0)
    })

    test('after a restart the sends of the outbox count, however often they are told', async () => {
      const sent = Array.from({ length: 19 }, () => start - 30_000)
      await commons.rates.rebuild('robot', sent)
      await commons.rates.rebuild('robot', sent)
      expect(await reserve(start)).toBe(0)
      expect(await reserve(start)).toBe(30_000)
    })

    test('sends of long ago do not count', async () => {
      await commons.rates.rebuild(
        'robot',
        Array.from({ length: 20 }, (_, index) => start - 60_000 - index),
      )
      expect(await reserve(start)).toBe(0)
    })

    test('a replica whose clock is five seconds behind does not open the window early', async () => {
      await send(20, start + 5000)
      expect(await reserve(start)).toBe(65_000)
      expect(await reserve(start + 64_999)).toBe(1)
    })

    test('a clock that is set back by an hour makes nobody wait for longer than a minute', async () => {
      await send(20, start)
      await commons.rates.pause('robot', start + 60_000, start)
      expect(await reserve(start - 3_600_000)).toBe(60_000)
      expect(await reserve(start - 3_540_000)).toBe(0)
    })

    test('no minute ever holds more than twenty sends', async () => {
      const granted: number[] = []
      const random = seeded(7)
      for (let now = start; granted.length < 120; now += Math.floor(random() * 4000)) {
        if ((await reserve(now)) === 0) granted.push(now)
      }
      const gaps = granted.slice(20).map((at, index) => at - granted[index]!)
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(60_000)
    })
  })

  describe('access tokens', () => {
    const first = { value: 'first', expiresAt: start + 7_200_000 }
    const second = { value: 'second', expiresAt: start + 9_000_000 }

    test('a token is shared until it is over', async () => {
      expect(await commons.tokens.get('app', start)).toBeUndefined()
      await commons.tokens.put('app', first, start)
      expect(await commons.tokens.get('app', start)).toEqual(first)
      expect(await commons.tokens.get('app', first.expiresAt)).toBeUndefined()
      expect(await commons.tokens.get('other app', start)).toBeUndefined()
    })

    test('a refused token is dropped, but not the one that another replica has just refreshed', async () => {
      await commons.tokens.put('app', second, start)
      expect(await commons.tokens.drop('app', 'first')).toBe(false)
      expect(await commons.tokens.get('app', start)).toEqual(second)
      expect(await commons.tokens.drop('app', 'second')).toBe(true)
      expect(await commons.tokens.get('app', start)).toBeUndefined()
    })

    test('a refreshed token replaces only the one it was made for', async () => {
      expect(await commons.tokens.replace('app', undefined, first, start)).toBe(true)
      expect(await commons.tokens.replace('app', undefined, second, start)).toBe(false)
      expect(await commons.tokens.replace('app', 'older', second, start)).toBe(false)
      expect(await commons.tokens.get('app', start)).toEqual(first)
      expect(await commons.tokens.replace('app', 'first', second, start)).toBe(true)
      expect(await commons.tokens.get('app', start)).toEqual(second)
    })

    test('a token that is over counts as none', async () => {
      await commons.tokens.put('app', first, start)
      expect(await commons.tokens.replace('app', undefined, second, first.expiresAt)).toBe(true)
      expect(await commons.tokens.get('app', start)).toEqual(second)
    })

    test('one refreshes at a time', async () => {
      const giveBack = await commons.tokens.claimRefresh('app', 10_000)
      expect(giveBack).toBeDefined()
      expect(await commons.tokens.claimRefresh('app', 10_000)).toBeUndefined()
      expect(await commons.tokens.claimRefresh('other app', 10_000)).toBeDefined()
      await giveBack?.()
      expect(await commons.tokens.claimRefresh('app', 10_000)).toBeDefined()
    })

    test('who is too slow with a refresh does not take away the next one’s right', async () => {
      const tooLate = await commons.tokens.claimRefresh('app', 5)
      await aMomentPasses()
      expect(await commons.tokens.claimRefresh('app', 10_000)).toBeDefined()
      await tooLate?.()
      expect(await commons.tokens.claimRefresh('app', 10_000)).toBeUndefined()
    })
  })

  describe('open streams', () => {
    test('a stream shows its latest state and is over after its time', async () => {
      expect(await commons.streams.get('s1')).toBeUndefined()
      await commons.streams.put('s1', { text: '正在查询,请稍候。', finished: false }, 360_000)
      expect(await commons.streams.get('s1')).toEqual({ text: '正在查询,请稍候。', finished: false })
      await commons.streams.put('s1', { text: '依据:第三条。', finished: true }, 15)
      expect(await commons.streams.get('s1')).toEqual({ text: '依据:第三条。', finished: true })
      await aMomentPasses()
      expect(await commons.streams.get('s1')).toBeUndefined()
    })

    test('an answer that is too long for a stream is cut between characters', async () => {
      await commons.streams.put('s1', { text: '清'.repeat(7000), finished: true }, 360_000)
      expect(await commons.streams.get('s1')).toEqual({ text: '清'.repeat(6826), finished: true })
    })

    test('an empty text is a text', async () => {
      await commons.streams.put('s1', { text: '', finished: false }, 360_000)
      expect(await commons.streams.get('s1')).toEqual({ text: '', finished: false })
    })
  })
})

describe.runIf(redis)('two replicas on one Redis', () => {
  let one: Commons
  let other: Commons
  beforeEach(async () => {
    const prefix = `test:${randomUUID()}:`
    one = await onRedis(prefix)
    other = await onRedis(prefix)
  })
  afterEach(() => Promise.all([one.close(), other.close()]))

  test('one of them wakes for each of two hundred slots', async () => {
    const slots = Array.from({ length: 200 }, (_, index) => `slot ${index}`)
    const winners = await Promise.all(
      slots.map(slot => Promise.all([one.elect('sweep', slot, 1), other.elect('sweep', slot, 1)])),
    )
    expect(winners.filter(([a, b]) => a !== b)).toHaveLength(200)
  })

  test('they send twenty messages a minute together', async () => {
    const asked = Array.from({ length: 15 }, () =>
      [one, other].map(commons => commons.rates.reserve('robot', window, start)),
    )
    const answers = await Promise.all(asked.flat())
    expect(answers.filter(({ waitMs }) => waitMs === 0)).toHaveLength(20)
  })

  test('what one knows the other can use', async () => {
    const token = { value: 'fresh', expiresAt: start + 7_200_000 }
    await one.tokens.put('app', token, start)
    await one.streams.put('s1', { text: '依据:第三条。', finished: true }, 360_000)
    await one.rates.pause('robot', start + 60_000, start)
    expect(await other.tokens.get('app', start)).toEqual(token)
    expect(await other.streams.get('s1')).toEqual({ text: '依据:第三条。', finished: true })
    expect(await other.rates.reserve('robot', window, start)).toEqual({ waitMs: 60_000 })
  })

  test('one refreshes while the other waits', async () => {
    const giveBack = await one.tokens.claimRefresh('app', 10_000)
    expect(await other.tokens.claimRefresh('app', 10_000)).toBeUndefined()
    await giveBack?.()
    expect(await other.tokens.claimRefresh('app', 10_000)).toBeDefined()
  })
})

/** A small linear congruential generator, so that a failure can be repeated. */
function seeded(seed: number): () => number {
  let state = seed
  return () => (state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32
}
