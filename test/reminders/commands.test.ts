import { tapAnswerer } from '../../src/attendance/cards/tap.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { markCommand } from '../../src/attendance/commands/marks.ts'
import { pendingCommand } from '../../src/attendance/commands/queries.ts'
import { rescheduleCommand } from '../../src/attendance/commands/reschedule.ts'
import { openSessionCommand } from '../../src/attendance/commands/open.ts'
import { createInbox } from '../../src/bot/inbox.ts'
import { createResponder, type Respond } from '../../src/bot/respond.ts'
import { createLog } from '../../src/log.ts'
import { reminderCommands } from '../../src/reminders/commands.ts'
import {
  at,
  GROUP,
  openOffice,
  partyDayOnly,
  shanghai,
  type Given,
  type ReminderOffice,
  noDuties,
} from './office.ts'

const OPEN = '发起主题党日,11月27日下午3点,三楼会议室'

let office: ReminderOffice
let respond: Respond
let count = 0
const log = createLog('silent', Buffer.from('key'))

async function open(given: Given = {}) {
  office = await openOffice({ office: partyDayOnly, ...given })
  await office.ledger.write(trx =>
    trx
      .insertInto('chats')
      .values({ chat_id: 'g1', group_name: GROUP, bound_at: '2026-01-01T00:00:00.000Z', bound_by: 'system' })
      .execute(),
  )
  const commands = [
    markCommand,
    openSessionCommand,
    pendingCommand,
    rescheduleCommand(office.parts),
    ...reminderCommands(office.parts),
  ]
  respond = createResponder({
    office: office.parts.office,
    commands,
    answerUnread: () => undefined,
    answerTap: tapAnswerer(office.parts.encode),
    log,
  })
}
beforeEach(() => open())
afterEach(() => office.close())

async function write(kind: 'single' | 'group', userid: string, text: string, when: string): Promise<string> {
  const now = at(when)
  const words = kind === 'group' ? `@清风 ${text}` : text
  const reply = await createInbox({ ledger: office.ledger, respond, log })(
    {
      channel: 'aibot',
      id: `m${count++}`,
      chat: { kind, id: kind === 'group' ? 'g1' : userid },
      sender: userid,
      replyLimit: 20_000,
      content: { kind: 'text', text: words },
    },
    now,
  )
  return reply.text
}
const says = (userid: string, text: string, when = '2026-11-20 09:30') => write('group', userid, text, when)
const tells = (userid: string, text: string, when = '2026-11-20 09:30') => write('single', userid, text, when)

const outbox = async () =>
  (
    await office.ledger.read
      .selectFrom('outbox')
      .select(['due_at', 'give_up_at', 'any_hour'])
      .orderBy('due_at')
      .orderBy('id')
      .execute()
  ).map(row => ({ dueAt: shanghai(row.due_at), giveUpAt: shanghai(row.give_up_at), anyHour: row.any_hour }))

describe('提醒没报的', () => {
  test('is one private word to each who has not answered, once a day', async () => {
    await says('lixuemei', OPEN)
    await says('liufang', '参加')
    expect(await says('lixuemei', '提醒没报的', '2026-11-23 10:00')).toBe(
      '好的,已私下提醒23位。另有2位没有企业微信账号,请您转告。',
    )
    const texts = await office.texts()
    expect(texts).toHaveLength(23)
    expect(texts[0]).toBe(
      'app 王建平: 您好,11月主题党日定在11月27日(周五)15:00,三楼会议室。支部在汇总名单,您方便时回"参加"或"请假"即可。',
    )
    expect(texts.some(text => text.startsWith('app 刘芳'))).toBe(false)
    expect(await tells('lixuemei', '再催一下没报的', '2026-11-23 16:00')).toBe(
      '11月主题党日(27日)今天已经提醒过一次了,先不再打扰。',
    )
    expect(await tells('lixuemei', '提醒没报的', '2026-11-24 10:00')).toBe(
      '11月主题党日(27日)没有报的同志都已经私下提醒过一次,不再打扰。',
    )
  })

  test('at night is not sent in the morning to whoever answered meanwhile', async () => {
    await says('lixuemei', OPEN)
    await says('lixuemei', '提醒没报的', '2026-11-20 20:00')
    expect(await office.texts()).toHaveLength(24)
    await tells('pengli', '参加', '2026-11-20 21:00')
    await says('liufang', '我代何静请假', '2026-11-20 21:10')
    const left = (await office.texts()).map(text => text.split(':')[0])
    expect(left).toHaveLength(22)
    expect(left).not.toContain('app 彭莉')
    expect(left).not.toContain('app 何静')
  })

  test('of which everybody was told by the bulk entry leaves no promise without a delivery', async () => {
    await says('lixuemei', OPEN)
    await tells('lixuemei', '只提醒彭莉', '2026-11-20 20:00')
    await tells('pengli', '参加', '2026-11-20 21:00')
    expect((await office.slots()).map(({ state }) => state)).toEqual(['empty'])
  })

  test('can mean only some of them, and names people only in private', async () => {
    await says('lixuemei', OPEN)
    expect(await tells('lixuemei', '只提醒欧阳晓和马晓东', '2026-11-23 10:00')).toBe('好的,已私下提醒2位。')
    expect((await office.texts()).map(text => text.split(':')[0])).toEqual(['app 欧阳晓', 'app 马晓东'])
    expect(await tells('lixuemei', '提醒没报的', '2026-11-24 10:00')).toContain(
      '另有2位没有企业微信账号(秦素云、田宝林),请您转告。',
    )
  })

  test('at night waits for the morning and says so', async () => {
    await says('lixuemei', OPEN)
    expect(await says('lixuemei', '提醒没报的', '2026-11-20 20:00')).toBe(
      '现在是下班时间,给24位的提醒11月23日(周一)8:30发出。另有2位没有企业微信账号,请您转告。',
    )
    expect(new Set((await outbox()).map(({ dueAt }) => dueAt))).toEqual(new Set(['2026-11-23 08:30']))
  })

  test('never names anybody in the group, also when asked to', async () => {
    await says('lixuemei', OPEN)
    expect(await says('lixuemei', '没报的一律通报批评')).toBe(
      '我不在群里点名,也不通报没有报的同志。需要的话可以私下提醒一次:回"提醒没报的"。',
    )
    expect(await outbox()).toEqual([])
  })

  test('without the app gives the secretary the names', async () => {
    await office.close()
    await open({ app: false })
    await says('lixuemei', OPEN)
    expect(await says('lixuemei', '提醒没报的')).toBe('还没有配置自建应用,我不能私下提醒。没有报的有26位。')
    expect(await tells('lixuemei', '提醒没报的')).toMatch(/没有报的有26位:王建平、李雪梅、张伟\(档案室\)、/)
  })

  test('is not for members', async () => {
    await says('lixuemei', OPEN)
    expect(await says('liufang', '提醒没报的')).toBe('这一步由支部书记、副书记或组织委员来做。')
  })
})

describe('a one-off reminder', () => {
  test.each([
    [
      '明天上午9点提醒大家交材料',
      '2026-11-23 10:00',
      '好的,明天9:00发到第一党支部工作群:\n提醒(李雪梅,11月23日(周一)):交材料。\n不想发请回"取消提醒"。',
      '2026-11-24 09:00',
    ],
    [
      '提醒大家明天下午3点开会',
      '2026-11-23 10:00',
      '好的,现在就发到第一党支部工作群:\n提醒(李雪梅,11月23日(周一)):明天下午3点开会。',
      '2026-11-23 10:00',
    ],
    [
      '周一上班提醒刘芳交表',
      '2026-11-20 10:00',
      '好的,11月23日(周一)8:30发到对方的单聊:\n提醒(李雪梅,11月20日(周五)):交表。\n不想发请回"取消提醒"。',
      '2026-11-23 08:30',
    ],
    [
      '下午4点提醒我开会',
      '2026-11-20 10:00',
      '好的,今天16:00发到您的单聊:\n提醒(李雪梅,11月20日(周五)):开会。\n不想发请回"取消提醒"。',
      '2026-11-20 16:00',
    ],
    [
      '给大家发个提醒:明天交材料',
      '2026-11-20 20:00',
      '现在是下班时间,这条通知11月23日(周一)8:30发到第一党支部工作群:\n提醒(李雪梅,11月20日(周五)):明天交材料。\n要改时间请告诉我,不想发请回"取消提醒"。',
      '2026-11-23 08:30',
    ],
    [
      '现在发,提醒大家今晚停水',
      '2026-11-20 20:00',
      '好的,现在就发到第一党支部工作群:\n提醒(李雪梅,11月20日(周五)):今晚停水。',
      '2026-11-20 20:00',
    ],
  ])('%s', async (text, when, answer, dueAt) => {
    expect(await tells('lixuemei', text, when)).toBe(answer)
    expect((await outbox()).map(row => row.dueAt)).toEqual([dueAt])
  })

  test('without words means the session that is open, and asks when there is none', async () => {
    expect(await tells('lixuemei', '晚上十点给大家发个提醒')).toBe(
      '请把要提醒的内容一起告诉我,例如:明天上午9点提醒大家交季度考核材料。',
    )
    await says('lixuemei', OPEN)
    expect(await tells('lixuemei', '晚上十点给大家发个提醒', '2026-11-20 09:40')).toBe(
      [
        '11月20日(周五)22:00是下班时间,这条通知11月23日(周一)8:30发到第一党支部工作群:',
        '提醒(李雪梅,11月20日(周五)):11月主题党日,11月27日(周五)15:00,三楼会议室。',
        '要改时间请告诉我,不想发请回"取消提醒"。',
      ].join('\n'),
    )
  })

  test('can be taken back until it has left', async () => {
    await tells('lixuemei', '明天上午9点提醒大家交材料', '2026-11-23 10:00')
    expect(await tells('wangjianping', '取消刚才那条提醒', '2026-11-23 10:01')).toBe(
      '没有您定的、还没发出的提醒,没有变动。要停某项活动的提醒,请带上名称,例如:取消主题党日提醒。',
    )
    expect(await tells('lixuemei', '取消刚才那条提醒', '2026-11-23 10:01')).toBe(
      '好的,明天9:00发到第一党支部工作群的那条提醒不发了。',
    )
    expect(await outbox()).toEqual([])
    expect(await office.slots()).toEqual([])
  })

  test('says what is missing to send it', async () => {
    await office.close()
    await open({ app: false, robot: false })
    expect(await tells('lixuemei', '明天上午9点提醒大家交材料')).toBe(
      '第一党支部工作群还没有配置消息推送,我不能主动发到群里。请管理员配置后再试。',
    )
    expect(await tells('lixuemei', '明天上午9点提醒刘芳交表')).toBe(
      '还没有配置自建应用,我不能私下发给个人。请管理员配置后再试。',
    )
    expect(await tells('lixuemei', '昨天上午9点提醒大家交材料')).toBe(
      '这个时间已经过去了,请换一个时间再说一次。',
    )
  })
})

describe('取消提醒 of a session', () => {
  test('keeps a draft from being announced, and an open one from being chased', async () => {
    await office.sweepAt('2026-11-20 09:00')
    expect(await tells('lixuemei', '取消主题党日提醒', '2026-11-27 10:00')).toBe(
      '好的,12月主题党日的通知不自动发了。要发起时请说"发起主题党日",带上时间和地点。',
    )
    await office.sweepAt('2026-12-08 09:00')
    expect(await office.texts()).toEqual([])
    expect((await office.session('12月主题党日')).state).toBe('draft')

    await says('lixuemei', '发起主题党日,12月11日下午3点,三楼会议室', '2026-12-08 10:00')
    expect(await says('lixuemei', '不要提醒了,人齐了', '2026-12-09 10:00')).toBe(
      '好的,12月主题党日不再提醒没报的同志。',
    )
    await office.sweepUntil('2026-12-10 09:41')
    expect(await office.texts()).toEqual([])
  })
})

describe('改期', () => {
  test('of an open session keeps the marks and is told in the group by the answer itself', async () => {
    await says('lixuemei', OPEN)
    await says('liufang', '参加')
    expect(await says('lixuemei', '主题党日改到12月2日下午3点', '2026-11-24 10:00')).toBe(
      '11月主题党日改到12月2日(周三)15:00,地点不变。原来的登记保留,时间不合适的请告诉我。',
    )
    expect(await outbox()).toEqual([])
    expect(await tells('lixuemei', '还有谁没报', '2026-11-24 10:01')).toMatch(/应到26,还有25位没有报/)
    const facts = await office.ledger.read
      .selectFrom('session_facts')
      .select(['fact', 'json'])
      .where('fact', '=', 'rescheduled')
      .execute()
    expect(facts.map(({ json }) => JSON.parse(json))).toEqual([
      { from: '2026-11-27T07:00:00.000Z', to: '2026-12-02T07:00:00.000Z' },
    ])
  })

  test('in private goes to the group by its robot, in working hours', async () => {
    await says('lixuemei', OPEN)
    expect(await tells('lixuemei', '主题党日推迟一天', '2026-11-20 20:00')).toBe(
      '好的,11月主题党日改到11月28日(周六)15:00,三楼会议室,原来的登记保留。11月23日(周一)8:30在群里说明。请留意:这一天不上班。',
    )
    expect(await office.texts()).toEqual([
      `robot ${GROUP}: 11月主题党日改到11月28日(周六)15:00,地点不变。原来的登记保留,时间不合适的请告诉我。`,
    ])
    await tells('lixuemei', '主题党日改到12月1日下午3点', '2026-11-20 20:05')
    expect(await office.texts()).toEqual([
      `robot ${GROUP}: 11月主题党日改到12月1日(周二)15:00,地点不变。原来的登记保留,时间不合适的请告诉我。`,
    ])
  })

  test.each([
    ['主题党日改到下午4点', '11月27日(周五)16:00,地点不变'],
    ['党日提前一小时', '11月27日(周五)14:00,地点不变'],
    ['主题党日顺延一周', '12月4日(周五)15:00,地点不变'],
    ['主题党日提前到周四下午3点', '11月26日(周四)15:00,地点不变'],
  ])('%s', async (text, words) => {
    await says('lixuemei', OPEN)
    expect(await says('lixuemei', text)).toBe(
      `11月主题党日改到${words}。原来的登记保留,时间不合适的请告诉我。`,
    )
  })

  test('can change the place alone', async () => {
    await says('lixuemei', OPEN)
    expect(await says('lixuemei', '主题党日地点改到二楼会议室')).toBe(
      '11月主题党日地点改到二楼会议室,时间不变。原来的登记保留。',
    )
  })

  test('into the past is refused, and so is what says nothing new', async () => {
    await says('lixuemei', OPEN)
    const refusal = '时间按实际情况记,我不能改成过去的时间。确实已经开过的,请以支部的纸质记录为准。'
    expect(await tells('lixuemei', '日期改成10月30号,其实是昨天开的')).toBe(refusal)
    expect(await tells('lixuemei', '主题党日改到11月19日下午3点')).toBe(refusal)
    expect(await tells('lixuemei', '主题党日改到节后')).toBe(
      '请写上改到哪一天、几点,例如:主题党日改到11月27日下午3点。',
    )
    expect(await tells('lixuemei', '主题党日改到11月27日下午3点')).toBe(
      '11月主题党日(27日)的时间地点没有变化。',
    )
    expect(await says('liufang', '主题党日改到12月2日下午3点')).toBe(
      '这一步由支部书记、副书记或组织委员来做。',
    )
  })

  test('of a draft is between the secretary and the bot, and the notice follows it', async () => {
    await office.sweepAt('2026-11-20 09:00')
    expect(await tells('lixuemei', '主题党日改到12月9日下午3点', '2026-11-27 10:00')).toMatch(
      /^好的,12月主题党日改到12月9日\(周三\)15:00,三楼会议室。通知将于12月4日\(周五\)9:3[1-9]发出。$/,
    )
    await office.sweepUntil('2026-12-01 09:41')
    expect(await office.texts()).toEqual([])
    await office.sweepUntil('2026-12-04 09:41')
    expect((await office.texts()).filter(text => text.startsWith('robot'))).toHaveLength(1)
    await office.sweepUntil('2026-12-08 09:41')
    await office.sweepAt('2026-12-10 11:00')
    const stages = (await office.slots()).map(({ job, slot }) => `${job.split(':')[2]} ${slot}`)
    expect(stages).toEqual(['preview once', 'notice once', 'reminder once', 'check 2026-12-09'])
  })

  test('of a draft that comes too near announces it at once', async () => {
    await office.sweepAt('2026-11-20 09:00')
    expect(await tells('lixuemei', '主题党日改到11月30日下午3点', '2026-11-26 10:00')).toBe(
      '好的,12月主题党日改到11月30日(周一)15:00,三楼会议室。离活动近了,通知今天10:00发到群里,现在起可以登记。',
    )
    expect((await office.texts()).map(text => text.split('\n')[1])).toEqual(['时间:11月30日(周一)15:00'])
    expect((await office.session('12月主题党日')).state).toBe('open')
  })

  describe('of a session whose reminder is due', () => {
    const stages = async () =>
      (await office.slots()).map(({ job, slot, state }) => `${job.split(':')[2]} ${slot} ${state}`)

    async function remindedAndMoved(sent: boolean) {
      await office.close()
      await open({ office: { series: [], duties: noDuties } })
      await says('lixuemei', OPEN)
      await office.sweepUntil('2026-11-26 09:41')
      expect((await office.texts()).length).toBe(24)
      if (sent)
        await office.ledger.write(trx =>
          trx.updateTable('outbox').set({ state: 'sent', sent_at: '2026-11-26T01:42:00.000Z' }).execute(),
        )
      await says('lixuemei', '主题党日改到12月2日下午3点', '2026-11-26 10:00')
      await office.sweepUntil('2026-12-01 09:41')
      await office.sweepUntil('2026-12-03 10:11')
    }

    test('makes no second one, and moves the check', async () => {
      await remindedAndMoved(true)
      expect((await office.texts()).filter(text => text.includes('只提醒这一次')).length).toBe(24)
      expect(await stages()).toEqual(['reminder once planned', 'check 2026-12-02 planned'])
    })

    test('takes it back when it has not left, and reminds before the new day', async () => {
      await remindedAndMoved(false)
      const reminders = (await office.texts()).filter(text => text.includes('只提醒这一次'))
      expect(reminders.length).toBe(24)
      expect(reminders[0]).toContain('12月2日')
      expect(await stages()).toEqual(['reminder once planned', 'check 2026-12-02 planned'])
    })
  })
})
