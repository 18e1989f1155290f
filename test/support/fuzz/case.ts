import { bodyOf, partsOf, queryOf, type Parts, type Target } from './forge.ts'

/** A request for an HTTP client. */
export interface HttpCase {
  kind: 'http'
  category: string
  method: string
  path: string
  /** Raw, without '?'. */
  query: string
  headers: Record<string, string>
  body: Buffer
}

/** Bytes for a bare socket, for what no HTTP client would send. */
export interface RawCase {
  kind: 'raw'
  category: string
  path: string
  bytes: Buffer
  /** `end`: say that nothing more comes, and read. `hold`: leave the request unfinished for a moment, then hang up. */
  afterwards: 'end' | 'hold'
}

export type HostileRequest = HttpCase | RawCase

/** A case that does not know yet what it is called. */
export type HttpDraft = Omit<HttpCase, 'category'>
export type RawDraft = Omit<RawCase, 'category'>
/** Makes a case, and with the same target another one each time. */
export type Make = (target: Target) => HttpDraft | RawDraft

type Changes = Partial<Pick<HttpCase, 'method' | 'path' | 'query' | 'headers'>> & { body?: string | Buffer }

/** A POST that is right in everything that is not changed. */
export function post(target: Target, parts: Parts = partsOf(target), changes: Changes = {}): HttpDraft {
  const type = target.keys.kind === 'json' ? 'application/json' : 'text/xml'
  return {
    kind: 'http',
    method: changes.method ?? 'POST',
    path: changes.path ?? target.path,
    query: changes.query ?? queryOf(parts),
    headers: { 'content-type': type, ...changes.headers },
    body: Buffer.from(changes.body ?? bodyOf(target.keys, parts.encrypt)),
  }
}

/** A GET with an `echostr` that is right in everything that is not changed. */
export function echo(target: Target, parts: Parts, changes: Changes = {}): HttpDraft {
  return {
    kind: 'http',
    method: changes.method ?? 'GET',
    path: target.path,
    query: changes.query ?? queryOf(parts, { echostr: parts.encrypt }),
    headers: {},
    body: Buffer.alloc(0),
  }
}
