import { expect, test } from 'vitest'
import { bestOf } from '../../../src/rules/engine/best.ts'
import { postingsBuilder } from '../../../src/rules/engine/postings.ts'
import { termNumbers } from '../../../src/rules/engine/term-numbers.ts'
import { standingOf } from '../../../src/rules/engine/rank.ts'
import { plainOf } from '../../../src/rules/engine/titles.ts'
import { normalise, termsOf } from '../../../src/rules/tokens.ts'
import { simplify } from '../../../src/rules/traditional.ts'

test('every term gets one number and keeps it while the table grows', () => {
  const numbers = termNumbers()
  const terms = Array.from({ length: 20_000 }, (_, index) => (index * 2_654_435_761) % 2 ** 32)
  for (const [place, term] of terms.entries()) expect(numbers.placeOf(term)).toBe(place)
  for (const [place, term] of terms.entries()) expect(numbers.placeOf(term)).toBe(place)
  expect(numbers.size).toBe(20_000)
  expect([...numbers.terms()]).toEqual(terms)
})

test('postings hold documents in order and count repeated terms', () => {
  const builder = postingsBuilder()
  for (const terms of [[7, 3, 7], [], [3]]) builder.add(terms)
  expect(builder.finish()).toEqual({
    terms: Uint32Array.of(3, 7),
    begins: Uint32Array.of(0, 2, 3),
    documents: Uint16Array.of(0, 2, 0),
    counts: Uint8Array.of(1, 1, 2),
    lengths: Uint32Array.of(3, 0, 1),
  })
})

test('a term that stands a thousand times in a document does not overflow its count', () => {
  const builder = postingsBuilder()
  builder.add(Array.from({ length: 1000 }, () => 5))
  expect([...builder.finish().counts]).toEqual([255])
})

test('the best are found in order, equal ones in the order of their places', () => {
  const scores = Float32Array.from({ length: 1000 }, (_, at) => (at * 37) % 101)
  const all = [...scores.entries()]
    .map(([at, score]) => ({ at, score }))
    .sort((a, b) => b.score - a.score || a.at - b.at)
  expect(bestOf(scores, 7)).toEqual(all.slice(0, 7))
  expect(bestOf(scores, 2000)).toEqual(all.filter(({ score }) => score > 0))
})

test('terms are numbers below 2 ** 32, so that they fit the arrays', () => {
  const { unigrams, bigrams } = termsOf(normalise('龥鿿 wecom OA系统 2026年 abc123'))
  for (const term of [...unigrams, ...bigrams]) expect(term).toBeLessThan(2 ** 32)
  expect(termsOf('oa').unigrams).not.toEqual(termsOf('oc').unigrams)
})

test.each([
  ['會議紀錄應當歸檔', '会议纪录应当归档'],
  ['著作权', '著作权'],
  ['乾隆', '乾隆'],
  ['請假辦法第三十五條', '请假办法第三十五条'],
])('%s is written %s', (written, simple) => expect(simplify(written)).toBe(simple))

test.each([
  ['《河灯法》 第 2 条', '河灯法第2条'],
  ['关于风筝的解释(三)', '关于风筝的解释三'],
  ['关于风筝的解释（3）', '关于风筝的解释三'],
  ['“河灯”管理办法(试行)', '河灯管理办法试行'],
])('%s is plainly %s', (written, plain) => expect(plainOf(written)).toBe(plain))

test('statutes stand above regulations, these above the rules of an office', () => {
  const [statute = 0, regulation = 0, office = 0] = standingOf([
    '中华人民共和国河灯法',
    '河灯条例',
    '茶水间管理办法',
  ])
  expect(statute).toBeGreaterThan(regulation)
  expect(regulation).toBeGreaterThan(office)
  expect(office).toBe(0)
})
