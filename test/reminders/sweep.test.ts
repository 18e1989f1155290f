import { afterEach, describe, expect, test } from 'vitest'
import { openSession } from '../../src/attendance/open-session.ts'
import { insertMark } from '../../src/attendance/mark-store.ts'
import { readHolidayTables } from '../../src/calendar/holiday-files.ts'
import { workCalendar } from '../../src/calendar/work-calendar.ts'
import { sweep } from '../../src/reminders/sweep.ts'
import { missedSlots } from '../../src/reminders/slots.ts'
import { takeUnannounced } from '../../src/reminders/unannounced.ts'
import {
  at,
  GROUP,
  openOffice,
  partyDayOnly,
  sampleOffice,
  shanghai,
  type Given,
  type ReminderOffice,
  noDuties,
} from './office.ts'

let office: ReminderOffice
const open = async (given: Given = {}) => (office = await openOffice({ office: partyDayOnly, ...given }))
afterEach(() => office.close())

const personId = async (name: string) =>
  (
    await office.ledger.read
      .selectFrom('people')
      .select('id')
      .where('name', '=', name)
      .executeTakeFirstOrThrow()
  ).id

async function marks(name: string, title: string, status: 'planned' | 'leave') {
  const { id } = await office.session(title)
  const person = await personId(name)
  await office.ledger.write(trx =>
    insertMark(trx, {
      sessionId: id,
      personId: person,
      status,
      source: 'self',
      saidAt: '2026-12-01T02:00:00.000Z',
      reportedBy: person,
      enteredAt: at('2026-12-01 10:00'),
      lateEntry: false,
    }),
  )
}

const stageSlots = async () =>
  (await office.slots()).map(({ job, slot, state }) => `${job.split(':')[2]} ${slot} ${state}`)

describe('a party day from draft to check', () => {
  test('each stage reaches its people once, in its own words', async () => {
    await open()
    await office.sweepAt('2026-11-20 09:00')
    expect((await office.session('12月主题党日')).state).toBe('draft')
    await office.sweepUntil('2026-11-27 09:41')
    const notice = [
      '12月主题党日',
      '时间:12月4日(周五)15:00',
      '地点:三楼会议室',
      '参加请发"@清风 参加",有事发"@清风 请假",也可以私聊清风。不回复也没关系,支部会另行联系。',
    ].join('\n')
    const previews = await office.texts()
    expect(previews.map(text => text.split(':')[0])).toEqual(['app 王建平', 'app 李雪梅', 'app 蒋国梁'])
    expect(previews[0]).toMatch(/^app 王建平: 这条通知将于12月1日\(周二\)9:3[1-9]发到第一党支部工作群:\n/)
    expect(previews[0]).toContain(notice)
    expect(previews[0]).toMatch(/另有秦素云、田宝林没有企业微信账号,请您转告。$/)

    await office.sweepUntil('2026-12-01 09:40')
    expect((await office.texts()).slice(3)).toEqual([`robot ${GROUP}: ${notice}`])
    expect((await office.session('12月主题党日')).state).toBe('open')

    await marks('刘芳', '12月主题党日', 'planned')
    await marks('王建平', '12月主题党日', 'leave')
    await office.sweepUntil('2026-12-03 09:40')
    const reminders = (await office.texts()).slice(4)
    expect(reminders).toHaveLength(23)
    const asked = reminders.filter(text => text.includes('您好'))
    expect(asked).toHaveLength(22)
    expect(asked.some(text => /刘芳|王建平|田甜|周敏|秦素云/.test(text.split(':')[0]!))).toBe(false)
    expect(asked[0]).toBe(
      'app 张伟: 您好,12月主题党日定在明天(12月4日)15:00,三楼会议室。您这边还没有登记,方便时回"参加"或"请假"。只提醒这一次,打扰了。',
    )
    const told = reminders.filter(text => text.includes('应到26,参加1,请假1'))
    expect(told.map(text => text.split(':')[0])).toEqual(['app 李雪梅', 'app 蒋国梁', 'app 王建平'])
    expect(told[2]).toMatch(/\n已私下提醒22位,不用您再做什么。$/)

    await office.sweepUntil('2026-12-07 10:10')
    const checks = (await office.texts()).slice(27)
    expect(checks).toHaveLength(3)
    expect(checks[0]).toMatch(/^app 王建平: 12月4日\(周五\)的活动请您核对:\n12月主题党日/)
    expect(checks[0]).toContain('应到26,参加1,请假1(未说明1),未报24。')
    expect(checks[0]).toContain(
      '未报的不会记为缺席,除非您说明。其中秦素云、田宝林没有企业微信账号,请您代为登记。',
    )
    expect(await stageSlots()).toEqual([
      'preview once planned',
      'notice once planned',
      'reminder once planned',
      'check 2026-12-04 planned',
    ])
  })

  test('a voluntary session chases nobody: no reminder, and no word of those who said nothing', async () => {
    const series = sampleOffice.series.filter(({ code }) => code === 'book_club')
    await open({ office: { series, duties: noDuties } })
    await office.sweepAt('2026-11-20 09:00')
    await office.sweepUntil('2026-12-09 09:41')
    expect((await office.texts()).at(-1)).toMatch(/\n自愿参加,想来的同志发"@清风 参加"就好,也可以私聊清风。$/)
    await marks('刘芳', '12月读书会', 'planned')
    await marks('彭莉', '12月读书会', 'leave')
    await office.sweepUntil('2026-12-15 09:41')
    await office.sweepUntil('2026-12-17 10:11')
    expect(await stageSlots()).toEqual([
      'part 领读 唐明亮 missed',
      'preview once missed',
      'notice once planned',
      'check 2026-12-16 planned',
    ])
    expect((await office.texts()).at(-1)).toBe(
      'app 蒋国梁: 昨天的12月读书会请您核对:报名1:刘芳。回"核对无误"归档(报名的记为已到),或直接告诉我怎么改。',
    )
  })

  test('a sweep that finds nothing new writes nothing new', async () => {
    await open()
    await office.sweepAt('2026-11-20 09:00')
    await office.sweepAt('2026-12-01 09:40')
    const before = [await office.texts(), await office.slots()]
    for (const when of ['2026-12-01 09:40', '2026-12-01 09:41', '2026-12-01 12:00']) {
      const report = await office.sweepAt(when)
      expect(report.drafts + report.slots.length + report.deliveries).toBe(0)
    }
    expect([await office.texts(), await office.slots()]).toEqual(before)
  })

  test('two replicas that sweep at once do it once', async () => {
    await open()
    await office.sweepAt('2026-11-20 09:00')
    const reports = await Promise.all(
      Array.from({ length: 5 }, () => sweep(office.parts, at('2026-12-01 09:40'))),
    )
    expect(reports.flatMap(({ slots }) => slots.filter(({ state }) => state === 'planned'))).toHaveLength(1)
    expect((await office.texts()).filter(text => text.startsWith('robot'))).toHaveLength(1)
  })
})

describe('drafts', () => {
  test('reach thirty days ahead, once per occurrence', async () => {
    await open({ office: {} })
    const report = await office.sweepAt('2026-11-20 09:00')
    expect(report.drafts).toBe(2)
    const rows = await office.ledger.read
      .selectFrom('sessions')
      .select(['series', 'occurrence_key', 'theme', 'state', 'starts_at'])
      .orderBy('starts_at')
      .execute()
    expect(rows.map(row => ({ ...row, starts_at: shanghai(row.starts_at) }))).toEqual([
      {
        series: 'theme_party_day',
        occurrence_key: '2026-12-04',
        theme: '',
        state: 'draft',
        starts_at: '2026-12-04 15:00',
      },
      {
        series: 'book_club',
        occurrence_key: '2026-12-16',
        theme: '共读《平凡的世界》,领读:唐明亮',
        state: 'draft',
        starts_at: '2026-12-16 15:00',
      },
    ])
  })

  test('a session whose notice lies behind the first start is left to the secretary', async () => {
    await open({ office: { ...sampleOffice, duties: noDuties } })
    await office.sweepAt('2026-11-20 09:00')
    await office.sweepAt('2026-11-23 16:00')
    const kinds = await office.ledger.read.selectFrom('sessions').select('kind').execute()
    expect(kinds.map(({ kind }) => kind)).not.toContain('warning_education')
  })

  test('follow a holiday table that comes later, and make no second session of it', async () => {
    const weekendsOnly = workCalendar([])
    await open({ calendar: weekendsOnly })
    await office.sweepAt('2026-09-15 09:00')
    expect(shanghai((await office.session('10月主题党日')).starts_at)).toBe('2026-10-02 15:00')
    office.parts.calendar = workCalendar(readHolidayTables('config/holidays'))
    await office.sweepAt('2026-09-16 09:00')
    expect(shanghai((await office.session('10月主题党日')).starts_at)).toBe('2026-10-08 15:00')
    const { count } = await office.ledger.read
      .selectFrom('sessions')
      .select(({ fn }) => fn.countAll().as('count'))
      .executeTakeFirstOrThrow()
    expect(Number(count)).toBe(1)
    await office.sweepAt('2026-09-28 09:40')
    expect((await office.texts()).at(-1)).toContain('时间:10月8日(周四)15:00')
  })

  test('of a year without a table are made, and say 待核', async () => {
    await open()
    await office.sweepAt('2026-12-20 09:00')
    await office.sweepAt('2026-12-29 09:40')
    expect((await office.texts()).at(-1)).toContain('时间:1月1日(周五)15:00')
    expect((await office.texts()).at(-1)).toContain('日期待核:当年的放假安排还没有公布,有变动另行通知。')
    const facts = await office.ledger.read.selectFrom('session_facts').select('fact').execute()
    expect(facts.map(({ fact }) => fact)).toContain('unsure')
  })

  test('give way without a word to a session of the same kind and day that was opened by hand', async () => {
    await open()
    await office.sweepAt('2026-11-20 09:00')
    await office.ledger.write(trx =>
      openSession(
        trx,
        {
          kind: 'theme_party_day',
          branch: 'first',
          startsAt: at('2026-12-04 14:30'),
          place: '二楼',
          theme: '',
        },
        'p1',
        at('2026-11-25 10:00'),
      ),
    )
    await office.sweepAt('2026-12-01 09:40')
    expect(await office.texts()).toEqual([])
    const states = await office.ledger.read.selectFrom('sessions').select('state').orderBy('state').execute()
    expect(states.map(({ state }) => state)).toEqual(['cancelled', 'open'])
    await office.sweepAt('2026-12-03 09:40')
    expect(await stageSlots()).toEqual(['reminder once planned'])
  })

  test('of a series that was taken out of office.yaml are not announced', async () => {
    await open()
    await office.sweepAt('2026-11-20 09:00')
    office.parts.office = { ...office.parts.office, series: [] }
    await office.sweepAt('2026-12-07 11:00')
    expect(await office.texts()).toEqual([])
  })
})

describe('after a downtime', () => {
  test('what is at most two hours late goes out and says so', async () => {
    await open()
    await office.sweepAt('2026-11-30 17:00')
    await office.sweepAt('2026-12-01 11:20')
    const notice = (await office.texts()).find(text => text.startsWith('robot'))
    expect(notice).toMatch(/^robot 第一党支部工作群: 补发:12月主题党日\n/)
  })

  test('what is later is listed as missed, and a session that is still ahead opens', async () => {
    await open()
    await office.sweepAt('2026-11-30 17:00')
    const report = await office.sweepAt('2026-12-01 14:40')
    expect(report.slots.map(({ state }) => state)).toEqual(['missed'])
    expect(await office.texts()).toEqual([])
    expect((await office.session('12月主题党日')).state).toBe('open')
    const missed = await missedSlots(office.ledger.read, at('2026-11-01 00:00'))
    expect(missed.map(({ dueAt }) => shanghai(dueAt).slice(0, 15))).toEqual(['2026-12-01 09:3'])
    const named = await office.ledger.write(trx => takeUnannounced(trx, 'first', at('2026-12-01 14:41')))
    expect(named.map(({ title }) => title)).toEqual(['12月主题党日'])
  })

  test('of several months everything that fell into it is listed', async () => {
    await open()
    await office.sweepAt('2026-03-01 09:00')
    await office.sweepAt('2026-06-20 09:00')
    const states = (await office.slots()).map(({ state }) => state)
    expect(new Set(states)).toEqual(new Set(['missed']))
    // Four stages each from March to June, but March's preview lay before the start.
    expect(states.length).toBe(4 * 4 - 1)
    expect(await office.texts()).toEqual([])
  })

  test('a clock that went ahead and came back still sends what it gave up', async () => {
    await open()
    await office.sweepAt('2026-11-20 09:00')
    await office.sweepAt('2027-01-01 09:00')
    expect((await office.slots()).every(({ state }) => state === 'missed')).toBe(true)
    const report = await office.sweepAt('2026-11-20 09:10')
    expect(report.clockWentBack).toBe(true)
    expect(await office.slots()).toEqual([])
    await office.sweepAt('2026-12-03 09:40')
    const states = (await office.slots()).map(({ state }) => state)
    expect(states).toContain('planned')
  })
})

describe('channels that are not there', () => {
  test('without the app nothing private is written: the slots are empty and the names wait', async () => {
    await open({ app: false })
    for (const when of [
      '2026-11-20 09:00',
      '2026-11-27 09:41',
      '2026-12-01 09:40',
      '2026-12-03 09:40',
      '2026-12-07 10:10',
    ])
      await office.sweepAt(when)
    expect(await stageSlots()).toEqual([
      'preview once empty',
      'notice once planned',
      'reminder once empty',
      'check 2026-12-04 empty',
    ])
    expect((await office.texts()).map(text => text.split(':')[0])).toEqual([`robot ${GROUP}`])
  })

  test('without a webhook the session opens silently and is named once in the next reply', async () => {
    await open({ robot: false })
    await office.sweepAt('2026-11-20 09:00')
    await office.sweepAt('2026-11-27 09:41')
    expect((await office.texts())[0]).toContain('群里没有消息推送,到时先开放登记')
    await office.sweepAt('2026-12-01 09:40')
    expect((await stageSlots())[1]).toBe('notice once empty')
    expect((await office.session('12月主题党日')).state).toBe('open')
    const take = () => office.ledger.write(trx => takeUnannounced(trx, 'first', at('2026-12-01 10:00')))
    expect((await take()).map(({ title }) => title)).toEqual(['12月主题党日'])
    expect(await take()).toEqual([])
  })

  test('an account that the platform would refuse costs only its own reminder', async () => {
    await open()
    await office.ledger.write(trx =>
      trx
        .updateTable('person_identities')
        .set({ external_id: 'not an account' })
        .where('external_id', '=', 'liufang')
        .execute(),
    )
    await office.sweepAt('2026-12-01 09:00')
    await office.sweepAt('2026-12-03 09:40')
    const people = (await office.texts()).map(text => text.split(':')[0])
    expect(people).toHaveLength(23)
    expect(people).not.toContain('app 刘芳')
  })
})

describe('a group hears at most three things a day from the bot', () => {
  test('what is too much comes on the next working morning, with its numbers right', async () => {
    const duty = sampleOffice.duties.find(({ kind }) => kind === 'quarter_assessment')!
    const duties = Array.from({ length: 4 }, (_, index) => ({
      ...duty,
      code: `quarter_${index}`,
      name: `材料${index}`,
    }))
    await open({ office: { series: [], duties } })
    await office.sweepAt('2026-12-16 09:00')
    await office.sweepAt('2026-12-16 09:50')
    const rows = await office.ledger.read
      .selectFrom('outbox')
      .select(['due_at', 'body'])
      .orderBy('due_at')
      .execute()
    expect(rows.map(({ due_at }) => shanghai(due_at).slice(0, 10))).toEqual([
      '2026-12-16',
      '2026-12-16',
      '2026-12-16',
      '2026-12-17',
    ])
    expect(shanghai(rows[3]!.due_at)).toMatch(/ 08:3[1-9]$/)
    expect(rows[0]!.body).toContain('还有2个工作日')
    expect(rows[3]!.body).toContain('还有1个工作日')
  })

  test('what would come too late on the next one comes on its day all the same', async () => {
    const notice = sampleOffice.duties.find(({ kind }) => kind === 'holiday_notice')!
    const stat = sampleOffice.duties.find(({ kind }) => kind === 'month_stat')!
    const others = Array.from({ length: 3 }, (_, index) => ({
      ...stat,
      code: `stat_${index}`,
      name: `统计${index}`,
      leads: [0],
    }))
    await open({ office: { series: [], duties: [...others, notice] } })
    await office.sweepAt('2026-09-30 09:00')
    await office.sweepAt('2026-09-30 10:15')
    const rows = await office.ledger.read.selectFrom('outbox').select('due_at').execute()
    expect(rows.map(({ due_at }) => shanghai(due_at).slice(0, 10))).toEqual(Array(4).fill('2026-09-30'))
  })
})
