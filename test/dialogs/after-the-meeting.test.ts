import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SettableClock } from '../../src/clock.ts'
import { openRoom, type Room } from '../support/room.ts'

let room: Room
beforeEach(async () => {
  room = await openRoom()
  await room.says('李雪梅', '发起主题党日,11月27日下午3点,三楼会议室')
  await room.says('刘芳', '参加')
  await room.says('谭海波', '请假,下乡')
})
afterEach(() => room.stop())

/** '2026-11-30 09:00', Shanghai time. */
function itIs(when: string) {
  const clock = room.app.clock as SettableClock
  clock.set(new Date(`${when.replace(' ', 'T')}:00+08:00`))
}

/** The party day is over, and the register is checked and archived on the Monday after it. */
async function checkedOnMonday() {
  itIs('2026-11-30 09:00')
  await room.tells('李雪梅', '彭莉缺席')
  await room.tells('李雪梅', '核对无误', /已核对归档:应到26,实到1,请假1,缺席1/)
}

test('after the archive the secretary gives a reason, by number or in her own words', async () => {
  await checkedOnMonday()
  await room.tells(
    '李雪梅',
    '主题党日刘芳改成病假',
    '11月主题党日(27日)已经归档,改动要注明原因。将改为:刘芳,请假(病假)。请回原因:1 当天漏记  2 记错了人  3 记错了情况  4 本人说明后核实,或者写"原因:……";回"取消"作罢。',
  )
  expect((await room.marks())['刘芳']).toBe('present')
  await room.tells(
    '李雪梅',
    '3',
    '已改:11月主题党日(27日),刘芳,请假(病假)。补录 2026-11-30 · 经办:李雪梅 · 原因:记错了情况',
  )
  expect((await room.marks())['刘芳']).toBe('leave sick')
  await room.tells(
    '李雪梅',
    '主题党日曹阳已到,原因:签到表看漏一行',
    '已改:11月主题党日(27日),曹阳,已到。补录 2026-11-30 · 经办:李雪梅 · 原因:签到表看漏一行',
  )
})

test('a past day that is given by its date alone is past, before the register is archived and after it', async () => {
  itIs('2026-11-30 09:00')
  await room.tells('李雪梅', '发起主题党日,12月4日下午3点,三楼会议室')
  await room.tells('曹阳', '27日的党日我请的病假', /11月主题党日.*病假/)
  await room.tells('李雪梅', '11月主题党日核对无误')
  await room.tells(
    '彭莉',
    '27日的党日我请的病假',
    '收到。11月主题党日(27日)已经核对归档,我请书记确认后补录:请假(病假)。',
  )
  await room.tells('何静', '4日的党日我请病假', /12月主题党日.*病假/)
  await room.tells('曹阳', '27日我要接访,请假', /12月主题党日.*请假/)
  expect((await room.marks())['彭莉']).toBe(undefined)
})

test('while a reason is awaited, a command is carried out, and the question stays', async () => {
  await checkedOnMonday()
  await room.tells('李雪梅', '主题党日彭莉改成已到', /请回原因/)
  await room.tells('李雪梅', '导出登记表', /^(?!已改).*登记/)
  expect((await room.marks())['彭莉']).toBe('absent')
  await room.tells('李雪梅', '原因:签到表看漏一行', /^已改:.*彭莉,已到。.*原因:签到表看漏一行$/)
  expect((await room.marks())['彭莉']).toBe('present')
})

test.each([
  '本人没来,登错了',
  '他当时来晚了',
  '登记错了',
  '记错了',
  '我请假',
  '当时点名点漏了',
  '档案室',
  '确认',
  '5',
  '党日',
  '主题党日刘芳改成病假',
  '除老谭请假外都到了',
])('while a reason is awaited, %s is neither a mark nor a reason', async said => {
  await checkedOnMonday()
  await room.tells('李雪梅', '主题党日彭莉改成已到', /请回原因/)
  const before = await room.marks()
  await room.tells('李雪梅', said, '还没有改动。请回前面的数字,或者写"原因:……";回"取消"作罢。')
  expect(await room.marks()).toEqual(before)
  await room.tells('李雪梅', '是因为签到表看漏一行', /^已改:.*彭莉,已到。.*原因:签到表看漏一行$/)
})

test.each(['原因:本人没来,登错了', '因为他当时来晚了', '原因:请假条后来才交', '理由:本人已到,漏登了'])(
  'words that begin as a reason are one, whatever they tell: %s',
  async said => {
    await checkedOnMonday()
    await room.tells('李雪梅', '主题党日彭莉改成已到', /请回原因/)
    await room.tells('李雪梅', said, /^已改:11月主题党日\(27日\),彭莉,已到。/)
  },
)

test('a reason is picked with a Chinese number, too', async () => {
  await checkedOnMonday()
  await room.tells('李雪梅', '主题党日彭莉改成已到', /请回原因/)
  await room.tells('李雪梅', '第一个', /^已改:.*原因:当天漏记$/)
})

test('a reason that tells of an illness is not kept, and nothing is changed', async () => {
  await checkedOnMonday()
  await room.tells('李雪梅', '主题党日刘芳改成病假,原因:她住院了', /这些我不保存/)
  expect((await room.marks())['刘芳']).toBe('present')
})

test.each([
  '当天血糖低晕倒送医',
  '她发烧39度去医院挂水',
  '身份证430102199001011',
  '手机138 1234 5678联系过',
  '手机138-1234-5678联系过',
])('%s is not kept as a reason', async reason => {
  await checkedOnMonday()
  await room.tells('李雪梅', `主题党日刘芳改成病假,原因:${reason}`, /这些我不保存/)
  await room.tells('李雪梅', '主题党日刘芳改成病假', /请回原因/)
  await room.tells('李雪梅', `原因:${reason}`, /这些我不保存/)
  expect((await room.marks())['刘芳']).toBe('present')
})

test.each(['请假', '我今天请假,家里有事', '参加'])(
  'when nothing is open any more, %s is not about the archived register',
  async said => {
    await checkedOnMonday()
    await room.tells('曹阳', said, /^现在没有正在登记的活动/)
    await room.tells('李雪梅', said, /^现在没有正在登记的活动/)
    await room.tells('曹阳', `主题党日${said}`, /^现在没有正在登记的活动/)
    await room.tells('李雪梅', '我的记录', '还没有您的登记记录。')
  },
)

test('what was is still told of the archived register, by its month or by 那天', async () => {
  await checkedOnMonday()
  await room.tells('曹阳', '11月主题党日我请公假', /^收到。11月主题党日\(27日\)已经核对归档/)
  await room.tells('田甜', '那天我请的事假', /^收到。11月主题党日\(27日\)已经核对归档/)
  await room.tells('彭莉', '已到', /^收到。11月主题党日\(27日\)已经核对归档/)
})

test('what is taken back before a reason was given changes nothing', async () => {
  await checkedOnMonday()
  await room.tells('李雪梅', '主题党日刘芳改成病假')
  await room.tells('李雪梅', '取消', '好的,没有改动。')
  expect((await room.marks())['刘芳']).toBe('present')
})

test('a member asks why, says what was, and the secretary accepts with one word', async () => {
  await checkedOnMonday()
  itIs('2026-12-01 10:00')
  await room.tells(
    '彭莉',
    '为什么算我缺席',
    [
      '11月主题党日(27日),您的登记是:缺席。',
      '经过:',
      '11月30日(周一)09:00 缺席,支部登记(李雪梅)',
      '与实际不符,请直接说当天的情况,例如"那天到了",我转请书记确认。',
    ].join('\n'),
  )
  await room.tells('彭莉', '我那天到了', '收到。11月主题党日(27日)已经核对归档,我请书记确认后补录:已到。')
  await room.tells('彭莉', '我那天到了', '11月主题党日(27日)的更正已经转给书记,等她确认。')
  expect((await room.marks())['彭莉']).toBe('absent')
  await room.tells(
    '李雪梅',
    '我的记录',
    /请核实:彭莉说11月主题党日\(27日\)应记为已到\(现在是缺席\)。属实回"确认",按补录记;不属实回"取消"。$/,
  )
  await room.tells(
    '李雪梅',
    '确认',
    '已改:11月主题党日(27日),彭莉,已到。补录 2026-12-01 · 经办:李雪梅 · 原因:本人说明后核实',
  )
  expect((await room.marks())['彭莉']).toBe('present')
  await room.tells('彭莉', '为什么算我缺席', /您的登记是:已到。[^]*您的更正:书记已确认。/)
})

test('politeness is no consent: only 确认 accepts a correction, and 核对无误 is about the register at hand', async () => {
  await checkedOnMonday()
  await room.tells('彭莉', '我那天到了')
  await room.tells('李雪梅', '我的记录', /请核实/)
  await room.tells('李雪梅', '好的', '更正还等您一句话:属实回"确认",不属实回"取消"。')
  expect((await room.marks())['彭莉']).toBe('absent')
  await room.tells('李雪梅', '核对无误', /现在没有正在登记的活动/)
  expect((await room.marks())['彭莉']).toBe('absent')
})

test('what the secretary declines stays as it was, and the member can see it', async () => {
  await checkedOnMonday()
  await room.tells('彭莉', '我那天到了')
  await room.tells('李雪梅', '我的记录', /请核实/)
  await room.tells('李雪梅', '取消', '好的,11月主题党日(27日)没有改动。')
  expect((await room.marks())['彭莉']).toBe('absent')
  await room.tells('彭莉', '为什么算我缺席', /您的更正:书记没有采纳。/)
})

test('a colleague cannot change an archived register for somebody else', async () => {
  await checkedOnMonday()
  await room.tells('曹阳', '彭莉那天到了', /已经归档或取消,没有改动/)
  expect((await room.marks())['彭莉']).toBe('absent')
})

test('what was missed is made up beside the mark, not instead of it', async () => {
  await checkedOnMonday()
  itIs('2026-12-03 10:00')
  await room.tells('谭海波', '已补学', '好的,已记:11月主题党日(27日),已补学。到会情况不变。')
  await room.tells('李雪梅', '彭莉已补学', '已记:11月主题党日(27日),彭莉已补学。到会情况不变。')
  await room.tells('刘芳', '已补学', '11月主题党日(27日)登记的是到会,不用补学。')
  await room.tells('曹阳', '彭莉已补学', '补学由本人或书记来说,我没有登记。')
  await room.tells('谭海波', '我的记录', '您的登记:\n11月主题党日(27日):请假(公假)(已补学)')
  const marks = await room.marks()
  expect([marks['谭海波'], marks['彭莉']]).toEqual(['leave official', 'absent'])
})

test('a meeting that was held and not entered is entered as that, with its real day and a reason', async () => {
  await room.tells('李雪梅', '发起党课,11月13日下午3点', /确实开过、当时没登记,请说"补录"/)
  await room.tells('李雪梅', '补录党课,11月13日下午3点,三楼会议室', /补录请写明当时为什么没有登记/)
  await room.tells(
    '李雪梅',
    '补录党课,11月13日下午3点,三楼会议室,原因:当天没有登记',
    '好的,11月党课(11月13日(周五)15:00)按补录记,登记表上会注明。请告诉我到会情况,例如"除老谭请假外都到了",再回"核对无误"归档。',
  )
  await room.tells('李雪梅', '党课除老谭请假外都到了', /将有25位登记为已到/)
  await room.tells('李雪梅', '确认')
  await room.tells('李雪梅', '党课核对无误', /11月党课\(13日\)已核对归档:应到26,实到25,请假1/)
})

test('whoever asks for one kind of activity hears of that kind, and how often', async () => {
  await room.tells('李雪梅', '发起读书会,12月2日下午3点,阅览室')
  await room.tells('刘芳', '读书会我请公假')
  await checkedOnMonday()
  await room.tells(
    '刘芳',
    '我今年参加了几次主题党日',
    '您2026年主题党日的登记:到会1次。\n11月主题党日(27日):已到',
  )
  await room.tells(
    '刘芳',
    '我请过几次假',
    /^您的登记:到会1次,请假1次。\n12月读书会\(2日\):请假\(公假\)\n11月主题党日/,
  )
  await room.tells('刘芳', '我今年参加了几次党课', '还没有您2026年党课的登记记录。')
  await room.tells('刘芳', '我的记录', /^您的登记:\n12月读书会.*\n11月主题党日/)
})

test('who came last time is told of the archived register: names to the keeper, numbers to everybody', async () => {
  await checkedOnMonday()
  await room.tells(
    '李雪梅',
    '上次党日谁没来',
    /^11月主题党日\(27日\):应到26,实到1,请假1\(公1\),缺席1,未报23。\n已到:刘芳/,
  )
  await room.says('彭莉', '上次党日来了多少人', '11月主题党日:应到26,实到1,请假1,缺席1,未报23。')
})

describe('核对无误 when two registers wait for it', () => {
  const ask =
    '有2项在等核对:\n1 11月主题党日(27日)\n2 11月读书会(28日)\n是哪一项?请回序号、名称或日期;都没有问题请回"都核对无误"。'
  const partyDay = /^11月主题党日\(27日\)已核对归档:[^\n]*$/
  beforeEach(async () => {
    await room.says('李雪梅', '发起读书会,11月28日下午3点,三楼会议室')
    itIs('2026-11-30 09:00')
  })

  test.each(['党日', '27号的', '27日', '1', '第一个', '主题党日核对无误'])(
    'is asked about once, and %s is the answer',
    async answer => {
      await room.tells('李雪梅', '核对无误', ask)
      await room.tells('李雪梅', answer, partyDay)
      await room.tells('李雪梅', '核对无误', /^11月读书会\(28日\)已核对归档/)
    },
  )

  test.each(['都核对无误', '两个都核对无误', '都是'])('%s archives both', async answer => {
    await room.tells('李雪梅', '核对无误', ask)
    await room.tells('李雪梅', answer, /^11月主题党日\(27日\)已核对归档:.*\n11月读书会\(28日\)已核对归档:.*$/)
  })

  test('都对 behind the list of one is about its names, and archives no other', async () => {
    await room.tells('李雪梅', '读书会核对名单', /读书会/)
    await room.tells('李雪梅', '核对无误,都对', /^11月读书会\(28日\)已核对归档/)
    await room.tells('李雪梅', '核对无误', /^11月主题党日\(27日\)已核对归档/)
  })

  test('a day, or 都, needs no question', async () => {
    await room.tells('李雪梅', '27号的核对无误', partyDay)
    await room.says('李雪梅', '发起支委会,11月30日上午8点,三楼会议室')
    await room.tells('李雪梅', '都核对无误', /^11月读书会/)
  })

  test('a day of the week without 上 or 下 is the last one, also where something is to come on the next', async () => {
    await room.says('李雪梅', '发起支委会,12月4日下午3点,三楼会议室')
    await room.tells('李雪梅', '核对周五的名单', /^11月主题党日/)
    await room.tells('李雪梅', '周五的核对无误', partyDay)
    await room.tells('李雪梅', '星期六的核对无误', /^11月读书会\(28日\)已核对归档/)
    await room.tells('李雪梅', '这周五的核对无误', /^12月支部委员会会议\(4日\).*还没有到。/)
  })

  test('a day of the week is an answer as well', async () => {
    await room.says('李雪梅', '发起支委会,12月4日下午3点,三楼会议室')
    await room.tells('李雪梅', '核对无误', ask)
    await room.tells('李雪梅', '周五的', partyDay)
  })

  test('what is no answer leaves it open, and no archives nothing', async () => {
    await room.tells('李雪梅', '核对无误', ask)
    await room.tells('李雪梅', '支委会', /^没有对上,还没有归档。/)
    await room.tells('李雪梅', '先不归档', /^好的/)
    await room.tells('李雪梅', '核对无误', ask)
  })
})

describe('上次党日的名单', () => {
  const register = /^11月主题党日\(27日\):应到26,.*刘芳/s

  test('is the last one that was held, archived or not, for its keeper in private', async () => {
    await room.tells('李雪梅', '上次党日的名单', /^最近三个月没有开过这项活动/)
    itIs('2026-11-28 09:00')
    await room.tells('李雪梅', '上次党日的名单', register)
    await checkedOnMonday()
    await room.says('李雪梅', '发起主题党日,12月4日下午3点,三楼会议室')
    await room.tells('李雪梅', '上次党日的名单', register)
    await room.tells('李雪梅', '上次的到会名单', register)
    await room.says('李雪梅', '上次党日的名单', /^11月主题党日:应到26,[^刘]*名单请私聊我看。$/)
  })

  test('is not for a cadre, who is offered her own record', async () => {
    await checkedOnMonday()
    const refusal = '其他同志的记录不便提供,您可以查自己的:"我的记录"。'
    await room.says('刘芳', '上次党日的名单', refusal)
    await room.tells('刘芳', '上次党日的名单', refusal)
  })
})
