import { expect, test } from 'vitest'
import { RuleBookError } from '../../src/rules/problem.ts'
import { buildRuleBook, loadRuleBook, partOfBook } from '../../src/rules/rule-book.ts'
import { textOf } from '../../src/rules/document.ts'
import { statusOn } from '../../src/rules/versions.ts'

const facts = (more = '') =>
  `---\nid: R50\ntitle: 值班办法\nnumber: 青办〔2026〕20号\nyear: 2026\neffectiveFrom: 2026-06-01\ninterpretedBy: 综合科\n${more}---\n`
const articles = '第一条 值班实行轮流。\n\n第二条 值班人员不得离岗。\n'

function read(...texts: string[]) {
  const files = texts.map((text, index) => ({ name: `rules/${index + 1}.md`, text }))
  return buildRuleBook(files, { name: 'synonyms.yaml', text: '' })
}

function problemsOf(...texts: string[]): string {
  try {
    read(...texts)
  } catch (error) {
    if (error instanceof RuleBookError) return error.message
    throw error
  }
  return ''
}

test.each([
  [
    'no front matter',
    articles,
    'rules/1.md 第1行:文件开头要有一段以 --- 开始、以 --- 结束的说明,写明 id、title、number 等。',
  ],
  [
    'a missing number',
    (facts() + articles).replace(/number.*\n/, ''),
    'rules/1.md:缺少“number”。请写发文字号,如 青办〔2026〕6号(括号用〔〕)。',
  ],
  [
    'a wrong number',
    (facts() + articles).replace('〔2026〕20号', '[2026]20号'),
    'rules/1.md 第4行:写法不对:“number”。请写发文字号,如 青办〔2026〕6号(括号用〔〕)。',
  ],
  [
    'a day that does not exist',
    (facts() + articles).replace('2026-06-01', '2026-06-31'),
    'rules/1.md 第6行:写法不对:“effectiveFrom”。请写施行日期,如 2026-03-01。',
  ],
  [
    'an unknown key',
    facts('owner: 张伟\n') + articles,
    'rules/1.md 第8行:不认识“owner”这一项,请删去或改正名称。',
  ],
  ['broken YAML', facts('aliases: [值班\n') + articles, '请检查冒号后的空格、缩进和括号。'],
  [
    'a year that is not in the number',
    (facts() + articles).replace('year: 2026', 'year: 2025'),
    'rules/1.md:year 写的是 2025,与发文字号 青办〔2026〕20号 不一致。',
  ],
  [
    'a gap in the numbers',
    facts() + articles.replace('第二条', '第三条'),
    'rules/1.md 第11行:条号从第一条跳到第三条,请补上缺的一条或者改正条号。',
  ],
  [
    'a first number that is not one',
    facts() + '第二条 值班。',
    'rules/1.md 第9行:第一个条号是第二条,请从第一条写起。',
  ],
  [
    'an article without words',
    facts() + '第一条（目的）\n',
    'rules/1.md 第9行:第一条没有内容,请在条号后面写正文。',
  ],
  ['no article', facts() + '值班安排另行通知。', 'rules/1.md:没有找到条文,请用“第一条 ……”开始每一条。'],
  [
    'a heading of another sort',
    `${facts()}## 总则\n${articles}`,
    'rules/1.md 第9行:看不懂标题“## 总则”,请写成“## 第二章 名称”。',
  ],
  [
    'a mark of secrecy',
    `${facts()}机密★5年\n${articles}`,
    'rules/1.md 第9行:这份文件带有密级或内部资料标志,不能放进制度汇编,请移出。',
  ],
  [
    'a trial without an end',
    facts('trial: true\n') + articles,
    'rules/1.md:试行的制度请写 trialUntil(试行期最后一天),如 2026-12-31。',
  ],
  [
    'an amendment of an article it does not hold',
    facts('amends: { number: 青办〔2025〕1号, articles: [5] }\n') + articles,
    'rules/1.md:说明里提到第5条,正文里没有这一条。',
  ],
  [
    'an amendment of an unknown text',
    facts('amends: { number: 青办〔2025〕1号, articles: [2] }\n') + articles,
    'rules/1.md:所修改的 青办〔2025〕1号 不在制度汇编里,请一并放入。',
  ],
  [
    'an end before the beginning',
    facts('effectiveTo: 2026-05-01\n') + articles,
    'rules/1.md:终止日期 2026-05-01 早于施行日期 2026-06-01,请核对 effectiveFrom 和 effectiveTo。',
  ],
])('%s is refused in words', (_, text, message) => {
  expect(problemsOf(text)).toContain(message)
})

test('the same number twice is refused', () => {
  expect(problemsOf(facts() + articles, facts() + articles)).toBe(
    'rules/2.md:发文字号 青办〔2026〕20号 与 rules/1.md 重复。',
  )
})

test('an end that contradicts the successor is refused', () => {
  const old = facts('effectiveTo: 2026-09-30\n') + articles
  const successor = (facts('supersedes: [青办〔2026〕20号]\n') + articles)
    .replace('number: 青办〔2026〕20号', 'number: 青办〔2026〕30号')
    .replace('2026-06-01', '2026-09-01')
  expect(problemsOf(old, successor)).toContain('应为 2026-08-31')
})

test('all problems of all files are told at once', () => {
  expect(problemsOf(articles, facts() + '值班。').split('\n')).toHaveLength(2)
})

test('chapters, captions, paragraphs and items are read', () => {
  const [document] = read(
    `${facts()}
# 值班办法

> 说明不算正文。

## 第一章 总则

第一条（目的）为做好值班，制定本办法。

## 第二章 要求

### 第一节 在岗

第二条 值班人员应当：
（一）按时到岗；
（二）做好记录。

遇有急事，找人替班。

第三条、第二条规定的事项由综合科检查。

第三条之一 节假日另行安排。
`
      .replace('第三条、', '其中第三条、')
      .replace('第三条之一', '第三条 值班室不得断人。\n\n第三条之一'),
  ).documents
  const version = document?.versions[0]
  expect(
    version?.articles.map(({ label, caption, chapter, section }) => [
      label,
      caption,
      chapter?.title,
      section?.title,
    ]),
  ).toEqual([
    ['第一条', '目的', '总则', undefined],
    ['第二条', undefined, '要求', '在岗'],
    ['第三条', undefined, '要求', '在岗'],
    ['第三条之一', undefined, '要求', '在岗'],
  ])
  expect(version?.articles[1]?.paragraphs).toEqual([
    {
      text: '值班人员应当：\n（一）按时到岗；\n（二）做好记录。',
      items: ['（一）按时到岗；', '（二）做好记录。'],
    },
    { text: '遇有急事，找人替班。', items: [] },
    { text: '其中第三条、第二条规定的事项由综合科检查。', items: [] },
  ])
})

test('a line that begins with a reference to articles is not a new article', () => {
  const [document] = read(
    `${facts()}第一条 值班。\n第一条、第二条规定的事项另行通知。\n第二条 记录。`,
  ).documents
  expect(document?.versions[0]?.articles.map(textOf)).toEqual([
    '值班。\n第一条、第二条规定的事项另行通知。',
    '记录。',
  ])
})

test('a later text of the same rule ends the earlier one even if no file says so', () => {
  const later = (facts() + articles)
    .replace('number: 青办〔2026〕20号', 'number: 青办〔2026〕30号')
    .replace('2026-06-01', '2026-09-01')
  const [document] = read(facts() + articles, later).documents
  const [first, second] = document!.versions
  expect(statusOn(first!, '2026-05-31')).toBe('notYetInForce')
  expect(statusOn(first!, '2026-08-31')).toBe('inForce')
  expect(statusOn(first!, '2026-09-01')).toBe('superseded')
  expect(statusOn(second!, '2026-09-01')).toBe('inForce')
})

test('a broken word list is refused with its line', () => {
  const files = [{ name: 'rules/1.md', text: facts() + articles }]
  const build = (text: string) => () => buildRuleBook(files, { name: 'synonyms.yaml', text })
  expect(build('synonyms:\n  a: b\n c: d')).toThrow(/^synonyms.yaml 第\d行:这一行看不懂/)
  expect(build('synonyms:\n  值班: [轮班]')).toThrow('synonyms.yaml:“synonyms / 值班”写法不对。')
  expect(build('words: {}')).toThrow('synonyms.yaml:')
})

test('phrases for an article that is not there are refused', () => {
  const files = [{ name: 'rules/1.md', text: facts() + articles }]
  const synonyms = {
    name: 'synonyms.yaml',
    text: 'asked:\n  R50 值班办法:\n    第二条: 能不能出去\n    第九条: 几点换班',
  }
  expect(() => buildRuleBook(files, synonyms)).toThrow('synonyms.yaml:asked 里的“R50 第九条”在制度汇编里没有')
})

test('the public part leaves internal rules out', () => {
  const internal = (facts('sharing: internal\n') + articles).replace('R50', 'R51').replace('20号', '21号')
  const whole = read(facts() + articles, internal)
  const open = partOfBook(whole, ({ sharing }) => sharing === 'public')
  expect(whole.documents.map(({ id }) => id)).toEqual(['R50', 'R51'])
  expect(open.documents.map(({ id }) => id)).toEqual(['R50'])
  expect(open.texts).toHaveLength(2)
})

test('a folder without rules is refused in words', () => {
  expect(() => loadRuleBook('/nonexistent')).toThrow('rules:没有找到 rules 文件夹,请建一个并放入制度文件。')
})
