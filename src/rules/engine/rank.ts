import { type ArticleIndex, scoreArticles } from './article-index.ts'
import type { WeighedTerms } from './field.ts'

/** How much an article of a document counts more than its words say, 0 for none; by position of the document. */
export type Standing = Float32Array

// A document of which several articles fit is more likely the right one. Read off a flat optimum on public questions.
const DOCUMENT_WEIGHT = 0.3
const DOCUMENT_TOP = 5

/** Scores every article by its own words and by how well the best articles of its document fit, into `scores`. */
export function rankArticles(
  index: ArticleIndex,
  terms: WeighedTerms,
  standing: Standing,
  scores: Float32Array,
): void {
  scoreArticles(index, terms, scores)
  const { documentOf } = index
  const best = new Float32Array(DOCUMENT_TOP)
  for (let begin = 0, end = 0; begin < scores.length; begin = end) {
    const document = documentOf[begin] ?? 0
    best.fill(0)
    for (; end < scores.length && documentOf[end] === document; end++) keep(best, scores[end] ?? 0)
    const gain = DOCUMENT_WEIGHT * meanOf(best)
    const factor = 1 + (standing[document] ?? 0)
    for (let at = begin; at < end; at++) {
      const score = scores[at] ?? 0
      if (score > 0) scores[at] = (score + gain) * factor
    }
  }
}

function meanOf(values: Float32Array): number {
  let sum = 0
  for (let at = 0; at < values.length; at++) sum += values[at] ?? 0
  return sum / values.length
}

/** Puts a score in its place in a short descending list, if it belongs there. */
function keep(best: Float32Array, score: number): void {
  let at = best.length - 1
  if (score <= (best[at] ?? 0)) return
  for (; at > 0 && (best[at - 1] ?? 0) < score; at--) best[at] = best[at - 1] ?? 0
  best[at] = score
}

// Statutes before regulations and interpretations, these before rules of ministries: 立法法 on which prevails.
const HIGHEST = /^中华人民共和国.{0,40}法$|(?:法典|宪法)$/
const MIDDLE = /条例$|^最高人民/
const STEP = 0.2

/** How high a document stands, read from its title. Rules of one office all stand alike. */
export function standingOf(titles: readonly string[]): Standing {
  return Float32Array.from(titles, title => (HIGHEST.test(title) ? 2 * STEP : MIDDLE.test(title) ? STEP : 0))
}
