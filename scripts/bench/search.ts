import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Line } from '../bench.ts'
import { runScript, startServer } from './processes.ts'
import type { Measured } from './search/measure.ts'
import type { Quality } from './search/measures.ts'

const NAMES = ['qingfeng', 'plain BM25 (pairs)', 'SQLite FTS5 (pairs)', 'MiniSearch 7.2.0 (pairs)'] as const

/**
 * Acceptance of the search: statutes and public questions about them, beside plain BM25, SQLite FTS5 and MiniSearch on the
 * same pairs of characters. The data are not part of the project; QINGFENG_RETRIEVAL_DATA names their folder.
 */
export async function benchSearch(folder = process.env['QINGFENG_RETRIEVAL_DATA']): Promise<Line[]> {
  if (folder === undefined || !existsSync(join(folder, 'corpus.jsonl.gz'))) {
    console.log('search: skipped, QINGFENG_RETRIEVAL_DATA names no folder with corpus.jsonl.gz')
    return []
  }
  const measured = new Map<string, Measured>()
  for (const name of NAMES) {
    if (name.startsWith('MiniSearch') && !existsSync(pathOf('search/node_modules/minisearch'))) {
      console.log('search: MiniSearch is left out; install it with npm ci --prefix scripts/bench/search')
      continue
    }
    measured.set(
      name,
      (await runScript(pathOf('search/measure.ts'), ['--engine', name, '--data', folder])) as Measured,
    )
  }
  printTable(measured)
  const own = measured.get('qingfeng')
  return own ? [...claims(own), await besideCallbacks(folder)] : []
}

function claims({ quality, learnt, lookUp, spelledLookUp = 0, auroc, p95Ms, loadMs = 0 }: Measured): Line[] {
  const least = (name: string, value: number, required: number, goal?: number): Line => ({
    name: `search: ${name}`,
    figure: value.toFixed(3),
    required: `>= ${required}`,
    ...(goal !== undefined && { goal: `>= ${goal}` }),
    holds: value >= required,
  })
  const most = (name: string, value: number, required: number): Line => ({
    name: `search: ${name}`,
    figure: `${value.toFixed(1)} ms`,
    required: `<= ${required} ms`,
    holds: value <= required,
  })
  return [
    least('A, nothing learnt, R@10', quality.recall[10], 0.49, 0.52),
    least('A, nothing learnt, MRR@10', quality.mrr10, 0.415, 0.44),
    ...(learnt
      ? [
          least('B, learnt, five-fold, R@10', learnt.quality.recall[10], 0.56, 0.6),
          least('B, learnt, five-fold, MRR@10', learnt.quality.mrr10, 0.485, 0.51),
          least('E, learnt, questions about anything else, AUROC', learnt.auroc, 0.96, 0.98),
          most('p95 of a question, learnt', learnt.p95Ms, 10),
        ]
      : []),
    least('E, questions about anything else, AUROC', auroc, 0.96, 0.98),
    least('D, look-ups, R@1', lookUp, 1),
    least('D, look-ups in other spellings, R@1', spelledLookUp, 0.99),
    most('p95 of a question', p95Ms, 10),
    most('load of the stored index', loadMs, 1500),
  ]
}

/** Ten thousand articles, while a server on the other core opens sealed callbacks. */
async function besideCallbacks(folder: string): Promise<Line> {
  const server = await startServer(pathOf('servers/koa-envelope.ts'))
  try {
    const url = `http://127.0.0.1:${server.port}/wecom/aibot`
    const load = runScript(pathOf('load.ts'), ['--url', url, '--messages', '20000', '--warm-up', '1000'])
    const flags = ['--engine', 'qingfeng', '--data', folder, '--articles', '10000']
    const speed = (await runScript(pathOf('search/measure.ts'), flags)) as { p50Ms: number; p95Ms: number }
    await load
    return {
      name: 'search: 10,000 articles beside callback load, p50',
      figure: `${speed.p50Ms.toFixed(2)} ms (p95 ${speed.p95Ms.toFixed(2)} ms)`,
      required: '<= 2 ms',
      holds: speed.p50Ms <= 2,
    }
  } finally {
    await server.stop()
  }
}

const HEAD = [
  'R@1',
  'R@5',
  'R@10',
  'R@20',
  'R@100',
  'Hit@1',
  'MRR@10',
  'nDCG@10',
  'build s',
  'MB',
  'p50',
  'p95',
]
const TAIL = ['load ms', 'AUROC', 'look-up', 'spelled']

function printTable(measured: Map<string, Measured>): void {
  console.log(row('', [...HEAD, ...TAIL]))
  for (const [name, one] of measured) {
    const { buildSeconds, megabytes, p50Ms, p95Ms, loadMs, auroc, lookUp, spelledLookUp, learnt } = one
    const cost = [buildSeconds.toFixed(2), megabytes.toFixed(0), p50Ms.toFixed(2), p95Ms.toFixed(2)]
    const rest = [loadMs?.toFixed(0), auroc.toFixed(3), lookUp.toFixed(3), spelledLookUp?.toFixed(3)]
    console.log(row(name, [...qualityColumns(one.quality), ...cost, ...rest.map(text => text ?? '')]))
    if (!learnt) continue
    const columns = [...qualityColumns(learnt.quality), '', '', '', learnt.p95Ms.toFixed(2), '']
    console.log(row(`${name}, learnt (five-fold)`, [...columns, learnt.auroc.toFixed(3)]))
  }
}

function qualityColumns({ recall, hit1, mrr10, ndcg10 }: Quality): string[] {
  return [...Object.values(recall), hit1, mrr10, ndcg10].map(value => value.toFixed(3))
}

function row(name: string, columns: string[]): string {
  return name.padEnd(30) + columns.map(text => text.padStart(8)).join('')
}

function pathOf(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url))
}
