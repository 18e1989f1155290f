import { expect, test } from 'vitest'
import { understand } from '../../src/understand/understand.ts'
import { inSingleChat } from './messages.ts'

test.each(['不来才怪', '参加个鬼', '打死我也不来,开玩笑的', '骗你们的,我不来', '逗你玩的,我参加'])(
  'a joke is asked about, never registered: %s',
  text => {
    const { intent, slots } = understand(text, inSingleChat)
    expect([intent, slots.marks ?? []]).toEqual(['mark.ambiguous', []])
  },
)

test.each([
  ['不骗你,我参加', 'planned'],
  ['我真的来,不开玩笑', 'planned'],
  ['我不来,真不是开玩笑', 'leave'],
])('no joke is meant, and the words count: %s', (text, status) => {
  expect(understand(text, inSingleChat).slots.marks?.map(mark => mark.status)).toEqual([status])
})

test.each([
  '我打车的钱能报吗',
  '我的发票能报吗',
  '胡科长让我虚开发票能报吗',
  '我被举报了怎么办',
  '我举报了别人会保密吗',
])('is no question about the own attendance: %s', text => {
  expect(understand(text, inSingleChat).intent).not.toBe('roster.query_self')
})

test.each([
  ['跟组织上告个假', 'leave'],
  ['恐怕是赶不回来了,跟组织上告个假', 'leave'],
  ['接访完一路跑过来的,刚进会议室', 'present'],
  ['人在党校走不开,拿手机连线听', 'online'],
])('is said by many: %s', (text, status) => {
  expect(understand(text, inSingleChat).slots.marks?.map(mark => mark.status)).toEqual([status])
})
