import { readReferences } from '../reference.ts'
import { type Corpus, numberKey } from './corpus.ts'
import type { FindTitles, NamedDocument } from './abbreviations.ts'
import { plainOf } from './titles.ts'

/** What a question names by number: the articles found, and whether it named one that does not exist. */
export interface LookedUp {
  articles: number[]
  missing: boolean
}

/** Looks up articles named by title and number (劳动合同法第36条、民法典第五百条), exactly, in the order of the words. */
export type LookUp = (question: string) => LookedUp

export function lookUpIn(corpus: Corpus, findTitles: FindTitles): LookUp {
  const places = placesOf(corpus)
  return question => {
    const plain = plainOf(question)
    const named = findTitles(plain)
    const keys = named.flatMap((one, index) => referencesTo(one, named[index + 1], plain))
    // 第三十六条劳动合同法: the number before the only name.
    const [only] = named
    if (keys.length === 0 && only && named.length === 1) keys.push(...keysIn(only.document, plain))
    const articles = keys.flatMap(({ document, number }) => places[document]?.get(number) ?? [])
    return { articles: [...new Set(articles)], missing: keys.length > 0 && articles.length === 0 }
  }
}

interface Key {
  document: number
  number: number
}

/** The numbers behind a name, up to the next name. */
function referencesTo(
  { document, to }: NamedDocument,
  next: NamedDocument | undefined,
  plain: string,
): Key[] {
  const words = plain.slice(to, next?.from)
  const bare = /^第?(\d{1,4})$/.exec(words)
  return keysIn(document, bare ? `第${bare[1]}条` : words)
}

function keysIn(document: number, words: string): Key[] {
  return readReferences(words, true)
    .filter(({ article }) => article.main > 0)
    .map(({ article }) => ({ document, number: numberKey(article) }))
}

/** The articles of each document by number; parts of one document that stand apart are taken together. */
function placesOf({ index, numbers, titles }: Corpus): Map<number, number[]>[] {
  const byTitle = new Map(titles.map(title => [title, new Map<number, number[]>()]))
  const places = titles.map(title => byTitle.get(title) ?? new Map<number, number[]>())
  for (const [at, number] of numbers.entries()) {
    const own = places[index.documentOf[at] ?? 0]
    own?.set(number, [...(own.get(number) ?? []), at])
  }
  return places
}
