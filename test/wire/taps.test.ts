import { afterEach, beforeEach, expect, test } from 'vitest'
import { groupTapOf, groupTextOf, openReply } from '../../scripts/bench/messages.ts'
import { openSession } from '../../src/attendance/open-session.ts'
import { readRosterCsv } from '../../src/people/roster-file.ts'
import { importRoster } from '../../src/people/roster-import.ts'
import { aibotKeys, openLive, post, type LiveBot } from '../support/live.ts'

interface CardReply {
  msgtype?: string
  response_type?: string
  userids?: string[]
  template_card: { task_id: string; sub_title_text: string; main_title: { title: string; desc: string } }
}

const MEMBERS = 100
let bot: LiveBot
beforeEach(async () => {
  bot = await openLive()
  const { ledger } = bot.app
  const lines = Array.from({ length: MEMBERS }, (_, index) => `m${index},成员${index},full,,,,,`)
  const header = 'userid,name,memberType,partyGroup,department,role,tag,aliases'
  const rows = readRosterCsv(Buffer.from([header, ...lines, ''].join('\n')))
  const now = new Date()
  const startsAt = new Date(now.getTime() + 7 * 24 * 60 * 60 * 1000)
  await ledger.write(async trx => {
    await importRoster(trx, { branch: 'first', rows, remove: false, actor: 'test', now })
    const draft = { kind: 'theme_party_day', branch: 'first', startsAt, place: '三楼', theme: '' }
    await openSession(trx, draft, 'test', now)
    for (const [chat_id, group_name] of [
      ['g1', '第一党支部工作群'],
      ['g2', '第一党支部工作群'],
    ] as const)
      await trx
        .insertInto('chats')
        .values({ chat_id, group_name, bound_at: now.toISOString(), bound_by: 'test' })
        .execute()
  })
})
afterEach(() => bot.stop())

async function sent(plain: string): Promise<{ status: number; reply: CardReply | undefined }> {
  const { status, body } = await post(bot, plain)
  return { status, reply: body === '' ? undefined : (openReply(aibotKeys, body) as CardReply) }
}

let sequence = 0
const tap = (over: Partial<Parameters<typeof groupTapOf>[0]> & { taskId: string }) => {
  const at = Math.floor(Date.now() / 1000)
  const msgid = `tap${++sequence}`
  return sent(groupTapOf({ msgid, chatid: 'g1', userid: 'm1', key: 'planned', at, ...over }))
}

async function shownCard(): Promise<string> {
  const { reply } = await sent(groupTextOf({ msgid: 'first', chatid: 'g1', userid: 'm0', text: '参加' }))
  expect(reply!.msgtype).toBe('stream_with_template_card')
  return reply!.template_card.task_id
}

const marks = () => bot.app.ledger.read.selectFrom('marks').select(['status', 'source']).execute()

test('a tap that is delivered five times is one mark, and has the same answer each time', async () => {
  const taskId = await shownCard()
  const replies = []
  for (let time = 0; time < 5; time++) replies.push(await tap({ taskId, msgid: 't1' }))
  await tap({ taskId, userid: 'm2' })
  replies.push(await tap({ taskId, msgid: 't1' }))
  expect(new Set(replies.map(reply => JSON.stringify(reply))).size).toBe(1)
  expect(replies[0]).toMatchObject({ status: 200, reply: { response_type: 'update_template_card' } })
  expect(await marks()).toHaveLength(3)
})

test('twenty deliveries of one tap at the same moment are one mark and one answer', async () => {
  const taskId = await shownCard()
  const replies = await Promise.all(Array.from({ length: 20 }, () => tap({ taskId, msgid: 't2' })))
  expect(new Set(replies.map(reply => JSON.stringify(reply))).size).toBe(1)
  expect(await marks()).toHaveLength(2)
})

test('a hundred members who tap at once are all registered, and the last card counts them all', async () => {
  const taskId = await shownCard()
  const replies = await Promise.all(
    Array.from({ length: MEMBERS }, (_, index) =>
      tap({ taskId, userid: `m${index}`, key: index % 4 === 0 ? 'leave' : 'planned' }),
    ),
  )
  expect(replies.every(({ status }) => status === 200)).toBe(true)
  expect(replies.every(({ reply }) => reply!.userids === undefined)).toBe(true)
  const { reply } = await tap({ taskId, userid: 'm1' })
  expect(reply!.template_card.sub_title_text).toMatch(/应到100,参加75,请假25$/)
  const bySource = Map.groupBy(await marks(), ({ source }) => source)
  // The last tap said again what stood already.
  expect([bySource.get('self')?.length, bySource.get('card')?.length]).toEqual([1, MEMBERS + 1])
})

test.each([
  ['an id that was never shown', () => ({ taskId: 's000000000000_2026-11-20_AAAAAAAAAAAA' })],
  ['words instead of an id', () => ({ taskId: "x' or 1=1 --" })],
  ['another group', (taskId: string) => ({ taskId, chatid: 'g2' })],
  ['a group nobody bound', (taskId: string) => ({ taskId, chatid: 'g9' })],
])('a tap with %s is refused: an empty answer and no mark', async (_, forge) => {
  const taskId = await shownCard()
  expect(await tap(forge(taskId))).toEqual({ status: 200, reply: undefined })
  expect(await marks()).toHaveLength(1)
})

test('a button that is none of ours registers nothing and shows the card as it is', async () => {
  const taskId = await shownCard()
  const { reply } = await tap({ taskId, key: 'absent' })
  expect(reply!.template_card.sub_title_text).toMatch(/应到100,参加1,请假0$/)
  expect(await marks()).toHaveLength(1)
})

test('a fault of ours says on the card that nothing was registered', async () => {
  const taskId = await shownCard()
  const { raw } = bot.app.ledger as unknown as { raw: { exec(sql: string): void } }
  raw.exec("create trigger out_of_order before insert on marks begin select raise(abort, 'no'); end")
  const { status, reply } = await tap({ taskId, userid: 'm7' })
  expect([status, reply!.userids, reply!.template_card.main_title.desc]).toEqual([
    200,
    ['m7'],
    '没有登记上,请再点一次',
  ])
  expect(reply!.template_card.task_id).toBe(taskId)
})
