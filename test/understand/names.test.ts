import { expect, test } from 'vitest'
import { buildNameIndex, nameLengthAt, resolveName } from '../../src/understand/names.ts'
import { understand } from '../../src/understand/understand.ts'
import { inGroup, names } from './branch.ts'

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

// Nobody of these is on a roster: the surname and the words around the name must do.
test.each([
  ['李明请假', '李明 leave'],
  ['李来福参加', '李来福 planned'],
  ['张三李四请假', '张三 leave, 李四 leave'],
  ['王小明到', '王小明 present'],
  ['赵敏今天来不了', '赵敏 leave'],
  ['欧阳明月公假', '欧阳明月 leave'],
  ['帮钱多多请假', '钱多多 leave'],
  ['替毛毛报个名', '毛毛 planned'],
  ['孙强是病假', '孙强 leave'],
  ['张伟(大)请假', '张伟(大) leave'],
  ['李雪梅副科长请假', '李雪梅 leave'],
  ['刘主任请假', '刘主任 leave'],
  ['老周和小郑都参加', '老周 planned, 小郑 planned'],
  ['我叫赵铁柱,参加', '赵铁柱 planned'],
])('without a roster %s is about %s', (text, wanted) => {
  const { slots } = understand(text, { ...inGroup, addressed: true, names: buildNameIndex([]) })
  expect(slots.marks?.map(({ name, status }) => `${name} ${status}`).join(', ')).toBe(wanted)
})

test.each(['高铁晚点来不了', '雷雨天来不了', '文件太多走不开,请假', '方案没写完,请假', '连夜赶材料,请假'])(
  'a word that begins like a surname is nobody: %s',
  text => {
    const { slots } = understand(text, { ...inGroup, addressed: true })
    expect((slots.marks ?? []).filter(({ name }) => name !== 'self')).toEqual([])
  },
)
