import { z } from 'zod'
import type { Log } from '../../log.ts'
import type { paths } from '../api.gen.d.ts'
import { happenedBeforeSending } from './before-sending.ts'

/** One call as it goes out: the path under the platform's address, query values unescaped, a body or none. */
export interface Call {
  path: keyof paths
  query: Record<string, string>
  body?: string | FormData
}

/** What came back. Only `ok` and `refused` are the platform's own words; it says both with HTTP 200. */
export type Answer<Value> = { kind: 'ok'; value: Value } | NoAnswer

export type NoAnswer =
  | Refused
  /** A status line, from the platform's gateway or from a proxy on the way. */
  | { kind: 'status'; status: number }
  /** HTTP 200 with a page, something too large or something of another shape. */
  | { kind: 'unreadable' }
  /** No connection: the call certainly did not arrive. */
  | { kind: 'unreachable' }
  /** A timeout or a broken connection: the call may have arrived. */
  | { kind: 'lost' }

/** The platform said no; `ip` is the address it saw, where it says one. */
export interface Refused {
  kind: 'refused'
  errcode: number
  ip?: string
}

export type Wire = ReturnType<typeof createWire>

export interface WireSettings {
  /** The platform's address without a path of the call; read at each call, as the trial learns its port late. */
  apiBase: () => string
  log: Log
  timeoutMs: number
}

const MAX_ANSWER = 1024 * 1024

/**
 * Calls of the platform over HTTPS. Nothing here throws, and nothing that was sent can be read from an answer or a log
 * line: queries carry tokens, keys and one-time codes.
 */
export function createWire({ apiBase, log, timeoutMs }: WireSettings) {
  return async function call<Value>(request: Call, shape: z.ZodType<Value>): Promise<Answer<Value>> {
    const started = performance.now()
    const answer = await ask(request, shape)
    const ms = Math.round(performance.now() - started)
    const route = request.path.replace('/cgi-bin/', '')
    const code = answer.kind === 'refused' ? { errcode: answer.errcode } : {}
    const status = answer.kind === 'status' ? { status: answer.status } : {}
    const line = { event: 'wecom.call', route, outcome: answer.kind, ms, ...code, ...status }
    if (answer.kind === 'ok') log.info(line)
    else log.warn(line)
    return answer
  }

  async function ask<Value>({ path, query, body }: Call, shape: z.ZodType<Value>): Promise<Answer<Value>> {
    try {
      const response = await fetch(`${apiBase()}${path}?${new URLSearchParams(query)}`, {
        // A connection that is kept may be closed by the far end just as we write: that would look like a lost message.
        headers: {
          connection: 'close',
          ...(typeof body === 'string' && { 'content-type': 'application/json' }),
        },
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
        ...(body !== undefined && { method: 'POST', body }),
      })
      if (response.ok) return read(await textOf(response), shape)
      await response.body?.cancel().catch(() => undefined)
      return { kind: 'status', status: response.status }
    } catch (error) {
      return { kind: happenedBeforeSending(error) ? 'unreachable' : 'lost' }
    }
  }
}

/** The body, or nothing when it is too large; counted after decompression. */
async function textOf(response: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of response.body ?? []) {
    length += part.length
    if (length > MAX_ANSWER) return ''
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

const Verdict = z.looseObject({ errcode: z.int(), errmsg: z.string().optional().catch(undefined) })

function read<Value>(text: string, shape: z.ZodType<Value>): Answer<Value> {
  const json = parsed(text)
  const verdict = Verdict.safeParse(json)
  if (!verdict.success) return { kind: 'unreadable' }
  const { errcode, errmsg } = verdict.data
  if (errcode !== 0) return { kind: 'refused', errcode, ...addressIn(errcode, errmsg) }
  const value = shape.safeParse(json)
  return value.success ? { kind: 'ok', value: value.data } : { kind: 'unreadable' }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const UNTRUSTED_IP = 60020

/** What to enter as trusted stands only in the words (page 90313); nothing is decided on it. */
function addressIn(errcode: number, errmsg = ''): { ip?: string } {
  if (errcode !== UNTRUSTED_IP) return {}
  const ip = /\bip: ?([0-9a-f.:]{3,45})/i.exec(errmsg.slice(0, 500))?.[1]
  return ip === undefined ? {} : { ip }
}
