/**
 * BM25 over terms that are numbers, in compact arrays: all postings of all terms stand in one block, a term knows where
 * its part begins. Robertson and Zaragoza (2009), k1 = 1.2, b = 0.75; idf = ln(1 + (N - df + 0.5) / (df + 0.5)).
 */
export interface TermIndex {
  readonly size: number
  /** 0 when no document holds the term. */
  documentFrequency(term: number): number
  /** Weight of a term; that of a term in no document is the largest there is. */
  idf(term: number): number
  /** Adds `weight` times each document's score for the term. */
  addScores(term: number, weight: number, scores: Float64Array): void
  has(term: number, document: number): boolean
}

const K1 = 1.2
const B = 0.75

/** Builds the index; `termsOf(i)` is asked once for each of the `size` documents, in order. */
export function buildTermIndex(size: number, termsOf: (document: number) => ArrayLike<number>): TermIndex {
  const { ids, begins, documents, factors } = invert(size, termsOf)
  const df = (id: number) => (begins[id + 1] ?? 0) - (begins[id] ?? 0)
  const idfOf = (frequency: number) => Math.log(1 + (size - frequency + 0.5) / (frequency + 0.5))

  function documentFrequency(term: number): number {
    const id = ids.get(term)
    return id === undefined ? 0 : df(id)
  }

  return {
    size,
    documentFrequency,
    idf: term => idfOf(documentFrequency(term)),
    addScores(term, weight, scores) {
      const id = ids.get(term)
      if (id === undefined) return
      const gain = weight * idfOf(df(id))
      const end = begins[id + 1] ?? 0
      for (let at = begins[id] ?? 0; at < end; at++) {
        const document = documents[at] ?? 0
        scores[document] = (scores[document] ?? 0) + gain * (factors[at] ?? 0)
      }
    },
    has(term, document) {
      const id = ids.get(term)
      if (id === undefined) return false
      let low = begins[id] ?? 0
      let high = (begins[id + 1] ?? 0) - 1
      while (low <= high) {
        const middle = (low + high) >> 1
        const found = documents[middle] ?? 0
        if (found === document) return true
        if (found < document) low = middle + 1
        else high = middle - 1
      }
      return false
    },
  }
}

interface Inverted {
  ids: Map<number, number>
  /** Where the postings of a term begin; one longer than there are terms. */
  begins: Uint32Array
  documents: Uint32Array
  /** The part of BM25 that depends on the document: frequency saturated and set against length. */
  factors: Float32Array
}

function invert(size: number, termsOf: (document: number) => ArrayLike<number>): Inverted {
  const ids = new Map<number, number>()
  const pairs = growing()
  const counts: number[] = []
  const lengths = new Uint32Array(size)
  for (let document = 0; document < size; document++) {
    const terms = termsOf(document)
    lengths[document] = terms.length
    const frequencies = new Map<number, number>()
    for (let at = 0; at < terms.length; at++) {
      const term = terms[at] ?? 0
      frequencies.set(term, (frequencies.get(term) ?? 0) + 1)
    }
    for (const [term, frequency] of frequencies) {
      let id = ids.get(term)
      if (id === undefined) ids.set(term, (id = counts.push(0) - 1))
      counts[id] = (counts[id] ?? 0) + 1
      pairs.push(id, document, frequency)
    }
  }
  const begins = new Uint32Array(counts.length + 1)
  for (const [id, count] of counts.entries()) begins[id + 1] = (begins[id] ?? 0) + count
  const total = lengths.reduce((sum, length) => sum + length, 0)
  const average = size > 0 ? Math.max(1, total / size) : 1
  const next = begins.slice()
  const documents = new Uint32Array(pairs.length)
  const factors = new Float32Array(pairs.length)
  pairs.each((id, document, frequency) => {
    const at = next[id] ?? 0
    next[id] = at + 1
    documents[at] = document
    const length = 1 - B + (B * (lengths[document] ?? 0)) / average
    factors[at] = (frequency * (K1 + 1)) / (frequency + K1 * length)
  })
  return { ids, begins, documents, factors }
}

/** Triples in one typed array that doubles when it is full. */
function growing() {
  let values = new Uint32Array(3 * 4096)
  let used = 0
  return {
    get length() {
      return used / 3
    },
    push(a: number, b: number, c: number): void {
      if (used === values.length) {
        const larger = new Uint32Array(values.length * 2)
        larger.set(values)
        values = larger
      }
      values[used++] = a
      values[used++] = b
      values[used++] = c
    },
    each(visit: (a: number, b: number, c: number) => void): void {
      for (let at = 0; at < used; at += 3) visit(values[at] ?? 0, values[at + 1] ?? 0, values[at + 2] ?? 0)
    },
  }
}
