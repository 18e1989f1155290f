import { createHmac } from 'node:crypto'
import pino, { type DestinationStream } from 'pino'
import type { LogLevel } from './settings.ts'

/**
 * What may stand in a log line. Everything else is dropped before pino sees it: no message text, no names,
 * no secrets, no addresses of the platform's one-time urls.
 */
export interface LogFields {
  event: string
  channel?: string
  chat?: string
  sender?: string
  intent?: string
  outcome?: string
  method?: string
  route?: string
  status?: number
  ms?: number
  bytes?: number
  count?: number
  errcode?: number
  job?: string
  slot?: string
  state?: string
  why?: string
}

export interface Log {
  info(fields: LogFields): void
  warn(fields: LogFields): void
  /** The error's class, code and place in our code are logged, never its message: it may quote what somebody wrote. */
  error(fields: LogFields, error?: unknown): void
  /** A stable pseudonym for an external id, so that lines of one member can be followed without naming anybody. */
  pseudonym(id: string): string
}

const FIELDS: readonly (keyof LogFields)[] = [
  'event',
  'channel',
  'chat',
  'sender',
  'intent',
  'outcome',
  'method',
  'route',
  'status',
  'ms',
  'bytes',
  'count',
  'errcode',
  'job',
  'slot',
  'state',
  'why',
]

/** A JSON log on standard output (or the given stream) that lets only allow-listed fields through. */
export function createLog(level: LogLevel, key: Buffer, stream?: DestinationStream): Log {
  const logger = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    stream ?? pino.destination(1),
  )
  return {
    info: fields => logger.info(allowed(fields)),
    warn: fields => logger.warn(allowed(fields)),
    error: (fields, error) => logger.error({ ...allowed(fields), ...describe(error) }),
    pseudonym: id => createHmac('sha256', key).update(id).digest('base64url').slice(0, 10),
  }
}

function allowed(fields: LogFields): Record<string, unknown> {
  const line: Record<string, unknown> = {}
  for (const field of FIELDS) {
    const value = fields[field]
    if (value !== undefined) line[field] = typeof value === 'string' ? plain(value) : value
  }
  return line
}

/** One line, no control or direction characters, so that nobody can forge a line. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?').slice(0, 200)
}

function describe(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return {}
  const places = (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line))
  const cause =
    error.cause instanceof Error ? { cause: error.cause.name, causeCode: codeOf(error.cause) } : {}
  return {
    error: error.name,
    code: codeOf(error),
    at: places.slice(0, 4).map(place => place.trim()),
    ...cause,
  }
}

function codeOf(error: Error): unknown {
  if ('code' in error) return error.code
  return 'errcode' in error ? error.errcode : undefined
}
