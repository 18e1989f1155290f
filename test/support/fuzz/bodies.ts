import { gzipSync } from 'node:zlib'
import { post, type Make } from './case.ts'
import { bodyOf, messageFor, partsOf, queryOf, type Target } from './forge.ts'

/** Signed for a ciphertext that is all right, in a body that is not. */
export const bodyCases: Record<string, Make> = {
  empty: target => carrying(target, () => ''),
  'blanks only': target => carrying(target, () => ' \r\n\t'),
  'the message itself, not sealed': target => carrying(target, () => messageFor(target.keys, target.random)),
  'the bare ciphertext': target => carrying(target, encrypt => encrypt),
  'random bytes': target => carrying(target, () => target.random.bytes(target.random.between(1, 2000))),
  'cut off': target =>
    carrying(target, encrypt => bodyOf(target.keys, encrypt).slice(0, -target.random.between(1, 40))),
  'rubbish after the end': target =>
    carrying(
      target,
      encrypt => bodyOf(target.keys, encrypt) + target.random.pick(['x', '}', '<a>', '{}', '\0']),
    ),
  'the other envelope': target =>
    carrying(target, encrypt =>
      bodyOf({ ...target.keys, kind: target.keys.kind === 'json' ? 'xml' : 'json' }, encrypt),
    ),
  'a form': target =>
    carrying(target, encrypt => new URLSearchParams({ encrypt, Encrypt: encrypt }).toString()),
  'a byte that is not UTF-8': target =>
    carrying(target, encrypt => Buffer.concat([Buffer.from(bodyOf(target.keys, encrypt)), Buffer.of(0xff)])),
  'UTF-16': target => carrying(target, encrypt => Buffer.from(bodyOf(target.keys, encrypt), 'utf16le')),
  'larger than 1 MiB': target =>
    carrying(target, encrypt => bodyOf(target.keys, encrypt) + BLANK, framing(target)),
  'larger than 1 MiB, nothing in it': target => carrying(target, () => BLANK, framing(target)),
  'said to be gzip, and is': target =>
    carrying(target, encrypt => gzipSync(bodyOf(target.keys, encrypt)), { 'content-encoding': 'gzip' }),
  'said to be compressed, and is not': target =>
    carrying(target, encrypt => bodyOf(target.keys, encrypt), {
      'content-encoding': target.random.pick(['gzip', 'br', 'deflate', 'zstd', 'gzip, gzip']),
    }),
  'another charset': target =>
    carrying(target, encrypt => bodyOf(target.keys, encrypt), {
      'content-type': `application/json; charset=${target.random.pick(['gbk', 'gb18030', 'utf-16', 'iso-8859-1', 'utf-7'])}`,
    }),
}

export const jsonBodyCases: Record<string, Make> = {
  'no encrypt': target =>
    carrying(target, encrypt => JSON.stringify({ Encrypt: encrypt, encrypted: encrypt })),
  'encrypt is no text': target =>
    carrying(
      target,
      encrypt => `{"encrypt":${target.random.pick(['1', 'true', 'null', '{}', '[]', `["${encrypt}"]`])}}`,
    ),
  'encrypt twice': target => carrying(target, encrypt => `{"encrypt":"${encrypt}","encrypt":"${encrypt}"}`),
  'encrypt further down': target => carrying(target, encrypt => JSON.stringify({ body: { encrypt } })),
  'encrypt in the prototype': target => carrying(target, encrypt => `{"__proto__":{"encrypt":"${encrypt}"}}`),
  'no object on top': target =>
    carrying(target, encrypt =>
      target.random.pick([
        `["${encrypt}"]`,
        `[{"encrypt":"${encrypt}"}]`,
        `"${encrypt}"`,
        '1',
        'null',
        'true',
      ]),
    ),
  'not quite JSON': target =>
    carrying(target, encrypt =>
      target.random.pick([
        `{'encrypt':'${encrypt}'}`,
        `{encrypt:"${encrypt}"}`,
        `{"encrypt":"${encrypt}",}`,
        `//\n{"encrypt":"${encrypt}"}`,
      ]),
    ),
  'a byte order mark': target => carrying(target, encrypt => `\uFEFF${bodyOf(target.keys, encrypt)}`),
  'very deep': target => carrying(target, () => '['.repeat(20_000) + ']'.repeat(20_000)),
  'very deep, not closed': target => carrying(target, () => '{"encrypt":'.repeat(20_000)),
}

const ENTITIES =
  '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
const EXTERNAL =
  '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY h SYSTEM "http://127.0.0.1:1/">]>'

export const xmlBodyCases: Record<string, Make> = {
  'no Encrypt': target => carrying(target, encrypt => `<xml><encrypt>${encrypt}</encrypt></xml>`),
  'Encrypt twice': target =>
    carrying(target, encrypt => `<xml><Encrypt>${encrypt}</Encrypt><Encrypt>${encrypt}</Encrypt></xml>`),
  'Encrypt in two roots': target =>
    carrying(target, encrypt => `<xml><Encrypt>${encrypt}</Encrypt></xml><xml></xml>`),
  'Encrypt further down': target =>
    carrying(target, encrypt => `<xml><a><Encrypt>${encrypt}</Encrypt></a></xml>`),
  'Encrypt with elements': target =>
    carrying(target, encrypt => `<xml><Encrypt><a>${encrypt}</a></Encrypt></xml>`),
  'Encrypt as attribute': target => carrying(target, encrypt => `<xml Encrypt="${encrypt}"></xml>`),
  'another root': target => carrying(target, encrypt => `<html><Encrypt>${encrypt}</Encrypt></html>`),
  'entities that grow': target =>
    carrying(target, encrypt => `${ENTITIES}<xml><Encrypt>${encrypt}</Encrypt><b>&c;</b></xml>`),
  'external entities': target =>
    carrying(target, encrypt => `${EXTERNAL}<xml><Encrypt>${encrypt}</Encrypt><b>&f;&h;</b></xml>`),
  'a document type inside': target =>
    carrying(target, encrypt => `<xml><!DOCTYPE x><Encrypt>${encrypt}</Encrypt></xml>`),
  'not closed': target => carrying(target, encrypt => `<xml><Encrypt>${encrypt}</Encrypt>`),
  'CDATA not closed': target =>
    carrying(target, encrypt => `<xml><Encrypt><![CDATA[${encrypt}</Encrypt></xml>`),
  'closed crosswise': target =>
    carrying(target, encrypt => `<xml><a><Encrypt>${encrypt}</a></Encrypt></xml>`),
  'names of the language': target =>
    carrying(
      target,
      encrypt =>
        `<xml><__proto__>1</__proto__><constructor>1</constructor><Encrypt>${encrypt}</Encrypt></xml>`,
    ),
  'very deep': target =>
    carrying(
      target,
      encrypt => `<xml>${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}<Encrypt>${encrypt}</Encrypt></xml>`,
    ),
  'very many elements': target =>
    carrying(target, encrypt => `<xml>${'<a/>'.repeat(20_000)}<Encrypt>${encrypt}</Encrypt></xml>`),
}

/** Everything is signed and right, only the method is not GET or POST; or it is GET, with the body of a POST. */
export const methodCases: Record<string, Make> = {
  'neither GET nor POST': target =>
    post(target, undefined, {
      method: target.random.pick(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND', 'TRACE', 'QUERY']),
    }),
  HEAD: target => post(target, undefined, { method: 'HEAD', body: '' }),
  'GET with the query of a message': target => post(target, undefined, { method: 'GET', body: '' }),
  'GET with a message': target => post(target, undefined, { method: 'GET' }),
}

/** A length that is said beforehand, or one that shows only while the body comes. */
function framing({ random }: Target): Record<string, string> {
  return random.pick([{}, { 'transfer-encoding': 'chunked' }])
}

const BLANK = ' '.repeat(1024 * 1024 + 1)

function carrying(
  target: Target,
  body: (encrypt: string) => string | Buffer,
  headers: Record<string, string> = {},
) {
  const parts = partsOf(target)
  return post(target, parts, { query: queryOf(parts), body: body(parts.encrypt), headers })
}
