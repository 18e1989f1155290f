import { type Evidence, type HeardEvidence, confidenceOf } from './confidence.ts'
import { coverageOf } from './coverage.ts'
import { textOf } from './document.ts'
import { type Expected, HEADING_WORDS, offers } from './expects.ts'
import type { Comparison } from './heard.ts'
import type { Question } from './question.ts'
import type { ArticleSearch, Hit } from './search.ts'
import type { ArticleText } from './layers.ts'

/** A text that might answer, with the probability (0 to 1) that it does and what speaks for that. */
export interface Candidate {
  text: ArticleText
  score: number
  confidence: number
  evidence: Evidence
}

// BM25 and the questions written down choose the pool; inside it, what covers more of the question and holds the sort of
// thing asked for moves up.
const POOL = 12
const COVERAGE_WEIGHT = 1
const EXPECTED_WEIGHT = 0.35

/** The texts that may answer a question, best first. */
export function findCandidates(
  search: ArticleSearch,
  question: Question,
  expected: Expected | undefined,
  allowed: (text: ArticleText) => boolean,
): Candidate[] {
  const headingWord = expected === undefined ? '' : HEADING_WORDS[expected]
  const { hits, comparison } = search.find(question, headingWord, allowed, POOL)
  const judged = hits.map(hit => judge(search, question, expected, hit)).sort((a, b) => b.score - a.score)
  return judged.map(({ at, text, score, ...rest }, index) => {
    const next = judged[index + 1]
    const heard = comparison && search.heard?.speaksOf(at) ? heardOf(comparison, at) : undefined
    const margin = next ? (score - next.score) / score : 1
    const evidence = { ...rest, margin, ...(heard && { heard }) }
    return { text, score, confidence: confidenceOf(evidence), evidence }
  })
}

interface Judged extends Omit<Evidence, 'margin'> {
  at: number
  text: ArticleText
  score: number
}

function judge(search: ArticleSearch, question: Question, expected: Expected | undefined, hit: Hit): Judged {
  const coverage = coverageOf(question, hit.at, search)
  const fits = expected === undefined ? 0 : offers(textOf(hit.text.article), expected) ? 1 : -1
  return {
    ...coverage,
    at: hit.at,
    text: hit.text,
    score: hit.score * (1 + COVERAGE_WEIGHT * coverage.covered) * (1 + EXPECTED_WEIGHT * fits) + hit.heard,
    lacksExpected: fits < 0,
    strength: hit.score / search.rareWeight,
  }
}

function heardOf({ nearest, unanswered, held, pairs }: Comparison, at: number): HeardEvidence {
  return {
    nearest: nearest[at] ?? 0,
    unanswered,
    ...held(at),
    length: Math.log(1 + pairs),
  }
}
