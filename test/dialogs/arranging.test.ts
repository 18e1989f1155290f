import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SettableClock } from '../../src/clock.ts'
import { openRoom, type Room } from '../support/room.ts'

let room: Room
beforeEach(async () => {
  room = await openRoom()
})
afterEach(() => room.stop())

/** '2026-11-30 09:00', Shanghai time. */
function itIs(when: string) {
  const clock = room.app.clock as SettableClock
  clock.set(new Date(`${when.replace(' ', 'T')}:00+08:00`))
}

test('a meeting has its chair and its recorder, and whoever comes from outside', async () => {
  await room.says('李雪梅', '发起支部党员大会,11月27日下午3点,三楼会议室,主持人王建平')
  await room.tells('李雪梅', '记录人彭莉', '好的,11月支部党员大会(27日):记录彭莉。')
  await room.tells('李雪梅', '列席人员:机关党委一人', '好的,11月支部党员大会(27日):列席:机关党委一人。')
  await room.tells('刘芳', '记录人刘芳', '这一步由支部书记、副书记或组织委员来做。')
  await room.tells(
    '李雪梅',
    '起草会议记录',
    [
      '会议记录(草稿,请核对补充)',
      '时间:11月27日(周五)15:00',
      '地点:三楼会议室',
      '会议名称:第一党支部支部党员大会',
      '主题:',
      '主持人:王建平',
      '记录人:彭莉',
      '应到:26(其中正式党员20,预备党员1)',
      '实到:0(尚未核对)',
      '缺席:无',
      '列席:机关党委一人',
      '表决:应到会有表决权25,实到会有表决权0,赞成__,反对__,弃权__(须13票以上通过)',
      '议题:',
      '发言要点:',
      '决议:',
      '签字:',
    ].join('\n'),
  )
})

test('whether enough are there is counted by the rule, and the base is shown', async () => {
  await room.says('李雪梅', '发起支部党员大会,11月27日下午3点,三楼会议室')
  await room.says('刘芳', '参加')
  itIs('2026-11-27 15:10')
  await room.tells('李雪梅', '何秀英不计应到,年老体弱')
  await room.tells('李雪梅', '除老谭事假外都到了')
  await room.tells('李雪梅', '确认')
  await room.tells(
    '李雪梅',
    '人数够不够表决',
    '11月支部党员大会(27日):应到会有表决权24位,须12位到会(半数以上)。实到会有表决权23位,已达到。表决通过须赞成13票以上(按应到会有表决权的过半数)。另有1位经支部决定不计应到。',
  )
})

test('a group meets by itself: only its members are expected', async () => {
  await room.says('李雪梅', '发起党小组会,11月27日上午9点', /请写明是哪个党小组/)
  await room.says('李雪梅', '发起一组党小组会,11月27日上午9点', /^11月党小组会\(一组\)\n/)
  await room.says('李雪梅', '发起二组党小组会,11月27日上午9点', /^11月党小组会\(二组\)\n/)
  await room.tells(
    '李雪梅',
    '党小组会还有谁没报',
    /11月党小组会\(一组\)\(27日\):应到13[^]*11月党小组会\(二组\)\(27日\):应到13/,
  )
})

test('a meeting of named people expects those, and nobody is guessed', async () => {
  await room.says('李雪梅', '发起联席会议,11月27日上午9点', /应到人员请写明姓名/)
  await room.says('李雪梅', '发起联席会议,11月27日上午9点,参加人员:王建平、张伟', /有同名的请写上科室/)
  await room.says(
    '李雪梅',
    '发起联席会议,11月27日上午9点,参加人员:王建平、张伟(档案室)、彭莉',
    /^11月联席会议/,
  )
  await room.tells(
    '李雪梅',
    '还有谁没报',
    '11月联席会议(27日):应到3,还有3位没有报:王建平、张伟(档案室)、彭莉。',
  )
})

test('the committee expects whoever has a post', async () => {
  await room.says('李雪梅', '发起支委会,11月27日上午9点')
  await room.tells('李雪梅', '还有谁没报', /应到5,还有5位没有报:王建平、李雪梅、彭莉、何静、蒋国梁。$/)
})

test('when all places are taken the next one is told so, and the keeper may exceed it', async () => {
  await room.says('李雪梅', '发起参观,11月27日上午9点,名额2个')
  await room.says('刘芳', '参加', /^教育基地参观:参加。/)
  await room.says('彭莉', '参加', /^教育基地参观:参加。/)
  await room.says('何静', '参加', '11月教育基地参观名额2个,已经满了,先没有登记。有人退出时再告诉我一声。')
  await room.says('刘芳', '刚才那个不算')
  await room.says('何静', '参加', /^教育基地参观:参加。/)
  await room.tells('李雪梅', '谭海波参加', /已按您说的登记:谭海波,参加/)
})

test('the keeper changes the number of places; who is registered stays registered', async () => {
  await room.says('李雪梅', '发起参观,11月27日上午9点,名额1个')
  await room.says('刘芳', '参加')
  await room.says('何静', '参加', /名额1个,已经满了/)
  await room.tells('李雪梅', '参观加到3人', '好的,11月教育基地参观(27日)名额3个,已报1。')
  await room.says('何静', '参加', /^教育基地参观:参加。/)
  await room.tells('李雪梅', '名额改成1个', /名额1个,已报的2位保留,不再接收新的。/)
  for (const said of ['再加2个名额', '名额再加10个', '增加10个名额', '名额减5个', '再加10个', '减5个'])
    await room.tells('李雪梅', said, /请写总数/)
  await room.tells('李雪梅', '把人数改成28', /^没有改动。要改名额请写明/)
  for (const said of ['实到人数改成28', '订餐人数改成28人'])
    expect((await room.tells('李雪梅', said)).text).not.toContain('名额28个')
  await room.tells('李雪梅', '名额放宽到4个', /名额4个/)
  await room.tells('李雪梅', '不限人数了', '好的,11月教育基地参观(27日)不限名额。')
  await room.says('彭莉', '参加', /^教育基地参观:参加。/)
})

test('what was held in a quarter is told in totals, without names or rates', async () => {
  await room.says('李雪梅', '发起主题党日,11月27日下午3点,三楼会议室')
  itIs('2026-11-30 09:00')
  await room.tells('李雪梅', '除老谭请假外都到了')
  await room.tells('李雪梅', '确认')
  await room.tells('李雪梅', '核对无误')
  await room.tells(
    '李雪梅',
    '本季度开展情况',
    '第一党支部2026年四季度开展组织生活1次:\n11月主题党日(27日):应到26,实到25,请假1',
  )
  await room.tells('李雪梅', '今年到会率多少', /不算出勤率,也不排名次/)
  await room.tells('刘芳', '本季度开展情况', '这一步由支部书记、副书记或组织委员来做。')
})

test('who can see the register and for how long it is kept is told to anybody who asks', async () => {
  await room.tells('刘芳', '我的记录谁能看', /支部书记、副书记、组织委员看得到本支部的登记,其他同志看不到/)
  await room.tells('刘芳', '我的记录保存多久', /登记保存3年/)
})

const announced = (title: string, when: string, ...rest: string[]) =>
  new RegExp(`^${[title, `时间:${when}`, ...rest].join('\n').replaceAll('(', '\\(').replaceAll(')', '\\)')}`)

test.each([
  [
    '各位同志,本月读书会定于25日(周三)下午3点在二楼党员活动室,读《乡土中国》,请大家24号下班前报名',
    announced(
      '11月读书会',
      '11月25日(周三)15:00',
      '地点:二楼党员活动室',
      '内容:读《乡土中国》',
      '请在11月24日(周二)17:30前',
    ),
  ],
  ['12月读书会定于23日下午3点', announced('12月读书会', '12月23日(周三)15:00')],
  [
    '11月主题党日定于11月27日(星期五),下午15:00,地点三楼会议室',
    announced('11月主题党日', '11月27日(周五)15:00', '地点:三楼会议室'),
  ],
  [
    '定于27日在三楼会议室开展主题党日,下午3点开始',
    announced('11月主题党日', '11月27日(周五)15:00', '地点:三楼会议室'),
  ],
  [
    '27号主题党日,参观红色教育基地,早上8点集合',
    announced('11月主题党日', '11月27日(周五)08:00', '地点:红色教育基地'),
  ],
  [
    '明天下午支部开个支委会,3点,小会议室',
    announced('11月支部委员会会议', '11月21日(周六)15:00', '地点:小会议室'),
  ],
  ['11.27下午3点主题党日,大家报个名', announced('11月主题党日', '11月27日(周五)15:00')],
  ['党课1.5小时,周五下午3点,三楼会议室', announced('11月党课', '11月27日(周五)15:00', '地点:三楼会议室')],
  [
    '下周四(26号)14:30 读书会 阅览室 读《乡土中国》',
    announced('11月读书会', '11月26日(周四)14:30', '地点:阅览室'),
  ],
  [
    '本周五组织观看警示教育片,下午3点,多功能厅',
    announced('11月警示教育', '11月20日(周五)15:00', '地点:多功能厅'),
  ],
  [
    '11月27日下午3:00,支部组织赴烈士陵园开展主题党日,请报名',
    announced('11月主题党日', '11月27日(周五)15:00', '地点:烈士陵园'),
  ],
])('an announcement as secretaries write it opens the session: %s', async (said, answer) => {
  await room.says('李雪梅', said, answer)
})
