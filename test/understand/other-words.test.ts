import { describe, expect, test } from 'vitest'
import type { Intent } from '../../src/understand/reading.ts'
import { understand } from '../../src/understand/understand.ts'
import { inGroup, inSingleChat, secretary } from './branch.ts'

// One thing said in many ways, some of them roundabout or in the colour of a dialect.
const BY_THE_SECRETARY: readonly [Intent, string[]][] = [
  [
    'session.open',
    [
      '下礼拜三下午三点搞一场读书会,帮我收一下名字',
      '25号带大家去敬老院做志愿者,想去的找你报名,限十五个人',
      '二十八号上午去红军纪念馆,八点单位门口集合,能去的吱一声',
      '下周二下午两点半,请党校老师来讲一课,地点在三楼会议室,通知报名',
    ],
  ],
  ['session.close', ['登记先停一停', '报名通道给我关上', '名额满了,别再收了']],
  ['session.extend', ['让他们明早再报也行', '别那么早关,等驻村的回来', '再宽限一个晚上']],
  ['session.reopen', ['报名恢复一下', '还有人没报上,再开个口子', '把昨天那场解锁,补两个人']],
  ['session.reschedule', ['会议室被占了,党日挪到四楼', '集合点换成北门', '别在礼堂了,去活动室']],
  ['session.cancel', ['这次参观黄了', '下雪了,植树就免了', '大家明天不用来开会了']],
  ['ledger.export', ['检查要看,到会登记给我来一套', '三季度的学习记录汇成一个文档']],
  ['minutes.draft', ['帮忙拟个支委会记录稿']],
  ['member.list', ['三组有哪几个人', '把一组的人念一遍']],
  ['member.update', ['彭莉升副科长了', '老谭的称呼加个谭老师']],
  ['member.remove', ['小马借调期满回去了,以后不用算他']],
  ['member.add', ['来了个预备党员,王雨桐,登上']],
  ['remind.cancel', ['催报的先停', '后面那条催办不用发了']],
  ['remind.pending', ['给没动静的同志提个醒']],
  ['notice.publish', ['把放假安排贴到群里']],
  ['quorum.check', ['支委到了两个,开得成吗']],
  ['stats.report', ['党员大会今年开够了没有']],
]

const BY_A_MEMBER: readonly [Intent, string[]][] = [
  ['session.info', ['要带身份证不', '片子有多长', '还有空位没得', '线上入口在哪里', '大巴几点走']],
  ['duty.query', ['下周轮到哪个领导接访', '年底前还剩哪些活没干完', '三个规定好久填']],
  ['rule.version', ['2018年那个用车办法还管用不', '差旅新规从几号开始算']],
  ['rule.source', ['凭啥,有文件没', '请假那条的原话是啥']],
  ['rule.ask', ['迟到几分钟才算迟到', '请假要几天前说哇', '中心组一年最少学几次', '考核是怎么打分的']],
  ['help', ['该跟你说啥才行', '头一回用,教一下', '这个小助手咋整']],
  ['remind.mute', ['莫再催我了', '消息太烦了,给我静音']],
  ['remind.snooze', ['现在忙,四点再问我', '礼拜二再跟我讲这个']],
  ['privacy.ask', ['书记能不能看我请假原因', '聊天你都记着吗']],
  ['roster.query_self', ['上次党日给我记的啥']],
  ['mark.ambiguous', ['想去是想去,就怕路不通', '审得完就去,审不完就算了', '没准儿来,没准儿不来']],
  ['clarify.reply', ['别,先放着', '莫忙发,我再看一眼', '不是,我说的是另一场']],
]

describe('a wish in unusual words is understood', () => {
  test.each(BY_THE_SECRETARY)('from the secretary: %s', (intent, texts) => {
    for (const text of texts) expect([text, understand(text, secretary).intent]).toEqual([text, intent])
  })
  test.each(BY_A_MEMBER)('from a member: %s', (intent, texts) => {
    for (const text of texts) expect([text, understand(text, inSingleChat).intent]).toEqual([text, intent])
  })
})

describe('in the group, without calling the bot', () => {
  test.each([
    '看到咯,辛苦肖姐',
    '得嘞,这就安排',
    '妥嘞,我去叫人',
    '了解哒,我转给二组看',
    '机要科已阅',
    '好滴,等通知',
    'noted with thanks',
  ])('who heard says %s, which is no mark', text => {
    const { intent, slots } = understand(text, inGroup)
    expect(slots.marks).toBeUndefined()
    expect(['ack', 'none']).toContain(intent)
  })

  test.each([
    '行,那我们中午一起吃饭',
    '看到了,这照片拍得不错',
    '收到请回复',
    '党日那天我看见他坐后排睡着了',
    '座位有限,他们科就不去了吧',
  ])('colleagues talk: %s', text => {
    expect(understand(text, inGroup).intent).toBe('none')
  })
})

describe('no mark is read out of', () => {
  test.each([
    '下周三下午三点,地点在四楼会议室,通知大家报名',
    '大家明天不用来开会了',
    '报名到点了,关了吧',
    '到点吱一声',
    '我去叫人',
    '来了个新同志,王雨桐,登上',
    '迟到几分钟给算迟到',
    '到了到了,菜我给您送上去',
    '你们慢慢吃,我先走一步',
    '保洁阿姨请假了,垃圾先放着',
    '不来的都要请假,书记说的',
    '谢谢大家来参加我的欢送会',
    '跟我老婆请假了,今晚可以晚点回',
    '+1,这个建议确实好',
    '上次植树我迟到了,被他们笑话',
    '想来,就是不晓得请不请得动假',
    '假还没批,批了再跟你说',
    '要去也行,不去也行',
  ])('%s', text => {
    expect(understand(text, secretary).slots.marks).toBeUndefined()
  })
})

describe('a mark stays a mark', () => {
  test.each([
    ['交警喊排队等着,我晚到半小时', 'late'],
    ['中,算我一个', 'planned'],
    ['座位有限我就不去了', 'leave'],
    ['换届那边有事,请个假', 'leave'],
    ['做造影要排到周五,党日请病假', 'leave'],
    ['会撞车了,请假', 'leave'],
    ['打包行李去出差,请假', 'leave'],
    ['检查组要来看台账,走不开', 'leave'],
    ['收到,准时参加', 'planned'],
    ['要去取快递,晚到十分钟', 'late'],
    ['党日赶不上了', 'leave'],
    ['替秀英阿姨请个假', 'leave'],
    ['上次说的党日我参加', 'planned'],
    ['想去是想去,可走不开,还是请假吧', 'leave'],
    ['我出差去不了', 'leave'],
    ['出差去不成咯', 'leave'],
    ['彭莉出差去不了', 'leave'],
  ])('%s', (text, status) => {
    expect(understand(text, inSingleChat).slots.marks?.map(mark => mark.status)).toEqual([status])
  })
})
