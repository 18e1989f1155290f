import { expect, test } from 'vitest'
import { askRules } from '../../src/rules/ask.ts'
import { buildRuleBook } from '../../src/rules/rule-book.ts'
import { shortTitles } from '../../src/rules/short-titles.ts'
import { cited, today } from './sample.ts'

const rule = (id: string, title: string, count: number) => ({
  name: `rules/${id}.md`,
  text: `---\nid: ${id}\ntitle: ${title}\nnumber: 青办〔2024〕${count}号\nyear: 2024\neffectiveFrom: 2024-01-01\ninterpretedBy: 综合科\n---\n第一条 ${title}的第一条。\n\n第二条 凭票据报销。\n`,
})
const bookOf = (...titles: string[]) =>
  buildRuleBook(
    titles.map((title, at) => rule(`R${70 + at}`, title, 70 + at)),
    { name: 'synonyms.yaml', text: '' },
  )

test.each([
  ['某市机关差旅费管理办法', '差旅费管理办法'],
  ['青禾市差旅费管理办法', '差旅费管理办法'],
  ['中共青禾市委办公室公务接待管理办法', '公务接待管理办法'],
  ['中共青禾市委办公室关于进一步规范公务接待的通知', '公务接待通知'],
  ['青禾市人民政府办公室关于印发《公务用车管理办法》的通知', '公务用车管理办法'],
])('%s is also called %s', (title, short) => {
  expect(shortTitles(title)).toContain(short)
})

test.each([
  '机关内部会议制度',
  '局务会议制度',
  '理论学习中心组学习实施细则',
  '办公室工作规则',
  '差旅费管理办法',
])('%s has no shorter name that would be the name of anything', title =>
  expect(shortTitles(title)).toEqual([]),
)

test('a rule with the organ in its title is found by its short name and article', () => {
  const book = bookOf('某市机关差旅费管理办法', '中共某市委办公室关于进一步规范公务接待的通知')
  for (const text of ['差旅费管理办法第二条', '差旅费办法第二条', '《差旅费管理办法》第二条'])
    expect(cited(askRules(book, { text, today }))).toBe('R70 第二条')
  expect(cited(askRules(book, { text: '公务接待通知第二条', today }))).toBe('R71 第二条')
})

test('a name that is a title of its own, or would fit two rules, is no short name', () => {
  const own = bookOf('某市机关差旅费管理办法', '差旅费管理办法')
  expect(cited(askRules(own, { text: '差旅费管理办法第二条', today }))).toBe('R71 第二条')
  const two = bookOf('某市机关差旅费管理办法', '某省机关差旅费管理办法')
  expect(askRules(two, { text: '差旅费管理办法第二条', today }).kind).not.toBe('answer')
  expect(cited(askRules(two, { text: '某省机关差旅费管理办法第二条', today }))).toBe('R71 第二条')
})
