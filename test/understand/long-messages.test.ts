import { describe, expect, test } from 'vitest'
import { understand } from '../../src/understand/understand.ts'
import { inGroup, secretary } from './branch.ts'

// What people tell around a mark: reasons, second thoughts, errands, slips. One class a table.

describe('a decision ends the doubt before it', () => {
  test.each([
    ['本来估计赶不上的,刚才会提前散了,我这就往回走,三点准到', 'self planned'],
    ['怕是赶不上了,还在外地调研,我请个假', 'self leave official'],
    ['之前还说不一定,现在票退了,27号报我一个', 'self planned'],
    ['要不是单位派我去省里开会我肯定来,请公假', 'self leave official'],
    ['这两天降温,老毛病怕是又要犯,不过27号我能坚持,参加', 'self planned'],
    ['尽量线上吧,算了,就线上', 'self online'],
    ['按说我该去,可那天庭里排了四个案子,您给记请假', 'self leave official'],
    ['看了下日程,27号下午没别的安排,可以参加', 'self planned'],
    ['路上结冰车开不快,恐怕得迟到二十分钟', 'self late'],
  ])('%s', (text, marks) => {
    expect(marksOf(text)).toEqual([marks])
  })
})

describe('a doubt that nobody settles stays one', () => {
  test.each([
    '要是能早点散会我就来',
    '周三能从省里赶回来就参加,赶不回来再说',
    '想来是想来,就怕那天又要下雪',
    '如果批了,我参加',
    '实在走不开就给我登请假',
    '兴许来,兴许来不成',
  ])('%s', text => {
    expect(marksOf(text)).toEqual([])
  })
})

describe('what was written by mistake is not what holds', () => {
  test.each([
    ['病假登成公假了,麻烦改过来', 'self leave sick'],
    ['我刚才发的是事假,其实是抽调去考察,属于公假', 'self leave official'],
    ['手滑点成了请假,我是参加', 'self planned'],
    ['给我登的迟到不对,我准点到的', 'self present'],
    ['不是公假,是私事,给我改一下', 'self leave personal'],
    ['请公假,莫写成事假', 'self leave official'],
  ])('%s', (text, marks) => {
    expect(marksOf(text)).toEqual([marks])
  })
})

describe('people told of together are marked together', () => {
  test.each([
    ['我和曹阳在一个考场监考,俩人都请公假', ['self leave official', '曹阳 leave official']],
    ['黄志远在我旁边,我俩一块儿线上', ['self online', '黄志远 online']],
    ['小马和芳姐都说那天不来,先帮他们请个假', ['小马 leave unspecified', '芳姐 leave unspecified']],
    ['老谭和志强看机房走不开,我一块儿给报公假', ['老谭 leave official', '志强 leave official']],
  ])('%s', (text, marks) => {
    expect(marksOf(text).sort()).toEqual([...marks].sort())
  })

  test('but not who only helped', () => {
    expect(marksOf('我跟老谭把班换了,党日我去')).toEqual(['self planned'])
  })
})

describe('what somebody told the sender is passed on', () => {
  test.each([
    ['龙飞跃打电话来说堵在桥上,要晚到', '龙飞跃 late'],
    ['彭莉走之前交代过我,这回活动替她请公假', '彭莉 leave official'],
    ['静静说了,她那天一准儿来,让给她留个靠门的座', '静静 planned'],
    ['曹阳让我告诉您他媳妇刚生,陪产假,这次来不了', '曹阳 leave other'],
  ])('%s', (text, marks) => {
    expect(marksOf(text)).toEqual([marks])
  })

  test.each(['刘芳说她请假', '听说老谭要请假', '科长讲他可能晚到'])('%s is only told', text => {
    expect(marksOf(text)).toEqual([])
  })
})

describe('the keeper speaks of somebody, not of themselves', () => {
  test.each([
    ['陈志强报的是参加,我今天点名没见到人,按缺席记', '陈志强 absent'],
    ['谭海波那个迟到我核实过了,按正常到会算', '谭海波 present'],
    ['曹阳签了到半路就走了,没跟我报告,改成早退', '曹阳 leftEarly'],
    ['没吱声的统统按参加算', 'rest planned'],
  ])('%s', (text, marks) => {
    expect(marksOf(text, secretary)).toEqual([marks])
  })
})

describe('what looks like a name is none', () => {
  test.each([
    '小雨路滑,路通了我就动身,现在请假',
    '肚子胀得老高,请病假',
    '莫再问咯,请假',
    '我包着三个村,请公假',
  ])('%s', text => {
    expect(marksOf(text).map(mark => mark.split(' ')[0])).toEqual(['self'])
  })
})

describe('makeup study is reported for whoever did it', () => {
  test.each([
    ['上次落下的党课我补看完了,笔记交给雪梅了', ['self']],
    ['跟志强一起把警示教育的录像补看完了', ['self', '志强']],
    ['补学完成,材料放在彭莉那里', ['self']],
  ])('%s', (text, names) => {
    const { intent, slots } = understand(text, { ...inGroup, addressed: true })
    expect(intent).toBe('makeup.report')
    expect(slots.marks?.map(({ name }) => name)).toEqual(names)
  })
})

test.each(['把我那个参加先抹掉', '前面那个1是误触,请忽略', '我报的那条先撤掉,等定了再报'])(
  '%s takes a mark back',
  text => {
    expect(understand(text, { ...inGroup, addressed: true })).toMatchObject({
      intent: 'mark.withdraw',
      slots: { marks: [{ name: 'self' }] },
    })
  },
)

function marksOf(text: string, situation = inGroup): string[] {
  const { slots } = understand(text, { ...situation, addressed: true })
  return (slots.marks ?? [])
    .filter(({ status }) => status !== undefined)
    .map(({ name, status, leaveType }) =>
      [name, status, leaveType].filter(part => part !== undefined).join(' '),
    )
}
