import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SettableClock } from '../../src/clock.ts'
import { openRoom, type Room } from '../support/room.ts'

let room: Room
beforeEach(async () => {
  room = await openRoom()
})
afterEach(() => room.stop())

const OPEN = '发起主题党日,11月27日下午3点,三楼会议室,主题是学习支部工作条例'

test('a party day is opened by the secretary and answered in one sentence', async () => {
  await room.says(
    '李雪梅',
    OPEN,
    [
      '11月主题党日',
      '时间:11月27日(周五)15:00',
      '地点:三楼会议室',
      '内容:学习支部工作条例',
      '参加请发"@清风 参加",有事发"@清风 请假",也可以私聊清风。不回复也没关系,支部会另行联系。',
    ].join('\n'),
  )
  await room.says('刘芳', '参加', '已登记:主题党日,参加。已报1。')
  await room.says('谭海波', '请假,下乡', '已登记:主题党日,请假。已报2。')
  await room.tells('彭莉', '病假,发烧了', '已登记:11月主题党日(27日),请假(病假)。要改随时告诉我。')
  await room.says('刘芳', '改成请假吧,临时通知去区里开会', '已改为:主题党日,请假。已报3。')
  expect(await room.marks()).toEqual({ 刘芳: 'leave official', 谭海波: 'leave official', 彭莉: 'leave sick' })
})

test('a member cannot open a session, and before one is open nothing is registered', async () => {
  await room.says('刘芳', '参加', '现在没有正在登记的活动。有新的活动我会在群里说明。')
  await room.says('刘芳', OPEN, '这一步由支部书记、副书记或组织委员来做。')
  expect(await room.marks()).toEqual({})
})

test('a session needs a day and a time, in the future', async () => {
  await room.says(
    '李雪梅',
    '发起主题党日',
    '请把时间一起告诉我,例如:发起主题党日,11月27日下午3点,三楼会议室。',
  )
  await room.says('李雪梅', '发起主题党日,11月3日下午3点', /已经过去了,没有发起/)
  await room.says('李雪梅', OPEN)
  await room.says('李雪梅', OPEN, '11月主题党日(27日)已经发起过了,没有重复发起。')
})

test('questions, acknowledgements, hedges and chatter register nothing', async () => {
  await room.says('李雪梅', OPEN)
  await room.says('刘芳', '怎么请假')
  await room.says('刘芳', '收到', '')
  await room.says('刘芳', '可能来不了', '明白,先不登记。定下来时告诉我一声就行。')
  await room.says('刘芳', '王建平到了没')
  await room.says('刘芳', '谢谢书记🌹')
  expect(await room.marks()).toEqual({})
})

test('who is registered and then hesitates hears what stands; the type of leave only in private', async () => {
  await room.says('李雪梅', OPEN)
  await room.tells('刘芳', '病假', /请假\(病假\)/)
  await room.says('刘芳', '可能又能来了', '明白,先不改,登记的仍是请假。要改请直接说"参加"或"请假"。')
  await room.tells('刘芳', '可能又能来了', '明白,先不改,登记的仍是请假(病假)。要改请直接说"参加"或"请假"。')
  await room.tells('刘芳', '撤回', /./)
  await room.tells('刘芳', '可能来', '明白,先不登记。定下来时告诉我一声就行。')
})

test('没报的 are those who have said nothing: who has answered stays as answered', async () => {
  await room.says('李雪梅', OPEN)
  await room.says('刘芳', '参加')
  await room.tells('李雪梅', '把没报的都按请假算', /将有25位登记为请假/)
  await room.tells('李雪梅', '确认', /已登记25位/)
  expect((await room.marks())['刘芳']).toBe('planned')
})

test.each(['没报到的都算缺席', '没点到的都到了', '除马晓东没登记外全到', '其余都到了,没报的也来了'])(
  '%s is about who has announced to come, too',
  async said => {
    await room.says('李雪梅', OPEN)
    await room.says('刘芳', '参加')
    const clock = room.app.clock as SettableClock
    clock.set(new Date('2026-11-30T01:00:00Z'))
    await room.tells('李雪梅', said, /将有.*刘芳/)
  },
)

test('after a name that nobody has, a new wish is heard and not taken for the name', async () => {
  await room.says('李雪梅', OPEN)
  await room.tells('李雪梅', '把李伟改成公假', /没有找到这位同志/)
  await room.tells('李雪梅', '截止到周三下午五点', /延长到11月25日/)
  await room.tells('李雪梅', '把李伟改成公假', /没有找到这位同志/)
  await room.tells('李雪梅', '刘芳', /刘芳,请假\(公假\)/)
})

test('a colleague may report for another, who can change it; the secretary has the last word', async () => {
  await room.says('李雪梅', OPEN)
  await room.says('彭莉', '我代刘芳请假', '已按您说的登记:刘芳,请假(11月主题党日)。本人可随时更改。')
  await room.says('刘芳', '改一下,我能参加了', '已改为:主题党日,参加。已报1。')
  await room.says('彭莉', '刘芳请假', /由本人或书记登记,我没有改动/)
  await room.says('李雪梅', '刘芳公假,我批过了')
  await room.says('刘芳', '参加', /由本人或书记登记,我没有改动/)
  expect(await room.marks()).toEqual({ 刘芳: 'leave official' })
})

test('two members of one name are told apart, and never guessed', async () => {
  await room.says('李雪梅', OPEN)
  await room.says(
    '彭莉',
    '张伟请假',
    '名单里有同名的同志,我先不登记。请私聊我说明,或写上科室再说一次,例如"张伟(档案室)请假"。',
  )
  await room.tells(
    '彭莉',
    '帮张伟请假',
    '名单里有两位张伟:档案室、综合科。请问是哪一位?回"档案室"或"综合科"即可。',
  )
  await room.tells('彭莉', '综合科')
  expect(await room.marks()).toEqual({ '张伟(综合科)': 'leave unspecified' })
})

test('counts are for the group, names for the secretary alone', async () => {
  await room.says('李雪梅', OPEN)
  await room.says('刘芳', '参加')
  await room.says('李雪梅', '还有谁没报', '11月主题党日:应到26,已报1,还有25位没有报。名单请私聊我看。')
  await room.says('彭莉', '还有谁没报', '11月主题党日:应到26,已报1,还有25位没有报。')
  await room.tells('彭莉', '还有谁没报', '11月主题党日:应到26,已报1,还有25位没有报。')
  await room.tells('李雪梅', '还有谁没报', /还有25位没有报:王建平、李雪梅、张伟\(档案室\)、张伟\(综合科\)、/)
  await room.says('彭莉', '刘芳为啥没来', '其他同志的记录不便提供,您可以查自己的:"我的记录"。')
})

test('who keeps the register asks about one member in private, and hears what stands', async () => {
  await room.says('李雪梅', OPEN)
  await room.tells('李雪梅', '刘芳报了没', '11月主题党日(27日):刘芳,还没有报。')
  await room.tells('刘芳', '事假')
  await room.tells('李雪梅', '刘芳怎么还没报', '11月主题党日(27日):刘芳,请假(事假)。')
  await room.says('李雪梅', '刘芳报了没', '其他同志的情况请私聊我查看。')
  await room.tells('李雪梅', '张伟报了没', /张伟\(档案室\)、张伟\(综合科\).*例如"张伟\(档案室\)报了没"。$/)
  await room.tells('李雪梅', '张伟(档案室)报了没', '11月主题党日(27日):张伟(档案室),还没有报。')
  await room.tells('彭莉', '参加')
  await room.tells('李雪梅', '刘芳和彭莉报了没', /:刘芳,请假\(事假\)。\n.*:彭莉,参加。$/)
  await room.tells('彭莉', '刘芳报了没', '其他同志的记录不便提供,您可以查自己的:"我的记录"。')
  const clock = room.app.clock as SettableClock
  clock.set(new Date('2026-11-30T01:00:00Z'))
  await room.tells('李雪梅', '彭莉报了没', '11月主题党日(27日):彭莉,报的参加,还没核对。')
})

test('the paper list is one sentence, previewed, confirmed, checked and archived', async () => {
  await room.says('李雪梅', OPEN)
  await room.says('刘芳', '请假,下乡')
  const clock = room.app.clock as SettableClock
  clock.set(new Date('2026-11-30T01:00:00Z'))
  await room.tells(
    '李雪梅',
    '除老谭外都到了',
    /^11月主题党日\(27日\):将有24位登记为已到:王建平、李雪梅、张伟\(档案室\)、.*、田宝林;谭海波不变;另有1位已登记请假,不改:刘芳。回"确认"生效,回"取消"作罢。$/,
  )
  expect((await room.marks())['王建平']).toBeUndefined()
  await room.tells('李雪梅', '确认', '已登记24位:11月主题党日。回"核对无误"归档,或直接告诉我怎么改。')
  await room.tells('李雪梅', '核对无误', '11月主题党日(27日)已核对归档:应到26,实到24,请假1,未报1(不记缺席)。')
  const marks = await room.marks()
  expect(marks['王建平']).toBe('present')
  expect(marks['刘芳']).toBe('leave official')
  expect(marks['谭海波']).toBeUndefined()
  await room.says('彭莉', '参加', /^现在没有正在登记的活动/)
})

test('the preview for all others says whose leave it leaves as it is, in the group by number alone', async () => {
  await room.says('李雪梅', OPEN)
  await room.says('刘芳', '请假,下乡')
  await room.says('彭莉', '病假')
  const clock = room.app.clock as SettableClock
  clock.set(new Date('2026-11-30T01:00:00Z'))
  const kept = /登记为已到:(?!.*(刘芳|彭莉).*;).*;陈志强请假;另有2位已登记请假,不改:(刘芳、彭莉|彭莉、刘芳)。/
  await room.tells('李雪梅', '除陈志强病假外,其余都到了', kept)
  await room.tells('李雪梅', '确认')
  const { 刘芳, 彭莉, 陈志强 } = await room.marks()
  expect([刘芳, 彭莉, 陈志强]).toEqual(['leave official', 'leave sick', 'leave sick'])
  await room.says('李雪梅', '除陈志强病假外,其余都到了', /;另有2位已登记请假,不改。回"确认"/)
})

test('planned becomes present only by the word of the secretary', async () => {
  await room.says('李雪梅', OPEN)
  await room.says('刘芳', '参加')
  await room.tells('李雪梅', '核对无误', /还没有到。确实已经开过,请回"确认"归档;还没开就不用管。/)
  expect(await room.marks()).toEqual({ 刘芳: 'planned' })
  const clock = room.app.clock as SettableClock
  clock.set(new Date('2026-11-30T01:00:00Z'))
  await room.tells('李雪梅', '核对无误', /已核对归档:应到26,实到1/)
  expect(await room.marks()).toEqual({ 刘芳: 'present' })
})

test('the smart bot and the app are one single chat', async () => {
  await room.says('李雪梅', OPEN)
  await room.tells('彭莉', '请假', /方便的话回复 公\/病\/事 中的一个字/)
  await room.tellsApp('彭莉', '公', /请假\(公假\)/)
  expect(await room.marks()).toEqual({ 彭莉: 'leave official' })
})

test('with two sessions open the bot asks in private, or follows the one named', async () => {
  await room.says('李雪梅', OPEN)
  await room.says('李雪梅', '发起读书会,11月25日下午3点,二楼阅览室')
  await room.tells(
    '刘芳',
    '参加',
    '目前有两项在登记:1 11月读书会(25日)  2 11月主题党日(27日)。请回数字,或"都是"。',
  )
  await room.tells('刘芳', '都是')
  await room.says('彭莉', '读书会请假,党日参加')
  const open = await room.app.ledger.read
    .selectFrom('marks')
    .innerJoin('sessions', 'sessions.id', 'marks.session_id')
    .innerJoin('people', 'people.id', 'marks.person_id')
    .select(['people.name', 'sessions.kind', 'marks.status'])
    .orderBy('marks.id')
    .execute()
  expect(open).toEqual([
    { name: '刘芳', kind: 'book_club', status: 'planned' },
    { name: '刘芳', kind: 'theme_party_day', status: 'planned' },
    { name: '彭莉', kind: 'book_club', status: 'leave' },
    { name: '彭莉', kind: 'theme_party_day', status: 'planned' },
  ])
})

test('a mark can be taken back', async () => {
  await room.says('李雪梅', OPEN)
  await room.says('刘芳', '参加')
  await room.says('刘芳', '刚才那个不算', '好的,已撤回。已报0。')
  await room.says('李雪梅', '还有谁没报', /应到26,已报0/)
})

test('what the secretary says of an activity is about that activity', async () => {
  await room.says('李雪梅', OPEN)
  await room.says('李雪梅', '发起读书会,11月25日下午3点,二楼阅览室')
  await room.tells('李雪梅', '主题党日除老谭外都到了', /^11月主题党日\(27日\)/)
  await room.tells('李雪梅', '取消')
  await room.tells('李雪梅', '主题党日改为11月26日下午3点', /11月26日/)
  expect(await room.marks()).toEqual({})
})

test('everybody but one did not come: the one is the exception', async () => {
  await room.says('李雪梅', OPEN)
  await room.tells('李雪梅', '除刘芳外都没来', /刘芳不变/)
})

test('absence is the word of the secretary', async () => {
  await room.says('李雪梅', OPEN)
  await room.tells('李雪梅', '刘芳缺席')
  expect(await room.marks()).toEqual({ 刘芳: 'absent' })
})

test('a slip of the secretary that is taken back does not keep the member out', async () => {
  await room.says('李雪梅', OPEN)
  await room.tells('李雪梅', '刘芳公假')
  await room.tells('李雪梅', '撤销刘芳的登记')
  await room.says('刘芳', '参加', '已登记:主题党日,参加。已报1。')
})

test('nobody takes over an account that is bound already by saying a name', async () => {
  await room.says('李雪梅', OPEN)
  const { emulator } = room.app
  emulator!.switches.encryptSenderIds = true
  await room.tells('刘芳', '我是彭莉')
  await room.tellsApp('李雪梅', '同意 彭莉')
  await room.tells('曹阳', '我是彭莉', /绑定码/)
})

test('what is to be passed on must not hold an illness or a number', async () => {
  await room.says('李雪梅', OPEN)
  await room.tells('李雪梅', '明天上午9点提醒大家交材料,刘芳确诊住院了', /不保存/)
})
