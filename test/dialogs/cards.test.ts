import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SettableClock } from '../../src/clock.ts'
import { openRoom, temporaryDirectory, wordsOf, type Room } from '../support/room.ts'

let room: Room
beforeEach(async () => {
  room = await openRoom()
})
afterEach(() => room.stop())

const OPEN = '发起主题党日,11月27日下午3点,三楼会议室'
const GROUP = { group: 'trial-group-1' }
const at = (when: string) => (room.app.clock as SettableClock).set(new Date(`${when}:00+08:00`))
const cards = () => room.app.emulator!.transcript(GROUP).filter(({ card }) => card !== undefined)
const sources = () =>
  room.app.ledger.read.selectFrom('marks').select(['status', 'source']).orderBy('id').execute()

test('the first answer in the group brings a card, and from then on a tap is enough', async () => {
  await room.says('李雪梅', OPEN)
  expect(cards()).toEqual([])
  await room.says('刘芳', '参加', '已登记:主题党日,参加。已报1。')
  expect(wordsOf(room.card('彭莉'))).toBe(
    [
      '11月主题党日',
      '点一下即可,不用再发字',
      '时间:11月27日(周五)15:00',
      '地点:三楼会议室',
      '截至 09:00:应到26,参加1,请假0',
      '[参加]',
      '[请假]',
      '[线上]',
    ].join('\n'),
  )
  await room.taps('彭莉', '参加', /截至 09:00:应到26,参加2,请假0\n/)
  await room.taps('谭海波', '请假', /参加2,请假1\n/)
  await room.taps('曹阳', '线上', /参加2,请假1,线上1\n/)
  expect(await room.marks()).toEqual({
    刘芳: 'planned',
    彭莉: 'planned',
    谭海波: 'leave unspecified',
    曹阳: 'online',
  })
  expect(await sources()).toEqual([
    { status: 'planned', source: 'self' },
    { status: 'planned', source: 'card' },
    { status: 'leave', source: 'card' },
    { status: 'online', source: 'card' },
  ])
})

test('the card is one and the same for everybody, and has no name on it', async () => {
  await room.says('李雪梅', OPEN)
  await room.says('刘芳', '参加')
  await room.taps('彭莉', '请假')
  expect(room.card('刘芳')).toEqual(room.card('王建平'))
  const shown = JSON.stringify(room.card('王建平'))
  for (const name of ['刘芳', '彭莉', 'liufang', 'pengli']) expect(shown).not.toContain(name)
  expect(cards()[0]!.note).toBeUndefined()
})

test('a second tap changes the mark; the same tap again changes nothing', async () => {
  await room.says('李雪梅', OPEN)
  await room.says('刘芳', '参加')
  await room.taps('刘芳', '请假', /参加0,请假1\n/)
  await room.taps('刘芳', '请假', /参加0,请假1\n/)
  await room.taps('刘芳', '参加', /参加1,请假0\n/)
  expect(await room.marks()).toEqual({ 刘芳: 'planned' })
  // Each claim is kept, the repeated one too; what stands has changed three times.
  expect(await sources()).toHaveLength(4)
})

test('a group gets one card of a session in a half day; in the afternoon the next answer brings another', async () => {
  await room.says('李雪梅', OPEN)
  await room.says('刘芳', '参加')
  await room.says('彭莉', '参加', '已登记:主题党日,参加。已报2。')
  expect(cards()).toHaveLength(1)
  at('2026-11-20T14:00')
  await room.says('曹阳', '参加', '已登记:主题党日,参加。已报3。')
  expect(cards()).toHaveLength(2)
  await room.says('何静', '参加')
  expect(cards()).toHaveLength(2)
})

test('of two people who answer at the same moment one gets the card', async () => {
  await room.says('李雪梅', OPEN)
  const names = ['刘芳', '彭莉', '曹阳', '谭海波', '王建平', '罗小燕']
  await Promise.all(names.map(name => room.says(name, '参加')))
  expect(cards()).toHaveLength(1)
})

test('an old card still marks, and only the card that was tapped is refreshed', async () => {
  await room.says('李雪梅', OPEN)
  await room.says('刘芳', '参加')
  at('2026-11-20T14:00')
  await room.says('彭莉', '参加')
  const [old, young] = cards()
  await room.app.emulator!.clickCard({ from: 'caoyang', chat: GROUP, entry: old!.id, key: 'planned' })
  expect(cards().map(({ card }) => card!.sub_title_text)).toEqual([
    '截至 14:00:应到26,参加3,请假0',
    young!.card!.sub_title_text,
  ])
})

test('a card that was moved marks on and shows the new time', async () => {
  await room.says('李雪梅', OPEN)
  await room.says('刘芳', '参加')
  await room.says('李雪梅', '主题党日改到12月2日下午3点')
  await room.taps('彭莉', '参加', /时间:12月2日\(周三\)15:00\n[^]*参加2/)
})

test('the card of a cancelled or archived session says so and registers nothing', async () => {
  await room.says('李雪梅', OPEN)
  await room.says('刘芳', '参加')
  await room.says('李雪梅', '取消主题党日')
  await room.says('李雪梅', '确认')
  await room.taps('彭莉', '参加', /活动已取消,没有登记\n[^]*\[已取消\]$/)
  await room.taps('彭莉', '已取消', /活动已取消/)
  expect(await room.marks()).toEqual({ 刘芳: 'planned' })
  await room.says('李雪梅', '发起读书会,11月25日下午3点,二楼阅览室')
  await room.says('刘芳', '读书会参加')
  at('2026-11-26T10:00')
  await room.tells('李雪梅', '读书会核对无误')
  await room.taps('彭莉', '参加', /已核对归档,有出入请告诉书记/)
  expect((await room.marks())['彭莉']).toBeUndefined()
})

test('a tap on the card of a session that is full registers nothing, and only who tapped is told so', async () => {
  await room.says('李雪梅', '发起志愿服务,11月28日上午9点,社区,限1人')
  await room.says('刘芳', '参加')
  await room.taps('曹阳', '参加', /名额已满,没有登记/)
  expect(wordsOf(room.card('彭莉'))).toContain('点一下即可,不用再发字')
  await room.taps('曹阳', '请假')
  await room.taps('刘芳', '参加', /点一下即可/)
  expect(await room.marks()).toEqual({ 刘芳: 'planned', 曹阳: 'leave unspecified' })
})

test('what the secretary registered stands, and only who tapped is told so', async () => {
  await room.says('李雪梅', OPEN)
  await room.says('曹阳', '参加')
  await room.tells('李雪梅', '刘芳公假')
  await room.taps('刘芳', '参加', /书记已登记过,没有改动/)
  expect(wordsOf(room.card('曹阳'))).toContain('点一下即可,不用再发字')
  expect((await room.marks())['刘芳']).toBe('leave official')
})

test('somebody whom nobody knows is told so alone, and nothing is registered', async () => {
  await room.says('李雪梅', OPEN)
  await room.says('刘芳', '参加')
  room.app.emulator!.switches.encryptSenderIds = true
  await room.taps('彭莉', '参加', /我还不认识您,请私聊我/)
  expect(wordsOf(room.card('刘芳'))).toContain('点一下即可')
  expect(await room.marks()).toEqual({ 刘芳: 'planned' })
})

test('a member whose encrypted id was bound taps as everybody else', async () => {
  await room.says('李雪梅', OPEN)
  await room.says('刘芳', '参加')
  const { emulator, ledger } = room.app
  const { id } = await ledger.read
    .selectFrom('people')
    .select('id')
    .where('name', '=', '彭莉')
    .executeTakeFirstOrThrow()
  const identity = {
    channel: 'aibot',
    external_id: emulator!.openIdOf('pengli').toLowerCase(),
    person_id: id,
    bound_at: '2026-11-20T00:00:00.000Z',
  }
  await ledger.write(trx => trx.insertInto('person_identities').values(identity).execute())
  emulator!.switches.encryptSenderIds = true
  await room.taps('彭莉', '参加', /参加2/)
})

test('a tap that could not be stored says so to whoever tapped, with its buttons, and can be repeated', async () => {
  await room.says('李雪梅', OPEN)
  await room.says('刘芳', '参加')
  room.breakLedger(true)
  const failed = await room.taps(
    '彭莉',
    '参加',
    /^11月主题党日\n没有登记上,请再点一次\n[^]*\[参加\]\n\[请假\]/,
  )
  expect(failed.attempts).toMatchObject([{ status: 200 }])
  expect(failed.attempts[0]!.ms).toBeLessThan(4500)
  room.breakLedger(false)
  expect(wordsOf(room.card('刘芳'))).toContain('点一下即可')
  expect(await room.marks()).toEqual({ 刘芳: 'planned' })
  await room.taps('彭莉', '参加', /点一下即可[^]*参加2/)
})

test('words after a tap, and words that quote a card, are about its session', async () => {
  await room.says('李雪梅', OPEN)
  await room.says('李雪梅', '发起读书会,11月25日下午3点,二楼阅览室')
  await room.says('刘芳', '主题党日参加')
  await room.taps('刘芳', '参加')
  await room.says('刘芳', '改成请假', /已改为:主题党日,请假/)
  await room.says('王建平', '读书会参加')
  const card = cards().find(({ text }) => text.includes('主题党日'))!
  const emulator = room.app.emulator!
  const { text } = await emulator.say({ from: 'caoyang', chat: GROUP, text: '请假', quote: card.text })
  expect(text).toMatch(/^已登记:主题党日,请假/)
})

test('with two sessions open, words after a tap are about the card that was tapped, not the one shown last', async () => {
  await room.says('李雪梅', OPEN)
  await room.says('李雪梅', '发起读书会,11月25日下午3点,二楼阅览室')
  await room.says('刘芳', '主题党日参加')
  await room.taps('彭莉', '参加')
  await room.says('刘芳', '读书会参加')
  await room.says('彭莉', '改成请假', /^已改为:主题党日,请假/)
})

test('with two sessions open, words after a card are about the session of the card, and the answer names it', async () => {
  await room.says('李雪梅', OPEN)
  await room.says('李雪梅', '发起读书会,11月25日下午3点,二楼阅览室')
  await room.says('刘芳', '主题党日参加')
  await room.says('彭莉', '参加', /^已登记:主题党日,参加。已报2。若指11月读书会\(25日\),回"读书"。$/)
})

test('in private there is no card, and the short answer stays a sentence', async () => {
  await room.says('李雪梅', OPEN)
  const { shown } = await room.tells('刘芳', '参加', '已登记:11月主题党日(27日),参加。要改随时告诉我。')
  expect(shown.every(({ card }) => card === undefined)).toBe(true)
})

test('answers in the group have at most twelve characters and the count', async () => {
  await room.says('李雪梅', OPEN)
  for (const [said, answer] of [
    ['参加', '已登记:主题党日,参加。已报1。'],
    ['参加', '登记过了:参加。已报1。'],
    ['改成请假', '已改为:主题党日,请假。已报1。'],
    ['改成线上参加', '主题党日:线上参加。已报1。'],
    ['刚才那个不算', '好的,已撤回。已报0。'],
  ] as const) {
    await room.says('刘芳', said, answer)
    expect(answer.replace(/已报\d+。$/, '').length).toBeLessThanOrEqual(12)
  }
})

test('the private reminder is a card; the silent member taps and is registered', async () => {
  await room.says('李雪梅', OPEN)
  await room.says('刘芳', '参加')
  at('2026-11-20T10:00')
  await room.tells('李雪梅', '催一下刘芳', /这位同志已经报了,不用提醒。$/)
  await room.tells('李雪梅', '提醒没报的')
  await room.app.settle()
  expect(wordsOf(room.card('马晓东', 'app'))).toMatch(
    /^11月主题党日\n点一下即可,不用再发字\n时间:[^]*您方便时回"参加"或"请假"即可。\n\[参加\]\n\[请假\]\n\[线上\]$/,
  )
  await room.tapsApp('马晓东', '参加', /^11月主题党日\n已登记:参加,要改再点\n[^]*参加2/)
  expect(await room.marks()).toEqual({ 刘芳: 'planned', 马晓东: 'planned' })
})

test('the type of leave is asked for once, in private, and nobody has to answer', async () => {
  await room.says('李雪梅', OPEN)
  at('2026-11-20T10:00')
  await room.tells('李雪梅', '提醒没报的')
  await room.app.settle()
  await room.tapsApp(
    '彭莉',
    '请假',
    /方便的话点一下假别;不方便说明也可以不点。\n\[公假\]\n\[病假\]\n\[事假\]\n\[参加\]$/,
  )
  expect((await room.marks())['彭莉']).toBe('leave unspecified')
  await room.tapsApp('彭莉', '公假', /已登记:公假,要改再点\n[^]*\[参加\]\n\[请假\]/)
  await room.tapsApp('彭莉', '参加')
  await room.tapsApp('彭莉', '请假', /已登记:请假,要改再点\n[^]*\[参加\]\n\[请假\]/)
  await room.tapsApp('曹阳', '请假', /方便的话点一下假别/)
  await room.tellsApp('曹阳', '公', /请假\(公假\)/)
})

test('words in private are asked for the type of leave once, too', async () => {
  await room.says('李雪梅', OPEN)
  await room.tells('彭莉', '请假', /方便的话回复 公\/病\/事 中的一个字/)
  await room.tells('彭莉', '参加')
  await room.tells('彭莉', '请假', '已改为:11月主题党日(27日),请假。')
})

test('where the platform takes no card the words of the reminder go out', async () => {
  await room.says('李雪梅', OPEN)
  at('2026-11-20T10:00')
  await room.app.settle()
  room.app.emulator!.fault({ kind: 'errcode', on: 'message/send', errcode: 43012, times: 1 })
  await room.tells('李雪梅', '提醒没报的')
  await room.app.settle()
  const rows = await room.app.ledger.read
    .selectFrom('outbox')
    .select(['state', 'body'])
    .where('channel', '=', 'app')
    .where('body', 'like', '%11月主题党日%')
    .execute()
  expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['sent']))
  expect(rows.filter(({ body }) => body!.startsWith('{"touser"'))).toHaveLength(1)
})

test('an app card tapped while the ledger is out of order says so, and the next tap counts', async () => {
  await room.says('李雪梅', OPEN)
  at('2026-11-20T10:00')
  await room.tells('李雪梅', '提醒没报的')
  await room.app.settle()
  room.breakLedger(true)
  await room.app.emulator!.clickCard({
    from: 'caoyang',
    chat: { single: 'app' },
    entry: room.app.emulator!.transcript({ single: 'app', of: 'caoyang' }).at(-1)!.id,
    key: 'planned',
  })
  room.breakLedger(false)
  expect(wordsOf(room.card('曹阳', 'app'))).toContain('没有登记上,请再点一次')
  await room.tapsApp('曹阳', '参加', /已登记:参加,要改再点/)
})

test('an office whose clients show no cards gets words only', async () => {
  await room.stop()
  const directory = temporaryDirectory()
  cpSync('config', directory, { recursive: true })
  const file = join(directory, 'office.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace('cards: true', 'cards: false'))
  room = await openRoom({ CONFIG_DIR: directory })
  await room.says('李雪梅', OPEN)
  await room.says('刘芳', '参加', '已登记:主题党日,参加。已报1。')
  at('2026-11-20T10:00')
  await room.tells('李雪梅', '提醒没报的')
  await room.app.settle()
  expect(cards()).toEqual([])
  const own = room.app.emulator!.transcript({ single: 'app', of: 'maxiaodong' })
  expect(own.map(({ card, text }) => [card, text.startsWith('您好,11月主题党日')])).toEqual([
    [undefined, true],
  ])
  rmSync(directory, { recursive: true, force: true })
})
