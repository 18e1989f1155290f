import { expect, test } from 'vitest'
import { extract } from '../../../src/rules/import/extract.ts'
import { draftOf } from '../../../src/rules/import/draft.ts'
import { readVersion } from '../../../src/rules/issued.ts'
import { gb18030Of } from '../../support/documents/gb18030.ts'
import { docxOf, numberedDocx, xlsxOf } from '../../support/documents/office.ts'
import { ofdOf } from '../../support/documents/ofd.ts'
import { layOut } from '../../support/documents/pages.ts'
import { pdfOf } from '../../support/documents/pdf.ts'

const TITLE = '值班管理办法（试行）'
const HEAD = ['青禾市委办公室文件', '青办〔2026〕20号', TITLE]
const ARTICLES = [
  '第一章 总则',
  '第一条（目的）为做好节假日和工作日的值班工作，保证信息畅通、处置及时，根据上级有关要求，结合办公室实际，制定本办法，办公室各科室和所属单位都按照本办法执行。',
  '第二条（值班人员）值班人员应当做到：',
  '（一）按时到岗，不迟到早退；',
  '（二）做好值班记录，重要事项立即报告带班领导；',
  '（三）保管好值班室的钥匙和物品。',
  '第二章 要求',
  '第三条 值班室不得断人。因急事需要离开的，应当找人替班，并且向带班领导说明情况，替班的人适用本办法第二条、',
  '第四条（交接）值班人员每日上午八时三十分交接班，交接时应当面清点物品、核对记录，双方签字以后方可离开值班室。',
  '交接中发现问题的，由交班的人说明情况。',
  '第五条（附则）本办法由综合科负责解释，自2026年6月1日起试行，试行期两年。《值班规定》（青办〔2020〕3号）同时废止。',
]
// A line that only refers to an article, at the margin where a new article would begin.
ARTICLES[7] += '第四条规定的要求。'

const TAIL = ['青禾市委办公室', '2026年5月20日']
const LINES = [...HEAD, ...ARTICLES, ...TAIL]

const placed = layOut(LINES, text => HEAD.includes(text) || /^第.章/.test(text))
const kangxi = new Map(
  Array.from({ length: 0xd6 }, (_, at) => String.fromCharCode(0x2f00 + at)).map(radical => [
    radical.normalize('NFKC'),
    radical,
  ]),
)

function rows(): string[][] {
  const found: string[][] = [...HEAD.map(line => [line]), ['章', '条号', '标题', '内容']]
  let chapter = ''
  for (const line of ARTICLES) {
    const [, label, caption = '', text] = /^(第.条)(?:（(.+?)）)?\s?(.*)$/.exec(line) ?? []
    if (/^第.章/.test(line)) chapter = line
    else if (label !== undefined) found.push([chapter, label, caption, text ?? ''])
    else found.at(-1)!.splice(3, 1, `${found.at(-1)![3]}\n${line}`)
  }
  return [...found, ...TAIL.map(line => [line])]
}

function numbered() {
  return LINES.map(line => {
    const heading = /^第.章 (.*)$/.exec(line)
    if (heading) return { text: heading[1]!, level: 0 }
    const article = /^第.条\s?(.*)$/.exec(line)
    if (article && !line.startsWith('第四条规定')) return { text: article[1]!, level: 1 }
    const item = /^（.）(.*)$/.exec(line)
    return item ? { text: item[1]!, level: 2 } : { text: line }
  })
}

const files: [string, string, Buffer][] = [
  ['UTF-8 text', '值班.txt', Buffer.from(LINES.join('\n'))],
  ['GB18030 text', '值班.txt', gb18030Of(LINES.join('\r\n'))],
  ['UTF-16 text', '值班.txt', Buffer.from(`\ufeff${LINES.join('\r\n')}`, 'utf16le')],
  ['Markdown', '值班.md', Buffer.from(LINES.map(line => line.replace(/^第.章/, '## $&')).join('\n\n'))],
  ['docx', '值班.docx', docxOf(LINES)],
  ['docx with the numbers of Word', '值班.docx', numberedDocx(numbered())],
  ['xlsx', '值班.xlsx', xlsxOf(rows())],
  ['pdf', '值班.pdf', pdfOf(placed)],
  ['pdf with radicals for characters', '值班.pdf', pdfOf(placed, char => kangxi.get(char) ?? char)],
  ['ofd', '值班.ofd', ofdOf(placed)],
  ['pasted text', '-', Buffer.from(LINES.join('\n'))],
]

const expected = {
  title: TITLE,
  number: '青办〔2026〕20号',
  trial: true,
  effectiveFrom: '2026-06-01',
  trialUntil: '2028-05-31',
  interpretedBy: '综合科',
}

async function articlesOf(name: string, bytes: Buffer) {
  const draft = draftOf(await extract(name, bytes), {}, [])
  expect([draft.missing, draft.faults]).toEqual([[], []])
  expect(draft.facts).toMatchObject(expected)
  return readVersion('R01', draft.text!).articles
}

test.each(files)('%s gives the same articles as the plain text', async (_, name, bytes) => {
  const plain = await articlesOf('值班.txt', Buffer.from(LINES.join('\n')))
  expect(plain.map(({ label }) => label)).toEqual(['第一条', '第二条', '第三条', '第四条', '第五条'])
  expect(await articlesOf(name, bytes)).toEqual(plain)
})
