import { afterEach, beforeEach, expect, test } from 'vitest'
import { robotMarkdown, robotText } from '../../src/wecom/client/bodies.ts'
import type { Fault } from '../../src/emulator/faults.ts'
import { WORK_GROUP } from '../emulator/office.ts'
import { GROUP, openLine, SHORT_MS, type Line } from './line.ts'

let line: Line
beforeEach(async () => {
  line = await openLine()
})
afterEach(() => line.close())

const BODY = robotText('主题党日:11月27日(周五)09:00,党员活动室。', ['liufang'])
const shown = () => line.office.words(WORK_GROUP)

test('a reminder reaches the group and names who is meant', async () => {
  expect(await line.send('robot', GROUP, BODY)).toEqual({ kind: 'sent' })
  expect(await line.send('robot', GROUP, robotMarkdown('**请于今日确认**'))).toEqual({ kind: 'sent' })
  expect(shown()).toEqual(['robot 主题党日:11月27日(周五)09:00,党员活动室。 @刘芳', 'robot **请于今日确认**'])
})

test('a group without a key fails at once and says how to get one', async () => {
  expect(await line.send('robot', '读书小组', BODY)).toMatchObject({
    kind: 'failed',
    why: expect.stringContaining('“读书小组”还没有消息推送的密钥'),
  })
  expect(line.calls('webhook/send')).toBe(0)
})

test('keys that cannot be read for the moment are no failure', async () => {
  await line.close()
  line = await openLine({ keyOf: () => Promise.reject(new Error('database is locked')) })
  expect(await line.send('robot', GROUP, BODY)).toMatchObject({ kind: 'again' })
})

const faults: { fault: Fault; kinds: string[]; shownTimes: number; calls: number }[] = [
  { fault: { kind: 'reset' }, kinds: ['unknown'], shownTimes: 0, calls: 1 },
  { fault: { kind: 'acceptThenDrop' }, kinds: ['unknown'], shownTimes: 1, calls: 1 },
  { fault: { kind: 'html' }, kinds: ['unknown'], shownTimes: 0, calls: 1 },
  { fault: { kind: 'status', status: 500 }, kinds: ['unknown'], shownTimes: 0, calls: 1 },
  { fault: { kind: 'status', status: 502 }, kinds: ['unknown'], shownTimes: 0, calls: 1 },
  { fault: { kind: 'status', status: 504 }, kinds: ['unknown'], shownTimes: 0, calls: 1 },
  { fault: { kind: 'status', status: 408 }, kinds: ['unknown'], shownTimes: 0, calls: 1 },
  {
    fault: { kind: 'status', status: 503, times: 3 },
    kinds: ['again', 'again', 'again', 'sent'],
    shownTimes: 1,
    calls: 4,
  },
  {
    fault: { kind: 'errcode', errcode: -1, times: 2 },
    kinds: ['again', 'again', 'sent'],
    shownTimes: 1,
    calls: 3,
  },
  { fault: { kind: 'status', status: 403 }, kinds: ['failed'], shownTimes: 0, calls: 1 },
  { fault: { kind: 'errcode', errcode: 93000 }, kinds: ['failed'], shownTimes: 0, calls: 1 },
  { fault: { kind: 'errcode', errcode: 93004 }, kinds: ['failed'], shownTimes: 0, calls: 1 },
  { fault: { kind: 'errcode', errcode: 93008 }, kinds: ['failed'], shownTimes: 0, calls: 1 },
  { fault: { kind: 'errcode', errcode: 45002 }, kinds: ['failed'], shownTimes: 0, calls: 1 },
  { fault: { kind: 'errcode', errcode: 999_999 }, kinds: ['failed'], shownTimes: 0, calls: 1 },
]
test.each(faults)(
  'a group never sees a reminder twice, and a doubtful one is left to a person: $fault',
  async ({ fault, kinds, shownTimes, calls }) => {
    line.emulator.fault({ ...fault, on: 'webhook/send' })
    const delivery = await line.deliver('robot', GROUP, BODY)
    expect({ kinds: delivery.kinds, shown: shown().length, calls: line.calls('webhook/send') }).toEqual({
      kinds,
      shown: shownTimes,
      calls,
    })
  },
)

test.each([
  { fault: { kind: 'delay', delayMs: 60_000 }, shownTimes: 1 },
  { fault: { kind: 'hang' }, shownTimes: 0 },
] as const)('no answer in time leaves the reminder doubtful: $fault.kind', async ({ fault, shownTimes }) => {
  await line.close()
  line = await openLine({ timeoutMs: SHORT_MS })
  line.emulator.fault(fault)
  expect(await line.deliver('robot', GROUP, BODY)).toMatchObject({ kinds: ['unknown'] })
  expect(shown()).toHaveLength(shownTimes)
})

test('a platform out of reach is tried again, as nothing was sent', async () => {
  const closed = await openLine()
  const { apiBase } = closed
  await closed.close()
  await line.close()
  line = await openLine({ apiBase: () => apiBase })
  expect(await line.send('robot', GROUP, BODY)).toMatchObject({ kind: 'again', afterMs: 2000 })
})

test('the twenty-first reminder within a minute pauses this robot for a minute and is then sent', async () => {
  const bodies = Array.from({ length: 21 }, (_, n) => robotText(`第 ${n + 1} 条`))
  for (const body of bodies.slice(0, 20))
    expect(await line.send('robot', GROUP, body)).toEqual({ kind: 'sent' })
  const refused = await line.send('robot', GROUP, bodies[20]!)
  expect(refused).toMatchObject({ kind: 'again', errcode: 45009, pause: { key: `robot:${GROUP}` } })
  const { afterMs, pause } = refused as { afterMs: number; pause: { ms: number } }
  expect(afterMs).toBeGreaterThanOrEqual(60_000)
  expect(pause.ms).toBe(afterMs)
  line.clock.advance(afterMs)
  expect(await line.send('robot', GROUP, bodies[20]!, 2)).toEqual({ kind: 'sent' })
  expect(shown()).toHaveLength(21)
})

test('HTTP 429 pauses the robot as 45009 does', async () => {
  line.emulator.fault({ kind: 'status', status: 429 })
  expect(await line.send('robot', GROUP, BODY)).toMatchObject({
    kind: 'again',
    afterMs: 90_000,
    pause: { key: `robot:${GROUP}`, ms: 90_000 },
  })
})

test('the log names the call and how it ended, never the key, the words or the address', async () => {
  line.emulator.fault({ kind: 'errcode', errcode: 93000 })
  await line.send('robot', GROUP, BODY)
  await line.send('robot', GROUP, BODY)
  const logged = line.logged()
  expect(logged).toContain('"event":"wecom.call","outcome":"refused","route":"webhook/send"')
  expect(logged).toContain('"event":"wecom.fatal"')
  for (const secret of ['693a91f6', '主题党日', '127.0.0.1', '?key']) expect(logged).not.toContain(secret)
})
