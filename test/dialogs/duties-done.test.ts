import { rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SettableClock } from '../../src/clock.ts'
import { heardUntil } from '../support/heard.ts'
import { officeFiles } from '../support/office-files.ts'
import { openRoom, type Room } from '../support/room.ts'

const GROUP = '第一党支部工作群'
let room: Room
let directory: string
async function open(duties: object[]): Promise<void> {
  directory = officeFiles(() => ({ duties, series: [] }))
  room = await openRoom({ CONFIG_DIR: directory })
}
beforeEach(() => {
  directory = ''
})
afterEach(async () => {
  await room.stop()
  rmSync(directory, { recursive: true, force: true })
})
const until = (when: string) => heardUntil(room, when)
const letter = {
  kind: 'responsibility_letter',
  branch: 'first',
  to: 'contacts',
  rule: { kind: 'once', day: '2026-12-04' },
  leads: [5, 3],
}
const evening = () => (room.app.clock as SettableClock).set(new Date('2026-11-26T20:00:00+08:00'))

describe('what is queued for the morning', () => {
  test('does not reach who has ticked the duty meanwhile, nor anybody once all have', async () => {
    await open([{ ...letter, to: ['liufang', 'hejing'] }])
    evening()
    await room.tells('李雪梅', '责任书改到11月27日', /明天8:30提醒/)
    await room.tells('刘芳', '责任书签完了', /已办/)
    expect(await until('2026-11-27 08:45')).toEqual([expect.stringMatching(/^何静 sent/)])
  })

  test('comes back with 改回未办, for whom it was taken from', async () => {
    await open([{ ...letter, to: ['liufang', 'hejing'] }])
    evening()
    await room.tells('李雪梅', '责任书改到11月27日', /明天8:30提醒/)
    await room.tells('刘芳', '责任书签完了', /已办/)
    await room.tells('刘芳', '责任书改回未办', '好的,责任书签订改回未办,明天8:30提醒。')
    await room.tells('李雪梅', '责任书都签完了', /已办结/)
    await room.tells('李雪梅', '责任书改回未办', '好的,责任书签订改回未办,明天8:30提醒。')
    await room.tells('何静', '责任书签完了', /已办/)
    expect(await until('2026-11-27 08:45')).toEqual([expect.stringMatching(/^刘芳 sent/)])
  })

  test('comes back to the group as well, and to whom a keeper had reminded by hand', async () => {
    await open([{ ...letter, to: undefined, branch: undefined, group: GROUP, leads: [1] }])
    evening()
    await room.tells('李雪梅', '责任书改到11月27日', /明天8:30提醒/)
    await room.tells('李雪梅', '责任书都签完了', /已办结/)
    await room.tells('李雪梅', '责任书改回未办', /改回未办,明天8:30提醒。$/)
    expect(await until('2026-11-27 09:45')).toEqual([expect.stringMatching(/^group sent/)])
    await room.tells('刘芳', '责任书签完了', /已办/)
    await room.tells('刘芳', '责任书改回未办', /^好的,责任书签订改回未办。它的提醒时间都过了,不会再发;/)
  })

  test('does not reach the group once all its contacts have ticked', async () => {
    await open([{ ...letter, to: undefined, branch: undefined, group: GROUP, leads: [1] }])
    evening()
    await room.tells('李雪梅', '责任书改到11月27日', /明天8:30提醒/)
    for (const who of ['李雪梅', '张伟(档案室)', '刘芳', '陈志强', '何静', '谭海波'])
      await room.tells(who, '责任书签完了', /已办/)
    expect(await until('2026-11-27 09:45')).toEqual([])
  })

  test('does not go out of a duty that is removed, closed or called off', async () => {
    await open([letter])
    evening()
    await room.tells('李雪梅', '12月11日前交采集表,提前三天提醒大家', /已记下/)
    await room.tells('李雪梅', '采集表改到11月27日', /明天8:30提醒/)
    await room.tells('李雪梅', '取消采集表提醒', /已删除/)
    await room.tells('李雪梅', '责任书改到11月27日', /明天8:30提醒/)
    await room.tells('李雪梅', '责任书都签完了', /已办结/)
    expect(await until('2026-11-27 10:45')).toEqual([])
  })

  test('which somebody put off, is not said again once it is done', async () => {
    await open([letter])
    await until('2026-11-27 09:45')
    await room.tells('刘芳', '下午3点再提醒我', '好的,今天15:00再提醒您一次。')
    await room.tells('刘芳', '责任书签完了', /已办/)
    expect(await until('2026-11-27 15:05')).toEqual([])
  })
})

describe('不用办', () => {
  test('is listed as such, and may be put right month by month', async () => {
    await open([{ kind: 'month_stat', group: GROUP }])
    await room.tells('王建平', '12月月统计不用办了', /^好的,12月月统计这一次不办/)
    await room.tells('王建平', '月统计不用办了', /要恢复请说"11月月统计改回未办"。$/)
    await room.tells('刘芳', '11月有哪些事', '11月的事项:\n11月30日(周一) 11月月统计 不办')
    await room.tells('王建平', '11月月统计改回未办', '好的,11月月统计改回未办,到时照常提醒。')
    await room.tells('刘芳', '11月有哪些事', '11月的事项:\n11月30日(周一) 11月月统计')
    await room.tells('王建平', '12月月统计报了几家', '12月月统计已经记为不办,没有变化。')
    await room.tells('王建平', '12月月统计都报完了', '好的,12月月统计已办结,不再提醒。')
  })
})

describe('这个月该做的都做了没有', () => {
  test('says what is done, what is over and what is to come; what the rules miss only to keepers in private', async () => {
    await open([{ kind: 'month_stat', group: GROUP }])
    await room.tells('李雪梅', '10月月统计都报完了', /已办结/)
    await room.tells(
      '李雪梅',
      '上个月我们支部该做的都做了没有',
      '上月的事项:\n已办好:10月30日(周五)10月月统计。\n按规定每月一次、没有登记的:主题党日、支部委员会会议、党小组会。',
    )
    await room.says(
      '李雪梅',
      '这个月我们支部该做的都做了没有',
      '本月的事项:\n还要办:11月30日(周一)11月月统计。',
    )
    await room.tells('刘芳', '本月还差什么没做', '本月的事项:\n还要办:11月30日(周一)11月月统计。')
    await room.tells('王建平', '月统计都报完了', /已办结/)
    await room.tells(
      '刘芳',
      '这个月该办的都办完了吗',
      '本月的事项都办好了:\n已办好:11月30日(周一)11月月统计。',
    )
  })
})

describe('a note of one’s own', () => {
  test('names each day once, and keeps the time that is asked for', async () => {
    await open([])
    await room.tells(
      '刘芳',
      '每周五提醒我写周报',
      '已记下:写周报:11月20日(周五)、11月27日(周五)、12月4日(周五)……提醒您。不要了请回"取消提醒"。',
    )
    expect(await until('2026-11-20 09:45')).toEqual([expect.stringMatching(/^刘芳 sent: 写周报/)])
    await room.tells(
      '刘芳',
      '每周一下午4点提醒我交日志',
      '已记下:交日志:11月23日(周一)、11月30日(周一)、12月7日(周一)……16:00左右提醒您。不要了请回"取消提醒"。',
    )
    expect(await until('2026-11-23 15:55')).toEqual([])
    expect(await until('2026-11-23 16:15')).toEqual([expect.stringMatching(/^刘芳 sent: 交日志/)])
    await room.tells('彭莉', '每周三晚上8点提醒我交日志', /……9:30左右提醒您/)
    await room.tells('彭莉', '改到10点', '要改这一项,请先回"取消提醒",再把日子和内容一起说一次。')
    await room.tells('彭莉', '不要了', '好的,交日志已删除,不再提醒。')
  })
})

test('the next steps of a bulletin that is written late lie ahead', async () => {
  await open([{ kind: 'month_stat', group: GROUP }])
  await room.tells('李雪梅', '起草三季度通报', /下一步:11月30日\(周一\)11月月统计、12月31日/)
  await room.tells('李雪梅', '起草一季度通报', /下一步:11月30日\(周一\)11月月统计、12月31日/)
})

describe('who has not done it yet', () => {
  test('is reminded in private, once a day, and never read out to the group', async () => {
    await open([])
    await room.tells('李雪梅', '12月4日前交整改报告,提前两天提醒各科室', /已记下/)
    await room.tells('刘芳', '整改报告交了', /已办/)
    await room.says('李雪梅', '提醒没交整改报告的科室', '好的,整改报告已私下提醒还没办的5位。')
    await room.says('李雪梅', '催一下没交整改报告的', '整改报告今天已经提醒过一次了,先不再打扰。')
    await room.says('李雪梅', '提醒没交心得的同志', /我这里没有记这件事|没有/)
    await room.app.settle()
    const told = await room.app.ledger.read
      .selectFrom('outbox')
      .leftJoin('people', 'people.id', 'outbox.target')
      .select(['outbox.channel', 'people.name'])
      .execute()
    expect(told.map(({ channel, name }) => `${channel} ${name}`).toSorted()).toEqual(
      ['李雪梅', '张伟', '陈志强', '何静', '谭海波'].map(name => `app ${name}`).toSorted(),
    )
  })

  test('is a question, and closes nothing', async () => {
    await open([{ kind: 'month_stat', group: GROUP }])
    await room.tells('王建平', '月统计谁交了', /应办6,已办0,未办6/)
    await room.tells('王建平', '月统计哪些科室报了', /应办6,已办0,未办6/)
    await room.tells('刘芳', '11月有哪些事', '11月的事项:\n11月30日(周一) 11月月统计')
  })
})
