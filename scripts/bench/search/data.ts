import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { CorpusArticle } from '../../../src/rules/engine/corpus.ts'

/** A question of a set and the articles that answer it. */
export interface LabelledQuestion {
  id: string
  text: string
  gold: ReadonlySet<string>
}

/** The public sets that retrieval is measured on; the folder is named by QINGFENG_RETRIEVAL_DATA. */
export interface RetrievalData {
  corpus: CorpusArticle[]
  questions: LabelledQuestion[]
  lookUps: LabelledQuestion[]
  /** Questions about anything but statutes. */
  farOff: string[]
}

export function readData(folder: string): RetrievalData {
  const labelled = (name: string) => readLabelled(join(folder, name))
  return {
    corpus: readJsonLines(join(folder, 'corpus.jsonl.gz')) as CorpusArticle[],
    questions: labelled('dev'),
    lookUps: labelled('lawbench/lookup.dev'),
    farOff: readQuestions(join(folder, 'abstain/far.dev.jsonl')).map(({ text }) => text),
  }
}

function readLabelled(path: string): LabelledQuestion[] {
  const gold = new Map<string, Set<string>>()
  for (const line of readFileSync(`${path}.qrels.tsv`, 'utf8').trim().split('\n')) {
    const [question = '', , article = ''] = line.split('\t')
    gold.set(question, (gold.get(question) ?? new Set()).add(article))
  }
  return readQuestions(`${path}.queries.jsonl`).map(({ id, text }) => ({
    id,
    text,
    gold: gold.get(id) ?? new Set(),
  }))
}

function readQuestions(path: string): { id: string; text: string }[] {
  return readJsonLines(path) as { id: string; text: string }[]
}

function readJsonLines(path: string): unknown[] {
  const bytes = readFileSync(path)
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  return text
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
}
