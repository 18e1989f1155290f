import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { settableClock } from '../../src/clock.ts'
import { startWaking, type Waking } from '../../src/reminders/wake.ts'
import { at } from './office.ts'

let waking: Waking | undefined
beforeEach(() => {
  vi.useFakeTimers({ now: at('2026-11-23 09:00') })
})
afterEach(async () => {
  await waking?.stop()
  vi.useRealTimers()
})

function start(
  elect: (slot: string) => Promise<boolean>,
  sweep: (now: Date) => Promise<unknown> = async () => {},
) {
  const swept: Date[] = []
  const elections: string[] = []
  const failures: unknown[] = []
  const clock = settableClock(at('2026-11-23 09:00'))
  waking = startWaking({
    clock,
    commons: {
      elect(name, slot) {
        elections.push(`${name} ${slot}`)
        return elect(slot)
      },
    },
    async sweep(now) {
      swept.push(now)
      await sweep(now)
    },
    failed: error => failures.push(error),
  })
  return { clock, swept, elections, failures }
}

test('it sweeps at once, and then every twenty seconds on the replica that is elected', async () => {
  const { swept, elections } = start(async () => true)
  await vi.advanceTimersByTimeAsync(0)
  expect(swept.length).toBe(1)
  await vi.advanceTimersByTimeAsync(40_500)
  expect(elections).toEqual(['sweep 2026-11-23T01:00:20.000Z', 'sweep 2026-11-23T01:00:40.000Z'])
  expect(swept.length).toBe(3)
})

test('a replica that is never elected, or whose commons is broken, still sweeps every minute', async () => {
  for (const elect of [async () => false, async () => Promise.reject(new Error('no redis'))]) {
    const { swept } = start(elect)
    await vi.advanceTimersByTimeAsync(181_000)
    expect(swept.length).toBe(4)
    await waking?.stop()
  }
})

test('a jump of the clock wakes it, with the new time', async () => {
  const { clock, swept } = start(async () => false)
  await vi.advanceTimersByTimeAsync(0)
  clock.set(at('2026-12-01 09:40'))
  await vi.advanceTimersByTimeAsync(0)
  expect(swept.at(-1)).toEqual(at('2026-12-01 09:40'))
})

test('one sweep runs at a time, and what wakes it meanwhile gets one more', async () => {
  const waiting: (() => void)[] = []
  const { swept } = start(
    async () => false,
    () => new Promise<void>(resolve => waiting.push(resolve)),
  )
  const woken = [waking?.wake(), waking?.wake(), waking?.wake()]
  await vi.advanceTimersByTimeAsync(0)
  expect(swept.length).toBe(1)
  waiting.shift()?.()
  await vi.advanceTimersByTimeAsync(0)
  expect(swept.length).toBe(2)
  waiting.shift()?.()
  await Promise.all(woken)
  expect(swept.length).toBe(2)
})

test('a sweep that fails is told, and the next one still comes', async () => {
  const { swept, failures } = start(
    async () => false,
    () => Promise.reject(new Error('no ledger')),
  )
  await vi.advanceTimersByTimeAsync(61_000)
  expect(swept.length).toBe(2)
  expect(failures.length).toBe(2)
})

test('stopped, it waits for the sweep under way and never wakes again', async () => {
  const { swept } = start(async () => true)
  await vi.advanceTimersByTimeAsync(0)
  await waking?.stop()
  await vi.advanceTimersByTimeAsync(200_000)
  expect(swept.length).toBe(1)
})
