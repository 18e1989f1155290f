/**
 * Measures one engine in a process of its own: `--engine NAME --data FOLDER`, or with `--articles N` only its speed on the
 * first N articles. Prints one JSON line.
 */
import { parseArgs } from 'node:util'
import { quantile } from '../rounds.ts'
import { type LabelledQuestion, readData } from './data.ts'
import { type Engine, type Findings, engines } from './engines.ts'
import { type Quality, auroc, qualityOf } from './measures.ts'
import { spelledLookUps } from './spellings.ts'

/** What was measured of an engine; `learnt` by five-fold cross-validation. */
export interface Measured {
  quality: Quality
  buildSeconds: number
  megabytes: number
  p50Ms: number
  p95Ms: number
  auroc: number
  lookUp: number
  spelledLookUp?: number
  loadMs?: number
  learnt?: { quality: Quality; auroc: number; p95Ms: number }
}

const FOLDS = 5
const DEPTH = 100

const { values } = parseArgs({
  options: { engine: { type: 'string' }, data: { type: 'string' }, articles: { type: 'string' } },
})
const data = readData(values.data ?? '')
const build = engines[values.engine ?? '']
if (!build) throw new Error(`no engine ${values.engine}`)
console.log(
  JSON.stringify(values.articles ? await speedOf(build, Number(values.articles)) : await measure(build)),
)

async function measure(build: (typeof engines)[string]): Promise<Measured> {
  const before = process.memoryUsage.rss()
  const startedAt = performance.now()
  const engine = await build(data.corpus)
  const buildSeconds = (performance.now() - startedAt) / 1000
  const megabytes = (process.memoryUsage.rss() - before) / 2 ** 20
  const asked = ask(
    engine,
    data.questions.map(({ text }) => text),
  )
  const farOff = ask(engine, data.farOff)
  const own = engine.learnt !== undefined
  return {
    quality: qualityOf(paired(data.questions, asked.findings)),
    buildSeconds,
    megabytes,
    p50Ms: quantile(asked.ms, 0.5),
    p95Ms: quantile(asked.ms, 0.95),
    auroc: auroc(asked.findings.map(sureness), farOff.findings.map(sureness)),
    lookUp: rightAtFirst(engine, data.lookUps),
    ...(own && { spelledLookUp: rightAtFirst(engine, spelledLookUps(data.corpus)) }),
    ...(engine.loadMs !== undefined && { loadMs: engine.loadMs }),
    ...(own && { learnt: crossValidated(engine) }),
  }
}

async function speedOf(build: (typeof engines)[string], articles: number) {
  const engine = await build(data.corpus.slice(0, articles))
  const texts = data.questions.map(({ text }) => text)
  ask(engine, texts)
  const { ms } = ask(engine, [...texts, ...texts, ...texts])
  return { p50Ms: quantile(ms, 0.5), p95Ms: quantile(ms, 0.95) }
}

/** Each fifth of the questions is asked of what was learnt from the other four. */
function crossValidated(engine: Engine): NonNullable<Measured['learnt']> {
  const folds = Array.from({ length: FOLDS }, (_, fold) => {
    const inFold = <T>(values: T[]) => values.filter((_, at) => at % FOLDS === fold)
    const rest = data.questions.filter((_, at) => at % FOLDS !== fold)
    const learnt = engine.learnt?.(rest) ?? engine
    const questions = inFold(data.questions)
    const asked = ask(
      learnt,
      questions.map(({ text }) => text),
    )
    return { questions, asked, farOff: ask(learnt, inFold(data.farOff)) }
  })
  return {
    quality: qualityOf(folds.flatMap(({ questions, asked }) => paired(questions, asked.findings))),
    auroc: auroc(
      folds.flatMap(({ asked }) => asked.findings.map(sureness)),
      folds.flatMap(({ farOff }) => farOff.findings.map(sureness)),
    ),
    p95Ms: quantile(
      folds.flatMap(({ asked }) => asked.ms),
      0.95,
    ),
  }
}

/** Each question is timed three times and the shortest counts, so that other programs of the machine do not. */
function ask(engine: Engine, texts: string[]): { findings: Findings[]; ms: number[] } {
  const ms: number[] = []
  const findings = texts.map(text => {
    const times = [timed(engine, text), timed(engine, text), timed(engine, text)]
    ms.push(Math.min(...times))
    return engine.find(text, DEPTH)
  })
  return { findings, ms }
}

function timed(engine: Engine, text: string): number {
  const startedAt = performance.now()
  engine.find(text, DEPTH)
  return performance.now() - startedAt
}

function paired(questions: LabelledQuestion[], findings: Findings[]) {
  return questions.map(({ gold }, at) => ({ gold, hits: findings[at]?.hits ?? [] }))
}

function rightAtFirst(engine: Engine, questions: LabelledQuestion[]): number {
  const right = questions.filter(({ text, gold }) => gold.has(engine.find(text, 1).hits[0] ?? ''))
  return right.length / questions.length
}

function sureness({ confidence }: Findings): number {
  return confidence
}
