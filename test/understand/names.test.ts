import { expect, test } from 'vitest'
import { buildNameIndex, nameLengthAt, resolveName } from '../../src/understand/names.ts'
import { names } from './branch.ts'

test.each([
  ['刘芳', { found: 'liufang' }],
  ['刘芳同志', { found: 'liufang' }],
  ['@刘芳', { found: 'liufang' }],
  ['芳姐', { found: 'liufang' }],
  ['雪梅', { found: 'lixuemei' }],
  ['科长', { found: 'huangzhiyuan' }],
  ['王书记', { found: 'wangjianping' }],
  ['欧阳', { found: 'ouyangxiao' }],
  ['张伟', { ambiguous: ['zhangwei.da', 'zhangwei.zh'] }],
  ['张伟(大)', { found: 'zhangwei.da' }],
  ['张伟(小)', { found: 'zhangwei.zh' }],
  ['张伟(档案室)', { found: 'zhangwei.da' }],
  ['档案室张伟', { found: 'zhangwei.da' }],
  ['综合科的张伟', { found: 'zhangwei.zh' }],
  ['小张伟', { found: 'zhangwei.zh' }],
  ['赵六', { unknown: true }],
  ['', { unknown: true }],
])('%s means %o', (written, meant) => {
  expect(resolveName(names, written)).toEqual(meant)
})

test('a nickname that only follows from a name is asked about, even when one person fits', () => {
  expect(resolveName(names, '小王')).toEqual({ ambiguous: ['wangjianping'] })
  expect(resolveName(names, '晓东')).toEqual({ ambiguous: ['maxiaodong'] })
})

test('an alias of the roster goes before a guess', () => {
  expect(resolveName(names, '小马')).toEqual({ found: 'maxiaodong' })
  expect(resolveName(names, '老谭')).toEqual({ found: 'tanhaibo' })
})

test('two people with the same nickname are both named', () => {
  const index = buildNameIndex([
    { personId: 'a', name: '王强', aliases: ['老王'] },
    { personId: 'b', name: '王伟', aliases: ['老王'] },
  ])
  expect(resolveName(index, '老王')).toEqual({ ambiguous: ['a', 'b'] })
})

test('the longest name at a place wins', () => {
  expect(nameLengthAt(names, '张伟(档案室)请假', 0)).toBe(7)
  expect(nameLengthAt(names, '欧阳晓参加', 0)).toBe(3)
  expect(nameLengthAt(names, '今天刘芳', 2)).toBe(2)
  expect(nameLengthAt(names, '今天', 0)).toBe(0)
})

test('a roster of 5,000 is looked up by the letters of the text, not one by one', () => {
  const surnames = '王李张刘陈杨赵黄周吴'
  const entries = Array.from({ length: 5000 }, (_, i) => ({
    personId: `p${i}`,
    name: `${surnames[i % 10]}${String.fromCodePoint(0x4e00 + (i % 997))}${String.fromCodePoint(0x5200 + (i % 991))}`,
    aliases: [],
  }))
  const index = buildNameIndex(entries)
  expect(resolveName(index, entries[4321]!.name)).toEqual({ found: 'p4321' })
  const begun = performance.now()
  for (let i = 0; i < 10_000; i++) nameLengthAt(index, '我代王建平请假', 2)
  expect(performance.now() - begun).toBeLessThan(200)
})

test('a roster with no people knows nobody', () => {
  expect(resolveName(buildNameIndex([]), '刘芳')).toEqual({ unknown: true })
})
