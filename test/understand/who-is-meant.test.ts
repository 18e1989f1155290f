import { describe, expect, test } from 'vitest'
import type { Situation } from '../../src/understand/reading.ts'
import { understand } from '../../src/understand/understand.ts'
import { inGroup, secretary } from './branch.ts'

const toBot = { ...inGroup, addressed: true }

function said(text: string, situation: Situation = toBot): string {
  const { intent, slots } = understand(text, situation)
  const marks = (slots.marks ?? []).map(({ name, status, leaveType }) =>
    [name, status, leaveType].filter(part => part !== undefined).join(' '),
  )
  return [intent, ...marks].join(', ')
}

describe('a word of work that begins like a surname is nobody’s name; the sender is meant', () => {
  test.each([
    ['台上走不开,请公假', 'official'],
    ['临时抽去金属矿检查,请公假', 'official'],
    ['抽调到白鹤滩督导,请公假', 'official'],
    ['明天林场巡护,请公假', 'official'],
    ['钟表厂检查,请公假', 'official'],
    ['冷水乡核查,请公假', 'official'],
    ['龙湖水库值守,请公假', 'official'],
    ['万科工地盯着,请公假', 'official'],
    ['27号于家沟防火,请公假', 'official'],
    ['地方换了,我请事假', 'personal'],
  ])('%s', (text, type) => {
    expect(said(text)).toBe(`mark.self, self leave ${type}`)
  })

  test.each([
    ['替冷莲请个事假', '冷莲'],
    ['冷连福请事假', '冷连福'],
    ['给夏荷请个事假', '夏荷'],
  ])('but a stranger in the place of a person is one: %s', (text, name) => {
    expect(said(text)).toBe(`mark.proxy, ${name} leave personal`)
  })
})

describe('who is told of', () => {
  test.each([
    ['老谭请公假,刘芳说她线上听', 'mark.proxy, 老谭 leave official, 刘芳 online'],
    ['曹阳跟我们蒋组长下县督查,请公假', 'mark.proxy, 曹阳 leave official'],
    ['给小罗报个事假,是她托我的', 'mark.proxy, 小罗 leave personal'],
    ['我替小罗报的那条作废,她没托我', 'mark.withdraw, 小罗'],
    ['给我自己登个病假', 'mark.self, self leave sick'],
  ])('%s', (text, reading) => {
    expect(said(text)).toBe(reading)
  })

  test('the keeper’s own leave comes before who takes the chair', () => {
    expect(said('我去市里开会,党日请公假,由老蒋主持', secretary)).toBe('mark.self, self leave official')
  })
})

describe('no mark is read out of', () => {
  test.each([
    '给我记下来',
    '刚才说的帮我记下来',
    '哪个在群里抱怨,给我记下来',
    '刘芳说她线上听',
    '有人托我过问一个案子',
    '要是回不去就线上参加',
  ])('%s', text => {
    expect(understand(text, toBot).slots.marks).toBeUndefined()
  })
})

test('who grumbles is not noted down', () => {
  expect(said('谁老在背后说怪话,给我记上')).toBe('sensitive.redirect')
})

describe('one’s own coming', () => {
  test.each([
    ['我到现场参加', 'planned'],
    ['不是线上,我到现场', 'planned'],
    ['我到现场了', 'present'],
    ['昨天的党课我在场的,手机没电没报上', 'present'],
    ['上周的读书会我去听了的', 'present'],
    ['人在外地,赶不回来就线上听了', 'online'],
    ['刚下高速,得迟个把小时', 'late'],
    ['车堵死了,晚一个钟头左右', 'late'],
    ['中途先走,跟主持人说过了', 'leftEarly'],
    ['给我留一个名额,我要去', 'planned'],
    ['我不请假的哈,那天照常来', 'planned'],
  ])('%s', (text, status) => {
    expect(said(text)).toBe(`mark.self, self ${status}`)
  })

  test.each([
    ['退烧了,不用请假了,照常来', 'planned'],
    ['销假,人好了,27号能来', 'planned'],
  ])('said otherwise before: %s', (text, status) => {
    expect(said(text)).toBe(`mark.correct, self ${status}`)
  })
})

describe('the kind of leave', () => {
  test.each([
    ['手术台下不来,请个假', 'official'],
    ['那天我的手术日,排了三台,走不开', 'official'],
    ['我要做个小手术,请假', 'sick'],
    ['我的手术排在27号,来不了', 'sick'],
    ['外婆过世,回去办后事,请假几天', 'other'],
    ['不用给我留座,周五在外地出差', 'official'],
  ])('%s', (text, type) => {
    expect(said(text)).toBe(`mark.self, self leave ${type}`)
  })

  test.each(['产假请假几天', '不敢不能不想指的是什么', '请假跟你说就可以,还是还得找书记签字'])(
    'a rule is still asked for: %s',
    text => {
      expect(said(text)).toBe('rule.ask')
    },
  )
})

test('the keeper’s list: whoever is not on it was there', () => {
  expect(said('名单里没点到名的一律记到会', secretary)).toBe('mark.bulk, rest present')
})

describe('what one did each time is told of and registers nothing', () => {
  test.each(['连着三回都是公假,评先会不会受影响', '我两次都是病假,会影响考核吗', '每次都请的事假,算不算多'])(
    '%s',
    text => {
      expect(said(text)).toBe('rule.ask')
    },
  )
  test('but this time is this time', () => {
    expect(said('这次请公假,要交什么材料')).toBe('mark.self, self leave official')
  })
})

describe('帮我和…: the sender and those named', () => {
  test.each([
    ['帮我和刘芳登记参加', 'mark.proxy, self planned, 刘芳 planned'],
    ['帮我和刘芳都登记参加', 'mark.proxy, self planned, 刘芳 planned'],
    ['麻烦给我和刘芳、彭莉报名', 'mark.proxy, self planned, 刘芳 planned, 彭莉 planned'],
    ['替我与刘芳请公假', 'mark.proxy, self leave official, 刘芳 leave official'],
    // Whom to ask for it is nobody's leave.
    ['帮我跟刘芳请个病假', 'mark.self, self leave sick'],
  ])('%s', (text, marks) => {
    expect(said(text)).toBe(marks)
  })

  test('opens no session when a keeper says it', () => {
    expect(said('帮我和刘芳都登记参加党日', secretary)).toBe('mark.proxy, self planned, 刘芳 planned')
  })
})
