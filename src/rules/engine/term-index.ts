import { type Postings, indexOf, postingsBuilder } from './postings.ts'

/**
 * BM25 over terms that are numbers. Robertson and Zaragoza (2009), k1 = 1.2, b = 0.75;
 * idf = ln(1 + (N - df + 0.5) / (df + 0.5)).
 */
export interface TermIndex {
  /** How many documents there are. */
  readonly size: number
  readonly postings: Postings
  /** 0 when no document holds the term. */
  documentFrequency(term: number): number
  /** Weight of a term; that of a term in no document is the largest there is. */
  idf(term: number): number
  /** Adds `weight` times each document's score for the term. */
  addScores(term: number, weight: number, scores: Float64Array | Float32Array): void
  has(term: number, document: number): boolean
}

const K1 = 1.2
const B = 0.75

/** Indexes `size` documents; `termsOf(i)` is asked once for each, in order. */
export function buildTermIndex(size: number, termsOf: (document: number) => ArrayLike<number>): TermIndex {
  const builder = postingsBuilder()
  for (let document = 0; document < size; document++) builder.add(termsOf(document))
  return termIndexOf(builder.finish())
}

/** Makes postings ready to be searched. */
export function termIndexOf(postings: Postings): TermIndex {
  const { terms, begins, documents, counts, lengths } = postings
  const size = lengths.length
  const lengthShares = lengthSharesOf(lengths)
  const idfOf = (frequency: number) => Math.log(1 + (size - frequency + 0.5) / (frequency + 0.5))

  function documentFrequency(term: number): number {
    const rank = indexOf(terms, term)
    return rank < 0 ? 0 : (begins[rank + 1] ?? 0) - (begins[rank] ?? 0)
  }

  return {
    size,
    postings,
    documentFrequency,
    idf: term => idfOf(documentFrequency(term)),
    addScores(term, weight, scores) {
      const rank = indexOf(terms, term)
      if (rank < 0) return
      const begin = begins[rank] ?? 0
      const end = begins[rank + 1] ?? 0
      const gain = weight * idfOf(end - begin) * (K1 + 1)
      for (let at = begin; at < end; at++) {
        const document = documents[at] ?? 0
        const count = counts[at] ?? 0
        scores[document] = (scores[document] ?? 0) + (gain * count) / (count + (lengthShares[document] ?? 1))
      }
    },
    has(term, document) {
      const rank = indexOf(terms, term)
      if (rank < 0) return false
      return indexOf(documents, document, begins[rank], begins[rank + 1]) >= 0
    },
  }
}

/** What BM25 adds to the count of a term: k1, more in documents longer than most. */
function lengthSharesOf(lengths: Uint32Array): Float32Array {
  const total = lengths.reduce((sum, length) => sum + length, 0)
  const average = Math.max(1, total / Math.max(1, lengths.length))
  return Float32Array.from(lengths, length => K1 * (1 - B + (B * length) / average))
}
