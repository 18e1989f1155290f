import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { finished } from 'node:stream/promises'
import { type Command, InvalidArgumentError } from 'commander'
import { type Corpus, type CorpusArticle, corpusBuilder } from '../rules/engine/corpus.ts'
import { readCorpus, writeCorpus } from '../rules/engine/corpus-file.ts'
import { searchCorpus } from '../rules/engine/corpus-search.ts'
import { type AnsweredQuestion, type Memory, learn } from '../rules/engine/memory.ts'
import { PackedFileError } from '../rules/engine/packed.ts'
import { type ReadLine, jsonLines, textAt, textLines } from './json-lines.ts'
import { Refused } from './parts.ts'

const MOST_HITS = 10_000

export function benchSearchCommand(bench: Command): void {
  bench
    .command('search')
    .description(
      '在一批条文里检索:语料一行一个 {id, doc, no, n, path, text},问题一行一个 {id, text},可以是 .gz',
    )
    .requiredOption('--corpus <file>', '语料')
    .requiredOption('--queries <file>', '问题')
    .requiredOption('--out <file>', '输出 {id, hits, confidence, ms}')
    .option('--top <count>', '每个问题最多给几条', readCount, 100)
    .option('--learn <queries,qrels>', '先从答过的问题学习', readPair)
    .option('--index <file>', '索引文件;没有或者语料变了就新建')
    .action(benchSearch)
}

interface Options {
  corpus: string
  queries: string
  out: string
  top: number
  learn?: [string, string]
  index?: string
}

async function benchSearch(options: Options): Promise<void> {
  const questions = await readQuestions(options.queries)
  const corpus = await openCorpus(options.corpus, options.index)
  const memory = options.learn && (await learnFrom(options.learn, corpus))
  const search = searchCorpus(corpus, memory)
  const output = createWriteStream(options.out)
  for (const { id, text } of questions) {
    const startedAt = performance.now()
    const { hits, confidence } = search(text, options.top)
    const named = hits.map(({ at, score }) => ({ id: corpus.ids[at], score }))
    const ms = performance.now() - startedAt
    if (!output.write(`${JSON.stringify({ id, hits: named, confidence, ms })}\n`)) await once(output, 'drain')
  }
  output.end()
  await finished(output)
}

interface BenchQuestion {
  id: string
  text: string
}

async function readQuestions(file: string): Promise<BenchQuestion[]> {
  const questions: BenchQuestion[] = []
  for await (const line of jsonLines(file))
    questions.push({ id: textAt(line, 'id'), text: textAt(line, 'text') })
  return questions
}

/** Loads the index file when it was built from this corpus; otherwise builds, and writes the file where one is named. */
async function openCorpus(file: string, indexFile: string | undefined): Promise<Corpus> {
  if (indexFile === undefined) return await buildCorpus(file)
  const source = await digestOf(file)
  if (existsSync(indexFile)) {
    const stored = storedCorpus(indexFile)
    if (stored.source === source) return stored.corpus
  }
  const corpus = await buildCorpus(file)
  writeFileSync(indexFile, writeCorpus(corpus, source))
  return corpus
}

function storedCorpus(indexFile: string): { corpus: Corpus; source: string } {
  try {
    return readCorpus(readFileSync(indexFile))
  } catch (error) {
    if (error instanceof PackedFileError) throw new Refused(`${indexFile}:${error.message}`)
    throw error
  }
}

/** Tells one corpus file from another. */
async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  try {
    for await (const bytes of createReadStream(file)) hash.update(bytes as Buffer)
  } catch {
    throw new Refused(`${file}:没有这个文件,或者读不了。`)
  }
  return hash.digest('hex')
}

async function buildCorpus(file: string): Promise<Corpus> {
  const builder = corpusBuilder()
  const known = new Set<string>()
  for await (const line of jsonLines(file)) {
    const article = articleIn(line)
    if (known.has(article.id)) throw new Refused(`${line.place}:id“${article.id}”前面已经有了。`)
    known.add(article.id)
    builder.add(article)
  }
  if (known.size === 0) throw new Refused(`${file}:里面一条也没有。`)
  return builder.finish()
}

function articleIn(line: ReadLine<object>): CorpusArticle {
  const { n, path }: { n?: unknown; path?: unknown } = line.value
  if (typeof n !== 'number' || !Number.isInteger(n)) throw new Refused(`${line.place}:“n”应当是整数。`)
  if (path !== undefined && typeof path !== 'string') throw new Refused(`${line.place}:“path”应当是文字。`)
  return {
    id: textAt(line, 'id'),
    doc: textAt(line, 'doc'),
    no: textAt(line, 'no'),
    n,
    path: path ?? '',
    text: textAt(line, 'text'),
  }
}

/** Learns from questions and their qrels (question, 0, article, grade, a line each); what the corpus lacks is left out. */
async function learnFrom([queries, qrels]: [string, string], corpus: Corpus): Promise<Memory> {
  const placeOf = new Map(corpus.ids.map((id, at) => [id, at]))
  const answers = new Map<string, number[]>()
  for await (const { value, place } of textLines(qrels)) {
    const [question, , article, grade, ...more] = value.trim().split(/\s+/)
    if (question === undefined || article === undefined || more.length > 0 || !/^\d+$/.test(grade ?? ''))
      throw new Refused(`${place}:应当是“问题id 0 条文id 等级”四列。`)
    const at = placeOf.get(article)
    if (at !== undefined && Number(grade) > 0) answers.set(question, [...(answers.get(question) ?? []), at])
  }
  const answered: AnsweredQuestion[] = (await readQuestions(queries)).flatMap(({ id, text }) => {
    const articles = answers.get(id)
    return articles ? [{ text, articles }] : []
  })
  return learn(answered, corpus.index)
}

function readCount(text: string): number {
  const count = Number(text)
  if (!Number.isInteger(count) || count < 1 || count > MOST_HITS)
    throw new InvalidArgumentError(`请写 1 到 ${MOST_HITS} 之间的整数。`)
  return count
}

function readPair(text: string): [string, string] {
  const [queries = '', qrels = '', ...more] = text.split(',')
  if (queries === '' || qrels === '' || more.length > 0)
    throw new InvalidArgumentError('请写成 问题文件,qrels文件。')
  return [queries, qrels]
}
