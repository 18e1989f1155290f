import { textOf } from './document.ts'
import { addByPlace, articleIndexBuilder, scoreArticles } from './engine/article-index.ts'
import { bestOf } from './engine/best.ts'
import type { Comparison, Heard } from './heard.ts'
import type { ArticleText } from './layers.ts'
import { type Question, weighedTerms } from './question.ts'
import { pairTerm, termsOf } from './tokens.ts'

/** Finds the article texts that fit a question. */
export interface ArticleSearch {
  /**
   * The `limit` best by their words and the `limit` best by what was heard, among the texts that `allowed` accepts;
   * `headingWord` is also looked for in headings.
   */
  find(
    question: Question,
    headingWord: string,
    allowed: (text: ArticleText) => boolean,
    limit: number,
  ): { hits: Hit[]; comparison: Comparison | undefined }
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
  /** What people asked for the texts, where somebody wrote it down. */
  heard: Heard | undefined
}

export interface Hit {
  text: ArticleText
  /** Position of the text in the list that was indexed. */
  at: number
  /** By its own words, headings and synonyms. */
  score: number
  /** By the questions written down for it, on the scale of `score`. */
  heard: number
}

const HEADING_WORD_WEIGHT = 0.15

export function indexTexts(texts: ArticleText[], heard?: Heard): ArticleSearch {
  const index = indexOf(texts)
  const { body, heading, asked, headingOf } = index
  const pairFields = [body.bigrams, heading.bigrams, asked.bigrams]

  const rareWeight = Math.log(1 + (texts.length - 0.5) / 1.5)

  function score(question: Question, headingWord: string): Float32Array {
    const scores = new Float32Array(texts.length)
    scoreArticles(index, weighedTerms(question), scores)
    const headings = new Float32Array(heading.bigrams.size)
    for (const term of termsOf(headingWord).bigrams)
      heading.bigrams.addScores(term, HEADING_WORD_WEIGHT, headings)
    addByPlace(scores, headings, headingOf)
    return scores
  }

  return {
    heard,
    find(question, headingWord, allowed, limit) {
      const scores = score(question, headingWord)
      const comparison = heard?.compare(question.text)
      const gains = comparison ? gainsOf(comparison, rareWeight) : new Float32Array(0)
      for (const [at, text] of texts.entries()) if (!allowed(text)) scores[at] = gains[at] = 0
      const best = new Set([...bestOf(scores, limit), ...bestOf(gains, limit)].map(({ at }) => at))
      const hits = [...best].flatMap(at => {
        const text = texts[at]
        return text ? [{ text, at, score: scores[at] ?? 0, heard: gains[at] ?? 0 }] : []
      })
      return { hits, comparison }
    },
    rareWeight,
    isRuleWord: pair =>
      [body.bigrams, heading.bigrams].some(field => field.documentFrequency(termOf(pair)) > 0),
    knows: pair => pairFields.some(field => field.documentFrequency(termOf(pair)) > 0),
    weightOf: pair => Math.min(...pairFields.map(field => field.idf(termOf(pair)))),
    holds: (at, pair) => {
      const term = termOf(pair)
      const place = headingOf[at] ?? 0
      return body.bigrams.has(term, at) || heading.bigrams.has(term, place) || asked.bigrams.has(term, at)
    },
  }
}

// In weights of a pair that only one text holds; a softmax regression over the articles for questions that neither the
// word list nor the questions written down were made from. Both optima are flat.
const LIKENESS_WEIGHT = 16
const NEAREST_WEIGHT = 13
// Where no question comes nearer than this, none says much.
const NEAR_ENOUGH = 0.25

/** What each text gains by the questions that were written down. */
function gainsOf({ likeness, nearest, best }: Comparison, weight: number): Float32Array {
  const most = Math.max(best, NEAR_ENOUGH)
  return likeness.map(
    (like, at) => weight * (LIKENESS_WEIGHT * like + (NEAREST_WEIGHT * (nearest[at] ?? 0)) / most),
  )
}

function indexOf(texts: ArticleText[]) {
  const builder = articleIndexBuilder()
  for (const text of texts)
    builder.add({
      document: text.document.id,
      heading: headingsOf(text),
      body: bodyOf(text),
      asked: text.askedAs,
    })
  return builder.finish()
}

/** Caption and words of an article, as they are searched. */
export function bodyOf({ article }: ArticleText): string {
  return `${article.caption ?? ''}\n${textOf(article)}`
}

function headingsOf({ version, article }: ArticleText): string {
  const headings = [version.title, article.chapter?.title, article.section?.title, article.caption]
  return headings.filter(heading => heading !== undefined).join('\n')
}

function termOf(pair: string): number {
  return pair.length === 2 ? pairTerm(pair.charCodeAt(0), pair.charCodeAt(1)) : 0
}
