import { termNumbers } from './term-numbers.ts'

/** Which documents hold which terms and how often, in compact arrays that can be written to a file as they are. */
export interface Postings {
  /** All terms, ascending. */
  terms: Uint32Array
  /** Where the documents of a term begin; one longer than `terms`. */
  begins: Uint32Array
  /** Ascending within a term. Two bytes each while there are few enough documents. */
  documents: Uint16Array | Uint32Array
  /** How often the term stands in the document, at most 255. */
  counts: Uint8Array
  /** The number of terms in each document. */
  lengths: Uint32Array
}

const MOST_COUNTED = 255

/** Collects postings; documents are added in order and numbered from 0. */
export interface PostingsBuilder {
  add(terms: ArrayLike<number>): void
  finish(): Postings
}

export function postingsBuilder(): PostingsBuilder {
  const numbers = termNumbers()
  const lengths: number[] = []
  // One entry for each term of each document, in the order of the documents.
  let places = new Uint32Array(1 << 12)
  let counts = new Uint8Array(1 << 12)
  let used = 0
  const ends: number[] = []
  /** Where a term was last seen, so that it counts up within its document. */
  let lastEntry = new Int32Array(1 << 12)

  function addTerm(place: number, documentBegin: number): void {
    if (place >= lastEntry.length) lastEntry = larger(lastEntry, new Int32Array(lastEntry.length * 2))
    const entry = (lastEntry[place] ?? 0) - 1
    if (entry >= documentBegin) {
      counts[entry] = Math.min(MOST_COUNTED, (counts[entry] ?? 0) + 1)
      return
    }
    if (used === places.length) {
      places = larger(places, new Uint32Array(used * 2))
      counts = larger(counts, new Uint8Array(used * 2))
    }
    places[used] = place
    counts[used] = 1
    lastEntry[place] = ++used
  }

  return {
    add(terms) {
      const begin = used
      for (let at = 0; at < terms.length; at++) addTerm(numbers.placeOf(terms[at] ?? 0), begin)
      lengths.push(terms.length)
      ends.push(used)
    },
    finish: () => sortByTerm(numbers.terms(), places.subarray(0, used), counts, ends, lengths),
  }
}

function sortByTerm(
  found: Uint32Array,
  places: Uint32Array,
  counts: Uint8Array,
  ends: number[],
  lengths: number[],
): Postings {
  const terms = found.slice().sort()
  const rankOf = new Uint32Array(found.length)
  for (let place = 0; place < found.length; place++) rankOf[place] = indexOf(terms, found[place] ?? 0)
  const begins = new Uint32Array(terms.length + 1)
  for (const place of places) begins[(rankOf[place] ?? 0) + 1] = (begins[(rankOf[place] ?? 0) + 1] ?? 0) + 1
  for (let rank = 0; rank < terms.length; rank++)
    begins[rank + 1] = (begins[rank + 1] ?? 0) + (begins[rank] ?? 0)
  const next = begins.slice()
  const documents =
    lengths.length <= 0x10000 ? new Uint16Array(places.length) : new Uint32Array(places.length)
  const sorted = new Uint8Array(places.length)
  let entry = 0
  for (let document = 0; document < lengths.length; document++) {
    for (; entry < (ends[document] ?? 0); entry++) {
      const rank = rankOf[places[entry] ?? 0] ?? 0
      const at = next[rank] ?? 0
      next[rank] = at + 1
      documents[at] = document
      sorted[at] = counts[entry] ?? 0
    }
  }
  return { terms, begins, documents, counts: sorted, lengths: Uint32Array.from(lengths) }
}

/** Where a number stands in an ascending array; -1 if it does not. */
export function indexOf(sorted: ArrayLike<number>, value: number, low = 0, high = sorted.length): number {
  const end = high
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low < end && sorted[low] === value ? low : -1
}

function larger<T extends Uint32Array | Uint8Array | Int32Array>(values: T, into: T): T {
  into.set(values)
  return into
}
