import { expect, test } from 'vitest'
import { cleanLine } from '../../../src/rules/import/characters.ts'
import { draftOf } from '../../../src/rules/import/draft.ts'
import type { Given } from '../../../src/rules/import/known-facts.ts'
import { readVersion } from '../../../src/rules/issued.ts'
import { readDocuments } from '../../../src/rules/rule-book.ts'
import { extract } from '../../../src/rules/import/extract.ts'
import { docxOf } from '../../support/documents/office.ts'

const HEAD = '青办〔2026〕20号\n值班办法\n'
const END = '第三条 本办法由综合科负责解释，自2026年6月1日起施行。'
const RULE = `${HEAD}第一条 值班实行轮流。\n第二条 值班人员不得离岗。\n${END}`

async function draft(text: string, given: Given = {}, present: string[] = []) {
  const documents = readDocuments(present.map((rule, at) => ({ name: `rules/${at}.md`, text: rule })))
  return draftOf(await extract('-', Buffer.from(text)), given, documents)
}

async function textsOf(text: string, given: Given = {}) {
  const { text: rule, missing, faults } = await draft(text, given)
  expect([missing, faults]).toEqual([[], []])
  return readVersion('R01', rule!).articles.map(({ label, paragraphs }) => [
    label,
    ...paragraphs.map(one => one.text),
  ])
}

test.each([
  ['第一条、第三条规定的事项由综合科检查。', '值班人员不得离岗。', '第一条、第三条规定的事项由综合科检查。'],
  ['第一条的规定同样适用。', '值班人员不得离岗。', '第一条的规定同样适用。'],
])('the line %s is no new article', async (line, ...paragraphs) => {
  const lines = await textsOf(RULE.replace('离岗。\n', `离岗。\n${line}\n`))
  expect(lines[1]).toEqual(['第二条', ...paragraphs])
})

test('a reference broken off its sentence goes back into it, and is named as doubtful', async () => {
  const text = RULE.replace('不得离岗。', '交接时依照\n第一条 轮流的次序办理。')
  expect((await textsOf(text))[1]).toEqual(['第二条', '值班人员交接时依照第一条 轮流的次序办理。'])
  expect((await draft(text)).doubts).toEqual([expect.stringContaining('按引用处理')])
})

test('a gap in the numbers is reported and stops the import', async () => {
  const { faults, text } = await draft(RULE.replace('第二条', '第二十条').replace('第三条', '第二十一条'))
  expect(faults).toEqual(['第一条之后是第二十条,缺第二条至第十九条。'])
  expect(text).toBeUndefined()
})

test('a number that stands twice, an empty article and a second rule in one file are reported', async () => {
  const twice = RULE.replace('第二条 值班人员不得离岗。', '第一条 值班人员不得离岗。').replace(
    '第三条',
    '第二条',
  )
  expect((await draft(twice)).faults).toEqual(['第一条出现了两次。'])
  expect((await draft(RULE.replace('第二条 值班人员不得离岗。', '第二条'))).faults).toContain(
    '第二条没有内容。',
  )
  expect((await draft(`${RULE}\n钥匙办法\n第一条 钥匙由综合科保管。`)).faults).toEqual([
    '第三条之后条号又从第一条开始,文件里可能有两份制度,请分开导入。',
  ])
})

test('numbers that do not run on are taken as issued when somebody says so', async () => {
  const { text } = await draft(RULE.replace('第三条', '第五条'), { numbersAsIssued: true })
  expect(readVersion('R01', text!).articles.map(({ label }) => label)).toEqual(['第一条', '第二条', '第五条'])
})

test('parts, chapters, sections, items and what is below them keep their places', async () => {
  const { text } = await draft(
    `${HEAD}目 录\n第一编 总则 ...... 1\n第二编 值班 ...... 2\n第一编 总则\n第一章 目 的\n第一条 为做好值班，制定本办法。\n第二编 值班\n第一章\n要求\n第一节 在岗\n第 二 条 值班人员应当：\n（一）做好记录：\n1.来电；\n2.来文。\n（二）按时到岗。\n附则\n${END}`,
  )
  const { articles } = readVersion('R01', text!)
  expect(
    articles.map(({ label, part, chapter, section }) => [label, part?.title, chapter?.title, section?.title]),
  ).toEqual([
    ['第一条', '总则', '目的', undefined],
    ['第二条', '值班', '要求', '在岗'],
    ['第三条', '值班', '要求', '在岗'],
  ])
  expect(articles[1]?.paragraphs).toEqual([
    {
      text: '值班人员应当：\n（一）做好记录：\n1.来电；\n2.来文。\n（二）按时到岗。',
      items: ['（一）做好记录：\n1.来电；\n2.来文。', '（二）按时到岗。'],
    },
  ])
})

test('the rows of a table stay with the sentence above them', async () => {
  const table = [
    ['地区', '限额'],
    ['省内', '330元'],
    ['省会', '380元'],
  ]
  const bytes = docxOf([
    ...HEAD.trim().split('\n'),
    '第一条 住宿限额如下：',
    table,
    '第二条 超出的自理。',
    END,
  ])
  const { text } = draftOf(await extract('a.docx', bytes), {}, [])
  expect(readVersion('R01', text!).articles[0]?.paragraphs).toEqual([
    { text: '住宿限额如下：\n地区 | 限额\n省内 | 330元\n省会 | 380元', items: [] },
  ])
})

test('signature, date, annexes and page numbers are no part of the last article', async () => {
  const { text, notes } = await draft(
    `${RULE}\n青禾市委办公室\n2026年5月20日\n附件：值班表\n姓名\n抄送：各科室`,
  )
  expect(readVersion('R01', text!).articles.at(-1)?.paragraphs).toHaveLength(1)
  expect(notes).toContainEqual(expect.stringMatching(/^文末5行没有作为条文/))
})

test('radicals and full-width digits become the characters they stand for; punctuation stays', () => {
  expect(cleanLine('⼯作⼈员⻓期出⻔，２０２６年⺠主评议（⼀）：\u200b㈠')).toBe(
    '工作人员长期出门，2026年民主评议（一）：㈠',
  )
})

test.each<[string, string, Record<string, unknown>]>([
  [
    'brackets of another sort',
    RULE.replace('〔2026〕', '[2026]'),
    { number: '青办〔2026〕20号', year: 2026 },
  ],
  [
    'a date in characters',
    RULE.replace('2026年6月1日', '二〇二六年六月一日'),
    { effectiveFrom: '2026-06-01' },
  ],
  [
    'its day of issue',
    `${RULE.replace('2026年6月1日起', '印发之日起')}\n青禾市委办公室\n2026年5月20日`,
    { effectiveFrom: '2026-05-20' },
  ],
  [
    'a trial of two years',
    RULE.replace('日起施行', '日起试行，试行期两年'),
    { trial: true, trialUntil: '2028-05-31' },
  ],
  [
    'a title under a notice',
    RULE.replace('值班办法\n', '关于印发《值班办法》的通知\n各科室：\n值班办法\n'),
    { title: '值班办法' },
  ],
  [
    'what it replaces',
    RULE.replace('施行。', '施行。《值班办法》（青办〔2022〕3号）同时废止。'),
    { supersedes: ['青办〔2022〕3号'] },
  ],
  [
    'what it abolishes',
    RULE.replace('施行。', '施行，《钥匙办法》（青办〔2022〕4号）同时废止。'),
    { abolishes: ['青办〔2022〕4号'] },
  ],
  [
    'a transition',
    RULE.replace('施行。', '施行。施行之日前已经出发的，仍按原办法执行。'),
    { transition: { article: 3, by: 'departure' } },
  ],
])('the facts of a document are read: %s', async (_, text, facts) => {
  expect((await draft(text)).facts).toMatchObject(facts)
})

test('what a document does not say is asked for, each with its flag', async () => {
  const { missing, text } = await draft('第一条 值班实行轮流。')
  expect(missing).toEqual([
    expect.stringContaining('--title'),
    expect.stringContaining('--number'),
    expect.stringContaining('--from'),
    expect.stringContaining('--interpreted-by'),
  ])
  expect(text).toBeUndefined()
  const given = {
    title: '值班办法',
    number: '青办〔2026〕20号',
    effectiveFrom: '2026-06-01',
    interpretedBy: '综合科',
  }
  expect((await draft('第一条 值班实行轮流。', given)).text).toContain('title: 值班办法')
})

test('a newer version takes the id, the office and the audience of the older one; a new rule gets the next id', async () => {
  const { text: old } = await draft(RULE, { isPublic: true, id: 'R07' })
  const newer = RULE.replace('2026〕20号', '2027〕3号')
    .replace('2026年6月', '2027年6月')
    .replace('由综合科负责解释，', '')
  expect((await draft(newer, {}, [old!])).facts).toMatchObject({
    id: 'R07',
    sharing: 'public',
    interpretedBy: '综合科',
  })
  expect((await draft(RULE.replace('值班办法', '钥匙办法'), {}, [old!])).facts).toMatchObject({
    id: 'R08',
    sharing: 'internal',
  })
})

test('an amendment names what it amends and holds only the articles it changes', async () => {
  const { text: old } = await draft(RULE, { id: 'R07' })
  const decision =
    '青办〔2027〕1号\n关于修改《值班办法》的决定\n对《值班办法》（青办〔2026〕20号）第二条作出修改，自2027年1月1日起施行。\n第二条 值班人员离岗应当报告。'
  expect((await draft(decision, {}, [old!])).facts).toMatchObject({
    id: 'R07',
    amends: { number: '青办〔2026〕20号', articles: [2] },
    effectiveFrom: '2027-01-01',
  })
})

test.each(['秘密', '机密★5年', '绝 密', '密级：秘密', '机密 ★ 长期', '青办〔2026〕20号 秘密★1年'])(
  'a document marked %s is not taken in, wherever the mark stands',
  async mark => {
    await expect(draft(`${mark}\n${RULE}`)).rejects.toThrow('带有密级标志')
    await expect(draft(`${RULE}\n${mark}`)).rejects.toThrow('没有保存')
  },
)

test('a mark in the page header of a Word document counts', async () => {
  const header = '<w:hdr><w:p><w:r><w:t>机密★1年</w:t></w:r></w:p></w:hdr>'
  const relations =
    '<Relationships><Relationship Id="h" Type="x/header" Target="header1.xml"/></Relationships>'
  const bytes = docxOf(RULE.split('\n'), [
    { name: 'word/_rels/document.xml.rels', data: relations },
    { name: 'word/header1.xml', data: header },
  ])
  const read = await extract('a.docx', bytes)
  expect(() => draftOf(read, {}, [])).toThrow('带有密级标志')
})

test('a rule about secrets is no secret; what must not go online and identity numbers stop an import', async () => {
  expect((await draft(RULE.replace('不得离岗', '保守国家秘密，机密文件专柜保管'))).missing).toEqual([])
  await expect(draft(`不得上网\n${RULE}`)).rejects.toThrow('不得上网')
  await expect(draft(RULE.replace('不得离岗', '张某11010519491231002X'))).rejects.toThrow('身份证号码')
})

test('an internal document asks which groups may be answered from it, and cannot be public', async () => {
  const internal = `内部资料 注意保存\n${RULE}`
  const { missing, text } = await draft(internal)
  expect([missing.join(), text]).toEqual([expect.stringContaining('--groups'), undefined])
  await expect(draft(internal, { isPublic: true })).rejects.toThrow('不能公开')
  expect((await draft(internal, { groups: ['值班群'] })).facts).toMatchObject({
    sharing: 'internal',
    groups: ['值班群'],
  })
  expect((await draft(internal, { allGroups: true })).text).not.toContain('内部资料')
})
