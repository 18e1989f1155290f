import { type Terms, normalise, termsOf } from '../tokens.ts'
import { bestOf } from './best.ts'
import {
  type Field,
  type WeighedTerms,
  addFieldScores,
  fieldBuilder,
  selfScore,
  weighTerms,
} from './field.ts'
import { type Places, priorsOf } from './priors.ts'

/** A question and the positions of the articles that answered it. */
export interface AnsweredQuestion {
  text: string
  articles: readonly number[]
}

/**
 * What was learnt from answered questions. All of it can be read: how much more often a heading answered than its size
 * lets expect, and which earlier questions are like a new one.
 */
export interface Memory {
  /** How many questions were learnt from. */
  readonly size: number
  /** By heading, see `priorsOf`. */
  priors: Float32Array
  /** The earlier questions most like these terms, best first, a handful at most. */
  alike(terms: WeighedTerms): Alike[]
  /** How far the words of a question are those of earlier ones. */
  familiarity(terms: Terms): Familiarity
}

/** An earlier question; `likeness` is about 1 when it says nearly the same, `same` when it has the same characters. */
export interface Alike extends AnsweredQuestion {
  likeness: number
  same: boolean
}

export interface Familiarity {
  /** The share of pairs of characters that stood in earlier questions, 0 to 1. */
  pairs: number
  /** The mean logarithm of the share of earlier questions that a character stood in. */
  characters: number
}

// Eight neighbours, as measured on public question sets; four and sixteen do as well.
const NEIGHBOURS = 8
const UNIGRAM_SHARE = 0.6

/** Learns from answered questions. */
export function learn(answered: readonly AnsweredQuestion[], places: Places): Memory {
  const builder = fieldBuilder()
  for (const { text } of answered) builder.add(text)
  const field = builder.finish()
  const spellings = answered.map(({ text }) => spellingOf(weighTerms(termsOf(normalise(text)))))
  const answers = answered.flatMap(({ articles }) => articles)
  return {
    size: answered.length,
    priors: priorsOf(answers, places),
    alike: terms => alike(field, answered, spellings, terms),
    familiarity: terms => familiarity(field, terms),
  }
}

function alike(
  field: Field,
  answered: readonly AnsweredQuestion[],
  spellings: readonly string[],
  terms: WeighedTerms,
): Alike[] {
  const scores = new Float32Array(answered.length)
  addFieldScores(field, terms, { weight: 1, unigramShare: UNIGRAM_SHARE }, scores)
  const own = selfScore(field, terms, UNIGRAM_SHARE)
  const spelling = spellingOf(terms)
  return bestOf(scores, NEIGHBOURS).flatMap(({ at, score }) => {
    const question = answered[at]
    return question ? [{ ...question, likeness: score / own, same: spellings[at] === spelling }] : []
  })
}

/** Its characters, whatever the punctuation. */
function spellingOf({ unigrams }: WeighedTerms): string {
  return [...unigrams.keys()].join(' ')
}

// Stands for a character that no earlier question held.
const UNSEEN = 0.3

function familiarity({ bigrams, unigrams }: Field, terms: Terms): Familiarity {
  const seen = terms.bigrams.filter(term => bigrams.documentFrequency(term) > 0)
  const logShares = terms.unigrams.map(term =>
    Math.log((unigrams.documentFrequency(term) + UNSEEN) / Math.max(1, unigrams.size)),
  )
  return {
    pairs: seen.length / (terms.bigrams.length + 1),
    characters: logShares.reduce((sum, one) => sum + one, 0) / (logShares.length + 1),
  }
}
