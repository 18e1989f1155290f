import { expect, test } from 'vitest'
import { understand } from '../../src/understand/understand.ts'
import { inGroup, secretary } from './branch.ts'

// 组织 is also a verb: 组织生活会 must not be read as somebody organising a 生活会.
test.each(['组织生活会我参加', '组织生活会我线上参加', '组织生活会我能来'])('%s is a mark', text => {
  expect(understand(text, inGroup).intent).toBe('mark.self')
})

test('组织一次党课 opens one', () => {
  expect(understand('11月27日下午3点组织一次党课', secretary).intent).toBe('session.open')
})
