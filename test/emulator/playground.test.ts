import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import Koa from 'koa'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { stream } from './fake-bot.ts'
import { openOffice, WORK_GROUP } from './office.ts'
import type { Office } from './office.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const SAY = { from: 'liufang', chat: WORK_GROUP, text: '参加' }
const state = async (since = 0) =>
  (await (
    await fetch(`${office.origin()}/emulator/state?as=liufang&chat=group:wrWorkGroup&since=${since}`)
  ).json()) as {
    rev: number
    clock: object
    entries: object[]
    newest: object
    wire: object
  }

test('the page is Chinese, brings no inline script or style and forbids them', async () => {
  const answer = await fetch(`${office.origin()}/playground?as=lixuemei`)
  const page = await answer.text()
  expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'self';/)
  expect(page).toContain('演示环境 · 数据只在本机')
  expect(page).toContain('2026年11月20日(周五)09:00')
  expect(page).toContain('发起主题党日,11月27日下午3点,三楼会议室')
  expect(page).not.toMatch(/<style|style=|<script(?! type="module" src=)|\son\w+=/)
})

test('what stands in the address is never written into the page', async () => {
  const answer = await fetch(`${office.origin()}/playground?as=%22%3E%3Cscript%3E&chat=%3Cb%3E`)
  expect(await answer.text()).not.toMatch(/"><script>|<b>"/)
})

test.each([
  ['a foreign origin', { origin: 'http://evil.example' }],
  ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
  ['a foreign site', { 'sec-fetch-site': 'cross-site' }],
  ['a sibling site', { 'sec-fetch-site': 'same-site' }],
])('a page from %s can neither write nor call the platform', async (_what, headers) => {
  for (const path of [
    '/emulator/say',
    '/emulator/clock',
    '/emulator/faults',
    '/emulator/cgi-bin/webhook/send',
  ])
    expect((await office.post(path, SAY, headers as Record<string, string>)).status).toBe(403)
  expect(office.emulator.transcript(WORK_GROUP)).toEqual([])
})

test('a request under a foreign host name is refused', async () => {
  const status = await new Promise(resolve => {
    const asked = request(
      `${office.origin()}/emulator/state`,
      { headers: { host: 'evil.example' } },
      answer => {
        answer.resume()
        resolve(answer.statusCode)
      },
    )
    asked.end()
  })
  expect(status).toBe(403)
})

test.each([
  ['a form', 'from=liufang', 'application/x-www-form-urlencoded', 415],
  ['text', JSON.stringify(SAY), 'text/plain', 415],
  ['broken JSON', '{', 'application/json', 400],
  ['an unknown field', JSON.stringify({ ...SAY, x: 1 }), 'application/json', 400],
  ['an unknown member', JSON.stringify({ ...SAY, from: 'nobody', wait: false }), 'application/json', 400],
])('%s is not accepted as a message', async (_what, body, type, status) => {
  expect((await office.post('/emulator/say', body, { 'content-type': type })).status).toBe(status)
})

test('what a member says over HTTP comes back with the delivery, or at once when nobody waits', async () => {
  office.bot.answer = () => stream('已登记。')
  expect(await (await office.post('/emulator/say', SAY)).json()).toMatchObject({
    status: 'answered',
    text: '已登记。',
  })
  expect((await office.post('/emulator/say', { ...SAY, wait: false })).status).toBe(202)
})

test('the state tells what is new since a revision, the clock and the last callback', async () => {
  office.bot.answer = () => stream('已登记。')
  await office.emulator.say(SAY)
  const first = await state()
  expect(first).toMatchObject({
    clock: { shown: '2026年11月20日(周五)09:00', wall: '2026-11-20T09:00' },
    entries: [
      { kind: 'member', mine: true, sender: '刘芳', time: '09:00' },
      { kind: 'bot', mine: false, sender: '清风' },
    ],
    newest: { 'group:wrWorkGroup': 2, 'aibot:liufang': 0, 'app:liufang': 0 },
    wire: { callback: { method: 'POST', path: '/wecom/aibot', status: 200, attempt: 1 } },
  })
  expect((await state(first.rev)).entries).toEqual([])
})

test('the clock moves by minutes, to the next working morning and to a given time', async () => {
  const moved: string[] = []
  office.clock.onJump(() => moved.push(office.clock.now().toISOString()))
  for (const body of [{ advanceMinutes: 10 }, { to: 'morning' }, { at: '2026-12-01T14:30' }])
    expect((await office.post('/emulator/clock', body)).status).toBe(200)
  expect((await office.post('/emulator/clock', { at: '2026-13-01T00:00' })).status).toBe(400)
  expect(moved).toEqual(['2026-11-20T01:10:00.000Z', '2026-11-23T00:30:00.000Z', '2026-12-01T06:30:00.000Z'])
})

test('a switch turns encrypted ids on', async () => {
  await office.post('/emulator/switches', { encryptSenderIds: true })
  expect(office.emulator.switches.encryptSenderIds).toBe(true)
})

test('an address that does not exist is not found', async () => {
  expect((await fetch(`${office.origin()}/emulator/nothing`)).status).toBe(404)
  expect((await office.post('/emulator/cgi-bin/appchat/send', {})).status).toBe(404)
})

test('mounted under another server the emulator takes its own addresses and passes the rest on', async () => {
  const outer = new Koa()
  outer.use(office.emulator.middleware)
  outer.use(ctx => {
    ctx.body = '别处'
  })
  const server = createServer(outer.callback())
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const words = await Promise.all(
    ['/playground', '/playgrounds', '/healthz', '/emulator/nothing'].map(async path =>
      (await fetch(base + path)).text(),
    ),
  )
  server.close()
  expect(words).toEqual([expect.stringContaining('清风'), '别处', '别处', 'Not Found'])
})
