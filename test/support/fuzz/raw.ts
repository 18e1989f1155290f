import type { Make, RawDraft } from './case.ts'
import { bodyOf, partsOf, queryOf, type Target } from './forge.ts'

/** What no HTTP client sends. Where a body is involved it is sealed and signed, so that only the framing is wrong. */
export const rawCases: Record<string, Make> = {
  'no request line': target => ending(target, `${target.random.word(30)}\r\n\r\n`),
  'a broken request line': target => ending(target, `POST  ${target.path}  HTTP/1.1\r\nHost: a\r\n\r\n`),
  'an unknown method': target => ending(target, `P0ST ${target.path} HTTP/1.1\r\nHost: a\r\n\r\n`),
  'an unknown version': target => ending(target, `POST ${target.path} HTTP/9.9\r\nHost: a\r\n\r\n`),
  'no version': target => ending(target, `GET ${target.path}\r\n\r\n`),
  'no host': target => ending(target, `POST ${target.path} HTTP/1.1\r\nContent-Length: 0\r\n\r\n`),
  'a space in the path': target => ending(target, `POST ${target.path}?a b=c HTTP/1.1\r\nHost: a\r\n\r\n`),
  'a NUL in the path': target => ending(target, `POST ${target.path}?\0 HTTP/1.1\r\nHost: a\r\n\r\n`),
  'a header without a colon': target => ending(target, head(target, 'rubbish')),
  'a NUL in a header': target => ending(target, head(target, 'X-A: a\0b')),
  'a header over two lines': target => ending(target, head(target, 'X-A: a\r\n b', ' c: d')),
  'a header of 20 kB': target => ending(target, head(target, `X-A: ${'a'.repeat(20_000)}`)),
  'a thousand headers': target =>
    ending(target, head(target, ...Array.from({ length: 2000 }, (_, index) => `X-${index}: aaaaaaaa`))),
  'TLS on a plain port': target =>
    ending(target, Buffer.concat([Buffer.from('1603010200010001fc0303', 'hex'), target.random.bytes(200)])),
  'random bytes': target => ending(target, target.random.bytes(target.random.between(1, 3000))),
  'a body shorter than said': target =>
    ending(
      target,
      framed(target, body => `Content-Length: ${body.length + 50}`),
    ),
  'a body longer than said': target =>
    ending(
      target,
      framed(target, body => `Content-Length: ${body.length - target.random.between(1, 50)}`),
    ),
  'two lengths': target =>
    ending(
      target,
      framed(target, body => `Content-Length: ${body.length}\r\nContent-Length: ${body.length - 1}`),
    ),
  'length and chunks': target =>
    ending(
      target,
      framed(target, body => `Content-Length: ${body.length}\r\nTransfer-Encoding: chunked`),
    ),
  'a negative length': target =>
    ending(
      target,
      framed(target, () => 'Content-Length: -1'),
    ),
  'a length that is no number': target =>
    ending(
      target,
      framed(target, body => `Content-Length: 0x${body.length.toString(16)}`),
    ),
  'an immense length': target =>
    ending(
      target,
      framed(target, () => 'Content-Length: 99999999999999999999'),
    ),
  'chunks that are none': target =>
    ending(
      target,
      framed(target, () => 'Transfer-Encoding: chunked'),
    ),
  'an immense chunk': target => ending(target, chunked(target, 'ffffffffffffffff\r\naaaa')),
  'a chunk longer than said': target => ending(target, chunked(target, '1\r\naaaaaaaa\r\n0\r\n\r\n')),
  'chunks that stop': target => ending(target, chunked(target, '5\r\naaaaa\r\n')),
  'an unknown transfer encoding': target =>
    ending(
      target,
      framed(target, () => 'Transfer-Encoding: rot13'),
    ),
  'rubbish behind a request': target =>
    ending(target, Buffer.concat([Buffer.from(head(target, 'Content-Length: 0')), target.random.bytes(500)])),
  'a second request inside the first': target =>
    ending(
      target,
      head(target, 'Content-Length: 5') + `aaaaaGET ${target.path}?echostr=1 HTTP/1.1\r\nHost: a\r\n\r\n`,
    ),
  'a request that never ends': target => holding(target, head(target, 'X-A: a').slice(0, -2)),
  'a request line that never ends': target => holding(target, `POST ${target.path}`),
  'a body that never comes': target => holding(target, head(target, 'Content-Length: 1000')),
  'a permission to continue, not used': target =>
    holding(target, head(target, 'Content-Length: 1000', 'Expect: 100-continue')),
  'nothing at all': target => holding(target, ''),
}

function head({ path, random }: Target, ...headers: string[]): string {
  return [`POST ${path}?a=${random.word(5)} HTTP/1.1`, 'Host: 127.0.0.1', ...headers, '', ''].join('\r\n')
}

/** A callback that would be accepted, with the framing headers that are given. */
function framed(target: Target, framing: (body: Buffer) => string): Buffer {
  const parts = partsOf(target)
  const body = Buffer.from(bodyOf(target.keys, parts.encrypt))
  const start = `POST ${target.path}?${queryOf(parts)} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n`
  return Buffer.concat([Buffer.from(`${start}${framing(body)}\r\n\r\n`), body])
}

function chunked(target: Target, chunks: string): string {
  return head(target, 'Transfer-Encoding: chunked') + chunks
}

function ending({ path }: Target, bytes: string | Buffer): RawDraft {
  return { kind: 'raw', path, bytes: Buffer.from(bytes), afterwards: 'end' }
}

function holding({ path }: Target, bytes: string): RawDraft {
  return { kind: 'raw', path, bytes: Buffer.from(bytes), afterwards: 'hold' }
}
