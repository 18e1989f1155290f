import { afterEach, beforeEach, expect, test } from 'vitest'
import { inProcessCommons } from '../../src/commons/in-process.ts'
import { again } from './far-end.ts'
import { FRIDAY, GROUP, openPostOffice, type PostOffice } from './post-office.ts'

let post: PostOffice
beforeEach(async () => {
  post = await openPostOffice()
})
afterEach(() => post.close())

const messages = (count: number, more: object = {}) =>
  Array.from({ length: count }, (_, n) => ({ body: `第${n}条`, ...more }))
const seconds = () => post.end.calls.map(call => (Date.parse(call.at) - Date.parse(FRIDAY)) / 1000)

/** The most calls for one target in any 60 seconds. */
function mostInAMinute(target: string): number {
  const times = post.end.calls.filter(call => call.target === target).map(call => Date.parse(call.at))
  return Math.max(...times.map(from => times.filter(time => time >= from && time < from + 60_000).length))
}

test('a hundred messages to one group leave in order, at most 20 a minute, and none is lost', async () => {
  await post.add(...messages(100))
  await post.runOut(post.open())
  expect(post.end.bodies()).toEqual(messages(100).map(({ body }) => body))
  expect(mostInAMinute(GROUP)).toBe(20)
  // Four windows of a minute, each with its second of margin: 1.017 x the least possible.
  expect(seconds().at(-1)).toBe(4 * 61)
})

test('waiting for a place is no try', async () => {
  await post.add(...messages(21))
  await post.runOut(post.open())
  expect((await post.rows()).map(({ attempt }) => Number(attempt))).toEqual(Array(21).fill(1))
})

test('what is added while a window is full queues up behind what waits already', async () => {
  await post.add(...messages(25))
  const delivery = post.open()
  await delivery.idle()
  post.clock.advance(30_000)
  await post.add({ body: '后来的' })
  await delivery.idle()
  expect(post.end.calls).toHaveLength(20)
  await post.runOut(delivery)
  expect(post.end.bodies().at(-1)).toBe('后来的')
})

test('a full window of one group holds up no other group', async () => {
  await post.add(...messages(30), { target: '第二党支部工作群', body: '另一个群' })
  await post.open().idle()
  expect(post.end.bodies('第二党支部工作群')).toEqual(['另一个群'])
})

test('a member hears of at most 30 things a minute through the app', async () => {
  await post.add(...messages(70, { channel: 'app', target: 'liufang' }))
  await post.runOut(post.open())
  expect(mostInAMinute('liufang')).toBe(30)
  expect(seconds().at(-1)).toBe(2 * 61)
})

test('a refusal for frequency pauses the group for a minute, and its order stays', async () => {
  await post.add(...messages(3))
  const refusal = again(60_000, { errcode: 45009, pause: { key: `robot:${GROUP}`, ms: 90_000 } })
  post.end.next({ kind: 'sent' }, refusal)
  await post.runOut(post.open())
  expect(post.end.bodies()).toEqual(['第0条', '第1条', '第1条', '第2条'])
  expect(seconds()).toEqual([0, 0, 90, 90])
})

test('a refusal for frequency of the app pauses all its members', async () => {
  await post.add(
    { channel: 'app', target: 'liufang', body: '甲' },
    { channel: 'app', target: 'tanhaibo', body: '乙' },
  )
  post.end.next(again(60_000, { errcode: 45009, pause: { key: 'app', ms: 60_000 } }))
  await post.runOut(post.open({ mostAtOnce: 1 }))
  expect(post.end.bodies()).toEqual(['甲', '甲', '乙'])
  expect(seconds()).toEqual([0, 60, 60])
})

test('a message that arrives late counts from when it may have arrived', async () => {
  await post.add(...messages(30))
  const arrived: number[] = []
  post.end.always(GROUP, async () => {
    // The first call takes three seconds, more than the margin of a window.
    if (arrived.length === 0) post.clock.advance(3000)
    arrived.push(post.clock.now().getTime())
    return { kind: 'sent' }
  })
  await post.runOut(post.open())
  expect(post.end.bodies()).toEqual(messages(30).map(({ body }) => body))
  const inAMinute = arrived.map(from => arrived.filter(at => at >= from && at < from + 60_000).length)
  expect(Math.max(...inAMinute)).toBeLessThanOrEqual(20)
})

test('after a restart the window is what it was: the outbox remembers', async () => {
  await post.add(...messages(30))
  const first = post.open()
  await first.idle()
  await first.stop()
  expect(post.end.calls).toHaveLength(20)
  post.clock.advance(59_000)
  const restarted = post.open({ commons: inProcessCommons(post.clock) })
  await restarted.idle()
  expect(post.end.calls).toHaveLength(20)
  await post.runOut(restarted)
  expect(seconds().at(-1)).toBe(61)
})

test('a try that a crash has left counts in the window as well', async () => {
  await post.add(...messages(25))
  await post.openMortal({ afterWrite: 2 }).died
  const restarted = post.open({ commons: inProcessCommons(post.clock) })
  await restarted.idle()
  expect(post.end.calls).toHaveLength(19)
  await post.runOut(restarted)
  expect(mostInAMinute(GROUP)).toBeLessThanOrEqual(20)
})
