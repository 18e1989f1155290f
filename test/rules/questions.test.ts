import { expect, test } from 'vitest'
import { textOf } from '../../src/rules/document.ts'
import { laterNearMisses, laterQuestions, openPoints } from './later-questions.ts'
import { nearMisses, questions } from './questions.ts'
import { ask, book, fits } from './sample.ts'

const answered = [...questions, ...laterQuestions]
const unanswered = [...nearMisses, ...laterNearMisses]

/** What goes beyond the allowed share of a list of questions; a failing test names it. */
function beyond(share: number, of: readonly unknown[], texts: string[]): string[] {
  return texts.slice(Math.floor(share * of.length))
}

function textsOf(questions: readonly { text: string }[]): string[] {
  return questions.map(({ text }) => text)
}

test('there are more than five hundred questions and two hundred near misses', () => {
  expect(answered.length).toBeGreaterThan(500)
  expect(unanswered.length).toBeGreaterThan(200)
})

test('at least 95 of 100 questions get the right article first', () => {
  const wrong = answered.filter(({ text, want }) => !fits(ask(text), want))
  expect(beyond(0.05, answered, textsOf(wrong))).toEqual([])
})

test.each(['plain', 'situation', 'typo', 'voice', 'dialect', 'version', 'reference', 'lookup'] as const)(
  'at least 9 of 10 %s questions get the right article first',
  style => {
    const asked = questions.filter(question => question.style === style)
    const wrong = asked.filter(({ text, want }) => !fits(ask(text), want))
    expect(beyond(0.1, asked, textsOf(wrong))).toEqual([])
  },
)

test('at least 88 of 100 questions are answered outright, and of these at least 97 rightly', () => {
  const certain = answered.filter(({ text }) => ask(text).kind === 'answer')
  const open = answered.filter(question => !certain.includes(question))
  const wrong = certain.filter(({ text, want }) => !fits(ask(text), want))
  expect(beyond(0.12, answered, textsOf(open))).toEqual([])
  expect(beyond(0.03, certain, textsOf(wrong))).toEqual([])
})

test('at most 3 of 100 questions about what the rule book does not hold get a certain answer', () => {
  const certain = unanswered.filter(text => ask(text).kind === 'answer')
  expect(beyond(0.03, unanswered, certain)).toEqual([])
})

test('points that a rule leaves open get a certain answer at most one time in five', () => {
  const certain = openPoints.filter(text => ask(text).kind === 'answer')
  expect(beyond(0.2, openPoints, certain)).toEqual([])
})

test('every quotation stands letter by letter in the stored text', () => {
  const stored = [...new Set(book.texts.map(({ article }) => textOf(article)))]
  const asked = [...textsOf(answered), ...unanswered, ...openPoints]
  const quotes = asked.flatMap(text => ask(text).articles).map(({ quote }) => quote)
  expect(quotes.length).toBeGreaterThan(500)
  expect(quotes.filter(quote => !stored.some(text => text.includes(quote)))).toEqual([])
})

test('nothing abolished or replaced is called in force', () => {
  const silent = answered.filter(({ text }) => {
    const answer = ask(text)
    const old = answer.articles.filter(({ status }) => status === 'abolished' || status === 'superseded')
    if (old.length === 0) return false
    const onlyOld = old.length === answer.articles.length
    return !/不再适用|不再有效/.test(answer.text) || (onlyOld && answer.text.includes('现行有效'))
  })
  expect(textsOf(silent)).toEqual([])
})
