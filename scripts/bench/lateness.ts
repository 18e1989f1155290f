import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Line } from '../bench.ts'
import { redisInstalled, startRedis } from '../services.ts'
import { median, quantile } from './rounds.ts'

const FOLDER = fileURLToPath(new URL('./lateness', import.meta.url))

/**
 * P10: 2,000 deliveries that become due within two seconds, from a ledger on disk (each claimed and finished in it), beside as
 * many delayed jobs of BullMQ on a Redis that keeps nothing; and what 100,000 planned reminders cost a program that starts.
 */
export async function benchLateness(rounds: number): Promise<Line[]> {
  return [await latenessLine(rounds), ...(await plannedLines())]
}

async function latenessLine(rounds: number): Promise<Line> {
  const name = 'lateness, 2,000 due in 2 s, p99 / BullMQ'
  const goal = '<= 0.15 x (P10)'
  if (!existsSync(join(FOLDER, 'node_modules/bullmq')))
    return { name, figure: 'not run: npm ci --ignore-scripts --prefix scripts/bench/lateness', goal }
  if (!redisInstalled()) return { name, figure: 'not run: no redis-server', goal }
  const pairs: { ours: number[]; theirs: number[] }[] = []
  for (let round = 0; round < rounds; round++) pairs.push({ ours: lateOurs(), theirs: await lateTheirs() })
  const ratios = pairs.map(({ ours, theirs }) => quantile(ours, 0.99) / quantile(theirs, 0.99))
  const p99 = (side: 'ours' | 'theirs') => Math.round(median(pairs.map(pair => quantile(pair[side], 0.99))))
  const p50 = (side: 'ours' | 'theirs') => Math.round(median(pairs.map(pair => quantile(pair[side], 0.5))))
  return {
    name,
    figure: `${median(ratios).toFixed(2)} x (p50 ${p50('ours')}, p99 ${p99('ours')} ms; BullMQ ${p50('theirs')}, ${p99('theirs')} ms)`,
    goal,
  }
}

function lateOurs(): number[] {
  return inFolder(folder => (run('ours.ts', ['lateness', folder]) as { late: number[] }).late)
}

async function lateTheirs(): Promise<number[]> {
  const redis = await startRedis()
  try {
    return (run('bullmq.ts', [], { REDIS_URL: redis.url }) as { late: number[] }).late
  } finally {
    await redis.stop()
  }
}

interface Opened {
  readyMs: number
  nextDueMicroseconds: number
  residentBytes: number
}

async function plannedLines(): Promise<Line[]> {
  const empty = inFolder(folder => run('ours.ts', ['open', folder]) as Opened)
  const full = inFolder(folder => {
    run('ours.ts', ['plan', folder])
    return run('ours.ts', ['open', folder]) as Opened
  })
  const bytes = (full.residentBytes - empty.residentBytes) / 100_000
  return [
    {
      name: '100,000 planned reminders, memory of each',
      figure: `${bytes.toFixed(0)} B`,
      goal: '<= 400 B (P10)',
    },
    {
      name: '100,000 planned reminders, next due',
      figure: `${full.nextDueMicroseconds.toFixed(1)} us`,
      goal: '<= 5 us (P10)',
    },
    {
      name: '100,000 planned reminders, from start to the first delivery',
      figure: `${Math.round(full.readyMs)} ms`,
      goal: '<= 1000 ms (P10)',
    },
  ]
}

function inFolder<Value>(work: (folder: string) => Value): Value {
  const folder = mkdtempSync(join(tmpdir(), 'qingfeng-lateness-'))
  try {
    return work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Runs one of the scripts to its end and gives what stands in its last line. */
function run(script: string, args: string[], env: Record<string, string> = {}): unknown {
  const printed = execFileSync(process.execPath, ['--expose-gc', join(FOLDER, script), ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 16 * 1024 * 1024,
  })
  return JSON.parse(printed.trim().split('\n').at(-1) ?? '')
}
