import { afterEach, beforeEach, expect, test } from 'vitest'
import { templateCard } from '../../src/wecom/cards.ts'
import { appCard, appCardUpdate } from '../../src/wecom/client/bodies.ts'
import { AGENT_ID, APP_CHAT } from '../emulator/office.ts'
import { openLine, type Line } from './line.ts'

let line: Line
beforeEach(async () => {
  line = await openLine()
})
afterEach(() => line.close())

const face = (note: string, id = 's1_2026-11-20_r1') =>
  templateCard(
    {
      id,
      title: '11月主题党日',
      note,
      facts: [],
      text: '',
      buttons: [{ key: 'planned', text: '参加', isMain: true }],
      shownTo: 'everyone',
    },
    'app',
  )
const reminder = () => appCard('liufang', AGENT_ID, face('点一下即可'), '您好,方便时回"参加"或"请假"。')
const shown = () => line.emulator.transcript(APP_CHAT).map(({ text, card }) => [text, card?.main_title?.desc])

test('a reminder goes out as a card', async () => {
  expect(await line.send('app', 'liufang', reminder())).toEqual({ kind: 'sent' })
  expect(shown()).toEqual([['11月主题党日 点一下即可', '点一下即可']])
})

test.each([43012, 42014, 42031, 42051, 40058, 40008])(
  'where the platform refuses the card with %i its words go out, once and frozen',
  async errcode => {
    line.emulator.fault({ kind: 'errcode', errcode, on: 'message/send' })
    const frozen: string[] = []
    const attempt = { id: 'd1', channel: 'app' as const, target: 'liufang', body: reminder(), attempt: 1 }
    const outcome = await line.client.send.app({ ...attempt, freeze: async body => void frozen.push(body) })
    expect(outcome).toEqual({ kind: 'sent' })
    expect(shown()).toEqual([['您好,方便时回"参加"或"请假"。', undefined]])
    expect(frozen).toHaveLength(1)
    expect(await line.send('app', 'liufang', frozen[0]!)).toEqual({ kind: 'sent' })
    expect(shown()).toHaveLength(1)
  },
)

test('any other refusal is none of a card, and no words go out instead', async () => {
  line.emulator.fault({ kind: 'errcode', errcode: 60020, on: 'message/send' })
  expect(await line.send('app', 'liufang', reminder())).toMatchObject({ kind: 'failed', errcode: 60020 })
  expect(shown()).toEqual([])
})

async function tappedCode(): Promise<string> {
  await line.send('app', 'liufang', reminder())
  const [entry] = line.emulator.transcript(APP_CHAT)
  await line.emulator.clickCard({
    from: 'liufang',
    chat: { single: 'app' },
    entry: entry!.id,
    key: 'planned',
  })
  const { plain } = line.office.bot.received.at(-1)!
  return /<ResponseCode><!\[CDATA\[([^\]]+)\]\]>/.exec(plain)![1]!
}

test('a card that was tapped is replaced by its code, and a code works once', async () => {
  const code = await tappedCode()
  const update = appCardUpdate('liufang', AGENT_ID, face('已登记:参加'), code)
  expect(await line.send('app-card', 'liufang', update)).toEqual({ kind: 'sent' })
  expect(shown()).toEqual([['11月主题党日 已登记:参加', '已登记:参加']])
  const again = appCardUpdate('liufang', AGENT_ID, face('别的'), code)
  expect(await line.send('app-card', 'liufang', again)).toMatchObject({ kind: 'failed', errcode: 60140 })
})

test('an update whose answer was lost is repeated, and the spent code says that it had arrived', async () => {
  const update = appCardUpdate('liufang', AGENT_ID, face('已登记:参加'), await tappedCode())
  line.emulator.fault({ kind: 'acceptThenDrop', on: 'message/update_template_card' })
  const { kinds } = await line.deliver('app-card', 'liufang', update)
  expect(kinds).toEqual(['again', 'sent'])
  expect(shown()).toEqual([['11月主题党日 已登记:参加', '已登记:参加']])
})

test('a code is good for 72 hours', async () => {
  const update = appCardUpdate('liufang', AGENT_ID, face('已登记:参加'), await tappedCode())
  line.clock.advance(72 * 60 * 60 * 1000)
  expect(await line.send('app-card', 'liufang', update)).toMatchObject({ kind: 'failed', errcode: 60140 })
})
