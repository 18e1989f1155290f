import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SettableClock } from '../../src/clock.ts'
import { heardUntil } from '../support/heard.ts'
import { officeFiles } from '../support/office-files.ts'
import { openRoom, type Room } from '../support/room.ts'

const GROUP = '第一党支部工作群'
let room: Room
let directory: string

async function open(duties: object[], more: object = {}, internalRule?: string[]): Promise<void> {
  directory = officeFiles(() => ({ duties, series: [], ...more }))
  if (internalRule !== undefined)
    writeFileSync(join(directory, 'rules', 'R40-2026.md'), internalRule.join('\n'))
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

describe('a duty of every section', () => {
  const letter = {
    kind: 'responsibility_letter',
    group: GROUP,
    rule: { kind: 'once', day: '2026-12-04' },
    leads: [5, 3],
    basis: 'R10 第三条',
  }

  test('is listed in the group that is told of it, and to its members in private', async () => {
    const other = '别的工作群'
    await open([{ ...letter, group: other }], {
      groups: [
        { name: GROUP, branch: 'first' },
        { name: other, branch: 'first' },
      ],
    })
    await room.says('刘芳', '12月有哪些事', /^(?!.*责任书)/s)
    await room.tells('刘芳', '12月有哪些事', /责任书签订/)
    const asked = { from: 'liufang', chat: { group: 'trial-group-2' }, text: '12月有哪些事' }
    expect((await room.app.emulator!.say(asked)).text).toContain('责任书签订')
  })

  test('whose basis is a rule for another group is told without it, whoever asks', async () => {
    await open([{ ...letter, basis: 'R40 第一条' }], {}, [
      '---',
      'id: R40',
      'title: 责任书签订内部口径',
      'number: 青办〔2026〕30号',
      'year: 2026',
      'effectiveFrom: 2026-11-01',
      'interpretedBy: 综合科',
      'sharing: internal',
      'groups: [别的工作群]',
      '---',
      '',
      '第一条（分配）责任书按科室签订。',
      '',
    ])
    expect(await until('2026-11-27 09:45')).toEqual([
      'group sent: 责任书签订请在12月4日(周五)前办好,还有5个工作日。已办的同志请忽略。',
    ])
    await room.says('刘芳', '依据是什么', /^(?!.*内部口径)/s)
    await room.tells('刘芳', '责任书什么时候交', /^(?!.*内部口径).*12月4日/s)
  })

  test('is told with its basis, ticked by the contacts, counted, and closed by the secretary', async () => {
    await open([letter])
    expect(await until('2026-11-27 09:45')).toEqual([
      `group sent: 责任书签订请在12月4日(周五)前办好,还有5个工作日。已办的同志请忽略。\n依据:《机关内部考核和通报办法》(2025年)第三条,现行有效。`,
    ])
    await room.says('刘芳', '依据是什么', /^各科室于每月最后一个工作日前报送月统计.*\n依据:.*第三条/)
    await room.says('刘芳', '责任书签完了', '好的,已记下。')
    await room.tells('何静', '责任书签好了', '已记下:责任书签订,信息科已办。')
    await room.tells('何静', '责任书签好了', '责任书签订已经记为已办,没有变化。')
    await room.tells('曹阳', '责任书签完了', '这一项没有分给您。如果分错了,请告诉支部书记。')
    await room.says('曹阳', '责任书签了几家', '责任书签订:应办6,已办2,未办4。')
    await room.tells(
      '王建平',
      '责任书签了几家',
      '责任书签订:应办6,已办2,未办4:综合科、档案室、督查科、行政科。',
    )
    await room.tells('何静', '责任书改回未办,标错了', '好的,责任书签订改回未办,到时照常提醒。')
    await room.tells('王建平', '责任书都签完了', '好的,责任书签订已办结,不再提醒。')
    expect(await until('2026-12-01 09:45')).toEqual([])
  })

  test('is moved, and a group that was told of the old day hears of the new one', async () => {
    await open([letter])
    await until('2026-11-27 09:45')
    await room.tells(
      '王建平',
      '责任书顺延到12月11日',
      '好的,责任书签订改到12月11日(周五),提醒按新的日子重新安排。',
    )
    const told = await until('2026-12-04 09:45')
    expect(told[0]).toBe('group sent: 责任书签订改到12月11日(周五)。已办的同志请忽略。')
    expect(told[1]).toMatch(/^group sent: 责任书签订请在12月11日\(周五\)前办好,还有5个工作日。/)
  })

  test('is not to be done this time, and nobody hears of it', async () => {
    await open([letter])
    await room.tells('刘芳', '今年不签责任书了', '已记下:责任书签订,财务科这一次不用办。')
    await room.tells(
      '王建平',
      '今年不签责任书了',
      '好的,责任书签订这一次不办,不再提醒。要恢复请说"责任书签订改回未办"。',
    )
    expect(await until('2026-11-27 09:45')).toEqual([])
  })

  test('is given to one person, who is told in private by the usual leads', async () => {
    await open([{ ...letter, branch: 'first', to: 'contacts', group: undefined }])
    await room.tells('李雪梅', '责任书交给彭莉', '好的,责任书签订交给彭莉,到时私下提醒。')
    expect(await until('2026-11-27 09:45')).toEqual([expect.stringMatching(/^彭莉 sent: 责任书签订请在/)])
  })

  test('is told once more when it moves or goes to somebody too late for its leads', async () => {
    await open([{ ...letter, branch: 'first', to: ['liufang'], group: undefined }])
    await until('2026-12-01 09:45')
    await room.tells(
      '李雪梅',
      '责任书改到12月2日',
      '好的,责任书签订改到12月2日(周三),日子近了,今天9:45提醒。',
    )
    expect(await until('2026-12-01 09:50')).toEqual([
      expect.stringMatching(/^刘芳 sent: 责任书签订请在12月2日\(周三\)前办好,还有1个工作日。/),
    ])
    await room.tells('李雪梅', '责任书交给彭莉', '好的,责任书签订交给彭莉,今天9:50私下提醒。')
    expect(await until('2026-12-01 10:00')).toEqual([
      expect.stringMatching(/^彭莉 sent: 责任书签订请在12月2日/),
    ])
  })

  test('that the group is told of, and is given to one, is told to that one as well', async () => {
    await open([letter])
    await room.tells('李雪梅', '责任书交给彭莉', '好的,责任书签订交给彭莉,到时私下提醒。')
    const told = await until('2026-11-27 09:45')
    expect(told.map(text => text.split(' ')[0]).toSorted()).toEqual(['group', '彭莉'])
  })
})

describe('本月有哪些事', () => {
  const duties = [
    { kind: 'month_stat', group: GROUP },
    { kind: 'three_regulations', branch: 'first', to: 'everyone' },
    { kind: 'risk_point_review', branch: 'first', to: 'contacts', rule: { kind: 'once', day: '2026-11-25' } },
  ]

  test('lists open duties in the group, and one’s own in private', async () => {
    await open(duties)
    await room.says('刘芳', '本月有哪些事', '本月的事项:\n11月30日(周一) 11月月统计')
    await room.tells(
      '刘芳',
      '本月有哪些事',
      '本月的事项:\n11月25日(周三) 廉政风险点更新\n11月30日(周一) 11月月统计\n11月30日(周一) 11月三个规定记录',
    )
    await room.tells('曹阳', '本周有什么事要办', '本周没有要办的事项。')
  })

  test('of what is only ticked nothing is said in the group, and nobody counts it', async () => {
    await open(duties)
    await room.says('刘芳', '三个规定报了', '这一项只在单聊里说,请私聊我。')
    await room.tells('刘芳', '三个规定报了', '已记下:11月三个规定记录,已办。不再提醒您这一项。')
    await room.tells('王建平', '三个规定报了多少个', '这一项只由本人记,我不统计,也不看谁办没办。')
    const told = await until('2026-11-25 09:45')
    const reminded = told.filter(text => text.includes('三个规定'))
    expect(reminded).toHaveLength(25)
    expect(reminded.some(text => text.startsWith('刘芳'))).toBe(false)
  })
})

describe('a duty made in a chat', () => {
  test('is read back with its days and reaches the contacts of the sections', async () => {
    await open([])
    await room.tells(
      '李雪梅',
      '12月11日前签责任书,提前一周提醒各科室',
      '已记下:责任书签订:12月11日(周五),12月4日(周五)提醒各科室联系人。不要了请回"取消提醒"。',
    )
    const told = await until('2026-12-04 09:45')
    expect(told.map(text => text.split(' ')[0]).toSorted()).toEqual(
      ['李雪梅', '张伟', '刘芳', '陈志强', '何静', '谭海波'].toSorted(),
    )
  })

  test('comes round every month, and is taken back with one word', async () => {
    await open([])
    await room.says(
      '李雪梅',
      '每月25日前报党员信息采集表,提前两天提醒大家',
      '已记下:党员信息采集表:11月25日(周三)、12月25日(周五)、1月25日(周一)……,11月23日(周一)、12月23日(周三)、1月21日(周四)提醒,发到第一党支部工作群。不要了请回"取消提醒"。',
    )
    await room.says('李雪梅', '取消提醒', '好的,党员信息采集表已删除,不再提醒。')
    expect(await until('2026-11-23 09:45')).toEqual([])
  })

  test('for oneself is seen by nobody else, and stands in no bulletin and no list of the administrator', async () => {
    await open([{ kind: 'month_stat', group: GROUP }])
    await room.tells('谭敏', '每周五提醒我写思想汇报', /已记下:.*思想汇报/)
    await room.tells('李雪梅', '本月有哪些事', /^(?!.*思想汇报)/s)
    await room.tells('李雪梅', '取消思想汇报提醒', /^(?!.*已删除)/s)
    await room.tells('谭敏', '本月有哪些事', /思想汇报/)
    await room.tells('李雪梅', '起草三季度通报', /^(?!.*思想汇报)2026年第三季度通报.*月统计/s)
    await until('2026-11-20 09:20')
    const kept = await room.app.ledger.read.selectFrom('meta').select('value').execute()
    expect(JSON.stringify(kept)).toContain('个人事项')
    expect(JSON.stringify(kept)).not.toContain('思想汇报')
  })

  test('for oneself is taken back by whoever noted it, who need not keep the register', async () => {
    await open([])
    await room.tells('刘芳', '每周五提醒我写思想汇报', /不要了请回"取消提醒"/)
    await room.tells('刘芳', '取消提醒', '好的,写思想汇报已删除,不再提醒。')
    await room.tells('刘芳', '明天上午9点提醒我交材料')
    await room.tells('刘芳', '取消提醒', /^好的,.*9:00发到您的单聊的那条提醒不发了。$/)
    // Nothing is left, and nothing else is stopped instead.
    await room.tells(
      '刘芳',
      '取消提醒',
      '没有您定的、还没发出的提醒,没有变动。不想再收到我的私下提醒,请回"别再提醒我"。',
    )
  })

  test('is what 取消提醒 takes back when it was noted after a reminder, which goes with the next word', async () => {
    await open([])
    const clock = room.app.clock as SettableClock
    await room.tells(
      '李雪梅',
      '周一上午9点提醒大家交季度考核材料',
      /11月23日\(周一\)9:00发到第一党支部工作群/,
    )
    clock.set(new Date(clock.now().getTime() + 60_000))
    await room.tells('李雪梅', '3月底前签责任书,提前一周提醒各科室', /不要了请回"取消提醒"/)
    clock.set(new Date(clock.now().getTime() + 60_000))
    await room.tells('李雪梅', '取消提醒', '好的,责任书签订已删除,不再提醒。')
    await room.tells('李雪梅', '取消提醒', '好的,11月23日(周一)9:00发到第一党支部工作群的那条提醒不发了。')
  })

  test('stays when a reminder was asked for after it, and is what the next 取消提醒 takes back', async () => {
    await open([])
    const clock = room.app.clock as SettableClock
    await room.tells('李雪梅', '3月底前签责任书,提前一周提醒各科室', /不要了请回"取消提醒"/)
    clock.set(new Date(clock.now().getTime() + 60_000))
    await room.tells('李雪梅', '周一上午9点提醒大家交季度考核材料')
    await room.tells('李雪梅', '取消提醒', '好的,11月23日(周一)9:00发到第一党支部工作群的那条提醒不发了。')
    await room.tells('李雪梅', '取消提醒', '好的,责任书签订已删除,不再提醒。')
  })

  test('needs a day, a keeper, and no private matter', async () => {
    await open([])
    await room.tells('李雪梅', '新增事项签责任书,提前一周提醒各科室', /请把日子一起告诉我/)
    await room.says('刘芳', '12月底前签责任书,提前一周提醒各科室', /书记/)
    await room.tells('李雪梅', '12月10日前交秘密文件,提前三天提醒大家', /不该存/)
    const rows = await room.app.ledger.read.selectFrom('duty_facts').selectAll().execute()
    expect(rows).toEqual([])
  })
})

describe('a rota of visit days', () => {
  const visits = {
    kind: 'petition_visit_day',
    branch: 'first',
    rota: ['wangjianping', 'jiangguoliang'],
  }

  test('tells the leader whose turn it is, and two leaders swap', async () => {
    await open([visits])
    const told = await until('2026-11-23 09:45')
    expect(told).toEqual([
      expect.stringMatching(/^(王建平|蒋国梁) sent: 11月30日\(周一\)是领导接访日,轮到您接访/),
    ])
    const mine = told[0]!.slice(0, 3)
    const other = mine === '王建平' ? '蒋国梁' : '王建平'
    await room.tells(
      mine,
      `我和${other}换一下接访日`,
      `好的,已对调:11月30日领导接访日由${other}接,11月23日领导接访日由您接。`,
    )
    expect(await until('2026-11-27 09:45')).toEqual([
      expect.stringMatching(
        new RegExp(`^${other} sent: 11月30日\\(周一\\)是领导接访日,轮到您接访,还有1个工作日`),
      ),
    ])
  })
})
