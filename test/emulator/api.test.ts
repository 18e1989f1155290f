import { afterEach, beforeEach, expect, test } from 'vitest'
import { AGENT_ID, APP_CHAT, KEY, openOffice, SECRET, WORK_GROUP } from './office.ts'
import type { Office } from './office.ts'
import { CORP_ID } from './fake-bot.ts'

let office: Office
let token: string
beforeEach(async () => {
  office = await openOffice()
  token = await office.token()
})
afterEach(() => office.close())

const sendApp = (message: object) =>
  office.call(`message/send?access_token=${token}`, { agentid: AGENT_ID, ...message })
const sendText = (content: string, touser = 'liufang', more = {}) =>
  sendApp({ touser, msgtype: 'text', text: { content }, ...more })
const push = (message: object, key = KEY) => office.call(`webhook/send?key=${key}`, message)
const pushText = (content: string) => push({ msgtype: 'text', text: { content } })

test('a token lives two hours, is the same while it lives, and needs the right corp and secret', async () => {
  expect(await office.call(`gettoken?corpid=${CORP_ID}&corpsecret=wrong`)).toMatchObject({ errcode: 40001 })
  expect(await office.call('gettoken?corpid=other&corpsecret=x')).toMatchObject({ errcode: 40013 })
  office.clock.advance(7_199_000)
  expect(await office.token()).toBe(token)
  expect(await sendText('还有效')).toMatchObject({ errcode: 0 })
  office.clock.advance(1000)
  expect(await sendText('已过期')).toMatchObject({ errcode: 42001 })
  expect(await office.token()).not.toBe(token)
})

test.each([
  ['a missing token', '', 41001],
  ['a made-up token', 'nonsense', 40014],
])('%s is refused', async (_what, made, errcode) => {
  token = made
  expect(await sendText('好')).toMatchObject({ errcode })
})

test('a token that the platform ends early gets 42001, and an untrusted address 60020', async () => {
  office.emulator.switches.untrustedIp = true
  expect(await sendText('好')).toMatchObject({ errcode: 60020 })
  office.emulator.expireToken()
  expect(await sendText('好')).toMatchObject({ errcode: 42001 })
})

test('asking for tokens too often is refused', async () => {
  const codes = await Promise.all(
    Array.from({ length: 60 }, () => office.call(`gettoken?corpid=${CORP_ID}&corpsecret=${SECRET}`)),
  )
  expect(codes.at(-1)).toMatchObject({ errcode: 45009 })
})

test('an app message reaches the members it can and names the others', async () => {
  const sent = await sendText('明天15:00开会', 'liufang|nobody|xiangguiying')
  expect(sent).toMatchObject({
    errcode: 0,
    invaliduser: 'nobody|xiangguiying',
    msgid: expect.stringMatching(/^\d{19}$/),
  })
  expect(office.words(APP_CHAT)).toEqual(['app 明天15:00开会'])
  expect(await sendText('好', 'nobody')).toMatchObject({ errcode: 81013 })
  expect(await sendText('好', Array.from({ length: 1001 }, (_, id) => `m${id}`).join('|'))).toMatchObject({
    errcode: 40031,
  })
})

test('a text beyond 2,048 bytes is cut at a whole character', async () => {
  await sendText('字'.repeat(700))
  expect(office.emulator.transcript(APP_CHAT)).toMatchObject([
    { text: '字'.repeat(682), note: '超过2048字节,平台已截断' },
  ])
})

test('the same request is shown once within its interval when the duplicate check is on', async () => {
  const checked = { enable_duplicate_check: 1, duplicate_check_interval: 600 }
  for (const more of [checked, checked, {}, {}])
    expect(await sendText('提醒', 'liufang', more)).toMatchObject({ errcode: 0 })
  expect(office.words(APP_CHAT)).toHaveLength(3)
  office.clock.advance(600_000)
  await sendText('提醒', 'liufang', checked)
  expect(office.words(APP_CHAT)).toHaveLength(4)
})

test('the thirty-first app message within a minute is dropped without a word to the bot', async () => {
  for (let count = 1; count <= 31; count += 1)
    expect(await sendText(`第${count}条`)).toMatchObject({ errcode: 0 })
  expect(office.emulator.transcript(APP_CHAT).filter(entry => entry.kind === 'app')).toHaveLength(30)
  office.clock.advance(60_000)
  await sendText('下一分钟')
  expect(office.words(APP_CHAT).at(-1)).toBe('app 下一分钟')
})

test('the twenty-first group push within a sliding minute gets 45009', async () => {
  for (let count = 1; count <= 10; count += 1) await pushText(`第${count}条`)
  office.clock.advance(30_000)
  for (let count = 11; count <= 20; count += 1)
    expect(await pushText(`第${count}条`)).toMatchObject({ errcode: 0 })
  expect(await pushText('多一条')).toMatchObject({ errcode: 45009 })
  office.clock.advance(30_000)
  for (let count = 1; count <= 10; count += 1) expect(await pushText('又一条')).toMatchObject({ errcode: 0 })
  expect(await pushText('又多一条')).toMatchObject({ errcode: 45009 })
})

const PUSHES: [string, object, number][] = [
  ['2,048 bytes of text', { msgtype: 'text', text: { content: `${'字'.repeat(682)}ab` } }, 0],
  ['2,049 bytes of text', { msgtype: 'text', text: { content: '字'.repeat(683) } }, 45002],
  ['no words', { msgtype: 'text', text: { content: ' ' } }, 44004],
  [
    '4,097 bytes of markdown',
    { msgtype: 'markdown', markdown: { content: `${'字'.repeat(1365)}ab` } },
    45002,
  ],
  [
    '4,096 bytes of markdown_v2',
    { msgtype: 'markdown_v2', markdown_v2: { content: `${'字'.repeat(1365)}a` } },
    0,
  ],
  ['an unknown kind', { msgtype: 'poem', poem: {} }, 40008],
  [
    'a card with buttons',
    { msgtype: 'template_card', template_card: { card_type: 'button_interaction' } },
    40058,
  ],
  ['a file that was never uploaded', { msgtype: 'file', file: { media_id: 'none' } }, 40007],
]

test.each(PUSHES)('a group push with %s', async (_what, message, errcode) => {
  expect(await push(message)).toMatchObject({ errcode })
})

test('a group push names whom it mentions, and an unknown key is refused', async () => {
  await push({ msgtype: 'text', text: { content: '请<@liufang>报名', mentioned_list: ['tanhaibo', '@all'] } })
  expect(office.words(WORK_GROUP)).toEqual(['robot 请@刘芳报名 @谭海波 @所有人'])
  expect(await push({ msgtype: 'text', text: { content: '好' } }, 'other')).toMatchObject({ errcode: 93000 })
})

test('a response url takes one message within its hour, and in a group it quotes what it answers', async () => {
  const urls: string[] = []
  for (const text of ['病假要不要证明', '慢一点']) {
    await office.emulator.say({ from: 'liufang', chat: WORK_GROUP, text })
    urls.push(String(office.bot.messages().at(-1)!.response_url).split('/cgi-bin/')[1]!)
  }
  const answer = { msgtype: 'markdown', markdown: { content: '依据**第十二条**。' } }
  expect(await office.call(urls[0]!, { msgtype: 'text', text: { content: '好' } })).toMatchObject({
    errcode: 40008,
  })
  expect(await office.call(urls[0]!, answer)).toMatchObject({ errcode: 0 })
  expect(await office.call(urls[0]!, answer)).toMatchObject({ errcode: 60140 })
  office.clock.advance(3_600_000)
  expect(await office.call(urls[1]!, answer)).toMatchObject({ errcode: 60140 })
  expect(office.emulator.transcript(WORK_GROUP).at(-1)).toMatchObject({
    kind: 'bot',
    quote: '@清风 病假要不要证明',
  })
})

test('encrypted sender ids reach the bot and are turned back by the app', async () => {
  office.emulator.switches.encryptSenderIds = true
  await office.emulator.say({ from: 'liufang', chat: WORK_GROUP, text: '参加' })
  const { userid: openId } = office.bot.messages()[0]!.from as { userid: string }
  expect(openId).toMatch(/^wo[0-9A-Za-z]{30}$/)
  const hidden = office.emulator.openIdOf('xiangguiying')
  const converted = await office.call(`batch/openuserid_to_userid?access_token=${token}`, {
    open_userid_list: [openId, 'lixuemei', hidden],
  })
  expect(converted).toEqual({
    errcode: 0,
    errmsg: 'ok',
    userid_list: [{ open_userid: openId, userid: 'liufang' }],
    invalid_open_userid_list: ['lixuemei', hidden],
  })
})

test('a member in the visible range can be looked up', async () => {
  expect(await office.call(`user/get?access_token=${token}&userid=LiuFang`)).toMatchObject({
    userid: 'liufang',
    name: '刘芳',
  })
  expect(await office.call(`user/get?access_token=${token}&userid=xiangguiying`)).toMatchObject({
    errcode: 60111,
  })
})

test('an uploaded file can be sent, downloaded from the page, and works for its owner only', async () => {
  const upload = async (path: string, bytes: string) => {
    const form = new FormData()
    form.append('media', new Blob([bytes]), '台账.xlsx')
    const answer = await fetch(`${office.origin()}/emulator/cgi-bin/${path}`, { method: 'POST', body: form })
    return (await answer.json()) as Record<string, unknown>
  }
  const { media_id } = await upload(`media/upload?access_token=${token}&type=file`, '第一行\r\n第二行')
  expect(await sendApp({ touser: 'liufang', msgtype: 'file', file: { media_id } })).toMatchObject({
    errcode: 0,
  })
  expect(office.emulator.transcript(APP_CHAT)).toMatchObject([{ file: { name: '台账.xlsx', size: 20 } }])
  const download = await fetch(`${office.origin()}/emulator/media/${String(media_id)}`)
  expect(download.headers.get('content-disposition')).toMatch(/^attachment/)
  expect(await download.text()).toBe('第一行\r\n第二行')
  expect(await push({ msgtype: 'file', file: { media_id } })).toMatchObject({ errcode: 40007 })
  expect(await upload(`webhook/upload_media?key=${KEY}&type=file`, '12345')).toMatchObject({ errcode: 41005 })
})
