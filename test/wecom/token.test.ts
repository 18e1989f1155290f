import { afterEach, beforeEach, expect, test } from 'vitest'
import { appText } from '../../src/wecom/client/bodies.ts'
import { createClient } from '../../src/wecom/client/client.ts'
import { AGENT_ID } from '../emulator/office.ts'
import { attemptOf, openLine, type Line } from './line.ts'

let line: Line
beforeEach(async () => {
  line = await openLine()
})
afterEach(() => line.close())

const MINUTE = 60_000
// Two members: one gets at most 30 messages a minute, and what is more is dropped without a word.
const member = (n: number) => (n % 2 === 0 ? 'liufang' : 'lixuemei')
let number = 0
const nextText = () => `第 ${(number += 1)} 条提醒`
const sendMany = (count: number, client = line.client) =>
  Promise.all(
    Array.from({ length: count }, (_, n) =>
      client.send.app(attemptOf('app', member(n), appText(member(n), AGENT_ID, nextText()))),
    ),
  )
const allSent = (count: number) => Array.from({ length: count }, () => ({ kind: 'sent' }))

test('one token serves many messages', async () => {
  expect(await sendMany(3)).toEqual(allSent(3))
  expect(await sendMany(3)).toEqual(allSent(3))
  expect(line.calls('gettoken')).toBe(1)
})

test('fifty messages at once without a token ask for one token', async () => {
  expect(await sendMany(50)).toEqual(allSent(50))
  expect(line.calls('gettoken')).toBe(1)
})

test('fifty messages under way when the token is withdrawn are all sent, with one more token', async () => {
  await sendMany(2)
  line.clock.advance(MINUTE)
  line.emulator.expireToken()
  expect(await sendMany(50)).toEqual(allSent(50))
  expect(line.calls('gettoken')).toBe(2)
  expect(line.emulator.transcript({ single: 'app', of: 'liufang' })).toHaveLength(26)
})

test('two replicas with a common token ask at most once each when it is withdrawn', async () => {
  const other = createClient(line.settings)
  await sendMany(2)
  line.clock.advance(MINUTE)
  line.emulator.expireToken()
  const both = await Promise.all([sendMany(25), sendMany(25, other)])
  expect(both.flat()).toEqual(allSent(50))
  expect(line.calls('gettoken')).toBeLessThanOrEqual(3)
})

test('the token is renewed five minutes before its end, and its last minutes take few calls', async () => {
  await sendMany(1)
  line.clock.advance(7200_000 - 300_000 - 1)
  await sendMany(1)
  expect(line.calls('gettoken')).toBe(1)
  for (let second = 0; second < 300; second += 10) {
    line.clock.advance(10_000)
    await sendMany(1)
  }
  // The platform gave the old token again, with what was left of its life: 4/5 of that was used, and so on.
  expect(line.calls('gettoken')).toBeLessThanOrEqual(6)
  expect(line.emulator.wire().every(({ errcode }) => errcode === 0)).toBe(true)
})

test('a token that is refused twice is not asked for a third time in the same try', async () => {
  line.emulator.fault({ kind: 'errcode', errcode: 40014, on: 'message/send', times: 2 })
  expect(await sendMany(1)).toMatchObject([{ kind: 'again', errcode: 40014 }])
  expect([line.calls('message/send'), line.calls('gettoken')]).toEqual([2, 2])
})

test('a token that another replica has renewed already is not thrown away', async () => {
  await sendMany(1)
  const now = line.clock.now().getTime()
  const old = (await line.tokens.get('wecom:wwqingfeng:1000002', now))!.value
  line.emulator.expireToken()
  const fresh = { value: await line.office.token(), expiresAt: now + MINUTE }
  const answer = await line.client.app!.token.use(async token => {
    if (token === old) await line.tokens.put('wecom:wwqingfeng:1000002', fresh, now)
    return line.client.api.user(token, 'liufang')
  })
  expect(answer.kind).toBe('ok')
  expect(await line.tokens.get('wecom:wwqingfeng:1000002', now)).toEqual(fresh)
})

test.each([
  { errcode: 40001, says: 'WECOM_AGENT_SECRET' },
  { errcode: 40013, says: 'WECOM_CORP_ID' },
])('a wrong credential ($errcode) fails at once and says what to set', async ({ errcode, says }) => {
  line.emulator.fault({ kind: 'errcode', errcode, on: 'gettoken' })
  expect(await sendMany(1)).toMatchObject([{ kind: 'failed', errcode, why: expect.stringContaining(says) }])
  expect(line.calls('message/send')).toBe(0)
})

test('a platform that gives no token is asked again later, and nothing was sent meanwhile', async () => {
  line.emulator.fault({ kind: 'html', on: 'gettoken' })
  line.emulator.fault({ kind: 'status', status: 503, on: 'gettoken' })
  expect(await sendMany(1)).toMatchObject([{ kind: 'again' }])
  expect(await sendMany(1)).toMatchObject([{ kind: 'again' }])
  expect(line.calls('message/send')).toBe(0)
  expect(await sendMany(1)).toEqual([{ kind: 'sent' }])
})
