/**
 * Loads a running server with encrypted group text messages, each with its own msgid, and prints one JSON object.
 * `node scripts/bench/load.ts --url http://127.0.0.1:8080/wecom/aibot --help` lists the options.
 */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { parseArgs } from 'node:util'
import { benchKeys, groupTextOf, openReply, sealCallback, type BenchKeys, type Callback } from './messages.ts'
import { quantile } from './rounds.ts'

export interface Load {
  /** The callback address, with its path. */
  url: string
  keys: BenchKeys
  /** What is said: one text after the other and again from the first, or a function of the message's number. */
  texts: readonly string[] | ((index: number) => string)
  chatid: string
  /** Who says it, in turns. */
  userids: readonly string[]
  /** How many requests are under way at any time. */
  connections: number
  /** false: a TCP connection for each request, as the platform does it. */
  keepAlive: boolean
  /** Sent first and not counted. */
  warmUp: number
  messages: number
  /** The server's idea of now. */
  now: () => Date
  /** The server's process: its CPU time is read from /proc while it is loaded. */
  pid?: number
}

export interface LoadResult {
  requestsPerSecond: number
  p50Ms: number
  p99Ms: number
  /** Not 200, not answered, or a checked reply that did not open. */
  errors: number
  /** Replies that were decrypted and read. */
  checked: number
  /** CPU time of the server for one message; undefined without a pid or without /proc. */
  serverCpuMicroseconds: number | undefined
}

// Every 101st: rare enough to cost nothing, and in step with nothing.
const CHECK_EVERY = 101
const TIMEOUT_MS = 10_000

export async function measureLoad(load: Load): Promise<LoadResult> {
  const callbacks = Array.from({ length: load.warmUp + load.messages }, (_, index) => sealed(load, index))
  const agent = new Agent({ keepAlive: load.keepAlive, maxSockets: load.connections })
  const send = (callback: Callback) => post(load.url, agent, callback)
  try {
    await sendAll(callbacks.slice(0, load.warmUp), load, send)
    const cpuBefore = cpuMicrosecondsOf(load.pid)
    const start = performance.now()
    const sent = await sendAll(callbacks.slice(load.warmUp), load, send)
    const seconds = (performance.now() - start) / 1000
    const cpu = cpuMicrosecondsOf(load.pid)
    return {
      requestsPerSecond: load.messages / seconds,
      p50Ms: quantile(sent.milliseconds, 0.5),
      p99Ms: quantile(sent.milliseconds, 0.99),
      errors: sent.errors,
      checked: sent.checked,
      serverCpuMicroseconds:
        cpu === undefined || cpuBefore === undefined ? undefined : (cpu - cpuBefore) / load.messages,
    }
  } finally {
    agent.destroy()
  }
}

function sealed({ keys, texts, chatid, userids, now }: Load, index: number): Callback {
  const text = typeof texts === 'function' ? texts(index) : (texts[index % texts.length] ?? '')
  const userid = userids[index % userids.length] ?? ''
  // In no order, as the platform's are: a key that happened to grow would cost the ledger less.
  return sealCallback(keys, groupTextOf({ msgid: randomUUID(), chatid, userid, text }), now())
}

interface Sent {
  milliseconds: number[]
  errors: number
  checked: number
}

async function sendAll(
  callbacks: readonly Callback[],
  { connections, keys }: Load,
  send: (callback: Callback) => Promise<Answer>,
): Promise<Sent> {
  const sent: Sent = { milliseconds: [], errors: 0, checked: 0 }
  const waiting = callbacks.entries()
  const sendInTurn = async () => {
    // Shared by all: whoever is free takes the next.
    for (const [index, callback] of waiting) {
      const start = performance.now()
      const answer = await send(callback)
      sent.milliseconds.push(performance.now() - start)
      const check = index % CHECK_EVERY === 0
      if (check) sent.checked++
      if (answer.status !== 200 || (check && !opens(keys, answer.body))) sent.errors++
    }
  }
  await Promise.all(Array.from({ length: connections }, sendInTurn))
  return sent
}

export interface Answer {
  /** 0: no answer. */
  status: number
  body: string
}

/** Posts a sealed callback; never rejects. */
export function post(url: string, agent: Agent, { query, body }: Callback): Promise<Answer> {
  const { promise, resolve } = Promise.withResolvers<Answer>()
  const headers = { 'content-type': 'application/json', 'content-length': body.length }
  const outgoing = request(
    `${url}?${query}`,
    { method: 'POST', agent, headers, timeout: TIMEOUT_MS },
    response => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', chunk => (text += chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }))
      response.on('error', () => resolve({ status: 0, body: '' }))
    },
  )
  outgoing.on('timeout', () => outgoing.destroy())
  outgoing.on('error', () => resolve({ status: 0, body: '' }))
  outgoing.end(body)
  return promise
}

function opens(keys: BenchKeys, body: string): boolean {
  try {
    const reply = openReply(keys, body)
    return typeof reply === 'object' && reply !== null && 'msgtype' in reply && reply.msgtype === 'stream'
  } catch {
    return false
  }
}

/** User and system time of a process so far (Linux only: fields 14 and 15 of its stat, in ticks of 10 ms). */
function cpuMicrosecondsOf(pid: number | undefined): number | undefined {
  if (pid === undefined) return undefined
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) * 10_000
  } catch {
    return undefined
  }
}

const HELP = `Options (all but --url may be left out):
  --url URL              the callback address with its path
  --token T --aes-key K --receive-id R    keys of the address (the keys of the reference servers)
  --text T               what is said; may be given several times (参加)
  --chatid C             the group (wrBench01)
  --userids A,B,C        who says it, in turns (bench01)
  --connections N        requests under way at any time (64)
  --new-connections      one TCP connection for each request
  --warm-up N            messages that are not counted (2000)
  --messages N           messages that are counted (10000)
  --clock-offset-ms N    the server's clock minus ours (0)
  --pid N                the server's process, to report its CPU time`

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean', default: false },
      url: { type: 'string', default: '' },
      token: { type: 'string', default: benchKeys.token },
      'aes-key': { type: 'string', default: benchKeys.aesKey },
      'receive-id': { type: 'string', default: benchKeys.receiveId },
      text: { type: 'string', multiple: true, default: ['参加'] },
      chatid: { type: 'string', default: 'wrBench01' },
      userids: { type: 'string', default: 'bench01' },
      connections: { type: 'string', default: '64' },
      'new-connections': { type: 'boolean', default: false },
      'warm-up': { type: 'string', default: '2000' },
      messages: { type: 'string', default: '10000' },
      'clock-offset-ms': { type: 'string', default: '0' },
      pid: { type: 'string' },
    },
  })
  if (values.help || values.url === '') {
    console.log(HELP)
    process.exit(values.help ? 0 : 2)
  }
  const result = await measureLoad({
    url: values.url,
    keys: { token: values.token, aesKey: values['aes-key'], receiveId: values['receive-id'] },
    texts: values.text,
    chatid: values.chatid,
    userids: values.userids.split(','),
    connections: Number(values.connections),
    keepAlive: !values['new-connections'],
    warmUp: Number(values['warm-up']),
    messages: Number(values.messages),
    now: () => new Date(Date.now() + Number(values['clock-offset-ms'])),
    ...(values.pid === undefined ? {} : { pid: Number(values.pid) }),
  })
  console.log(JSON.stringify(result))
  process.exitCode = result.errors === 0 ? 0 : 1
}
