/** Numbers that look random and are the same for the same seed, so that a failing case can be made again. */
export interface Random {
  /** A whole number from 0 to below. */
  int(below: number): number
  between(least: number, most: number): number
  pick<T>(list: readonly T[]): T
  bytes(count: number): Buffer
  /** That many characters of an alphabet. */
  word(length: number, alphabet?: string): string
}

const LETTERS_AND_DIGITS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  // mulberry32, in the public domain: short, and good enough to spread cases.
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const int = (below: number) => Math.floor((next() / 2 ** 32) * below)
  return {
    int,
    between: (least, most) => least + int(most - least + 1),
    pick: list => list[int(list.length)]!,
    bytes: count => Buffer.from(Array.from({ length: count }, () => int(256))),
    word: (length, alphabet = LETTERS_AND_DIGITS) =>
      Array.from({ length }, () => alphabet[int(alphabet.length)]).join(''),
  }
}
