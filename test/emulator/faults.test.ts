import { afterEach, beforeEach, expect, test } from 'vitest'
import { KEY, openOffice, WORK_GROUP } from './office.ts'
import type { Office } from './office.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const MESSAGE = { msgtype: 'text', text: { content: '提醒' } }
const push = () => office.post(`/emulator/cgi-bin/webhook/send?key=${KEY}`, MESSAGE)
const shown = () => office.emulator.transcript(WORK_GROUP).length

test('a broken gateway answers 5xx or a page, and nothing is shown', async () => {
  office.emulator.fault({ kind: 'status', status: 502 })
  office.emulator.fault({ kind: 'html' })
  expect((await push()).status).toBe(502)
  expect(await (await push()).text()).toContain('<!doctype html>')
  expect(shown()).toBe(0)
  expect(await (await push()).json()).toMatchObject({ errcode: 0 })
})

test('a reset loses the message, a drop after acceptance does not', async () => {
  office.emulator.fault({ kind: 'reset' })
  await expect(push()).rejects.toThrow('fetch failed')
  expect(shown()).toBe(0)
  office.emulator.fault({ kind: 'acceptThenDrop' })
  await expect(push()).rejects.toThrow('fetch failed')
  expect(shown()).toBe(1)
})

test('a hanging call ends when the emulator stops', async () => {
  office.emulator.fault({ kind: 'hang' })
  const hanging = push()
  await push()
  office.emulator.stop()
  await expect(hanging).rejects.toThrow('fetch failed')
})

test('errcodes come on demand, for one call name and as often as ordered', async () => {
  const ordered = await office.post('/emulator/faults', {
    kind: 'errcode',
    errcode: 93008,
    on: 'webhook/send',
    times: 2,
  })
  expect(await ordered.json()).toEqual({
    faults: [{ kind: 'errcode', errcode: 93008, on: 'webhook/send', times: 2 }],
  })
  await office.token()
  const codes = [await push(), await push(), await push()].map(answer => answer.json())
  expect(await Promise.all(codes)).toMatchObject([{ errcode: 93008 }, { errcode: 93008 }, { errcode: 0 }])
})

test('a delayed answer has taken effect', async () => {
  office.emulator.fault({ kind: 'delay', delayMs: 5 })
  expect(await (await push()).json()).toMatchObject({ errcode: 0 })
  expect(shown()).toBe(1)
})

test('faults can be cleared and the token ended over HTTP', async () => {
  await office.post('/emulator/faults', { kind: 'hang' })
  await office.post('/emulator/faults', { clear: true })
  const token = await office.token()
  await office.post('/emulator/faults', { expireToken: true })
  expect(await office.call(`user/get?access_token=${token}&userid=liufang`)).toMatchObject({ errcode: 42001 })
})

test('every call of the bot is on the wire record without its key or content', async () => {
  await push()
  expect(office.emulator.wire()).toMatchObject([
    { direction: 'in', method: 'POST', path: '/cgi-bin/webhook/send', status: 200, errcode: 0 },
  ])
  expect(JSON.stringify(office.emulator.wire())).not.toContain(KEY)
})
