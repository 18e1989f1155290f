import { writeDigits, writeNumber } from './numerals.ts'
import { simplify } from './traditional.ts'

const HAN = /\p{Script=Han}/u
// Terms are below 2 ** 32: characters below 2 ** 16, pairs by their first character, which is no Han character below
// 0x2e80, so that words in Latin letters find room between the two.
const WORD_BASE = 0x10000
const WORD_ROOM = 0x2e7f * 0x10000

/** The terms of a text, each as one number: single Han characters and words in `unigrams`, pairs in `bigrams`. */
export interface Terms {
  unigrams: number[]
  bigrams: number[]
}

/**
 * One spelling for what is written in several ways: full-width forms, letter case, traditional characters, 〇, 两 and Arabic digits
 * (35 -> 三十五, 2024 -> 二零二四), so that 3个工作日 and 三个工作日 are the same terms.
 */
export function normalise(text: string): string {
  return simplify(text.normalize('NFKC').toLowerCase())
    .replaceAll('〇', '零')
    .replaceAll('两', '二')
    .replace(/\d{1,9}/g, spellNumber)
    .replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
}

/** Terms of a normalised text. Pairs never reach over punctuation. */
export function termsOf(normalised: string): Terms {
  const terms: Terms = { unigrams: [], bigrams: [] }
  let previous = 0
  let word = ''
  const endWord = () => {
    if (word !== '') terms.unigrams.push(wordTerm(word))
    word = ''
  }
  for (let index = 0; index < normalised.length; index++) {
    const char = normalised.charAt(index)
    const code = normalised.charCodeAt(index)
    const han = isHan(code, char)
    if (han || !isWordCharacter(code)) endWord()
    else word += char
    if (han) {
      terms.unigrams.push(code)
      if (previous > 0) terms.bigrams.push(pairTerm(previous, code))
    }
    previous = han ? code : 0
  }
  endWord()
  return terms
}

/** The term of two neighbouring Han characters. */
export function pairTerm(first: number, second: number): number {
  return first * 0x10000 + second
}

function spellNumber(digits: string): string {
  if (/^(?:19|20)\d\d$/.test(digits)) return writeDigits(digits)
  return digits.length <= 4 ? writeNumber(Number(digits)) : writeDigits(digits)
}

function isHan(code: number, char: string): boolean {
  return (code >= 0x4e00 && code <= 0x9fff) || (code > 0x2e7f && HAN.test(char))
}

function isWordCharacter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57)
}

/** FNV-1a keeps collisions rare. */
function wordTerm(word: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < word.length; index++)
    hash = Math.imul(hash ^ word.charCodeAt(index), 0x01000193) >>> 0
  return WORD_BASE + (hash % WORD_ROOM)
}
