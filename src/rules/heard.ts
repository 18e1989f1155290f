import type { AskedArticle, AskedLine } from './asked-lines.ts'
import { counterpartOf } from './counterpart.ts'
import type { RuleDocument } from './document.ts'
import { mostOf } from './engine/best.ts'
import {
  type Field,
  type WeighedTerms,
  addFieldScores,
  fieldBuilder,
  selfScore,
  weighTerms,
} from './engine/field.ts'
import type { ArticleText } from './layers.ts'
import { termsOf } from './tokens.ts'

/** Questions that were written down for the articles of a rule book, ready to be held against a new one. */
export interface Heard {
  compare(words: string): Comparison
  /** Whether anybody wrote down how people ask for a text. */
  speaksOf(text: number): boolean
}

/** A new question beside the ones written down; arrays by position of the text. */
export interface Comparison {
  /** How far its words are those of the text and of the questions for it, about 0 to 1. */
  likeness: Float32Array
  /** How like it the nearest question for the text is, about 0 to 1. */
  nearest: Float32Array
  /** The highest in `nearest`. */
  best: number
  /** How like it the nearest question is that the book is known not to answer. */
  unanswered: number
  /** The share of its words' weight that a text and the questions for it hold, 0 to 1. */
  held(text: number): { pairs: number; characters: number }
  /** How many pairs of characters it has. */
  pairs: number
  /** Whether the question was written down for a text in just these words. */
  isWritten(text: number): boolean
}

/** A question written down, with its words as `wordsOf` leaves them. */
export interface HeardLine extends AskedLine {
  words: string
}

// Single characters count as much as pairs: everyday words for a term of the rules often share but one with it.
const FIELD = { weight: 1, unigramShare: 1 }

/** Indexes the questions beside the words of the texts; `undefined` when there are none for any of the texts. */
export function indexLines(
  lines: readonly HeardLine[],
  texts: readonly ArticleText[],
  bodies: readonly string[],
): Heard | undefined {
  const { kept, asked } = placeLines(lines, texts)
  if (kept.every(({ texts: own }) => own.length === 0)) return undefined
  // An article that nobody wrote a question for stands for itself.
  const unasked = [...texts.keys()]
    .filter(at => asked[at]?.length === 0)
    .map(at => ({ words: bodies[at] ?? '', texts: [at], answered: true }))
  const all = [...kept, ...unasked]
  const lineField = fieldOf(all.map(({ words }) => words))
  const wholeField = fieldOf(bodies.map((words, at) => [words, ...(asked[at] ?? [])].join('\n')))

  const written = new Map<string, Set<number>>()
  for (const { words, texts: own } of kept) {
    const key = lettersOf(words)
    written.set(key, new Set([...(written.get(key) ?? []), ...own]))
  }

  const compare = (words: string): Comparison => {
    const writtenFor = written.get(lettersOf(words))
    const terms = weighTerms(termsOf(words))
    const likeLines = scoresIn(lineField, terms, all.length)
    const nearest = new Float32Array(texts.length)
    let unanswered = 0
    for (const [at, { texts: own, answered }] of all.entries()) {
      const like = likeLines[at] ?? 0
      if (like === 0) continue
      if (!answered && like > unanswered) unanswered = like
      for (const text of own) if (like > (nearest[text] ?? 0)) nearest[text] = like
    }
    return {
      likeness: scoresIn(wholeField, terms, texts.length),
      nearest,
      best: mostOf(nearest),
      unanswered,
      held: text => ({
        pairs: shareHeld(lineField.bigrams, terms.bigrams, term => wholeField.bigrams.has(term, text)),
        characters: shareHeld(lineField.unigrams, terms.unigrams, term =>
          wholeField.unigrams.has(term, text),
        ),
      }),
      pairs: terms.bigrams.size,
      isWritten: text => writtenFor?.has(text) === true,
    }
  }
  // One question is looked for several times, among the texts of one day and of another.
  let last: { words: string; comparison: Comparison } | undefined
  return {
    speaksOf: text => (asked[text]?.length ?? 0) > 0,
    compare(words) {
      if (last?.words !== words) last = { words, comparison: compare(words) }
      return last.comparison
    },
  }
}

function lettersOf(words: string): string {
  return words.replace(/[^\p{L}\p{N}]/gu, '')
}

interface PlacedLine {
  words: string
  /** Positions of the texts it asks for. */
  texts: readonly number[]
  answered: boolean
}

/** The lines with the texts they ask for, and the lines of each text; what asks for no text of this book is left out. */
function placeLines(
  lines: readonly HeardLine[],
  texts: readonly ArticleText[],
): { kept: PlacedLine[]; asked: string[][] } {
  const textsOf = textsByPlace(texts)
  const asked = texts.map((): string[] => [])
  const kept = lines.flatMap(({ words, answer }): PlacedLine[] => {
    if (answer === undefined) return [{ words, texts: [], answered: false }]
    const own = textsOf(answer) ?? []
    for (const at of own) asked[at]?.push(words)
    return own.length === 0 ? [] : [{ words, texts: own, answered: true }]
  })
  return { kept, asked }
}

function fieldOf(texts: readonly string[]): Field {
  const builder = fieldBuilder()
  for (const text of texts) builder.add(text)
  return builder.finish()
}

/** BM25 scores as shares of what the terms score against themselves. */
function scoresIn(field: Field, terms: WeighedTerms, size: number): Float32Array {
  const scores = new Float32Array(size)
  addFieldScores(field, terms, FIELD, scores)
  const own = selfScore(field, terms, FIELD.unigramShare)
  return scores.map(score => score / own)
}

function shareHeld(
  weights: Field['bigrams'],
  terms: ReadonlyMap<number, number>,
  holds: (term: number) => boolean,
): number {
  let [total, held] = [1e-6, 0]
  for (const term of terms.keys()) {
    const weight = weights.idf(term)
    total += weight
    if (holds(term)) held += weight
  }
  return held / total
}

/**
 * The texts that a question written down is about: the article itself, and the same article in the newest version and
 * in older ones, as nobody writes the questions anew for each version.
 */
function textsByPlace(texts: readonly ArticleText[]): (asked: AskedArticle) => number[] | undefined {
  const byPlace = new Map<string, number[]>()
  const placeOf = new Map<string, string>()
  for (const [at, text] of texts.entries()) {
    const { document, version, article, amendedBy } = text
    const newest = newestOf(document)
    const place = newest && newest !== version ? counterpartOf(article, newest) : article
    const key = place ? `${document.id} ${place.label}` : `${document.id}-${version.year} ${article.label}`
    byPlace.set(key, [...(byPlace.get(key) ?? []), at])
    for (const year of [version.year, amendedBy?.year])
      if (year !== undefined) placeOf.set(`${document.id} ${year} ${article.label}`, key)
  }
  return ({ document, version, article }) =>
    byPlace.get(placeOf.get(`${document} ${version} ${article}`) ?? '')
}

function newestOf({ versions }: RuleDocument) {
  return versions.findLast(version => !version.amends)
}
