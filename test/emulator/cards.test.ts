import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Answer } from './fake-bot.ts'
import { AGENT_ID, APP_CHAT, openOffice, WORK_GROUP } from './office.ts'
import type { Office } from './office.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const card = (title: string, task_id = 'party_day_2026-11-27') => ({
  card_type: 'button_interaction',
  main_title: { title },
  button_list: [{ text: '参加', key: 'planned' }],
  task_id,
})
const json = (body: unknown): Answer => ({ seal: JSON.stringify(body) })

async function showCard() {
  office.bot.answer = () => json({ msgtype: 'template_card', template_card: card('报名') })
  const { shown } = await office.emulator.say({ from: 'liufang', chat: WORK_GROUP, text: '报名卡片' })
  return shown[0]!.id
}

const click = (entry: number, from = 'lixuemei') =>
  office.emulator.clickCard({ from, chat: WORK_GROUP, entry, key: 'planned' })

test('a click reaches the bot once and its card replaces the old one for everybody', async () => {
  const entry = await showCard()
  office.bot.answer = () => json({ response_type: 'update_template_card', template_card: card('已报1人') })
  await click(entry)
  expect(office.bot.messages().at(-1)).toMatchObject({
    from: { userid: 'lixuemei' },
    response_url: expect.any(String),
    event: {
      eventtype: 'template_card_event',
      template_card_event: {
        event_key: 'planned',
        task_id: 'party_day_2026-11-27',
        card_type: 'button_interaction',
      },
    },
  })
  expect(office.emulator.transcript(WORK_GROUP).at(-1)).toMatchObject({
    card: { main_title: { title: '已报1人' } },
  })
})

test('with userids the new card is for them only', async () => {
  const entry = await showCard()
  office.bot.answer = () =>
    json({ response_type: 'update_template_card', userids: ['lixuemei'], template_card: card('您已报名') })
  await click(entry)
  expect(office.emulator.transcript(WORK_GROUP).at(-1)).toMatchObject({
    card: { main_title: { title: '报名' } },
    cardFor: { lixuemei: { main_title: { title: '您已报名' } } },
  })
})

test('a card for another task is dropped, and a click that fails is not tried again', async () => {
  const entry = await showCard()
  office.bot.answer = () =>
    json({ response_type: 'update_template_card', template_card: card('别的', 'other') })
  expect(await click(entry)).toMatchObject({ status: 'refused', reason: '更新卡片的task_id与原卡片不一致' })
  office.bot.answer = () => ({ status: 503 })
  expect((await click(entry)).attempts).toHaveLength(1)
})

test('a task id is used once for ever', async () => {
  await showCard()
  const again = await office.emulator.say({ from: 'liufang', chat: WORK_GROUP, text: '报名卡片' })
  expect(again).toMatchObject({ status: 'refused', reason: '卡片的task_id已用过' })
})

test('an app card is updated by a response code that works once', async () => {
  const token = await office.token()
  const message = {
    agentid: AGENT_ID,
    touser: 'liufang',
    msgtype: 'template_card',
    template_card: card('请确认', 'T9'),
  }
  const { response_code } = await office.call(`message/send?access_token=${token}`, message)
  const update = {
    agentid: AGENT_ID,
    userids: ['liufang'],
    response_code,
    button: { replace_name: '已确认' },
  }
  expect(await office.call(`message/update_template_card?access_token=${token}`, update)).toMatchObject({
    errcode: 0,
  })
  expect(await office.call(`message/update_template_card?access_token=${token}`, update)).toMatchObject({
    errcode: 60140,
  })
  expect(office.emulator.transcript(APP_CHAT)).toMatchObject([{ card: { replace_text: '已确认' } }])
})

test('a click on an app card arrives as XML with a response code', async () => {
  const token = await office.token()
  const message = {
    agentid: AGENT_ID,
    touser: 'liufang',
    msgtype: 'template_card',
    template_card: card('请确认', 'T9'),
  }
  await office.call(`message/send?access_token=${token}`, message)
  const [entry] = office.emulator.transcript(APP_CHAT)
  await office.emulator.clickCard({
    from: 'liufang',
    chat: { single: 'app' },
    entry: entry!.id,
    key: 'planned',
    selected: [{ questionKey: 'q', optionIds: ['a', 'b'] }],
  })
  const { plain } = office.bot.received.at(-1)!
  expect(plain).toContain(
    '<Event><![CDATA[template_card_event]]></Event><EventKey><![CDATA[planned]]></EventKey>',
  )
  expect(plain).toContain(
    '<OptionIds><OptionId><![CDATA[a]]></OptionId><OptionId><![CDATA[b]]></OptionId></OptionIds>',
  )
  expect(plain).toMatch(/<ResponseCode><!\[CDATA\[[\w-]{32}\]\]><\/ResponseCode>/)
})

test.each([
  ['two lines without a name', { horizontal_content_list: [{ value: '三楼' }] }, /左右两列的内容缺少keyname/],
  [
    'seven lines',
    { horizontal_content_list: Array.from({ length: 7 }, () => ({ keyname: '地点' })) },
    /最多6行/,
  ],
  [
    'a key of more than 1024 bytes',
    { button_list: [{ text: '参加', key: 'k'.repeat(1025) }] },
    /key不合规定/,
  ],
  [
    'two buttons of one key',
    {
      button_list: [
        { text: '参加', key: 'a' },
        { text: '请假', key: 'a' },
      ],
    },
    /key重复/,
  ],
  ['no button', { button_list: [] }, /按钮须为1至6个/],
  ['a task id with a space', { task_id: 'party day' }, /task_id不合规定/],
])('a card with %s is dropped, and the chat says why', async (_, part, why) => {
  office.bot.answer = () =>
    json({ msgtype: 'template_card', template_card: { ...card('报名', 'T1'), ...part } })
  const { status, reason } = await office.emulator.say({
    from: 'liufang',
    chat: WORK_GROUP,
    text: '报名卡片',
  })
  expect([status, reason]).toEqual(['refused', expect.stringMatching(why)])
})

test('what is longer than clients show is shown with a remark', async () => {
  const long = { ...card('长'.repeat(27)), sub_title_text: '正'.repeat(113) }
  office.bot.answer = () => json({ msgtype: 'template_card', template_card: long })
  const { shown } = await office.emulator.say({ from: 'liufang', chat: WORK_GROUP, text: '报名卡片' })
  expect(shown[0]!.note).toBe('客户端可能显示不全:标题超过26字、正文超过112字')
})

test('a bot that takes longer than five seconds over a click leaves the card as it was', async () => {
  const entry = await showCard()
  office.bot.answer = () => 'hold'
  expect(await click(entry)).toMatchObject({ status: 'lost', attempts: [{ outcome: 'timeout' }] })
  expect(office.emulator.transcript(WORK_GROUP).find(({ id }) => id === entry)).toMatchObject({
    card: { main_title: { title: '报名' } },
  })
})

test('a card for the encrypted id of somebody is for that member', async () => {
  const entry = await showCard()
  office.emulator.switches.encryptSenderIds = true
  office.bot.answer = callback => {
    const { from } = JSON.parse(callback.plain) as { from: { userid: string } }
    return json({
      response_type: 'update_template_card',
      userids: [from.userid],
      template_card: card('您已报名'),
    })
  }
  await click(entry)
  expect(office.emulator.transcript(WORK_GROUP).at(-1)).toMatchObject({
    cardFor: { lixuemei: { main_title: { title: '您已报名' } } },
  })
})
