import { type Terms, normalise, pairTerm, termsOf } from './tokens.ts'
import { type TermIndex, buildTermIndex } from './term-index.ts'
import { type Question, weighedTerms } from './question.ts'
import { textOf } from './document.ts'
import type { ArticleText } from './layers.ts'

/** Finds the article texts that fit a question. */
export interface ArticleSearch {
  /** Best first, at most `limit`, among the texts that `allowed` accepts; `headingWord` is also looked for in headings. */
  find(question: Question, headingWord: string, allowed: (text: ArticleText) => boolean, limit: number): Hit[]
  /** Weight of a pair of characters that only one text holds. */
  rareWeight: number
  /** Whether any rule uses this pair of characters, or members do when they ask for one. */
  knows(pair: string): boolean
  /** Whether the words of the rules themselves hold the pair. */
  isRuleWord(pair: string): boolean
  /** Weight of a pair of characters; the rarer, the heavier. */
  weightOf(pair: string): number
  /** Whether a text, its caption or its title holds the pair. */
  holds(text: number, pair: string): boolean
}

export interface Hit {
  text: ArticleText
  /** Position of the text in the list that was indexed. */
  at: number
  score: number
}

// Unigram and bigram BM25 in separate indexes at 0.6 to 1, and the headings as a further field: the mix that did best
// on public statute retrieval sets. Short office rules lean more on their headings than statutes do.
const UNIGRAM_WEIGHT = 0.6
const HEADING_WEIGHT = 0.5
const ASKED_WEIGHT = 0.5
const HEADING_WORD_WEIGHT = 0.15

export function indexTexts(texts: ArticleText[]): ArticleSearch {
  const bodies = texts.map(text => termsOf(normalise(bodyOf(text))))
  const headings = texts.map(text => termsOf(normalise(headingOf(text))))
  const index = (fields: Terms[], kind: keyof Terms) =>
    buildTermIndex(fields.length, at => fields[at]?.[kind] ?? [])
  const phrases = texts.map(text => termsOf(normalise(text.askedAs)))
  const unigrams = index(bodies, 'unigrams')
  const bigrams = index(bodies, 'bigrams')
  const headingUnigrams = index(headings, 'unigrams')
  const headingBigrams = index(headings, 'bigrams')

  const askedUnigrams = index(phrases, 'unigrams')
  const askedBigrams = index(phrases, 'bigrams')
  const pairFields = [bigrams, headingBigrams, askedBigrams]

  function score(question: Question, headingWord: string): Float64Array {
    const scores = new Float64Array(texts.length)
    const weighed = weighedTerms(question)
    const add = (field: TermIndex, terms: Map<number, number>, weight: number) => {
      for (const [term, termWeight] of terms) field.addScores(term, weight * termWeight, scores)
    }
    add(bigrams, weighed.bigrams, 1)
    add(unigrams, weighed.unigrams, UNIGRAM_WEIGHT)
    add(headingBigrams, weighed.bigrams, HEADING_WEIGHT)
    add(headingUnigrams, weighed.unigrams, HEADING_WEIGHT * UNIGRAM_WEIGHT)
    add(askedBigrams, weighed.bigrams, ASKED_WEIGHT)
    add(askedUnigrams, weighed.unigrams, ASKED_WEIGHT * UNIGRAM_WEIGHT)
    for (const term of termsOf(headingWord).bigrams)
      headingBigrams.addScores(term, HEADING_WORD_WEIGHT, scores)
    return scores
  }

  return {
    find(question, headingWord, allowed, limit) {
      const scores = score(question, headingWord)
      const hits: Hit[] = []
      for (const [at, text] of texts.entries()) {
        const found = scores[at] ?? 0
        if (found > 0 && allowed(text)) hits.push({ text, at, score: found })
      }
      return hits.sort((a, b) => b.score - a.score).slice(0, limit)
    },
    rareWeight: Math.log(1 + (texts.length - 0.5) / 1.5),
    isRuleWord: pair => [bigrams, headingBigrams].some(field => field.documentFrequency(termOf(pair)) > 0),
    knows: pair => pairFields.some(field => field.documentFrequency(termOf(pair)) > 0),
    weightOf: pair => Math.min(...pairFields.map(field => field.idf(termOf(pair)))),
    holds: (at, pair) => pairFields.some(field => field.has(termOf(pair), at)),
  }
}

function bodyOf({ article }: ArticleText): string {
  return `${article.caption ?? ''}\n${textOf(article)}`
}

function headingOf({ version, article }: ArticleText): string {
  const headings = [version.title, article.chapter?.title, article.section?.title, article.caption]
  return headings.filter(heading => heading !== undefined).join('\n')
}

function termOf(pair: string): number {
  return pair.length === 2 ? pairTerm(pair.charCodeAt(0), pair.charCodeAt(1)) : 0
}
