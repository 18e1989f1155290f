import { describe, expect, test } from 'vitest'
import { understand } from '../../src/understand/understand.ts'
import { normalise } from '../../src/understand/normalise.ts'
import { inGroup, inSingleChat } from './branch.ts'

describe('a mention of the bot is heard', () => {
  test.each([
    '@清风 参加',
    '@清风参加',
    '@清风\u2005参加',
    '@清风\u00a0参加',
    '@支部助手 参加',
    '@ 清风 参加',
    '参加@清风',
    '参加 @清风',
    '清风,参加',
    '清风 参加',
    '清风我参加',
    '我参加,清风',
    '＠清风　参加',
    '@清風 参加',
    '@小助手 参加',
    '@清风 @清风 参加',
  ])('%j', text => {
    expect(understand(text, inGroup).intent).toBe('mark.self')
  })

  test('when the platform has cut it out and says so', () => {
    expect(understand('怎么请假', inGroup).intent).toBe('none')
    expect(understand('怎么请假', { ...inGroup, addressed: true }).intent).toBe('rule.ask')
  })

  test('alone it asks for help', () => {
    expect(understand('@清风', inGroup).intent).toBe('help')
  })
})

describe('a message to somebody else is not for the bot', () => {
  test.each(['@刘芳 请假', '@所有人 请大家参加', '两袖清风的干部参加', '@谭敏 你来不来'])('%j', text => {
    expect(understand(text, inGroup)).toMatchObject({ intent: 'none', slots: {} })
  })
})

describe('what stands in a quote is not said by the member', () => {
  test.each([
    ['「支部助手:请回复参加或请假」\n- - - - - - - - - - - - - - -\n请假', 'mark.self leave'],
    ['「刘芳:我请假」\n- - - - - - - - - - - - - - -\n收到', 'ack'],
    ['「刘芳:我请假」\n- - - - - - - - - - - - - - -\n@清风 参加', 'mark.self planned'],
    ['「刘芳:参加」\n- - - - - - - - - - - - - - -\n', 'none'],
    ['这是一条引用/回复消息:\n"支部助手:\n请各位同志回复参加或请假"\n------\n我请假,值班', 'mark.self leave'],
    ['> 请各位回复参加\n@清风 请假', 'mark.self leave'],
    ['「王建平:明天参加党日」\n- - - - - - - - - - - - - - -\n几点啊', 'none'],
  ])('%j', (text, wanted) => {
    const { slots, intent } = understand(text, inGroup)
    expect([intent, ...(slots.marks ?? []).map(({ status }) => status)].join(' ')).toBe(wanted)
  })
})

describe('different spellings are one', () => {
  test.each([
    ['参加！', 'planned'],
    ['參加', 'planned'],
    ['参\u200b加', 'planned'],
    ['\u202e参加\u202c', 'planned'],
    ['参加🙏', 'planned'],
    ['参加[抱拳]', 'planned'],
    ['　参加　', 'planned'],
    ['参　加', 'planned'],
    ['参家', 'planned'],
    ['己到', 'present'],
    ['签道', 'present'],
    ['请叚', 'leave'],
    ['QJ', 'leave'],
    ['ｑｊ', 'leave'],
    ['請假', 'leave'],
    ['＋1', 'planned'],
    ['➕1', 'planned'],
    ['到咗', 'present'],
    ['我嚟唔到', 'leave'],
  ])('%j is %s', (text, status) => {
    expect(understand(text, { ...inGroup, addressed: true }).slots.marks?.[0]?.status).toBe(status)
  })

  test('可以到会 holds no slip of the pen', () => {
    expect(understand('可以到会', inSingleChat).slots.marks).toEqual([{ name: 'self', status: 'planned' }])
  })
})

test('a name comes back as it was written', () => {
  const marks = understand('@清风 张伟（档案室）请假，劉芳請假', inGroup).slots.marks
  expect(marks?.map(({ name }) => name)).toEqual(['张伟（档案室）', '劉芳'])
})

test('normalised characters know where they came from', () => {
  const written = normalise('Ａ①\u200bé')
  expect(written.text).toBe('a1.é')
  expect(written.raw(0, 1)).toBe('Ａ')
  expect(written.raw(1, 3)).toBe('①')
})
