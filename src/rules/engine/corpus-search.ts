import { type Terms, normalise, termsOf } from '../tokens.ts'
import { type Scored, bestOf, mostOf } from './best.ts'
import { certaintyOf, signsOf } from './certainty.ts'
import type { Corpus } from './corpus.ts'
import { lookUpIn } from './corpus-lookup.ts'
import { weighTerms } from './field.ts'
import type { Memory } from './memory.ts'
import { rankArticles, standingOf } from './rank.ts'
import { recall } from './recall.ts'
import { titleFinder } from './titles.ts'

/** Articles found for a question, best first, and the probability (0 to 1) that the corpus answers it. */
export interface Found {
  hits: Scored[]
  confidence: number
}

/** Finds the articles of a corpus that answer a question, at most `top`. */
export type CorpusSearch = (question: string, top: number) => Found

/** Longer questions are cut here. */
const MAX_LENGTH = 2000

/** Makes a corpus ready to be asked, with or without what was learnt from answered questions. */
export function searchCorpus(corpus: Corpus, memory?: Memory): CorpusSearch {
  const { index } = corpus
  const lookUp = lookUpIn(corpus, titleFinder(corpus.titles))
  const standing = standingOf(corpus.titles)

  const scores = new Float32Array(index.size)
  const partScores = new Float32Array(index.size)

  /** A question of several questions: what one of them wants counts beside what fits all. */
  function rank(terms: Terms, text: string): void {
    rankArticles(index, weighTerms(terms), standing, scores)
    const parts = partsOf(text)
    const share = (PART_WEIGHT * mostOf(scores)) / parts.length
    for (const part of parts.length > 1 ? parts : []) {
      // Pairs alone say which article a part wants, at a quarter of the cost.
      const { bigrams } = weighTerms(termsOf(normalise(part)))
      rankArticles(index, { bigrams, unigrams: new Map() }, standing, partScores)
      addShares(scores, partScores, share)
    }
    if (memory) recall(scores, memory, weighTerms(terms), index.headingOf)
  }

  return (question, top) => {
    const text = question.slice(0, MAX_LENGTH)
    const terms = termsOf(normalise(text))
    rank(terms, text)
    const best = mostOf(scores)
    const { articles, missing } = lookUp(text)
    for (const [place, at] of articles.entries()) scores[at] = best + articles.length - place
    const confidence = certaintyOf(signsOf(index, terms, best), terms, memory)
    return { hits: bestOf(scores, top), confidence: sureness(articles.length > 0, missing, confidence) }
  }
}

const EXACT = 0.99
const NO_SUCH_ARTICLE = 0.1

function sureness(exact: boolean, missing: boolean, confidence: number): number {
  if (exact) return EXACT
  return missing ? Math.min(confidence, NO_SUCH_ARTICLE) : confidence
}

const PART_WEIGHT = 0.3
const SHORTEST_PART = 6
const MOST_PARTS = 4

function partsOf(text: string): string[] {
  return text
    .split(/[?？;；/\n]/)
    .map(part => part.trim())
    .filter(part => part.length >= SHORTEST_PART)
    .slice(0, MOST_PARTS)
}

function addShares(scores: Float32Array, own: Float32Array, weight: number): void {
  const most = mostOf(own)
  if (most === 0) return
  for (let at = 0; at < scores.length; at++) scores[at] = (scores[at] ?? 0) + (weight * (own[at] ?? 0)) / most
}
