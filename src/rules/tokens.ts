import { writeDigits, writeNumber } from './numerals.ts'

const HAN = /\p{Script=Han}/u
const WORD_BASE = 2 ** 33

/** The terms of a text, each as one number: single Han characters and words in `unigrams`, pairs in `bigrams`. */
export interface Terms {
  unigrams: number[]
  bigrams: number[]
}

/**
 * One spelling for what is written in several ways: full-width forms, letter case, 〇, 两 and Arabic digits
 * (35 -> 三十五, 2024 -> 二零二四), so that 3个工作日 and 三个工作日 are the same terms.
 */
export function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
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

/** Words in Latin letters share the number space above all pairs; FNV-1a keeps collisions rare. */
function wordTerm(word: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < word.length; index++)
    hash = Math.imul(hash ^ word.charCodeAt(index), 0x01000193) >>> 0
  return WORD_BASE + hash
}
