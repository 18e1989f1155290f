import { afterEach, beforeEach, expect, test } from 'vitest'
import type { DeliveryWorker } from '../../src/delivery/delivery.ts'
import { appFile, appText, robotText } from '../../src/wecom/client/bodies.ts'
import { AGENT_ID, APP_CHAT, WORK_GROUP } from '../emulator/office.ts'
import { openLine, type Line } from '../wecom/line.ts'
import { FRIDAY, GROUP, openPostOffice, type PostOffice } from './post-office.ts'

let line: Line
let post: PostOffice
let delivery: DeliveryWorker
beforeEach(async () => {
  line = await openLine()
  post = await openPostOffice()
  delivery = post.open({ send: line.client.send, clock: line.clock })
})
afterEach(async () => {
  await post.close()
  await line.close()
})

/** Waits out everything that is queued, on the clock that the platform shares. */
async function runOut(): Promise<void> {
  await delivery.idle()
  for (;;) {
    const pending = (await post.rows()).filter(({ state }) => state === 'pending').map(({ due_at }) => due_at)
    if (pending.length === 0) return
    line.clock.set(new Date(Math.max(Date.parse(pending.toSorted()[0]!), line.clock.now().getTime() + 1)))
    await delivery.idle()
  }
}
const shown = () => line.office.words(APP_CHAT)
const toLiufang = (text: string) => ({
  channel: 'app' as const,
  target: 'liufang',
  body: appText('liufang', AGENT_ID, text),
})

test('a reminder reaches the group and a member through the real calls', async () => {
  await post.add({ body: robotText('明天下午三点开会') }, toLiufang('请报一下是否参加'))
  await delivery.idle()
  expect(line.office.words(WORK_GROUP)).toEqual(['robot 明天下午三点开会'])
  expect(shown()).toEqual(['app 请报一下是否参加'])
})

test('a hundred messages to one group are never refused by the platform, and keep their order', async () => {
  const texts = Array.from({ length: 100 }, (_, n) => `第${n}条`)
  await post.add(...texts.map(text => ({ body: robotText(text) })))
  await runOut()
  expect(line.office.words(WORK_GROUP)).toEqual(texts.map(text => `robot ${text}`))
  expect(line.calls('webhook/send')).toBe(100)
})

test.each([
  ['the gateway is down', { kind: 'status', status: 502 }],
  ['a login page answers', { kind: 'html' }],
  ['the connection breaks', { kind: 'reset' }],
  ['the message is taken and the answer lost', { kind: 'acceptThenDrop' }],
  ['the platform is busy', { kind: 'errcode', errcode: -1 }],
] as const)('three times %s: the member sees it once, within two minutes', async (_, fault) => {
  line.emulator.fault({ ...fault, on: 'message/send', times: 3 })
  await post.add(toLiufang('请报一下是否参加'))
  await runOut()
  expect(shown()).toEqual(['app 请报一下是否参加'])
  expect(line.calls('message/send')).toBeLessThanOrEqual(6)
  expect(line.clock.now().getTime() - Date.parse(FRIDAY)).toBeLessThan(120_000)
})

test('a message to the group whose answer is lost is seen once and listed as doubtful', async () => {
  line.emulator.fault({ kind: 'acceptThenDrop', on: 'webhook/send' })
  await post.add({ body: robotText('明天开会') })
  await runOut()
  line.clock.advance(3_600_000)
  await delivery.idle()
  expect(line.office.words(WORK_GROUP)).toEqual(['robot 明天开会'])
  expect((await post.rows()).map(({ state }) => state)).toEqual(['unknown'])
})

test('a member out of reach is told to the administrator and tried once', async () => {
  const body = appText('xiangguiying', AGENT_ID, '开会')
  await post.add({ channel: 'app', target: 'xiangguiying', body })
  await runOut()
  expect(line.calls('message/send')).toBe(1)
  expect(await post.rows()).toMatchObject([{ state: 'failed', error: expect.stringContaining('可见范围') }])
})

test('a file whose message got lost is uploaded once and seen once', async () => {
  line.emulator.fault({ kind: 'acceptThenDrop', on: 'message/send' })
  const body = appFile('登记表.xlsx', Buffer.from('PK,一张表'))
  await post.add({ channel: 'app-file', target: 'liufang', body })
  await runOut()
  expect(shown()).toEqual(['app [文件] 登记表.xlsx'])
  expect(line.calls('media/upload')).toBe(1)
})

test('a refusal for frequency from outside pauses, and then everything arrives in order', async () => {
  line.emulator.fault({ kind: 'errcode', errcode: 45009, on: 'webhook/send' })
  await post.add(
    { body: robotText('甲') },
    { body: robotText('乙') },
    { target: GROUP, body: robotText('丙') },
  )
  await runOut()
  expect(line.office.words(WORK_GROUP)).toEqual(['robot 甲', 'robot 乙', 'robot 丙'])
  expect(line.calls('webhook/send')).toBe(4)
  expect(line.clock.now().getTime() - Date.parse(FRIDAY)).toBeGreaterThanOrEqual(60_000)
})
