import { answerAboutLast } from './about-last.ts'
import { type RuleAnswer, noAnswer } from './answer.ts'
import { MAX_LENGTH, type RuleQuestion, readQuestion } from './asked.ts'
import { answerCatalogue } from './catalogue.ts'
import { answerCase, answerFollowUp } from './follow-up.ts'
import { answerLookup } from './lookup-answer.ts'
import type { RuleBook } from './rule-book.ts'
import { declineOutside } from './scope.ts'
import { answerBySearch } from './search-answer.ts'
import { say } from './texts.ts'
import { answerTransition } from './transition-answer.ts'
import { answerAboutVersion } from './version-answer.ts'

/** Answers a question from the rule book, with the article word for word, or says that the book does not hold it. */
export function askRules(book: RuleBook, question: RuleQuestion): RuleAnswer {
  return askTwice(book, question) ?? askOnce(book, question)
}

function askOnce(book: RuleBook, question: RuleQuestion): RuleAnswer {
  const asked = readQuestion(question, book)
  if (asked.clean === '') return noAnswer(say.empty)
  return (
    answerLookup(book, asked) ??
    answerAboutLast(book, asked) ??
    answerCatalogue(book, asked) ??
    answerFollowUp(book, asked) ??
    answerTransition(book, asked) ??
    declineOutside(book, asked) ??
    answerAboutVersion(book, asked) ??
    answerCase(book, asked, answerBySearch(book, asked))
  )
}

/** Two or three questions in one message (请假提前几天?补学要多久?) get their answers one after another, if all have one. */
function askTwice(book: RuleBook, question: RuleQuestion): RuleAnswer | undefined {
  const parts = question.text.slice(0, MAX_LENGTH).match(/[^?？;；\n]{4,}/g) ?? []
  if (parts.length < 2 || parts.length > 3) return undefined
  const answers = parts.map(text => askOnce(book, { ...question, text }))
  if (!answers.every(({ kind, articles }) => kind === 'answer' && articles.length > 0)) return undefined
  const first = new Set(answers.map(({ articles: [cited] }) => `${cited?.number}${cited?.article}`))
  if (first.size < answers.length) return undefined
  return {
    kind: 'answer',
    articles: answers.flatMap(({ articles }) => articles),
    text: answers.map(({ text }) => text).join('\n'),
    confidence: Math.min(...answers.map(({ confidence }) => confidence)),
  }
}
