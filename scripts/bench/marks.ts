import { fileURLToPath } from 'node:url'
import type { Line } from '../bench.ts'
import { makeLiveOffice, stopBot } from '../office/live.ts'
import type { LoadResult } from './load.ts'
import { runScript, startServer } from './processes.ts'
import { median } from './rounds.ts'

type Reference = 'koaCrypto' | 'koaEnvelope'
type Round = Record<'marks' | Reference, LoadResult>

/**
 * Durable attendance against two servers that keep nothing: Koa with @wecom/crypto, and Koa with our envelope.
 * Keep-alive with 64 connections, then one TCP connection for each request, as the platform does it.
 */
export async function benchMarks(rounds: number): Promise<Line[]> {
  const office = await makeLiveOffice(500)
  const bot = await office.start()
  const koaCrypto = await startServer(script('servers/koa-crypto'))
  const koaEnvelope = await startServer(script('servers/koa-envelope'))
  try {
    const who = ['--chatid', office.chatid, '--userids', office.userids.join(',')]
    const words = ['--text', '参加', '--text', '请假', '--text', '已到']
    const measure = async (flags: string[]): Promise<Round> => ({
      marks: await load(office.port, bot.pid, [...who, ...words, ...flags]),
      koaCrypto: await load(koaCrypto.port, koaCrypto.pid, [...who, ...words, ...flags]),
      koaEnvelope: await load(koaEnvelope.port, koaEnvelope.pid, [...who, ...words, ...flags]),
    })
    const keepAlive: Round[] = []
    const newConnections: Round[] = []
    for (let round = 0; round < rounds; round++) {
      keepAlive.push(await measure(['--warm-up', '2000', '--messages', '10000']))
      newConnections.push(await measure(['--new-connections', '--warm-up', '500', '--messages', '4000']))
    }
    return [
      ratio('marks, keep-alive / koa + @wecom/crypto, no storage', keepAlive, 'koaCrypto', '>= 1.8 (P1)', 1),
      ratio('marks, keep-alive / koa + envelope, no storage', keepAlive, 'koaEnvelope', '>= 0.75 (P1)'),
      ratio(
        'marks, new connections / koa + envelope, no storage',
        newConnections,
        'koaEnvelope',
        '>= 0.75 (P3)',
        0.6,
      ),
      absolute('marks, keep-alive', keepAlive),
      absolute('marks, new connections', newConnections),
    ]
  } finally {
    await stopBot(bot)
    await koaCrypto.stop()
    await koaEnvelope.stop()
    office.remove()
  }
}

function script(name: string): string {
  return fileURLToPath(new URL(`./${name}.ts`, import.meta.url))
}

async function load(port: number, pid: number | undefined, flags: string[]): Promise<LoadResult> {
  const url = `http://127.0.0.1:${port}/wecom/aibot`
  const result = (await runScript(script('load'), [
    '--url',
    url,
    '--pid',
    String(pid),
    ...flags,
  ])) as LoadResult
  if (result.errors > 0) throw new Error(`${result.errors} requests were not answered as they should be`)
  return result
}

function ratio(name: string, rounds: Round[], against: Reference, goal: string, required?: number): Line {
  const ratios = rounds.map(round => round.marks.requestsPerSecond / round[against].requestsPerSecond)
  const middle = median(ratios)
  return {
    name,
    figure: `${middle.toFixed(2)} x (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`,
    goal,
    ...(required !== undefined && { required: `>= ${required}`, holds: middle >= required }),
  }
}

function absolute(name: string, rounds: Round[]): Line {
  const middle = (pick: (result: LoadResult) => number) => median(rounds.map(({ marks }) => pick(marks)))
  const rate = Math.round(middle(({ requestsPerSecond }) => requestsPerSecond))
  const cpu = Math.round(middle(({ serverCpuMicroseconds }) => serverCpuMicroseconds ?? Number.NaN))
  return {
    name,
    figure: `${rate}/s, p50 ${middle(({ p50Ms }) => p50Ms).toFixed(1)} ms, p99 ${middle(({ p99Ms }) => p99Ms).toFixed(1)} ms, ${cpu} us CPU`,
  }
}
