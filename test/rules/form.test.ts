import { expect, test } from 'vitest'
import { answerWith } from '../../src/rules/answer.ts'
import { readQuestion } from '../../src/rules/asked.ts'
import { textOf } from '../../src/rules/document.ts'
import { questions } from './questions.ts'
import { ask, book, converse, today } from './sample.ts'

test('every answer has two to six lines: the decisive words first, then the basis with its status', () => {
  const answers = questions
    .map(({ text }) => ask(text))
    .filter(({ kind, articles }) => kind === 'answer' && articles.length > 0)
  const misshapen = answers.filter(({ text }) => {
    const { length } = text.split('\n')
    return length < 2 || length > 6 || !BASIS.test(text)
  })
  expect(misshapen).toEqual([])
})

const BASIS = /依据:《.+》\(\d{4}年.*\)第.+条.*(?:有效|适用|施行|至\d{4}年)/

test('every quotation stands letter by letter in the stored text', () => {
  const cited = questions.flatMap(({ text }) => ask(text).articles)
  const invented = cited.filter(
    ({ document, version, article, quote }) =>
      !book.texts.some(
        one =>
          one.document.id === document &&
          one.version.year === version &&
          one.article.label === article &&
          textOf(one.article).includes(quote),
      ),
  )
  expect(invented).toEqual([])
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
