import { describe, expect, test } from 'vitest'
import { expectedOf, offers } from '../../src/rules/expects.ts'
import { readDays, readMoment } from '../../src/rules/moment.ts'
import { readNumber, writeNumber } from '../../src/rules/numerals.ts'
import { readReferences } from '../../src/rules/reference.ts'
import { joinVerbs } from '../../src/rules/separable.ts'
import { correctTypos, longestAt } from '../../src/rules/synonyms.ts'
import { buildTermIndex } from '../../src/rules/engine/term-index.ts'
import { normalise, pairTerm, termsOf } from '../../src/rules/tokens.ts'
import { book, today } from './sample.ts'

describe('numbers', () => {
  test('every number up to 9999 is read as it is written', () => {
    for (let value = 1; value < 10_000; value++) expect(readNumber(writeNumber(value))).toBe(value)
  })

  test.each([
    ['35', 35],
    ['三十五', 35],
    ['十', 10],
    ['一百零三', 103],
    ['一百一十', 110],
    ['两千', 2000],
    ['二〇二四', 2024],
    ['三五', 35],
    ['一二三四五', undefined],
    ['', undefined],
    ['甲', undefined],
  ])('%s is %s', (written, value) => expect(readNumber(written)).toBe(value))
})

describe('spelling', () => {
  test.each([
    ['３个工作日', '三个工作日'],
    ['2024年5月', '二零二四年五月'],
    ['二〇二四年', '二零二四年'],
    ['两周', '二周'],
    ['每晚380元', '每晚三百八十元'],
    ['主题 党日', '主题党日'],
    ['PPT', 'ppt'],
  ])('%s is the same as %s', (written, same) => expect(normalise(written)).toBe(normalise(same)))

  test('pairs do not reach over punctuation', () => {
    const pair = (words: string) => pairTerm(words.charCodeAt(0), words.charCodeAt(1))
    expect(termsOf('请假,补学').bigrams).toEqual([pair('请假'), pair('补学')])
  })

  test.each([
    ['请了好几次假', '请假'],
    ['吃个饭', '吃饭'],
    ['开了会', '开会'],
    ['请假', '请假'],
  ])('%s is %s pulled apart', (said, verb) => expect(joinVerbs(said)).toBe(verb))

  test('the longer slip of the pen is put right first', () => {
    expect(correctTypos('伙食补住和住速', book.synonyms)).toBe('伙食补助和住宿')
    expect(longestAt('补学办法', 0, 4, words => ['补', '补学'].includes(words))).toBe('补学')
  })
})

describe('article numbers', () => {
  test.each([
    ['第八条', false, [8]],
    ['35条', false, [35]],
    ['第三十五条之一', false, [35.1]],
    ['第三到五条', false, [3, 4, 5]],
    ['第3-5条', false, [3, 4, 5]],
    ['第三条、第六条', false, [3, 6]],
    ['第三、六条', false, [3, 6]],
    ['十二条', true, [12]],
    ['发一条消息', false, []],
    ['有几条规定', false, []],
    ['哪一条写的', true, []],
  ] as [string, boolean, number[]][])('%s (rule named: %s) is %j', (text, named, numbers) => {
    const found = readReferences(text, named)
    expect(found.map(({ article }) => article.main + article.sub / 10)).toEqual(numbers)
  })

  test('款 and 项', () => {
    expect(readReferences('第三条第二款第(一)项', false)).toEqual([
      { article: { main: 3, sub: 0 }, paragraph: 2, item: 1 },
    ])
  })
})

describe('times', () => {
  const said = (text: string) => {
    const { moment } = readMoment(text, today)
    return moment.kind === 'period' ? `${moment.from}..${moment.to}` : moment.kind
  }

  test.each([
    ['2024年5月的标准', '2024-05-01..2024-05-31'],
    ['24年2月住宿', '2024-02-01..2024-02-29'],
    ['2024年的时候住宿标准', '2024-01-01..2024-12-31'],
    ['二零二三年迟到', '2023-01-01..2023-12-31'],
    ['2025年初接待', '2025-01-01..2025-01-31'],
    ['2025年上半年接待', '2025-01-01..2025-06-30'],
    ['2025年一季度接待', '2025-01-01..2025-03-31'],
    ['2021年3次迟到', '2021-01-01..2021-12-31'],
    ['2021年三次迟到', '2021-01-01..2021-12-31'],
    ['2023年底住宿', '2023-12-01..2023-12-31'],
    ['2024-05-20住宿', '2024-05-20..2024-05-20'],
    ['2023年12月31日住宿', '2023-12-31..2023-12-31'],
    ['去年3月住宿', '2025-03-01..2025-03-31'],
    ['去年住宿', '2025-01-01..2025-12-31'],
    ['前年住宿', '2024-01-01..2024-12-31'],
    ['上个月住宿', '2026-10-01..2026-10-31'],
    ['去年十一月那会儿党课', '2025-11-01..2025-11-30'],
    ['去年下半年住宿', '2025-07-01..2025-12-31'],
    ['前年底住宿', '2024-12-01..2024-12-31'],
    ['今年2月中旬那次请假', '2026-02-01..2026-02-28'],
    ['今年元月请假', '2026-01-01..2026-01-31'],
    ['今年上半年请假', '2026-01-01..2026-06-30'],
    ['3月份那会儿请假', '2026-03-01..2026-03-31'],
    ['十二月那次请假', '2025-12-01..2025-12-31'],
    ['今年年底考核', 'today'],
    ['今年12月的考核', 'today'],
    ['今年的警示教育', 'today'],
    ['每年9月的警示教育', 'today'],
    ['没修订的时候病假要证明吗', 'previous'],
    ['新办法出来以前请假', 'previous'],
    ['按老规矩怎么算', 'previous'],
    ['2022年版', 'edition'],
    ['22版办法', 'edition'],
    ['修订前病假要证明吗', 'previous'],
    ['以前病假要证明吗', 'previous'],
    ['旧版怎么规定', 'previous'],
    ['现在病假要证明吗', 'today'],
    ['11月30日以前要更新吗', 'today'],
    ['三个工作日以内', 'today'],
    ['一年内补学', 'today'],
    ['把照片发过去', 'today'],
    ['出发之前', 'today'],
    ['青办〔2026〕6号', 'today'],
  ])('%s means %s', (text, moment) => expect(said(text)).toBe(moment))

  test.each([
    ['考勤扣分还有效吗', 'validity'],
    ['这个办法废止了没有', 'validity'],
    ['缺席通报的规定还执行吗', 'validity'],
    ['请假办法什么时候施行的', 'start'],
    ['从什么时候开始执行', 'start'],
    ['和以前比有什么变化', 'change'],
    ['修订了哪些内容', 'change'],
    ['个人事项有变化怎么办', 'words'],
    ['周末公车能用吗', 'words'],
    ['警示教育什么时候开展', 'words'],
  ])('%s asks about %s', (text, concern) => expect(readMoment(text, today).concern).toBe(concern))

  test('days of a journey get the year that makes sense', () => {
    expect(readDays('1月30日出发2月3日回来', today)).toEqual(['2026-01-30', '2026-02-03'])
    expect(readDays('12月30日出发', today)).toEqual(['2025-12-30'])
    expect(readDays('2024年1月30号走,2月1号回', today)).toEqual(['2024-01-30', '2024-02-01'])
  })
})

test.each([
  ['每人多少钱', 'money', '每人每餐不超过60元。', true],
  ['多久一次', 'often', '每季度召开一次。', true],
  ['提前几天', 'span', '提前三个工作日。', true],
  ['星期几', 'moment', '领导接访日为每周一。', true],
  ['找谁批', 'who', '由党支部书记准假。', true],
  ['最多多少字', 'length', '每人不超过1500字。', true],
  ['多久一次', 'often', '到会情况由专人登记。', false],
] as const)('%s wants %s; "%s" offers it: %s', (question, kind, sentence, held) => {
  expect(expectedOf(question)).toBe(kind)
  expect(offers(sentence, kind)).toBe(held)
})

test('the index scores as BM25 does by hand', () => {
  const index = buildTermIndex(3, at => [[1, 1, 2], [2], [3, 3]][at] ?? [])
  const scores = new Float64Array(3)
  index.addScores(1, 1, scores)
  const idf = Math.log(1 + (3 - 1 + 0.5) / 1.5)
  expect(index.idf(1)).toBeCloseTo(idf)
  expect(scores[0]).toBeCloseTo((idf * 2 * 2.2) / (2 + 1.2 * (0.25 + (0.75 * 3) / 2)))
  expect([...scores].slice(1)).toEqual([0, 0])
  expect([index.has(2, 0), index.has(2, 1), index.has(2, 2), index.has(9, 0)]).toEqual([
    true,
    true,
    false,
    false,
  ])
})
