import { type RuleAnswer } from '../../src/rules/answer.ts'
import { askRules } from '../../src/rules/ask.ts'
import type { CitedArticle } from '../../src/rules/document.ts'
import { writeNumber } from '../../src/rules/numerals.ts'
import { loadRuleBook } from '../../src/rules/rule-book.ts'

/** The sample rule book and a day on which twelve rules are in force, one of them for trial use. */
export const book = loadRuleBook(new URL('../../config', import.meta.url).pathname)
export const today = '2026-11-20'

export function ask(text: string, previous: CitedArticle[] = []): RuleAnswer {
  return askRules(book, { text, today, previous })
}

/** Asks one question after another, each with what the last answer cited. */
export function converse(...texts: string[]): RuleAnswer {
  let answer: RuleAnswer = { kind: 'none', articles: [], text: '', confidence: 0 }
  for (const text of texts) answer = ask(text, answer.articles)
  return answer
}

/** 'R03 8' for the text in force, 'R03-2023 4' for an older one; '' when nothing is cited. */
export function cited({ articles: [first] }: Pick<RuleAnswer, 'articles'>): string {
  if (!first) return ''
  const inForce = first.status === 'inForce' || first.status === 'trial'
  return `${first.document}${inForce ? '' : `-${first.version}`} ${first.article}`
}

/** Whether an answer cites what a question wants, 'R03 8|R03 11'. */
export function fits(answer: RuleAnswer, want: string): boolean {
  return want.split('|').some(one => {
    const [version, article] = one.split(' ')
    return cited(answer) === `${version} 第${writeNumber(Number(article))}条`
  })
}
