/** Gives each term, a number below 2 ** 32, the next free place: an open hash in typed arrays, far smaller than a Map. */
export interface TermNumbers {
  /** How many terms there are. */
  readonly size: number
  /** The place of a term, counted from 0; a new term gets the next one. */
  placeOf(term: number): number
  /** The terms by place. */
  terms(): Uint32Array
}

const EMPTY = -1
// Spreads neighbouring terms over the table (Knuth, multiplicative hashing).
const GOLDEN = 0x9e3779b1

export function termNumbers(): TermNumbers {
  let bits = 12
  let slots = new Int32Array(1 << bits).fill(EMPTY)
  let terms = new Uint32Array(1 << bits)
  let size = 0

  const slotOf = (term: number) => {
    const mask = slots.length - 1
    let slot = Math.imul(term, GOLDEN) >>> (32 - bits)
    for (;;) {
      const place = slots[slot] ?? EMPTY
      if (place === EMPTY || terms[place] === term) return slot
      slot = (slot + 1) & mask
    }
  }

  function grow(): void {
    bits++
    const larger = new Uint32Array(1 << bits)
    larger.set(terms)
    terms = larger
    slots = new Int32Array(1 << bits).fill(EMPTY)
    for (let place = 0; place < size; place++) slots[slotOf(terms[place] ?? 0)] = place
  }

  return {
    get size() {
      return size
    },
    placeOf(term) {
      const slot = slotOf(term)
      const place = slots[slot] ?? EMPTY
      if (place !== EMPTY) return place
      terms[size] = term
      slots[slot] = size
      if (++size * 2 > slots.length) grow()
      return size - 1
    },
    terms: () => terms.slice(0, size),
  }
}
