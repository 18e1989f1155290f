import { afterEach, beforeEach, expect, test } from 'vitest'
import { appText } from '../../src/wecom/client/bodies.ts'
import type { Fault, FaultKind } from '../../src/emulator/faults.ts'
import { AGENT_ID, APP_CHAT, SECRET } from '../emulator/office.ts'
import { GROUP, openLine, SHORT_MS, type Line } from './line.ts'

let line: Line
beforeEach(async () => {
  line = await openLine()
})
afterEach(() => line.close())

const TEXT = '您好,主题党日(11月27日09:00)的名单还有 2 位待确认。'
const body = (userid = 'liufang') => appText(userid, AGENT_ID, TEXT)
const shown = () => line.office.words(APP_CHAT)

test('a message reaches the member once', async () => {
  expect(await line.send('app', 'liufang', body())).toEqual({ kind: 'sent' })
  expect(shown()).toEqual([`app ${TEXT}`])
})

// Everything is delivered within two minutes, with at most six requests, and nothing is seen twice.
const faults: { name: string; faults: Fault[] }[] = [
  { name: '502 three times', faults: [{ kind: 'status', status: 502, times: 3 }] },
  { name: '500, 503 and 504', faults: [500, 503, 504].map(status => ({ kind: 'status', status })) },
  { name: 'a page instead of an answer', faults: [{ kind: 'html' }] },
  { name: 'a reset', faults: [{ kind: 'reset' }] },
  { name: 'no answer at all', faults: [{ kind: 'hang' }] },
  { name: 'an answer after the wait', faults: [{ kind: 'delay', delayMs: 60_000 }] },
  { name: 'accepted, then the connection ended', faults: [{ kind: 'acceptThenDrop' }] },
  {
    name: 'accepted, then the connection ended, three times',
    faults: [{ kind: 'acceptThenDrop', times: 3 }],
  },
  { name: 'busy three times', faults: [{ kind: 'errcode', errcode: -1, times: 3 }] },
  {
    name: 'a bit of all',
    faults: [
      { kind: 'status' },
      { kind: 'html' },
      { kind: 'reset' },
      { kind: 'hang' },
      { kind: 'acceptThenDrop' },
    ],
  },
]
const WAITING = new Set<FaultKind>(['hang', 'delay'])
test.each(faults)('a message is seen exactly once in spite of: $name', async ({ faults }) => {
  await line.close()
  line = await openLine({ timeoutMs: faults.some(({ kind }) => WAITING.has(kind)) ? SHORT_MS : 15_000 })
  for (const fault of faults) line.emulator.fault({ ...fault, on: 'message/send' })
  const { kinds, waitedMs } = await line.deliver('app', 'liufang', body())
  expect(kinds.at(-1)).toBe('sent')
  expect(shown()).toEqual([`app ${TEXT}`])
  expect(line.calls('message/send')).toBeLessThanOrEqual(6)
  expect(waitedMs + kinds.length * 3000).toBeLessThanOrEqual(120_000)
})

test('a platform that stays busy is left alone for minutes after three quick tries', async () => {
  line.emulator.fault({ kind: 'errcode', errcode: -1, on: 'message/send', times: 5 })
  const waits = []
  for (let attempt = 1; attempt <= 5; attempt += 1)
    waits.push(await line.send('app', 'liufang', body(), attempt))
  expect(waits.map(outcome => outcome.kind === 'again' && outcome.afterMs)).toEqual([
    2000, 4000, 8000, 90_000, 180_000,
  ])
})

test('a refusal for frequency pauses the app for at least a minute', async () => {
  line.emulator.fault({ kind: 'errcode', errcode: 45009, on: 'message/send' })
  expect(await line.send('app', 'liufang', body())).toMatchObject({
    kind: 'again',
    afterMs: 90_000,
    errcode: 45009,
    pause: { key: 'app', ms: 90_000 },
  })
})

test('a member outside the visible range fails at once, and the words say where to add him', async () => {
  expect(await line.send('app', 'xiangguiying', body('xiangguiying'))).toMatchObject({
    kind: 'failed',
    errcode: 81013,
    why: expect.stringContaining('可见范围'),
  })
})

test.each([40003, 60011, 60111, 81013, 301002, 40056, 48002, 60020, 50003])(
  'a permanent error is not tried again: %i',
  async errcode => {
    line.emulator.fault({ kind: 'errcode', errcode, on: 'message/send' })
    const { kinds } = await line.deliver('app', 'liufang', body())
    expect(kinds).toEqual(['failed'])
    expect(line.calls('message/send')).toBe(1)
  },
)

test('an address that is not trusted is named to the administrator', async () => {
  line.emulator.switches.untrustedIp = true
  expect(await line.send('app', 'liufang', body())).toEqual({
    kind: 'failed',
    errcode: 60020,
    why: expect.stringMatching(/企业可信IP.*平台看到的 IP 是 127\.0\.0\.1。$/),
  })
})

test('without the app nothing is sent to a single member, and the words say what to set', async () => {
  await line.close()
  line = await openLine({ app: undefined })
  for (const channel of ['app', 'app-file'] as const)
    expect(await line.send(channel, 'liufang', body())).toMatchObject({
      kind: 'failed',
      why: expect.stringContaining('没有配置自建应用'),
    })
  expect(line.client.app).toBeUndefined()
  expect(await line.send('robot', GROUP, '{}')).toMatchObject({ kind: 'failed', errcode: 40008 })
})

test('the log holds neither token nor secret nor words nor names', async () => {
  line.emulator.fault({ kind: 'errcode', errcode: 42001, on: 'message/send' })
  await line.deliver('app', 'liufang', body())
  const token = await line.office.token()
  expect(line.logged()).toContain('"route":"gettoken"')
  for (const secret of [token, SECRET, '主题党日', 'liufang', 'access_token'])
    expect(line.logged()).not.toContain(secret)
})
