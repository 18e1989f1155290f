import { rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SettableClock } from '../../src/clock.ts'
import { heardUntil } from '../support/heard.ts'
import { officeFiles } from '../support/office-files.ts'
import { openRoom, type Room } from '../support/room.ts'

let room: Room
let directory: string
beforeEach(async () => {
  directory = officeFiles(() => ({ duties: [], series: [] }))
  room = await openRoom({ CONFIG_DIR: directory })
})
afterEach(async () => {
  await room.stop()
  rmSync(directory, { recursive: true, force: true })
})
const until = (when: string) => heardUntil(room, when)
const kept = () => room.app.ledger.read.selectFrom('notices').selectAll().execute()

describe('发通知', () => {
  test('is shown first and sent after 确认, without a demand for 收到', async () => {
    await room.tells(
      '李雪梅',
      '发通知:周五下午停电,请提前保存文件,收到请回复',
      [
        '现在发到第一党支部工作群:',
        '通知:周五下午停电,请提前保存文件',
        '(李雪梅)',
        '“收到请回复”我去掉了,按减负要求不请大家刷收到。',
        '可以发请回"确认",不发请回"取消";要改就说"通知改成:…"。',
      ].join('\n'),
    )
    await room.tells('李雪梅', '确认', '好的,已发到第一党支部工作群。')
    expect(await until('2026-11-20 09:20')).toEqual([
      'group sent: 通知:周五下午停电,请提前保存文件\n(李雪梅)',
    ])
  })

  test('goes at once by 现在发, and 群里再发一遍通知 is no notice', async () => {
    await room.tells('李雪梅', '发通知:周五下午停电', /^现在发到/)
    await room.tells('李雪梅', '现在发', '好的,已发到第一党支部工作群。')
    expect(await until('2026-11-20 09:20')).toHaveLength(1)
    await room.tells('李雪梅', '群里再发一遍通知', /^活动的通知在群里只发一次,不重复打扰。/)
    for (const said of ['在群里通知一下', '群里说一下', '把通知发到群里'])
      await room.tells('李雪梅', said, /^请把通知内容一起发给我/)
    expect(await until('2026-11-20 09:40')).toEqual([])
  })

  test('现在发 is a yes to nothing but a notice', async () => {
    await room.says('李雪梅', '发起读书会,11月27日下午3点,图书室')
    await room.tells('李雪梅', '取消读书会', /要取消/)
    await room.tells('李雪梅', '现在发', /确认/)
    await room.tells('李雪梅', '取消', '好的,没有改动。')
  })

  test('is not sent without 确认', async () => {
    await room.tells('李雪梅', '发通知:周五下午停电', /^现在发到/)
    await room.tells('李雪梅', '取消', '好的,不发。')
    expect(await until('2026-11-20 09:20')).toEqual([])
  })

  test('for later can be changed and taken back until it has left', async () => {
    await room.tells('李雪梅', '周一上午9点发通知:周五下午停电', /^11月23日\(周一\)9:00发到/)
    await room.tells('李雪梅', '确认', /^好的,11月23日\(周一\)9:00发到第一党支部工作群。/)
    await room.tells('李雪梅', '通知改成:周四下午停电', /通知:周四下午停电/)
    await room.tells('李雪梅', '确认', /^好的/)
    expect(await until('2026-11-23 09:05')).toEqual(['group sent: 通知:周四下午停电\n(李雪梅)'])
    await room.tells('李雪梅', '撤回通知', '那条通知已经发出去了,收不回来。要更正请再发一条。')
    await room.tells('李雪梅', '明天上午9点发通知:食堂明天检修', /发到/)
    await room.tells('李雪梅', '确认', /好的/)
    await room.tells('李雪梅', '撤回通知', '好的,那条通知不发了。')
    expect(await until('2026-11-24 09:20')).toEqual([])
  })

  test('at night waits for the morning', async () => {
    await until('2026-11-20 21:00')
    await room.tells('李雪梅', '发通知:周一早上例会改到10点', /^现在发到/)
    await room.tells('李雪梅', '确认', /^现在是下班时间,11月23日\(周一\)8:30发到/)
  })

  test('is for keepers, and never holds what must not be in a group', async () => {
    await room.tells('刘芳', '发通知:周五下午停电', '这一步由支部书记、副书记或组织委员来做。')
    await room.tells('李雪梅', '发通知:张伟确诊住院,大家去看看', /没有保存/)
    expect(await kept()).toEqual([])
  })
})

test('what stands before the words of a notice is not read out', async () => {
  await room.tells('李雪梅', '给大家发个通知说明天下午大扫除', /\n通知:明天下午大扫除\n/)
})

test('a notice is put off before it was confirmed and after, and called off by 别发', async () => {
  await room.tells('李雪梅', '发通知:周五下午停电', /^现在发到/)
  await room.tells('李雪梅', '通知改到周一上午10点', /^11月23日\(周一\)10:00发到/)
  await room.tells('李雪梅', '确认', /^好的,11月23日\(周一\)10:00发到/)
  await room.tells('李雪梅', '通知推迟到下午3点', /^11月23日\(周一\)15:00发到/)
  await room.tells('李雪梅', '确认', /15:00/)
  expect(await until('2026-11-23 10:10')).toEqual([])
  await room.tells('李雪梅', '先别发那条通知', '好的,那条通知不发了。')
  expect(await until('2026-11-23 15:10')).toEqual([])
})

test('a reminder in ten minutes, in half an hour or on a festival does not go out at once', async () => {
  await room.says('李雪梅', '30分钟后提醒大家开会', /^好的,今天9:30发到第一党支部工作群:\n.*:开会。/)
  await room.tells('刘芳', '过20分钟提醒我关空调', /^好的,今天9:20发到您的单聊:\n.*:关空调。/)
  await room.tells('刘芳', '一个半小时后提醒我取快递', /^好的,今天10:30发到您的单聊/)
  await room.tells('李雪梅', '元旦前一天提醒大家关好门窗', /^好的,12月31日\(周四\)8:30发到/)
  await room.tells('李雪梅', '会前提醒大家带党徽', /^请说清楚什么时候提醒/)
  await room.tells('刘芳', '提醒我一下', /^请把要提醒的内容一起告诉我/)
  expect(await until('2026-11-20 09:25')).toEqual([expect.stringMatching(/^刘芳 sent.*关空调/)])
  expect(await until('2026-11-20 10:35')).toHaveLength(2)
})

test('恢复 with a name brings back what was muted by it, and a question mutes and snoozes nothing', async () => {
  await room.tells('刘芳', '别再提醒我主题党日', /要恢复请回"恢复主题党日提醒"/)
  await room.tells('刘芳', '恢复主题党日提醒', '好的,主题党日到时再私下提醒您。')
  await room.tells('刘芳', '为什么提醒我', /^(?!.*再提醒您一次)/)
})

test('a reminder demands no 收到 either', async () => {
  await room.tells('李雪梅', '今天上午10点提醒大家下午停电,收到请回复', /下午停电。?\n“收到请回复”我去掉了/)
  expect(await until('2026-11-20 10:05')).toEqual([expect.not.stringContaining('收到')])
})

describe('what one decides oneself about reminders', () => {
  test('a cadre sets one for herself, puts it off, and wants none any more', async () => {
    await room.tells('刘芳', '今天上午10点提醒我交材料', /今天10:00发到您的单聊/)
    expect(await until('2026-11-20 10:05')).toEqual(['刘芳 sent: 提醒(刘芳,11月20日(周五)):交材料。'])
    await room.tells('刘芳', '下午3点再提醒我', '好的,今天15:00再提醒您一次。')
    expect(await until('2026-11-20 15:05')).toEqual(['刘芳 sent: 提醒(刘芳,11月20日(周五)):交材料。'])
    await room.tells('刘芳', '以后别再提醒我了', /^好的,不再私下提醒您。/)
    await room.tells('刘芳', '恢复提醒', '好的,到时再私下提醒您。')
    await room.tells('刘芳', '提醒大家明天交材料', /提醒您自己可以说/)
  })

  test('the reminder of a session comes back with its card, and not to who has answered meanwhile', async () => {
    await room.tells('李雪梅', '发起主题党日,11月27日下午3点,三楼会议室')
    await until('2026-11-26 09:45')
    await room.tells('刘芳', '下午3点再提醒我', '好的,今天15:00再提醒您一次。')
    await room.tells('彭莉', '下午3点再提醒我', '好的,今天15:00再提醒您一次。')
    await room.tells('彭莉', '参加')
    expect(await until('2026-11-26 15:05')).toEqual([
      '刘芳 sent: 您好,11月主题党日定在明天(11月27日)15:00,三楼会议室。支部在汇总名单,您方便时回"参加"或"请假"即可。',
    ])
    const seen = room.app.emulator!.transcript({ single: 'app', of: 'liufang' })
    expect(seen.filter(({ card }) => card !== undefined)).toHaveLength(2)
    await room.tapsApp('刘芳', '参加', /您已报参加|参加/)
    expect(await room.marks()).toEqual({ 刘芳: 'planned', 彭莉: 'planned' })
  })

  test('who wants no reminder gets none of a session, and hears the group’s notice as ever', async () => {
    await room.tells('李雪梅', '发起主题党日,11月27日下午3点,三楼会议室')
    await room.tells('刘芳', '别再提醒我了', /不再私下提醒您/)
    const reminded = await until('2026-11-26 09:45')
    expect(reminded.filter(text => text.includes('您好'))).toHaveLength(23)
    expect(reminded.some(text => text.startsWith('刘芳'))).toBe(false)
  })
})

describe('a part in a session', () => {
  test('is told in private with its own lead', async () => {
    await room.tells('李雪梅', '发起党课,12月11日下午3点,三楼会议室')
    await room.tells(
      '李雪梅',
      '这次党课由王建平主讲',
      /^好的,12月党课\(11日\)主讲:王建平,11月27日\(周五\)9:3\d私下提醒。$/,
    )
    await room.tells('李雪梅', '党课主持人换成彭莉', '好的,12月党课(11日):主持彭莉。')
    expect(await until('2026-11-27 09:45')).toEqual([
      '王建平 sent: 您好,12月党课12月11日(周五)15:00,三楼会议室,请您主讲。有变动请告诉书记。',
    ])
    expect(await until('2026-12-08 09:45')).toEqual([
      '彭莉 sent: 您好,12月党课12月11日(周五)15:00,三楼会议室,请您主持。有变动请告诉书记。',
    ])
  })

  test('given so late that its time is over is told at once', async () => {
    await room.tells('李雪梅', '发起读书会,11月25日下午3点,阅览室')
    await room.tells('李雪梅', '这次读书会由彭莉领读', '好的,11月读书会(25日)领读:彭莉,现在私下提醒。')
    expect(await until('2026-11-20 09:20')).toEqual([
      expect.stringMatching(
        /^彭莉 sent: 您好,11月读书会11月25日\(周三\)15:00,阅览室,请您领读,不超过40分钟就好。/,
      ),
    ])
  })

  test('is not told to whoever handed it on in the evening, and the other parts stay told', async () => {
    await room.tells('李雪梅', '发起读书会,11月25日下午3点,阅览室,读《乡土中国》,何静领读')
    ;(room.app.clock as SettableClock).set(new Date('2026-11-20T19:00:00+08:00'))
    await room.tells('李雪梅', '读书会主持人换成曹阳', '好的,11月读书会(25日):主持曹阳。')
    await room.tells('李雪梅', '这次读书会由彭莉领读', /领读:彭莉,.*私下提醒。$/)
    await room.tells('彭莉', '本月领读我换给刘芳', '好的,11月读书会(25日):领读刘芳。')
    const told = await until('2026-11-23 09:45')
    expect(told.map(text => text.slice(0, 2)).sort()).toEqual(['刘芳', '曹阳'])
  })
})
