import { type Terms, normalise, termsOf } from '../tokens.ts'
import { type Postings, postingsBuilder } from './postings.ts'
import { type TermIndex, termIndexOf } from './term-index.ts'

/** One part of each document (its body, its headings), indexed by characters and by pairs of characters. */
export interface Field {
  unigrams: TermIndex
  bigrams: TermIndex
}

/** Terms to look for, with their weights. */
export interface WeighedTerms {
  unigrams: Map<number, number>
  bigrams: Map<number, number>
}

/** The postings of a field, as they are kept in a file. */
export interface FieldPostings {
  unigrams: Postings
  bigrams: Postings
}

/** Collects a field; texts are added in order and numbered from 0. */
export function fieldBuilder() {
  const unigrams = postingsBuilder()
  const bigrams = postingsBuilder()
  return {
    add(text: string): void {
      const terms = termsOf(normalise(text))
      unigrams.add(terms.unigrams)
      bigrams.add(terms.bigrams)
    },
    finish: (): Field => fieldOf({ unigrams: unigrams.finish(), bigrams: bigrams.finish() }),
  }
}

/** Makes stored postings ready to be searched. */
export function fieldOf({ unigrams, bigrams }: FieldPostings): Field {
  return { unigrams: termIndexOf(unigrams), bigrams: termIndexOf(bigrams) }
}

/** Adds the BM25 scores of a field: pairs at `weight`, single characters at `weight` times `unigramShare`. */
export function addFieldScores(
  field: Field,
  terms: WeighedTerms,
  { weight, unigramShare }: { weight: number; unigramShare: number },
  scores: Float32Array,
): void {
  for (const [term, own] of terms.bigrams) field.bigrams.addScores(term, weight * own, scores)
  for (const [term, own] of terms.unigrams)
    field.unigrams.addScores(term, weight * unigramShare * own, scores)
}

/** About what a question would score against itself: each of its terms found once. Never 0. */
export function selfScore(field: Field, { bigrams, unigrams }: WeighedTerms, unigramShare: number): number {
  let sum = 1e-6
  for (const term of bigrams.keys()) sum += field.bigrams.idf(term)
  for (const term of unigrams.keys()) sum += unigramShare * field.unigrams.idf(term)
  return sum
}

/** The terms of a question; said twice they count a little more, not twice. */
export function weighTerms({ unigrams, bigrams }: Terms): WeighedTerms {
  return { unigrams: damped(unigrams), bigrams: damped(bigrams) }
}

const REPEATED = 0.25

function damped(terms: number[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  for (const [term, count] of counts) if (count > 1) counts.set(term, count ** REPEATED)
  return counts
}
