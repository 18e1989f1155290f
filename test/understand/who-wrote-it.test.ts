import { describe, expect, test } from 'vitest'
import type { Situation } from '../../src/understand/reading.ts'
import { understand } from '../../src/understand/understand.ts'
import { inGroup, inSingleChat, secretary } from './branch.ts'
import { misread } from './registered.ts'

const addressed: Situation = { ...inGroup, addressed: true }

describe('who wrote a mark down is not who it is about', () => {
  test('the sender puts right what a colleague or the keeper entered', () => {
    const corrections = [
      '我那个请假是李雪梅记错了,我要来的',
      '刘芳替我报错了,我参加',
      '我的请假是王建平登错的,我来',
      '曹阳昨天帮我报的请假不算,我参加',
    ]
    expect(misread('self planned', corrections, addressed)).toEqual([])
  })

  test('a colleague who is to be registered still is', () => {
    expect(misread('刘芳 leave', ['替刘芳请个假', '刘芳让我帮她请假'], addressed)).toEqual([])
  })

  test('who entered it, and 不是我请的, ask for the trail', () => {
    for (const text of ['谁给我登记的病假', '不是我请的', '谁替我报的'])
      expect(`${text}: ${understand(text, inSingleChat).intent}`).toBe(`${text}: roster.why`)
  })
})

test('who acts for nobody registers nobody', () => {
  expect(misread('nothing', ['我不替老谭请假啊', '我可没帮刘芳报名', '我不敢代曹阳签到'], addressed)).toEqual(
    [],
  )
})

test('two negations, and a question that answers itself, say that one comes', () => {
  expect(
    misread(
      'self planned',
      [
        '不来是不可能的',
        '怎么可能不参加',
        '必须来,我哪回缺席过',
        '我啥时候落下过,这回照样参加',
        '能来能来,谁说我不来的',
      ],
      addressed,
    ),
  ).toEqual([])
})

test('a doubt about one activity leaves the mark for the other', () => {
  const { intent, slots } = understand('党日我去,读书会还定不下来', addressed)
  expect(intent).toBe('mark.self')
  expect(slots.marks).toEqual([{ name: 'self', status: 'planned', activity: '党日' }])
  expect(misread('nothing', ['党日我去,还定不下来'], addressed)).toEqual([])
})

test('改回来 says neither what was nor what is to be, and is asked about', () => {
  for (const text of ['改回来', '还是改回去吧', '帮我恢复原样'])
    expect(`${text}: ${understand(text, inSingleChat).intent}`).toBe(`${text}: mark.ambiguous`)
})

test('what is asked about the way of taking leave is a question', () => {
  for (const text of ['我想请周五的假,是跟书记讲还是填单子', '准备请两天假,要先找谁批'])
    expect(`${text}: ${understand(text, addressed).intent}`).toBe(`${text}: rule.ask`)
})

test('another meeting that goes on makes the sender late, and invents no record', () => {
  expect(misread('self late', ['我这边会没开完,要晚到,先记个迟到'], addressed)).toEqual([])
  expect(understand('上周没开会,帮我补一份记录', secretary).intent).toBe('sensitive.redirect')
})

test('who is told to stop asking and says what holds is registered', () => {
  expect(misread('self planned', ['别催啦,我保证不缺席', '不用再提醒我了,我参加'], addressed)).toEqual([])
})

test('who agreed to a leave is not who is registered', () => {
  expect(
    misread('刘芳 leave', ['刘芳去市里培训我同意了,按公假登', '刘芳的假我批了,登公假'], secretary),
  ).toEqual([])
})
