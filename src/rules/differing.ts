import type { Asked } from './asked.ts'
import type { Quoted } from './cite.ts'
import { CERTAIN } from './confidence.ts'
import { textOf } from './document.ts'
import { type Candidate, findCandidates } from './judge.ts'
import { type ArticleText, holdsOn } from './layers.ts'
import { quoteFor } from './quote.ts'
import type { RuleBook } from './rule-book.ts'
import { normalise, termsOf } from './tokens.ts'

// How much two rules share that speak of one point: pairs of characters (Dice), and of the score for the question.
const ALIKE = 0.3
const NEARLY_AS_GOOD = 0.6

/**
 * The articles to show when another rule in force says something else on the same point: the higher one first, then the
 * newer one. Only the best itself where there is no such rule.
 */
export function withDiffering(book: RuleBook, asked: Asked, best: Candidate): Quoted[] {
  const own = quoted(asked, best.text)
  if (asked.mention) return [own]
  const [other] = findCandidates(
    book.search,
    asked.topic,
    asked.expected,
    text => text.document !== best.text.document && holdsOn(text, asked.today),
  )
  if (!other || other.confidence < CERTAIN || other.score < NEARLY_AS_GOOD * best.score) return [own]
  const rival = quoted(asked, other.text)
  if (!isAlike(own, rival) || !differs(own.quote.quote, rival.quote.quote)) return [own]
  return [own, rival].sort(higherAndNewerFirst)
}

function quoted({ topic, expected }: Asked, text: ArticleText): Quoted {
  return { text, quote: quoteFor(text.article, topic, expected) }
}

function higherAndNewerFirst({ text: a }: Quoted, { text: b }: Quoted): number {
  if (a.version.level !== b.version.level) return a.version.level === 'higher' ? -1 : 1
  return a.from < b.from ? 1 : -1
}

function isAlike(a: Quoted, b: Quoted): boolean {
  // The last articles of all rules sound the same.
  if ([a, b].some(({ text }) => /起(?:施|试)行|负责解释/.test(textOf(text.article)))) return false
  const [first, second] = [pairsOf(a), pairsOf(b)]
  const common = [...first].filter(pair => second.has(pair)).length
  return (2 * common) / (first.size + second.size) >= ALIKE
}

function pairsOf({ quote }: Quoted): Set<number> {
  return new Set(termsOf(normalise(quote.quote)).bigrams)
}

const AMOUNT = /(\d+|[一二两三四五六七八九十百]+)(?:个)?(工作日|小时|分钟|元|天|日|周|月|年|次|人|条|级|%)/g
const FORBIDS = /不得|不准|禁止|不要求|无需|不需|不再|可以不/

/** Whether two sentences name different amounts of one unit, or one forbids what the other does not. */
function differs(a: string, b: string): boolean {
  if (FORBIDS.test(a) !== FORBIDS.test(b)) return true
  const [first, second] = [amountsIn(a), amountsIn(b)]
  return [...first].some(([unit, values]) => {
    const others = second.get(unit)
    return others !== undefined && [...values].join() !== [...others].join()
  })
}

function amountsIn(text: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const [, value = '', unit = ''] of text.matchAll(AMOUNT))
    found.set(unit, (found.get(unit) ?? new Set()).add(value))
  return found
}
