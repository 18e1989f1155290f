import { createRequire } from 'node:module'
import { DatabaseSync } from 'node:sqlite'
import { readCorpus, writeCorpus } from '../../../src/rules/engine/corpus-file.ts'
import { type CorpusArticle, corpusBuilder } from '../../../src/rules/engine/corpus.ts'
import { searchCorpus } from '../../../src/rules/engine/corpus-search.ts'
import { bestOf } from '../../../src/rules/engine/best.ts'
import { type AnsweredQuestion, learn } from '../../../src/rules/engine/memory.ts'
import { buildTermIndex } from '../../../src/rules/engine/term-index.ts'
import { normalise, termsOf } from '../../../src/rules/tokens.ts'

/** What an engine finds: ids, best first, and how sure it is (for the others: the best score). */
export interface Findings {
  hits: string[]
  confidence: number
}

export interface Engine {
  find(text: string, top: number): Findings
  /** The same engine with answered questions learnt; `gold` are ids. */
  learnt?(answered: { text: string; gold: Iterable<string> }[]): Engine
  /** Milliseconds to read the stored index back and make it ready. */
  loadMs?: number
}

export const engines: Record<string, (corpus: CorpusArticle[]) => Promise<Engine> | Engine> = {
  qingfeng,
  'plain BM25 (pairs)': plainBm25,
  'SQLite FTS5 (pairs)': fts5,
  'MiniSearch 7.2.0 (pairs)': miniSearch,
}

function qingfeng(articles: CorpusArticle[]): Engine {
  const builder = corpusBuilder()
  for (const article of articles) builder.add(article)
  const corpus = builder.finish()
  const engineOf = (search: ReturnType<typeof searchCorpus>): Engine => ({
    find(text, top) {
      const { hits, confidence } = search(text, top)
      return { hits: hits.map(({ at }) => corpus.ids[at] ?? ''), confidence }
    },
  })
  const placeOf = new Map(corpus.ids.map((id, at) => [id, at]))
  return {
    ...engineOf(searchCorpus(corpus)),
    learnt(answered) {
      const known = answered.map(({ text, gold }): AnsweredQuestion => ({
        text,
        articles: [...gold].flatMap(id => placeOf.get(id) ?? []),
      }))
      return engineOf(searchCorpus(corpus, learn(known, corpus.index)))
    },
    get loadMs() {
      const bytes = writeCorpus(corpus, '')
      const startedAt = performance.now()
      searchCorpus(readCorpus(bytes).corpus)
      return performance.now() - startedAt
    },
  }
}

function plainBm25(articles: CorpusArticle[]): Engine {
  const pairsOf = (text: string) => termsOf(normalise(text)).bigrams
  const index = buildTermIndex(articles.length, at => {
    const article = articles[at]
    return article ? pairsOf(`${article.doc}\n${article.text}`) : []
  })
  const scores = new Float32Array(articles.length)
  return {
    find(text, top) {
      scores.fill(0)
      for (const term of pairsOf(text)) index.addScores(term, 1, scores)
      const best = bestOf(scores, top)
      return { hits: best.map(({ at }) => articles[at]?.id ?? ''), confidence: best[0]?.score ?? 0 }
    },
  }
}

function fts5(articles: CorpusArticle[]): Engine {
  const database = new DatabaseSync(':memory:')
  database.exec(
    'CREATE VIRTUAL TABLE articles USING fts5(words, id UNINDEXED, content="", contentless_unindexed=1)',
  )
  const insert = database.prepare('INSERT INTO articles(words, id) VALUES (?, ?)')
  database.exec('BEGIN')
  for (const { id, doc, text } of articles) insert.run(pairWords(`${doc}\n${text}`).join(' '), id)
  database.exec('COMMIT')
  const select = database.prepare(
    'SELECT id, bm25(articles) AS score FROM articles WHERE articles MATCH ? ORDER BY score LIMIT ?',
  )
  return {
    find(text, top) {
      const words = [...new Set(pairWords(text))]
      if (words.length === 0) return { hits: [], confidence: 0 }
      const rows = select.all(words.map(word => `"${word}"`).join(' OR '), top)
      return { hits: rows.map(({ id }) => String(id)), confidence: -Number(rows[0]?.['score'] ?? 0) }
    },
  }
}

interface MiniSearchIndex {
  addAll(documents: object[]): void
  search(text: string): { id: string; score: number }[]
}

/** Throws when the folder's own dependencies are not installed. */
async function miniSearch(articles: CorpusArticle[]): Promise<Engine> {
  const path = createRequire(import.meta.url).resolve('minisearch')
  // Its own types stand in a folder that need not be installed.
  const { default: MiniSearch } = (await import(path)) as {
    default: new (options: object) => MiniSearchIndex
  }
  const options = { fields: ['words'], tokenize: pairWords, processTerm: (term: string) => term }
  const index = new MiniSearch(options)
  index.addAll(articles.map(({ id, doc, text }) => ({ id, words: `${doc}\n${text}` })))
  return {
    find(text, top) {
      const found = index.search(text).slice(0, top)
      return { hits: found.map(({ id }) => id), confidence: found[0]?.score ?? 0 }
    },
  }
}

/** Pairs of neighbouring Han characters and other words, as the peers want them. */
function pairWords(text: string): string[] {
  return normalise(text)
    .split(/[^\p{Script=Han}a-z0-9]+/u)
    .flatMap(run => run.match(/[a-z0-9]+|\p{Script=Han}+/gu) ?? [])
    .flatMap(run =>
      /^[a-z0-9]/.test(run) || run.length === 1
        ? [run]
        : Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2)),
    )
}
