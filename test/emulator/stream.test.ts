import { afterEach, beforeEach, expect, test } from 'vitest'
import { stream } from './fake-bot.ts'
import { openOffice, WORK_GROUP } from './office.ts'
import type { Office } from './office.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

test('an unfinished answer is asked for again until it is finished, and its words are replaced as a whole', async () => {
  const parts = [
    stream('正在查询…', false),
    'empty' as const,
    stream('找到一条…', false),
    stream('依据第十二条。'),
  ]
  office.bot.answer = () => parts[office.bot.received.length - 1]!
  const delivery = await office.emulator.say({ from: 'liufang', chat: WORK_GROUP, text: '病假要不要证明' })
  expect(delivery).toMatchObject({ status: 'answered', text: '依据第十二条。' })
  expect(office.words(WORK_GROUP)).toEqual(['member @清风 病假要不要证明', 'bot 依据第十二条。'])
  const [, refresh] = office.bot.messages()
  expect(refresh).toMatchObject({
    msgtype: 'stream',
    stream: { id: 'S1' },
    chatid: 'wrWorkGroup',
    from: { userid: 'liufang' },
  })
  expect(refresh).not.toHaveProperty('response_url')
  expect(refresh!.msgid).not.toBe(delivery.msgid)
})

test('six minutes after the message the platform stops asking', async () => {
  office.bot.answer = () => {
    office.clock.advance(60_000)
    return stream('正在查询…', false)
  }
  const delivery = await office.emulator.say({ from: 'liufang', chat: WORK_GROUP, text: '病假要不要证明' })
  expect(delivery).toMatchObject({ text: '正在查询…', reason: '流式回复6分钟内未结束' })
  expect(office.bot.received).toHaveLength(6)
  expect(office.emulator.transcript(WORK_GROUP).at(-1)).toMatchObject({
    open: false,
    note: '6分钟内未写完,平台不再刷新',
  })
})

test('a refresh that answers for another stream is dropped', async () => {
  office.bot.answer = () =>
    office.bot.received.length === 1 ? stream('正在查询…', false) : stream('别的回答', true, 'S2')
  const delivery = await office.emulator.say({ from: 'liufang', chat: WORK_GROUP, text: '帮助' })
  expect(delivery).toMatchObject({ text: '正在查询…', reason: '刷新的stream.id与首次不一致' })
})
