import { textOf } from './document.ts'
import { addByPlace, articleIndexBuilder, scoreArticles } from './engine/article-index.ts'
import { bestOf } from './engine/best.ts'
import type { ArticleText } from './layers.ts'
import { type Question, weighedTerms } from './question.ts'
import { pairTerm, termsOf } from './tokens.ts'

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

const HEADING_WORD_WEIGHT = 0.15

export function indexTexts(texts: ArticleText[]): ArticleSearch {
  const index = indexOf(texts)
  const { body, heading, asked, headingOf } = index
  const pairFields = [body.bigrams, heading.bigrams, asked.bigrams]

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
    find(question, headingWord, allowed, limit) {
      const scores = score(question, headingWord)
      for (const [at, text] of texts.entries()) if (!allowed(text)) scores[at] = 0
      return bestOf(scores, limit).flatMap(({ at, score }) => {
        const text = texts[at]
        return text ? [{ text, at, score }] : []
      })
    },
    rareWeight: Math.log(1 + (texts.length - 0.5) / 1.5),
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

function bodyOf({ article }: ArticleText): string {
  return `${article.caption ?? ''}\n${textOf(article)}`
}

function headingsOf({ version, article }: ArticleText): string {
  const headings = [version.title, article.chapter?.title, article.section?.title, article.caption]
  return headings.filter(heading => heading !== undefined).join('\n')
}

function termOf(pair: string): number {
  return pair.length === 2 ? pairTerm(pair.charCodeAt(0), pair.charCodeAt(1)) : 0
}
