/**
 * The two reference servers under the same load in turns: Koa with `@wecom/crypto` and Koa with our envelope.
 * Prints a line for each and a JSON object. `--new-connections` loads them as the platform does, `--rounds N`.
 */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { LoadResult } from './load.ts'
import { runScript, startServer } from './processes.ts'
import { median } from './rounds.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    messages: { type: 'string', default: '6000' },
    'new-connections': { type: 'boolean', default: false },
  },
})
const names = ['koa-crypto', 'koa-envelope'] as const
const results: Record<(typeof names)[number], LoadResult[]> = { 'koa-crypto': [], 'koa-envelope': [] }

for (let round = 0; round < Number(values.rounds); round++) {
  for (const name of round % 2 === 0 ? names : names.toReversed()) results[name].push(await measure(name))
}

const ratioOf = (column: (result: LoadResult) => number) =>
  median(
    results['koa-envelope'].map((own, round) => column(own) / column(results['koa-crypto'][round] ?? own)),
  )
const summary = {
  requestsRatio: ratioOf(result => result.requestsPerSecond),
  cpuRatio: ratioOf(result => result.serverCpuMicroseconds ?? Number.NaN),
  p99Ratio: ratioOf(result => result.p99Ms),
  errors: names.flatMap(name => results[name]).reduce((sum, { errors }) => sum + errors, 0),
  newConnections: values['new-connections'],
  rounds: Number(values.rounds),
}
for (const name of names) console.log(lineOf(name))
console.log(
  `koa-envelope / koa-crypto: ${summary.requestsRatio.toFixed(2)} x requests, ${summary.cpuRatio.toFixed(2)} x CPU`,
)
console.log(JSON.stringify(summary))
process.exitCode = summary.errors === 0 ? 0 : 1

async function measure(name: string): Promise<LoadResult> {
  const server = await startServer(pathOf(`servers/${name}.ts`))
  try {
    const url = `http://127.0.0.1:${server.port}/wecom/aibot`
    const counts = ['--messages', values.messages, '--warm-up', '4000', '--pid', String(server.pid)]
    const how = values['new-connections'] ? ['--new-connections'] : []
    return (await runScript(pathOf('load.ts'), ['--url', url, ...counts, ...how])) as LoadResult
  } finally {
    await server.stop()
  }
}

function lineOf(name: (typeof names)[number]): string {
  const middle = (column: (result: LoadResult) => number) => median(results[name].map(column))
  return (
    `${name.padEnd(13)} ${middle(result => result.requestsPerSecond).toFixed(0)} requests/s, ` +
    `p50 ${middle(result => result.p50Ms).toFixed(1)} ms, p99 ${middle(result => result.p99Ms).toFixed(1)} ms, ` +
    `${middle(result => result.serverCpuMicroseconds ?? Number.NaN).toFixed(0)} µs CPU a message`
  )
}

function pathOf(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url))
}
