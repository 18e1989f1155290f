import { describe, expect, test } from 'vitest'
import { settableClock } from '../../src/clock.ts'
import { expiringMap } from '../../src/commons/expiring.ts'
import { inProcessCommons } from '../../src/commons/in-process.ts'
import { union } from '../../src/commons/rate-window.ts'

const morning = new Date('2026-11-20T09:00:00+08:00')
const HOUR = 3_600_000

describe('the commons of one process go by the program’s clock', () => {
  test('an election stands for an hour at least', async () => {
    const clock = settableClock(morning)
    const commons = inProcessCommons(clock)
    await commons.elect('sweep', '09:00', 1000)
    clock.advance(HOUR - 1)
    expect(await commons.elect('sweep', '09:00', 1000)).toBe(false)
    clock.advance(1)
    expect(await commons.elect('sweep', '09:00', 1000)).toBe(true)
  })

  test('a stream is over after ten minutes whatever was asked for', async () => {
    const clock = settableClock(morning)
    const commons = inProcessCommons(clock)
    await commons.streams.put('s1', { text: '正在查询。', finished: false }, HOUR)
    clock.advance(599_999)
    expect(await commons.streams.get('s1')).toBeDefined()
    clock.advance(1)
    expect(await commons.streams.get('s1')).toBeUndefined()
  })

  test('a clock that is set back does not keep a refresh blocked', async () => {
    const clock = settableClock(morning)
    const commons = inProcessCommons(clock)
    await commons.tokens.claimRefresh('app', 10_000)
    clock.advance(-HOUR)
    expect(await commons.tokens.claimRefresh('app', 10_000)).toBeDefined()
  })
})

describe('a map that forgets', () => {
  test('never holds more than it may, and forgets the oldest first', () => {
    const map = expiringMap<number>(settableClock(morning), 2)
    map.set('a', 1, HOUR)
    map.set('b', 2, HOUR)
    map.set('a', 3, HOUR)
    map.set('c', 4, HOUR)
    expect(['a', 'b', 'c'].map(map.get)).toEqual([3, undefined, 4])
  })

  test('forgets what is deleted', () => {
    const map = expiringMap<number>(settableClock(morning), 2)
    map.set('a', 1, HOUR)
    map.delete('a')
    expect(map.get('a')).toBeUndefined()
  })
})

test.each([
  ['nothing and nothing', [], [], []],
  ['sends that only one side knows', [1, 3], [2], [1, 2, 3]],
  ['a send that both know counts once', [1, 3], [3], [1, 3]],
  ['two sends in one millisecond stay two', [3], [3, 3], [3, 3]],
])('joining logs: %s', (_, log, more, expected) => {
  expect(union(log, more)).toEqual(expected)
})
