import { Agent } from 'node:http'
import type { HostileRequest } from './case.ts'
import type { HonestRequest } from './honest.ts'
import { sendHttp, sendRaw, type Outcome } from './send.ts'

export interface CategoryResult {
  sent: number
  accepted: number
  serverErrors: number
  hangs: number
  /** How often each end was seen: '400', '401', ..., 'closed' or 'hang'. */
  ends: Record<string, number>
}

export interface AttackResult {
  sent: number
  /** Hostile requests that got an answer below 400. */
  accepted: number
  serverErrors: number
  hangs: number
  /** Honest requests in between, and how many of them got the answer they should. */
  honest: { sent: number; answered: number }
  byCategory: Record<string, CategoryResult>
  p99Ms: number
  slowest: { category: string; ms: number }
}

interface Plan {
  url: string
  hostile: Iterable<HostileRequest>
  honest: Iterator<HonestRequest>
  concurrency: number
  timeoutMs: number
}

const HONEST_EVERY = 20

export async function attackWith({
  url,
  hostile,
  honest,
  concurrency,
  timeoutMs,
}: Plan): Promise<AttackResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency })
  const ends: End[] = []
  const answers: boolean[] = []
  const requests = hostile[Symbol.iterator]()

  const sendInTurn = async () => {
    for (let next = requests.next(); next.done !== true; next = requests.next()) {
      const request = next.value
      const outcome =
        request.kind === 'http'
          ? await sendHttp(url, request, agent, timeoutMs)
          : await sendRaw(url, request, timeoutMs)
      ends.push({
        category: request.category,
        isHeld: request.kind === 'raw' && request.afterwards === 'hold',
        outcome,
      })
      if (ends.length % HONEST_EVERY === 0) answers.push(await isAnswered(honest.next().value))
    }
  }
  const isAnswered = async ({ request, answer }: HonestRequest) => {
    const outcome = await sendHttp(url, request, agent, timeoutMs)
    return outcome.statuses[0] === 200 && outcome.body === answer
  }

  try {
    await Promise.all(Array.from({ length: concurrency }, sendInTurn))
  } finally {
    agent.destroy()
  }
  return summaryOf(ends, answers)
}

// Without the request itself: ten thousand of them are some hundred megabytes.
interface End {
  category: string
  /** Left unfinished on purpose, so that it takes as long as the sender waits. */
  isHeld: boolean
  outcome: Outcome
}

function summaryOf(ends: End[], answers: boolean[]): AttackResult {
  const byCategory: Record<string, CategoryResult> = {}
  for (const { category, outcome } of ends) {
    byCategory[category] ??= { sent: 0, accepted: 0, serverErrors: 0, hangs: 0, ends: {} }
    count(byCategory[category]!, outcome)
  }
  const results = Object.values(byCategory)
  const sum = (of: (result: CategoryResult) => number) =>
    results.reduce((total, result) => total + of(result), 0)
  const timed = ends
    .filter(({ isHeld }) => !isHeld)
    .map(({ category, outcome }) => ({ category, ms: outcome.ms }))
    .sort((one, other) => one.ms - other.ms)
  return {
    sent: ends.length,
    accepted: sum(result => result.accepted),
    serverErrors: sum(result => result.serverErrors),
    hangs: sum(result => result.hangs),
    honest: { sent: answers.length, answered: answers.filter(Boolean).length },
    byCategory,
    p99Ms: timed[Math.floor(timed.length * 0.99)]?.ms ?? 0,
    slowest: timed.at(-1) ?? { category: 'none', ms: 0 },
  }
}

function count(result: CategoryResult, { statuses, hung }: Outcome): void {
  result.sent++
  // 1xx is no answer yet.
  if (statuses.some(status => status >= 200 && status < 400)) result.accepted++
  if (statuses.some(status => status >= 500)) result.serverErrors++
  if (hung) result.hangs++
  const end = hung ? 'hang' : statuses.join(' ') || 'closed'
  result.ends[end] = (result.ends[end] ?? 0) + 1
}
