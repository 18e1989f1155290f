/**
 * A burst: every member once, evenly over a window, whether the server keeps up or not (open loop). A latency counts from
 * the moment at which the message was due. Prints one JSON object.
 */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Agent } from 'node:http'
import { parseArgs } from 'node:util'
import { post, type Answer } from './load.ts'
import { benchKeys, groupTapOf, groupTextOf, openReply, sealCallback, type Callback } from './messages.ts'
import { quantile } from './rounds.ts'

export interface BurstResult {
  p50Ms: number
  p99Ms: number
  /** From the first message that was due to the last answer. */
  allAnsweredMs: number
  /** Not 200, not answered, or a checked reply that did not open. */
  errors: number
  /** What the server wrote to disk for one message (Linux: write_bytes of its /proc io). */
  bytesPerMessage: number
}

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: '' },
    pid: { type: 'string', default: '' },
    chatid: { type: 'string', default: 'wrBench01' },
    members: { type: 'string', default: '5000' },
    'window-ms': { type: 'string', default: '5000' },
    connections: { type: 'string', default: '256' },
    text: { type: 'string', default: '参加' },
    'task-id': { type: 'string' },
    key: { type: 'string', default: 'leave' },
  },
})
const count = Number(values.members)
const windowMs = Number(values['window-ms'])
// Every 101st: rare enough to cost nothing, and in step with nothing.
const CHECK_EVERY = 101

const callbacks = Array.from({ length: count }, (_, index) => sealed(index))
const agent = new Agent({ keepAlive: true, maxSockets: Number(values.connections) })
const before = writtenBy(values.pid)
const result = await burst()
agent.destroy()
const bytesPerMessage = (writtenBy(values.pid) - before) / count
console.log(JSON.stringify({ ...result, bytesPerMessage } satisfies BurstResult))

function sealed(index: number): Callback {
  const { chatid, text, key, 'task-id': taskId } = values
  // In no order, as the platform's are: a key that happened to grow would write fewer pages.
  const who = { msgid: randomUUID(), chatid, userid: `member${index}` }
  const at = Math.floor(Date.now() / 1000)
  const plain = taskId === undefined ? groupTextOf({ ...who, text }) : groupTapOf({ ...who, taskId, key, at })
  return sealCallback(benchKeys, plain, new Date())
}

async function burst(): Promise<Omit<BurstResult, 'bytesPerMessage'>> {
  const latencies: number[] = []
  const answers: Promise<void>[] = []
  let errors = 0
  const start = performance.now() + 50
  for (let index = 0; index < count;) {
    const due = start + (index * windowMs) / count
    if (performance.now() < due) {
      await new Promise(resolve => setTimeout(resolve, 1))
      continue
    }
    answers.push(send(index, due))
    index++
  }
  await Promise.all(answers)
  const allAnsweredMs = performance.now() - start
  return { p50Ms: quantile(latencies, 0.5), p99Ms: quantile(latencies, 0.99), allAnsweredMs, errors }

  async function send(index: number, due: number): Promise<void> {
    const callback = callbacks[index]
    if (callback === undefined) return
    const { status, body } = await delivered(callback)
    latencies.push(performance.now() - due)
    if (status !== 200 || (index % CHECK_EVERY === 0 && !opens(body))) errors++
  }
}

/** A connection that the server closed just as it was used again is no answer: the platform would try again too. */
async function delivered(callback: Callback): Promise<Answer> {
  const first = await post(values.url, agent, callback)
  return first.status === 0 ? post(values.url, agent, callback) : first
}

function opens(body: string): boolean {
  try {
    return typeof openReply(benchKeys, body) === 'object'
  } catch {
    return false
  }
}

function writtenBy(pid: string): number {
  return Number(/write_bytes: (\d+)/.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1])
}
