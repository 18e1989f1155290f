import { afterEach, beforeEach, expect, test } from 'vitest'
import { laterAnswer } from '../../src/wecom/client/bodies.ts'
import { responseCodeOf } from '../../src/wecom/client/response-url.ts'
import { WORK_GROUP } from '../emulator/office.ts'
import { startFarEnd } from './far-end.ts'
import { openLine, type Line } from './line.ts'

let line: Line
let sink: Awaited<ReturnType<typeof startFarEnd>>
beforeEach(async () => {
  line = await openLine()
  sink = await startFarEnd((_request, response) => response.end('{"errcode":0}'))
})
afterEach(async () => {
  await line.close()
  await sink.close()
})

async function askedUrl(): Promise<string> {
  await line.emulator.say({ from: 'liufang', chat: WORK_GROUP, text: '请假怎么规定的' })
  return String(line.office.bot.messages().at(-1)!.response_url)
}
const answer = (url: string) =>
  line.deliver('response', 'sealed', laterAnswer(url, '依据《考勤制度》第十二条。'))
const shown = () => line.office.words(WORK_GROUP).filter(words => words.startsWith('bot '))

test('a later answer reaches the chat that asked', async () => {
  expect(await answer(await askedUrl())).toMatchObject({ kinds: ['sent'] })
  expect(shown()).toEqual(['bot 依据《考勤制度》第十二条。'])
})

test('a used or late address fails and is not tried again', async () => {
  const url = await askedUrl()
  await answer(url)
  expect(await answer(url)).toMatchObject({ kinds: ['failed'] })
  const late = await askedUrl()
  line.clock.advance(60 * 60 * 1000 + 1)
  expect(await answer(late)).toMatchObject({ kinds: ['failed'] })
  expect(shown()).toHaveLength(1)
})

test.each([
  { fault: { kind: 'reset' }, kinds: ['unknown'], seen: 0 },
  { fault: { kind: 'acceptThenDrop' }, kinds: ['unknown'], seen: 1 },
  { fault: { kind: 'html' }, kinds: ['unknown'], seen: 0 },
  { fault: { kind: 'status', status: 502 }, kinds: ['unknown'], seen: 0 },
  { fault: { kind: 'status', status: 503 }, kinds: ['again', 'sent'], seen: 1 },
  { fault: { kind: 'errcode', errcode: 45009 }, kinds: ['again', 'sent'], seen: 1 },
] as const)('a later answer is never seen twice: $fault', async ({ fault, kinds, seen }) => {
  const url = await askedUrl()
  line.emulator.fault({ ...fault, on: 'aibot/response' })
  expect(await answer(url)).toMatchObject({ kinds })
  expect(shown()).toHaveLength(seen)
})

test('a body that is none of ours is not sent', async () => {
  for (const body of ['', '{}', '[]', '{"url":1,"payload":{}}'])
    expect(await line.send('response', 'sealed', body)).toMatchObject({ kind: 'failed' })
})

test('the log holds neither the address nor its code', async () => {
  const url = await askedUrl()
  await answer(url)
  expect(line.logged()).toContain('"route":"aibot/response"')
  expect(line.logged()).not.toContain(new URL(url).searchParams.get('response_code'))
  expect(line.logged()).not.toContain('response_code')
})

// %p is the port of a server that must not be asked, %h the true host and port, %a the true path.
const hostile: [name: string, url: string][] = [
  ['another port', 'http://127.0.0.1:%p%a?response_code=c'],
  ['userinfo that looks like the host', 'http://%h@127.0.0.1:%p%a?response_code=c'],
  ['userinfo before the true host', 'http://somebody@%h%a?response_code=c'],
  ['a password before the true host', 'http://:secret@%h%a?response_code=c'],
  ['a short address', 'http://127.1:%p%a?response_code=c'],
  ['an address in hexadecimal', 'http://0x7f000001:%p%a?response_code=c'],
  ['an address as one number', 'http://2130706433:%p%a?response_code=c'],
  ['circled digits', 'http://①②⑦.0.0.1:%p%a?response_code=c'],
  ['ideographic full stops', 'http://127。0。0。1:%p%a?response_code=c'],
  ['a name of this machine', 'http://localhost:%p%a?response_code=c'],
  ['an address of version 6', 'http://[::ffff:127.0.0.1]:%p%a?response_code=c'],
  ['no host and port', 'http:%a?response_code=c'],
  ['port 22', 'http://127.0.0.1:22%a?response_code=c'],
  ['another scheme', 'https://%h%a?response_code=c'],
  ['a file', 'file:///etc/passwd?response_code=c'],
  ['data', 'data:text/plain,%h%a?response_code=c'],
  ['a backslash', 'http://127.0.0.1:%p\\@%h%a?response_code=c'],
  ['a line break', 'http://127.0.0.1:%p\r\n.%h%a?response_code=c'],
  ['another path', 'http://%h/emulator/cgi-bin/message/send?response_code=c'],
  ['a path that climbs', 'http://%h%a/../../message/send?response_code=c'],
  ['a path without the base', 'http://%h/cgi-bin/aibot/response?response_code=c'],
  ['an escaped path', 'http://%h/emulator/cgi-bin/aibot%2fresponse?response_code=c'],
  ['no code', 'http://%h%a'],
  ['an empty code', 'http://%h%a?response_code='],
  ['two codes', 'http://%h%a?response_code=c&response_code=d'],
  ['no url', 'qyapi.weixin.qq.com'],
  ['something endless', `http://%h%a?response_code=${'c'.repeat(3000)}`],
]
test.each(hostile)('a later answer goes nowhere but to the platform: %s', async (_name, pattern) => {
  const url = pattern
    .replaceAll('%p', String(sink.port))
    .replaceAll('%h', new URL(line.apiBase).host)
    .replaceAll('%a', '/emulator/cgi-bin/aibot/response')
  expect(await answer(url)).toMatchObject({ kinds: ['failed'] })
  expect(sink.asked).toEqual([])
  expect(line.emulator.wire()).toEqual([])
})

const LIVE = 'https://qyapi.weixin.qq.com'
const PATH = '/cgi-bin/aibot/response?response_code=Ab-_9%2B'
test.each([
  [`${LIVE}${PATH}`, 'Ab-_9+'],
  [`${LIVE}:443${PATH}#part`, 'Ab-_9+'],
  [`HTTPS://QYAPI.weixin.QQ.com${PATH}`, 'Ab-_9+'],
  // The code alone is taken, so that this address leads to the true host.
  [`https://qyapi。weixin。qq。com${PATH}`, 'Ab-_9+'],
  [`http://qyapi.weixin.qq.com${PATH}`, undefined],
  [`https://qyapi.weixin.qq.com.${PATH}`, undefined],
  [`https://qyapi.weixin.qq.com.example.com${PATH}`, undefined],
  [`https://qyapi.weixin.qq.com@example.com${PATH}`, undefined],
  [`https://user@qyapi.weixin.qq.com${PATH}`, undefined],
  [`https://qyapi.weixin.qq.com:22${PATH}`, undefined],
  [`https://qyapi.weixin.qq.com:80${PATH}`, undefined],
  [`https://xqyapi.weixin.qq.com${PATH}`, undefined],
  [`https://weixin.qq.com${PATH}`, undefined],
  [`https://127.0.0.1${PATH}`, undefined],
  [`http://127.0.0.1:8080/emulator${PATH}`, undefined],
  [`${LIVE}/cgi-bin/aibot/response/?response_code=c`, undefined],
  [`${LIVE}//cgi-bin/aibot/response?response_code=c`, undefined],
])('the live platform is known by scheme, host, port and path: %s', (url, code) => {
  expect(responseCodeOf(url, LIVE)).toBe(code)
})

test('an address of the platform that redirects is not followed', async () => {
  const there = await startFarEnd((_request, response) =>
    response.writeHead(307, { location: `${sink.base}/cgi-bin/aibot/response` }).end(),
  )
  await line.close()
  line = await openLine({ apiBase: () => there.base })
  expect(await answer(`${there.base}/cgi-bin/aibot/response?response_code=c`)).toMatchObject({
    kinds: ['unknown'],
  })
  expect([there.asked.length, sink.asked.length]).toEqual([1, 0])
  await there.close()
})
