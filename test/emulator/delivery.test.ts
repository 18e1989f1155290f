import { afterEach, beforeEach, expect, test } from 'vitest'
import { stream } from './fake-bot.ts'
import { BOT_CHAT, openOffice, WORK_GROUP } from './office.ts'
import type { Office } from './office.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

test('a group message reaches the bot in the shape of the manual and its answer is shown', async () => {
  office.bot.answer = () => stream('已登记:11月主题党日,参加。')
  const delivery = await office.emulator.say({ from: 'liufang', chat: WORK_GROUP, text: '参加' })
  expect(delivery).toMatchObject({ status: 'answered', text: '已登记:11月主题党日,参加。' })
  const [message] = office.bot.messages()
  expect(message).toEqual({
    msgid: delivery.msgid,
    aibotid: 'aibQingFeng',
    chatid: 'wrWorkGroup',
    chattype: 'group',
    from: { userid: 'liufang' },
    response_url: expect.stringMatching(
      /^http:\/\/127\.0\.0\.1:\d+\/emulator\/cgi-bin\/aibot\/response\?response_code=/,
    ),
    msgtype: 'text',
    text: { content: '@清风 参加' },
  })
  expect(office.words(WORK_GROUP)).toEqual(['member @清风 参加', 'bot 已登记:11月主题党日,参加。'])
})

test('the signed time of a callback is the time of the settable clock', async () => {
  await office.emulator.say({ from: 'liufang', chat: WORK_GROUP, text: '参加' })
  expect(office.bot.received[0]!.query.timestamp).toBe(String(Date.parse('2026-11-20T09:00:00+08:00') / 1000))
})

test('a single chat has no chat id and needs no mention', async () => {
  await office.emulator.say({
    from: 'liufang',
    chat: { single: 'aibot' },
    text: '我的记录',
    quote: '本周五开会',
  })
  const [message] = office.bot.messages()
  expect(message).toMatchObject({
    chattype: 'single',
    text: { content: '我的记录' },
    quote: { msgtype: 'text', text: { content: '本周五开会' } },
  })
  expect(message).not.toHaveProperty('chatid')
})

test('words with a picture arrive as 图文混排', async () => {
  await office.emulator.say({ from: 'liufang', chat: WORK_GROUP, text: '现场', picture: true })
  expect(office.bot.messages()[0]).toMatchObject({
    msgtype: 'mixed',
    mixed: { msg_item: [{ msgtype: 'text', text: { content: '@清风 现场' } }, { msgtype: 'image' }] },
  })
})

test('a group message without a mention is shown grey and never leaves the platform', async () => {
  const delivery = await office.emulator.say({
    from: 'liufang',
    chat: WORK_GROUP,
    text: '我晚点到',
    mention: false,
  })
  expect(delivery).toMatchObject({ status: 'undelivered', reason: '未@清风,机器人收不到' })
  expect(office.bot.received).toEqual([])
  expect(office.emulator.transcript(WORK_GROUP)).toMatchObject([
    { kind: 'undelivered', sender: '刘芳', text: '我晚点到', note: '未@清风,机器人收不到' },
  ])
})

test('pictures and files reach the bot from a single chat only', async () => {
  await office.emulator.sendMedia({ from: 'liufang', chat: WORK_GROUP, what: 'image' })
  await office.emulator.sendMedia({ from: 'liufang', chat: { single: 'aibot' }, what: 'image' })
  expect(office.bot.messages()).toMatchObject([{ chattype: 'single', msgtype: 'image' }])
})

test('a message that nobody answers is tried three times with the same id, each time sealed anew', async () => {
  await office.close()
  office = await openOffice({ callbackWaitMs: 40 })
  office.bot.answer = () => 'hold'
  const delivery = await office.emulator.say({ from: 'liufang', chat: WORK_GROUP, text: '参加' })
  expect(delivery).toMatchObject({ status: 'lost', reason: '机器人未在时限内应答(共3次)' })
  expect(office.bot.messages().map(message => message.msgid)).toEqual(Array(3).fill(delivery.msgid))
  expect(new Set(office.bot.received.map(one => one.plain)).size).toBe(1)
  expect(new Set(office.bot.received.map(one => one.sealed)).size).toBe(3)
  expect(new Set(office.bot.received.map(one => one.query.nonce)).size).toBe(3)
})

test('an answer to the second try is shown once', async () => {
  await office.close()
  office = await openOffice({ callbackWaitMs: 500 })
  office.bot.answer = () => (office.bot.received.length === 1 ? 'hold' : stream('已登记。'))
  const delivery = await office.emulator.say({ from: 'liufang', chat: WORK_GROUP, text: '参加' })
  expect(delivery.attempts.map(attempt => attempt.outcome)).toEqual(['timeout', 'answered'])
  expect(office.words(WORK_GROUP)).toEqual(['member @清风 参加', 'bot 已登记。'])
})

test('a bot that cannot be reached is tried three times', async () => {
  await office.bot.close()
  const delivery = await office.emulator.say({ from: 'liufang', chat: WORK_GROUP, text: '参加' })
  expect(delivery.attempts.map(attempt => attempt.outcome)).toEqual([
    'unreachable',
    'unreachable',
    'unreachable',
  ])
})

test('a refused smart bot message is tried again only when the switch says so', async () => {
  office.bot.answer = () => ({ status: 503 })
  await office.emulator.say({ from: 'liufang', chat: WORK_GROUP, text: '参加' })
  expect(office.bot.received).toHaveLength(1)
  office.emulator.switches.retryAibotStatus = true
  await office.emulator.say({ from: 'liufang', chat: WORK_GROUP, text: '参加' })
  expect(office.bot.received).toHaveLength(4)
})

test.each([{ concurrent: false }, { concurrent: true }])(
  'a message delivered five times (concurrent: $concurrent) shows one answer',
  async ({ concurrent }) => {
    office.bot.answer = () => stream('已登记。')
    const delivery = await office.emulator.say({
      from: 'liufang',
      chat: WORK_GROUP,
      text: '参加',
      times: 5,
      concurrent,
    })
    expect(delivery.attempts).toHaveLength(5)
    expect(new Set(office.bot.messages().map(message => message.msgid)).size).toBe(1)
    expect(office.words(WORK_GROUP)).toEqual(['member @清风 参加', 'bot 已登记。'])
  },
)

test('an earlier message can be delivered again by its id', async () => {
  office.bot.answer = () => stream('已登记。')
  const { msgid } = await office.emulator.say({ from: 'liufang', chat: WORK_GROUP, text: '参加' })
  const again = await office.emulator.say({ from: 'liufang', chat: WORK_GROUP, text: '参加', msgid })
  expect(again).toMatchObject({
    msgid,
    attempts: [{ outcome: 'answered', plain: expect.stringContaining('已登记。') }],
  })
  expect(new Set(office.bot.received.map(one => one.plain)).size).toBe(1)
  expect(office.words(WORK_GROUP)).toEqual(['member @清风 参加', 'bot 已登记。'])
})

test('a fourth message while three are being answered is not delivered', async () => {
  await office.close()
  office = await openOffice({ callbackWaitMs: 60, attempts: 1 })
  office.bot.answer = () => 'hold'
  const say = (text: string) => office.emulator.say({ from: 'liufang', chat: WORK_GROUP, text })
  const statuses = (await Promise.all(['一', '二', '三', '四'].map(say))).map(delivery => delivery.status)
  expect(statuses).toEqual(['lost', 'lost', 'lost', 'undelivered'])
})

test('opening the single chat is told once a day, and only then may the bot greet with plain text', async () => {
  office.bot.answer = () => ({
    seal: JSON.stringify({ msgtype: 'text', text: { content: '您好,我是清风。' } }),
  })
  await office.emulator.enterChat('liufang', 'aibot')
  expect(await office.emulator.enterChat('liufang', 'aibot')).toBeUndefined()
  office.clock.set(new Date('2026-11-21T09:00:00+08:00'))
  await office.emulator.enterChat('liufang', 'aibot')
  expect(office.bot.messages()).toMatchObject([
    { msgtype: 'event', event: { eventtype: 'enter_chat' }, create_time: 1_795_136_400 },
    { msgtype: 'event' },
  ])
  expect(office.words(BOT_CHAT)).toEqual(['bot 您好,我是清风。', 'bot 您好,我是清风。'])
})

test('a chat keeps its last 500 entries', async () => {
  const say = (text: string) =>
    office.emulator.say({ from: 'liufang', chat: WORK_GROUP, text, mention: false })
  for (let count = 1; count <= 505; count += 1) await say(`第${count}句`)
  const kept = office.emulator.transcript(WORK_GROUP)
  expect([kept.length, kept[0]!.text]).toEqual([500, '第6句'])
})

test('someone who is not in a group cannot write there', async () => {
  await expect(
    office.emulator.say({ from: 'liufang', chat: { group: 'wrReading' }, text: '在吗' }),
  ).rejects.toThrow('not in group')
})
