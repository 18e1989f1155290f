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
  const judged = hits.map(hit => judge(search, question, expected, hit))
  if (!comparison || !search.heard) return ranked(judged, byOwn)
  const { speaksOf } = search.heard
  const asked = ranked(
    judged.filter(({ at }) => speaksOf(at)),
    byAll,
    comparison,
  )
  const unasked = ranked(judged, byOwn).filter(({ at }) => !speaksOf(at))
  // Their scores cannot be compared: an article for which nobody wrote questions would always lose. Their chances can.
  const isUnaskedFirst = (unasked[0]?.confidence ?? 0) > (asked[0]?.confidence ?? 0)
  return isUnaskedFirst ? [...unasked, ...asked] : [...asked, ...unasked]
}

interface Judged extends Omit<Evidence, 'margin' | 'heard'> {
  at: number
  text: ArticleText
  /** By its own words alone, and with what was heard. */
  own: number
  all: number
}

// A text may be in the pool for what was heard alone.
const TINY = 1e-6

const byOwn = ({ own }: Judged) => own
const byAll = ({ all }: Judged) => all

function ranked(
  judged: readonly Judged[],
  by: (one: Judged) => number,
  comparison?: Comparison,
): (Candidate & { at: number })[] {
  return judged
    .toSorted((a, b) => by(b) - by(a))
    .map((one, index, list) => {
      const next = list[index + 1]
      const { at, text, own: _own, all, ...rest } = one
      const margin = next ? (by(one) - by(next)) / Math.max(by(one), TINY) : 1
      const evidence = { ...rest, margin, ...(comparison && { heard: heardOf(comparison, at) }) }
      return { at, text, score: all, confidence: confidenceOf(evidence), evidence }
    })
}

function judge(search: ArticleSearch, question: Question, expected: Expected | undefined, hit: Hit): Judged {
  const coverage = coverageOf(question, hit.at, search)
  const fits = expected === undefined ? 0 : offers(textOf(hit.text.article), expected) ? 1 : -1
  const own = hit.score * (1 + COVERAGE_WEIGHT * coverage.covered) * (1 + EXPECTED_WEIGHT * fits)
  return {
    ...coverage,
    at: hit.at,
    text: hit.text,
    own,
    all: own + hit.heard,
    lacksExpected: fits < 0,
    strength: hit.score / search.rareWeight,
  }
}

function heardOf({ nearest, unanswered, held, pairs, isWritten }: Comparison, at: number): HeardEvidence {
  return {
    nearest: nearest[at] ?? 0,
    unanswered,
    ...held(at),
    length: Math.log(1 + pairs),
    isWritten: isWritten(at),
  }
}
