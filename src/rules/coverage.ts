import type { ArticleSearch } from './search.ts'
import type { Part, Question } from './question.ts'

/** How much of a question an article speaks about; shares of the weight of its characters, 0 to 1. */
export interface Coverage {
  covered: number
  /** The share that no rule in the book speaks about at all. */
  unknown: number
  /** The share of the question's words of which the article holds nothing. */
  untouched: number
}

// A single character says little; a pair that no rule uses weighs almost as much as one that a single rule uses.
const SINGLE_SHARE = 0.3
const UNKNOWN_SHARE = 0.8

/** Judges one text against the parts of a question. */
export function coverageOf({ parts }: Question, at: number, search: ArticleSearch): Coverage {
  let [total, covered, unknown, words, untouched] = [0, 0, 0, 0, 0]
  for (const part of parts) {
    const own = weigh(part, at, search)
    const meant = Math.max(0, ...part.means.map(meaning => shareHeld(meaning, at, search)))
    total += own.total
    covered += Math.max(own.covered, meant * own.total)
    if (part.means.length === 0) unknown += own.unknown
    if (part.text.length < 2) continue
    words++
    if (own.covered === 0 && meant === 0) untouched++
  }
  return {
    covered: covered / Math.max(total, 1),
    unknown: unknown / Math.max(total, 1),
    untouched: untouched / Math.max(words, 1),
  }
}

interface Weights {
  total: number
  covered: number
  unknown: number
}

/** Each character weighs as much as the rarer of the pairs it stands in. */
function weigh({ text }: Part, at: number, search: ArticleSearch): Weights {
  if (text.length === 1) return { total: SINGLE_SHARE * search.rareWeight, covered: 0, unknown: 0 }
  const sum: Weights = { total: 0, covered: 0, unknown: 0 }
  for (let index = 0; index < text.length; index++) {
    const known = pairsAround(text, index).filter(pair => search.knows(pair))
    const held = known.filter(pair => search.holds(at, pair))
    const weight =
      known.length > 0 ? Math.max(...known.map(search.weightOf)) : UNKNOWN_SHARE * search.rareWeight
    sum.total += weight
    if (held.length > 0) sum.covered += Math.max(...held.map(search.weightOf))
    if (known.length === 0) sum.unknown += weight
  }
  return sum
}

function pairsAround(text: string, index: number): string[] {
  return [text.slice(Math.max(0, index - 1), index + 1), text.slice(index, index + 2)].filter(
    pair => pair.length === 2,
  )
}

function shareHeld(meaning: string, at: number, search: ArticleSearch): number {
  const pairs = Array.from({ length: meaning.length - 1 }, (_, index) => meaning.slice(index, index + 2))
  if (pairs.length === 0) return 0
  return pairs.filter(pair => search.holds(at, pair)).length / pairs.length
}
