import { cleanUp } from '../asked.ts'
import type { ArticleNumber } from '../document.ts'
import { readReferences } from '../reference.ts'
import { type ArticleIndex, articleIndexBuilder } from './article-index.ts'

/** An article of a collection of statutes or rules. */
export interface CorpusArticle {
  id: string
  /** Title of the document. */
  doc: string
  /** 第三十五条之一 */
  no: string
  /** The number without 之一; used where `no` is no number of an article. */
  n: number
  /** The headings above it. */
  path: string
  text: string
}

/** Many documents, indexed. Articles are known by their position, documents by theirs. */
export interface Corpus {
  index: ArticleIndex
  ids: string[]
  /** The number of each article, see `numberKey`. */
  numbers: Uint32Array
  titles: string[]
}

/** Collects a corpus; the articles of a document stand together. */
export function corpusBuilder() {
  const builder = articleIndexBuilder()
  const ids: string[] = []
  const numbers: number[] = []
  const titles: string[] = []
  return {
    add({ id, doc, no, n, path, text }: CorpusArticle): void {
      if (titles.at(-1) !== doc) titles.push(doc)
      ids.push(id)
      numbers.push(numberKey(readReferences(cleanUp(no), true)[0]?.article ?? { main: n, sub: 0 }))
      builder.add({ document: doc, heading: `${doc}\n${path}`, body: text, asked: '' })
    },
    finish: (): Corpus => ({ index: builder.finish(), ids, numbers: Uint32Array.from(numbers), titles }),
  }
}

/** One number for 第三十五条之一; 0 is no article. */
export function numberKey({ main, sub }: ArticleNumber): number {
  return main * 1000 + sub
}
