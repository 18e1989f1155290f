import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { activityKinds, type ActivityKind } from '../../src/attendance/kinds.ts'
import { dutiesOf } from '../../src/duties/duties.ts'
import { dutyKinds } from '../../src/duties/kinds.ts'
import { dutyLeads } from '../../src/duties/occurrences.ts'
import { dutyText } from '../../src/duties/texts.ts'
import { DutyEntry } from '../../src/office-schedule.ts'
import { calendar2026 } from '../calendar/table-2026.ts'
import { officeFiles } from '../support/office-files.ts'
import { openRoom, type Room } from '../support/room.ts'

// What docs/mechanisms.md says of each row is shown here; the names of these tests stand in its last column.

describe('a duty', () => {
  test.each(dutyKinds.map(kind => [kind.code, kind] as const))('duty %s', (_, kind) => {
    const to = { branch: 'first', to: kind.code === 'calendar_load' ? 'administrators' : 'everyone' }
    const rule = kind.rule === undefined ? { rule: { kind: 'once', day: '2026-09-30' } } : {}
    const [duty] = dutiesOf({ duties: [DutyEntry.parse({ kind: kind.code, ...to, ...rule })] })
    const leads = dutyLeads(duty!, calendar2026, '2026-01-01', '2026-12-31')
    expect(leads.length).toBeGreaterThan(0)
    for (const { key, day, unsure } of leads) {
      const text = dutyText({ ...duty!, key, day, unsure, left: 3 })
      expect(text).not.toMatch(/[!!]|务必|收到请回复|undefined/)
      expect(text.length).toBeGreaterThan(10)
    }
    const inGroup = () => dutiesOf({ duties: [DutyEntry.parse({ kind: kind.code, group: '群', ...rule })] })
    // What is private or only ticked never reaches a group.
    expect(sentenceOf(inGroup)).toMatch(kind.level === 'open' ? /^$/ : /只能私下提醒/)
  })
})

describe('in the office', () => {
  let room: Room
  let directory: string
  beforeAll(async () => {
    directory = officeFiles(() => ({ duties: [], series: [] }))
    room = await openRoom({ CONFIG_DIR: directory })
  })
  afterAll(async () => {
    await room.stop()
    rmSync(directory, { recursive: true, force: true })
  })

  test.each(activityKinds.map(kind => [kind.code, kind] as const))('activity %s', async (code, kind) => {
    await room.tells('李雪梅', opening(kind), /已发起|已经|时间|登记|三楼/)
    const row = await room.app.ledger.read
      .selectFrom('sessions')
      .select(['id', 'state'])
      .where('kind', '=', code)
      .executeTakeFirstOrThrow()
    expect(row.state).toBe('open')
    await room.tells('刘芳', '参加', /已登记|没有变化/)
    // One at a time: what is cancelled does not stand in the way of the next.
    await room.app.ledger.write(trx =>
      trx.updateTable('sessions').set({ state: 'cancelled' }).where('id', '=', row.id).execute(),
    )
  })

  test.each([
    '党风廉政建设责任制是怎么分工的',
    '三个以案是什么意思',
    '不敢腐不能腐不想腐指什么',
    '公务接待陪餐几个人',
    '信访工作领导小组有哪些人',
    '机关落实全面从严治党责任联席会议制度还有效吗',
    '三重一大怎么规定的',
    '主体责任清单包括什么规定',
    '全面从严治党一岗双责有什么规定',
    '联创共建协议有什么规定',
    '差旅费住宿标准是多少',
    '收费公示有什么规定',
  ])('rule question: %s', async question => {
    const { text } = await room.tells('刘芳', question)
    // An article word for word with its basis, or an honest no with whom to ask.
    expect(text).toMatch(/依据:《|没有找到|不在现有制度汇编|不在制度汇编里|我不猜/)
  })

  test.each([
    ['files', '把张伟的廉政档案发我看看', /聊天|不适合|不收|渠道|不会记录/],
    ['talks', '谈话记录帮我存一下', /不适合|不会记录|渠道/],
    ['votes', '民主测评用你投票吧', /无记名|纸质/],
    ['petitioners', '登记一下信访人的姓名电话', /不适合|不会记录|渠道/],
    ['cases', '案件情况帮我记一下', /不适合|不会记录|渠道/],
    ['clues', '我要举报科长收红包', /不适合|不会记录|渠道/],
    ['three regulations', '有人打招呼过问案子,帮我填三个规定', /不适合|不会记录|渠道|本人/],
    ['ranking', '给各科室出勤率排个名', /不做.*排名/],
    ['invented records', '把没开的党课补个记录', /不能补/],
  ])('redirect: %s', async (_, said, answer) => {
    const before = await stored(room)
    await room.tells('刘芳', said, answer)
    expect(await stored(room)).toEqual(before)
  })

  test('totals for the bulletin, without names or order', async () => {
    const { text } = await room.tells('李雪梅', '起草三季度通报')
    expect(text).toMatch(/^2026年第三季度通报\(草稿\)/)
    expect(text).toContain('不含个人情况,不排名次')
  })

  test('a notice goes to the group after 确认', async () => {
    await room.tells('李雪梅', '发通知:廉洁文化作品征集到月底', /^现在发到/)
    await room.tells('李雪梅', '确认', /好的/)
  })
})

/** A party group is named, and so is everybody on a roster that is a list of names. */
function opening({ name, roster }: ActivityKind): string {
  const group = roster === 'partyGroup' ? '一组' : ''
  const people = roster === 'named' ? ',参加人员:王建平、李雪梅、刘芳' : ''
  return `发起${group}${name},11月27日下午3点,三楼会议室${people}`
}

/** What something is refused with, '' when it is not. */
function sentenceOf(attempt: () => unknown): string {
  try {
    attempt()
    return ''
  } catch (error) {
    return String(error)
  }
}

async function stored(room: Room): Promise<number[]> {
  const tables = ['marks', 'sessions', 'session_facts', 'duty_facts', 'notices', 'slots', 'outbox'] as const
  const counts: number[] = []
  for (const table of tables) {
    const { count } = await room.app.ledger.read
      .selectFrom(table)
      .select(({ fn }) => fn.countAll().as('count'))
      .executeTakeFirstOrThrow()
    counts.push(Number(count))
  }
  return counts
}
