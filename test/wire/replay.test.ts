import { afterEach, beforeEach, expect, test } from 'vitest'
import { groupTextOf, openReply, sealCallback } from '../../scripts/bench/messages.ts'
import { aibotKeys, openLive, post, type LiveBot } from '../support/live.ts'
import { openRoom } from '../support/room.ts'

let bot: LiveBot
beforeEach(async () => {
  bot = await openLive()
})
afterEach(() => bot.stop())

const hello = (msgid: string) => groupTextOf({ msgid, chatid: 'g1', userid: 'nobody', text: '帮助' })
const received = async () =>
  (await bot.app.ledger.read.selectFrom('inbox').select('msgid').execute()).map(({ msgid }) => msgid)

test('the same message five times, sealed anew each time, is one effect and one reply', async () => {
  const replies = []
  for (let time = 0; time < 5; time++) {
    const { status, body } = await post(bot, hello('m1'))
    replies.push([status, openReply(aibotKeys, body)])
  }
  expect(new Set(replies.map(reply => JSON.stringify(reply))).size).toBe(1)
  expect(await received()).toEqual(['m1'])
})

test('twenty at the same moment are one effect and one reply', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => post(bot, hello('m2'))))
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
  expect(new Set(answers.map(({ body }) => JSON.stringify(openReply(aibotKeys, body)))).size).toBe(1)
  expect(await received()).toEqual(['m2'])
})

test.each([
  ['an hour old', -60 * 60],
  ['a day old', -24 * 60 * 60],
  ['an hour ahead', 60 * 60],
  ['just past the window', -601],
])('a message that is %s is refused without effect', async (_, seconds) => {
  const { status, body } = await post(bot, hello('m3'), new Date(Date.now() + seconds * 1000))
  expect([status, body]).toEqual([401, ''])
  expect(await received()).toEqual([])
})

test.each([
  ['PUT', 405, {}],
  ['POST', 415, { 'content-encoding': 'gzip' }],
  ['POST', 415, { 'content-type': 'application/json; charset=gbk' }],
  ['POST', 413, {}],
])('%s with the wrong outside is %i', async (method, status, headers) => {
  const { query } = sealCallback(aibotKeys, hello('m4'), new Date())
  const body = status === 413 ? 'x'.repeat(1024 * 1024 + 1) : '{}'
  const init: RequestInit = { method, headers }
  init.body = body
  const response = await fetch(`${bot.app.address}/wecom/aibot?${query}`, init)
  expect([response.status, await response.text()]).toEqual([status, ''])
})

test('the address check answers with the bare text, and only when it is sealed', async () => {
  const { query, body } = sealCallback(aibotKeys, '1616140317555161061', new Date())
  const { encrypt } = JSON.parse(body.toString()) as { encrypt: string }
  const url = `${bot.app.address}/wecom/aibot?${query}&echostr=${encodeURIComponent(encrypt)}`
  const response = await fetch(url)
  expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
    200,
    'text/plain; charset=utf-8',
    '1616140317555161061',
  ])
  expect((await fetch(`${bot.app.address}/wecom/aibot?echostr=hello`)).status).toBe(400)
})

test('a valid message of a type nobody knows is answered with an empty 200', async () => {
  const plain = JSON.stringify({
    msgid: 'm5',
    aibotid: 'b',
    chattype: 'single',
    from: { userid: 'u' },
    msgtype: 'hologram',
  })
  expect(await post(bot, plain)).toEqual({ status: 200, body: '' })
})

test('while the ledger cannot commit the answer is 503, and the same message is answered once it can', async () => {
  const { DatabaseSync } = await import('node:sqlite')
  const other = new DatabaseSync(`${bot.directory}/data/ledger.sqlite`)
  other.exec('begin immediate')
  expect(await post(bot, hello('m6'))).toEqual({ status: 503, body: '' })
  other.exec('rollback')
  other.close()
  expect((await post(bot, hello('m6'))).status).toBe(200)
  expect(await received()).toEqual(['m6'])
})

test('members whose message arrives three times at once are each registered once', async () => {
  const room = await openRoom()
  try {
    await room.says('李雪梅', '发起主题党日,11月27日下午3点,三楼会议室')
    const emulator = room.app.emulator!
    for (const from of ['liufang', 'pengli', 'hejing', 'caoyang', 'tanhaibo'])
      await emulator.say({ from, chat: { group: 'trial-group-1' }, text: '参加', times: 3, concurrent: true })
    const rows = await room.app.ledger.read.selectFrom('marks').select('person_id').execute()
    expect(rows).toHaveLength(5)
  } finally {
    await room.stop()
  }
})
