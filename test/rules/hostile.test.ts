import { expect, test } from 'vitest'
import { ask } from './sample.ts'

test.each([
  '',
  '   ',
  '?',
  '。。。',
  '第',
  '条',
  '《》',
  '〔〕号',
  '青办〔9999〕9999号',
  '年月日',
  '第条第款第项',
  '\u0000\u2005',
  '😀',
])('the odd question %j gets an honest answer', text => {
  const answer = ask(text)
  expect(answer.kind).toBe('none')
  expect(answer.text).not.toBe('')
})

test.each([
  ['digits', '1'.repeat(100_000)],
  ['article numbers', '第一、二、三'.repeat(20_000)],
  ['years', '2024年'.repeat(20_000)],
  ['separable verbs', '请了个一二三'.repeat(20_000)],
  ['one character', '假'.repeat(100_000)],
  ['brackets', '《'.repeat(50_000) + '》'.repeat(50_000)],
  ['questions', '请假要提前几天?'.repeat(20_000)],
])('a very long text of %s is answered at once', (_, text) => {
  const start = performance.now()
  ask(text)
  expect(performance.now() - start).toBeLessThan(500)
})

test('no cut of a question throws', () => {
  const long =
    '2024年5月〔2026〕6号《差旅费管理办法》第三条之一第二款第(三)项,1月30日出发2月3日回来按哪版还有效吗?'
  for (let from = 0; from < long.length; from++) {
    for (let to = from; to <= long.length; to++) expect(ask(long.slice(from, to)).text).not.toBe('')
  }
})
