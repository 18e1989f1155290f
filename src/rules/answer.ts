import type { CitedArticle } from './document.ts'
import type { Asked } from './asked.ts'
import type { RuleBook } from './rule-book.ts'
import { type Quoted, basisOf, cite } from './cite.ts'
import { CERTAIN } from './confidence.ts'
import { literal } from './quote.ts'
import { say } from './texts.ts'

/**
 * What the office's rules say to a question. `answer`: the cited articles decide it; `closest`: they only come near;
 * `none`: the rule book does not say. Confidence lies between 0 and 1.
 */
export interface RuleAnswer {
  kind: 'answer' | 'closest' | 'none'
  articles: CitedArticle[]
  /** What the member reads, two to six short lines. */
  text: string
  confidence: number
}

/** An answer from quoted articles: lines before, the quotations, the basis, lines after. Below CERTAIN it is `closest`. */
export function answerWith(
  asked: Asked,
  quoted: Quoted[],
  {
    before = [],
    after = [],
    confidence = 1,
  }: { before?: string[]; after?: string[]; confidence?: number } = {},
): RuleAnswer {
  // The last look before anything is sent, wherever the words were taken from.
  const checked = quoted.map(({ text, quote }) => ({ text, quote: literal(quote, text.article) }))
  const lines = [
    ...before,
    ...checked.map(({ quote }) => quote.quote),
    basisOf(checked, asked.today),
    ...after,
  ]
  return {
    kind: confidence >= CERTAIN ? 'answer' : 'closest',
    articles: checked.map(one => cite(one, asked.today)),
    text: lines.join('\n'),
    confidence,
  }
}

/** An honest answer without any article. */
export function noAnswer(text: string, confidence = 0): RuleAnswer {
  return { kind: 'none', articles: [], text, confidence }
}

/** The rule book says nothing; names the section to ask. */
export function notFound({ askInstead }: Pick<RuleBook, 'askInstead'>, confidence = 0): RuleAnswer {
  return noAnswer(say.none(askInstead), confidence)
}

/** The nearest article, offered as no more than that. */
export function closest(asked: Asked, quoted: Quoted, confidence: number): RuleAnswer {
  const after = [say.closestEnd(quoted.text.version.interpretedBy)]
  return { ...answerWith(asked, [quoted], { before: [say.closest], after, confidence }), kind: 'closest' }
}
