import { longestQuestionPhrase, particles, questionPhrases, questionSingles } from './question-words.ts'
import { type Synonyms, longestAt } from './synonyms.ts'
import { termsOf } from './tokens.ts'

/** A question taken apart for searching. */
export interface Question {
  /** Normalised text with slips of the pen put right. */
  text: string
  /** What it is about: stretches of the text without question words. */
  parts: Part[]
}

/** A stretch of the question; `means` holds what the rules call it, when the word list knows. */
export interface Part {
  text: string
  means: string[]
}

/**
 * Separates what a question is about from the words that only make it a question. `known` says whether the rules use a
 * pair of characters, so that a joining word inside a term of the rules (应到) stays.
 */
export function takeApart(text: string, synonyms: Synonyms, known: (pair: string) => boolean): Question {
  const parts: Part[] = []
  let run = ''
  const endRun = () => {
    if (run !== '') parts.push({ text: run, means: [] })
    run = ''
  }
  for (let at = 0; at < text.length;) {
    const said = longestAt(text, at, synonyms.longest, words => synonyms.meaningsOf.has(words))
    const own = longestAt(text, at, synonyms.longest, words => synonyms.terms.has(words))
    const filler = longestAt(text, at, longestQuestionPhrase, words => questionPhrases.has(words))
    if (own.length > 1 && own.length > said.length && own.length > filler.length) {
      endRun()
      parts.push({ text: own, means: [] })
      at += own.length
    } else if (
      said !== '' &&
      said.length >= filler.length &&
      (said.length > 1 || standsAlone(text, at, known))
    ) {
      endRun()
      parts.push({ text: said, means: synonyms.meaningsOf.get(said) ?? [] })
      at += said.length
    } else if (filler.length > 1 || isFiller(text, at, known) || !isWritten(text.charAt(at))) {
      endRun()
      at += Math.max(1, filler.length)
    } else {
      run += text.charAt(at)
      at++
    }
  }
  endRun()
  return { text, parts }
}

/** The search terms of a question with their weights. */
export function weighedTerms({ parts }: Question): {
  unigrams: Map<number, number>
  bigrams: Map<number, number>
} {
  const unigrams = new Map<number, number>()
  const bigrams = new Map<number, number>()
  const add = (text: string, share: number) => {
    const terms = termsOf(text)
    const weight = share * Math.max(1, terms.bigrams.length) ** -LENGTH_DAMPING
    for (const term of terms.unigrams) unigrams.set(term, Math.max(weight, unigrams.get(term) ?? 0))
    for (const term of terms.bigrams) bigrams.set(term, Math.max(weight, bigrams.get(term) ?? 0))
  }
  for (const part of parts) {
    // What the word list translates counts less in its own spelling.
    add(part.text, part.means.length > 0 ? SAID_WEIGHT : 1)
    for (const meaning of part.means) add(meaning, part.means.length ** -0.5)
  }
  return { unigrams, bigrams }
}

// A long name would otherwise outweigh the short word that the question turns on (主题党日 / 打卡).
const LENGTH_DAMPING = 0.5
const SAID_WEIGHT = 0.5

function isFiller(text: string, at: number, known: (pair: string) => boolean): boolean {
  const char = text.charAt(at)
  if (particles.has(char)) return true
  if (!questionSingles.has(char)) return false
  return standsAlone(text, at, known)
}

/** Whether a character makes no word of the rules with its neighbours. */
function standsAlone(text: string, at: number, known: (pair: string) => boolean): boolean {
  const before = at > 0 ? text.slice(at - 1, at + 1) : ''
  return !known(before) && !known(text.slice(at, at + 2))
}

function isWritten(char: string): boolean {
  return /[\p{Script=Han}a-z0-9]/u.test(char)
}
