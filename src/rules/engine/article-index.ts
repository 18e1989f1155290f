import { type Field, type WeighedTerms, addFieldScores, fieldBuilder } from './field.ts'

/** An article as it is indexed. Articles of one document stand together. */
export interface IndexedArticle {
  /** Title, chapter, section, caption; neighbours with the same headings share one entry. */
  heading: string
  body: string
  /** How people ask for it; '' when nobody wrote it down. */
  asked: string
  /** Tells documents apart. */
  document: string
}

/** Articles in compact arrays, ready to be scored. */
export interface ArticleIndex {
  readonly size: number
  body: Field
  asked: Field
  /** Indexed once for each run of articles with the same headings. */
  heading: Field
  /** The entry in `heading` of each article. */
  headingOf: Uint32Array
  /** The document of each article, counted from 0. */
  documentOf: Uint32Array
}

// Unigram and bigram BM25 in separate indexes, headings as a further field: the mix that did best on public statute
// retrieval sets. What people were seen to ask counts like a heading.
const BODY = { weight: 1, unigramShare: 0.65 }
const HEADING = { weight: 0.45, unigramShare: 0.6 }
const ASKED = { weight: 0.5, unigramShare: 0.6 }

/** Collects articles one after another, so that a large corpus need not be held in memory. */
export function articleIndexBuilder() {
  const [body, asked, heading] = [fieldBuilder(), fieldBuilder(), fieldBuilder()]
  const headingOf: number[] = []
  const documentOf: number[] = []
  let [headings, documents] = [0, 0]
  let last: Pick<IndexedArticle, 'heading' | 'document'> | undefined

  return {
    add(article: IndexedArticle): void {
      if (last?.document !== article.document) documents++
      if (last?.document !== article.document || last.heading !== article.heading) {
        headings++
        heading.add(article.heading)
      }
      last = { heading: article.heading, document: article.document }
      headingOf.push(headings - 1)
      documentOf.push(documents - 1)
      body.add(article.body)
      asked.add(article.asked)
    },
    finish: (): ArticleIndex => ({
      size: headingOf.length,
      body: body.finish(),
      asked: asked.finish(),
      heading: heading.finish(),
      headingOf: Uint32Array.from(headingOf),
      documentOf: Uint32Array.from(documentOf),
    }),
  }
}

/**
 * Writes the score of every article into `scores`: how well its words, its headings and what people asked for fit the
 * terms. Large arrays cost more to make than to clear, so the caller keeps this one.
 */
export function scoreArticles(index: ArticleIndex, terms: WeighedTerms, scores: Float32Array): void {
  scores.fill(0)
  addFieldScores(index.body, terms, BODY, scores)
  addFieldScores(index.asked, terms, ASKED, scores)
  const headings = new Float32Array(index.heading.bigrams.size)
  addFieldScores(index.heading, terms, HEADING, headings)
  addByPlace(scores, headings, index.headingOf)
}

/** Adds to each article what its place (its heading, its document) scored. */
export function addByPlace(scores: Float32Array, places: Float32Array, placeOf: Uint32Array): void {
  for (let at = 0; at < scores.length; at++) scores[at] = (scores[at] ?? 0) + (places[placeOf[at] ?? 0] ?? 0)
}
