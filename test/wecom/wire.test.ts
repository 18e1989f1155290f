import type { ServerResponse } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { createLog } from '../../src/log.ts'
import { createApi } from '../../src/wecom/client/api.ts'
import { happenedBeforeSending } from '../../src/wecom/client/before-sending.ts'
import { createWire } from '../../src/wecom/client/wire.ts'
import { startFarEnd } from './far-end.ts'
import { SHORT_MS } from './line.ts'

let farEnd: Awaited<ReturnType<typeof startFarEnd>> | undefined
afterEach(() => farEnd?.close())

const log = createLog('silent', Buffer.alloc(32))
async function openFarEnd(answer: (response: ServerResponse) => unknown, timeoutMs = 15_000) {
  farEnd = await startFarEnd((_request, response) => answer(response))
  const { base } = farEnd
  return createApi(createWire({ apiBase: () => base, log, timeoutMs }))
}

const USER = '{"errcode":0,"errmsg":"ok","userid":"liufang"}'
const answers: [name: string, write: (response: ServerResponse) => unknown, answer: unknown][] = [
  [
    'a good answer',
    response => response.end(USER),
    { kind: 'ok', value: { errcode: 0, errmsg: 'ok', userid: 'liufang' } },
  ],
  [
    'a good answer of another type',
    response => response.setHeader('content-type', 'text/html').end(USER),
    { kind: 'ok' },
  ],
  [
    'a refusal',
    response => response.end('{"errcode":60111,"errmsg":"ok"}'),
    { kind: 'refused', errcode: 60111 },
  ],
  [
    'a refusal without words',
    response => response.end('{"errcode":60111}'),
    { kind: 'refused', errcode: 60111 },
  ],
  [
    'odd words',
    response => response.end('{"errcode":60111,"errmsg":[]}'),
    { kind: 'refused', errcode: 60111 },
  ],
  [
    'an address in the words',
    response => response.end('{"errcode":60020,"errmsg":"not allow, from ip: 10.1.2.3, hint"}'),
    { kind: 'refused', errcode: 60020, ip: '10.1.2.3' },
  ],
  ['a code as text', response => response.end('{"errcode":"0","userid":"liufang"}'), { kind: 'unreadable' }],
  ['a broken code', response => response.end('{"errcode":0.5,"userid":"liufang"}'), { kind: 'unreadable' }],
  ['no code', response => response.end('{"userid":"liufang"}'), { kind: 'unreadable' }],
  ['success without its content', response => response.end('{"errcode":0}'), { kind: 'unreadable' }],
  [
    'success with content of another type',
    response => response.end('{"errcode":0,"userid":7}'),
    { kind: 'unreadable' },
  ],
  ['a page', response => response.end('<!doctype html><title>认证</title>'), { kind: 'unreadable' }],
  ['nothing', response => response.end(), { kind: 'unreadable' }],
  ['a list', response => response.end('[]'), { kind: 'unreadable' }],
  ['half an answer', response => response.end(USER.slice(0, 20)), { kind: 'unreadable' }],
  ['a binary answer', response => response.end(Buffer.from([0xff, 0xfe, 0])), { kind: 'unreadable' }],
  ['204', response => response.writeHead(204).end(), { kind: 'unreadable' }],
  [
    'a megabyte and more',
    response => response.end(`{"errcode":0,"userid":"${'x'.repeat(1024 * 1024)}"}`),
    { kind: 'unreadable' },
  ],
  ['500 with a good body', response => response.writeHead(500).end(USER), { kind: 'status', status: 500 }],
  [
    '404 with a large page',
    response => response.writeHead(404).end('x'.repeat(1024 * 1024)),
    { kind: 'status', status: 404 },
  ],
  ['a redirect', response => response.writeHead(302, { location: '/elsewhere' }).end(), { kind: 'lost' }],
  [
    'a body that ends early',
    response => response.writeHead(200, { 'content-length': 99 }).write(USER, () => response.destroy()),
    { kind: 'lost' },
  ],
]
test.each(answers)('an answer is taken for what it is: %s', async (_name, write, answer) => {
  const api = await openFarEnd(write)
  expect(await api.user('token', 'liufang')).toMatchObject(answer as object)
  expect(farEnd!.asked).toHaveLength(1)
})

test.each([
  ['no answer', () => {}],
  ['a head and nothing more', (response: ServerResponse) => response.writeHead(200).flushHeaders()],
  ['half a body', (response: ServerResponse) => response.write('{"errcode":0,')],
])('the wait ends for the whole answer, not only for its beginning: %s', async (_name, write) => {
  const api = await openFarEnd(write, SHORT_MS)
  expect(await api.user('token', 'liufang')).toEqual({ kind: 'lost' })
})

test('an endless answer is given up long before its end', async () => {
  let written = 0
  const api = await openFarEnd(response => {
    const more = () => {
      while (!response.destroyed && written < 64) {
        written += 1
        if (!response.write('x'.repeat(1024 * 1024))) return response.once('drain', more)
      }
      return response.end()
    }
    more()
  })
  expect(await api.user('token', 'liufang')).toEqual({ kind: 'unreadable' })
  expect(written).toBeLessThan(64)
})

test('values in the address are escaped', async () => {
  const api = await openFarEnd(response => response.end('{"errcode":44004}'))
  await api.sendToGroup('a&b=c/../#', '{}')
  expect(farEnd!.asked).toEqual(['POST /cgi-bin/webhook/send?key=a%26b%3Dc%2F..%2F%23'])
})

const connecting = (code: string, syscall: string) => Object.assign(new Error(code), { code, syscall })
const failed = (cause: unknown) => new TypeError('fetch failed', { cause })
const several = (...causes: Error[]) => failed(new AggregateError(causes))
const refused = connecting('ECONNREFUSED', 'connect')
const failures: [name: string, error: unknown, before: boolean][] = [
  ['refused', failed(refused), true],
  ['no such name', failed(connecting('ENOTFOUND', 'getaddrinfo')), true],
  ['names cannot be looked up', failed(connecting('EAI_AGAIN', 'getaddrinfo')), true],
  ['every address refused', several(refused, connecting('ENETUNREACH', 'connect')), true],
  ['the certificate is over', failed(connecting('CERT_HAS_EXPIRED', '')), true],
  ['one address refused, one reset', several(refused, connecting('ECONNRESET', 'read')), false],
  ['nothing known of any address', several(), false],
  ['reset', failed(connecting('ECONNRESET', 'read')), false],
  ['silence on a connection', failed(connecting('ETIMEDOUT', 'read')), false],
  ['a redirect', failed(new Error('unexpected redirect')), false],
  ['no cause', failed(undefined), false],
  ['the wait is over', new DOMException('timeout', 'TimeoutError'), false],
  ['something that is no error', 'reset', false],
]
test.each(failures)(
  'only a failure before the connection stood certainly sent nothing: %s',
  (_name, error, before) => {
    expect(happenedBeforeSending(error)).toBe(before)
  },
)
