import { afterEach, beforeEach, expect, test } from 'vitest'
import { appText } from './fake-bot.ts'
import { APP_CHAT, openOffice } from './office.ts'
import type { Office } from './office.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const say = (text: string, more = {}) =>
  office.emulator.say({ from: 'liufang', chat: { single: 'app' }, text, ...more })

test("a message in the app's conversation arrives as XML with MsgId and AgentID, and its answer is shown there", async () => {
  office.bot.answer = () => appText('已登记。')
  const delivery = await say('参加', { msgid: '4751774160515604734' })
  expect(delivery).toMatchObject({ status: 'answered', text: '已登记。' })
  expect(office.bot.received[0]).toMatchObject({
    path: '/wecom/app',
    plain:
      '<xml><ToUserName><![CDATA[wwqingfeng]]></ToUserName><FromUserName><![CDATA[liufang]]></FromUserName>' +
      '<CreateTime>1795136400</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[参加]]></Content>' +
      '<MsgId>4751774160515604734</MsgId><AgentID>1000002</AgentID></xml>',
  })
  expect(office.words(APP_CHAT)).toEqual(['member 参加', 'app 已登记。'])
})

test('what a member writes cannot break out of the XML', async () => {
  await say(']]></Content><MsgId>1</MsgId>')
  expect(office.bot.received[0]!.plain).toContain('<![CDATA[]]]]><![CDATA[></Content><MsgId>1</MsgId>]]>')
})

test('a quote stands before the reply, as clients of this channel write it', async () => {
  await say('参加', { quote: '刘芳:本周五开会' })
  expect(office.bot.received[0]!.plain).toContain('「刘芳:本周五开会」\n- - - - - - - - - - - - - - -\n参加')
})

test('a message that the app refuses with a status is tried three times', async () => {
  office.bot.answer = () => ({ status: 503 })
  const delivery = await say('参加')
  expect(delivery).toMatchObject({ status: 'lost', reason: '机器人返回HTTP 503,未被接受(共3次)' })
  expect(office.bot.received).toHaveLength(3)
})

test('entering the conversation, places and links arrive as their own kinds', async () => {
  await office.emulator.enterChat('liufang', 'app')
  await office.emulator.sendMedia({ from: 'liufang', chat: { single: 'app' }, what: 'location' })
  const [entered, place] = office.bot.received.map(one => one.plain)
  expect(entered).toContain('<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[enter_agent]]></Event>')
  expect(entered).not.toContain('MsgId')
  expect(place).toContain('<MsgType><![CDATA[location]]></MsgType><Location_X><![CDATA[28.31]]>')
})
