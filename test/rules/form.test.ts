import { expect, test } from 'vitest'
import { answerWith } from '../../src/rules/answer.ts'
import { readQuestion } from '../../src/rules/asked.ts'
import { textOf } from '../../src/rules/document.ts'
import { questions } from './questions.ts'
import { ask, book, converse, today } from './sample.ts'

test('every answer has two to six lines: the decisive words first, then the basis with its status', () => {
  for (const { text } of questions) {
    const answer = ask(text)
    if (answer.kind !== 'answer' || answer.articles.length === 0) continue
    const lines = answer.text.split('\n')
    expect(lines.length, text).toBeGreaterThanOrEqual(2)
    expect(lines.length, text).toBeLessThanOrEqual(6)
    expect(answer.text, text).toMatch(/依据:《.+》\(\d{4}年.*\)第.+条.*(?:有效|适用|施行|至\d{4}年)/)
  }
})

test('every quotation stands letter by letter in the stored text', () => {
  for (const { text } of questions) {
    for (const { document, version, article, quote } of ask(text).articles) {
      const stored = book.texts.filter(
        one => one.document.id === document && one.version.year === version && one.article.label === article,
      )
      expect(
        stored.some(one => textOf(one.article).includes(quote)),
        `${text}: ${quote}`,
      ).toBe(true)
    }
  }
})

test('words that do not stand in the article are never sent as a quotation: the article itself is', () => {
  const [text] = book.texts
  const asked = readQuestion({ text: '目的', today }, book)
  const { articles } = answerWith(asked, [{ text: text!, quote: { quote: '编出来的一句话' } }])
  expect(articles[0]?.quote).toBe(textOf(text!.article))
})

test.each(['原文', '依据', '出处', '还有呢?'])(
  '%s with nothing before it asks which article is meant',
  words => {
    expect(converse(words).text).toBe('请先问一个问题,或者说明是哪一条,例如“请假办法第八条原文”。')
  },
)
