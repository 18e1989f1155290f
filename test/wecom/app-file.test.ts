import { afterEach, beforeEach, expect, test } from 'vitest'
import { appFile } from '../../src/wecom/client/bodies.ts'
import { APP_CHAT } from '../emulator/office.ts'
import { attemptOf, openLine, type Line } from './line.ts'

let line: Line
let stored: string
beforeEach(async () => {
  line = await openLine()
  stored = appFile('11月签到表.xlsx', Buffer.from('PK,一张表'))
})
afterEach(() => line.close())

/** One try on the stored body, which a try may replace. */
const trySend = (attempt = 1, freeze = async (body: string) => void (stored = body)) =>
  line.client.send['app-file']({ ...attemptOf('app-file', 'liufang', stored, attempt), freeze })
const shown = () => line.office.words(APP_CHAT)

test('a file is uploaded and reaches the member under its name', async () => {
  expect(await trySend()).toEqual({ kind: 'sent' })
  expect(shown()).toEqual(['app [文件] 11月签到表.xlsx'])
  const [entry] = line.emulator.transcript(APP_CHAT)
  expect(entry!.file!.size).toBe(Buffer.byteLength('PK,一张表'))
})

test('a file whose sending is doubtful is uploaded once and seen once', async () => {
  line.emulator.fault({ kind: 'acceptThenDrop', on: 'message/send' })
  expect(await trySend()).toMatchObject({ kind: 'again' })
  expect(JSON.parse(stored)).toMatchObject({ touser: 'liufang', msgtype: 'file', enable_duplicate_check: 1 })
  expect(await trySend(2)).toEqual({ kind: 'sent' })
  expect(line.calls('media/upload')).toBe(1)
  expect(shown()).toHaveLength(1)
})

test('an upload that fails is tried again before anything is frozen', async () => {
  line.emulator.fault({ kind: 'acceptThenDrop', on: 'media/upload' })
  expect(await trySend()).toMatchObject({ kind: 'again' })
  expect(JSON.parse(stored)).toHaveProperty('base64')
  expect(await trySend(2)).toEqual({ kind: 'sent' })
})

test('a file whose message could not be frozen is not sent yet', async () => {
  expect(await trySend(1, () => Promise.reject(new Error('ledger is closed')))).toMatchObject({
    kind: 'again',
  })
  expect(line.calls('message/send')).toBe(0)
})

test('a file that waited more than three days is made anew by a person', async () => {
  line.emulator.fault({ kind: 'status', on: 'message/send' })
  await trySend()
  line.clock.advance(3 * 24 * 60 * 60 * 1000)
  expect(await trySend(2)).toMatchObject({
    kind: 'failed',
    errcode: 40007,
    why: expect.stringContaining('请重新生成文件后再发'),
  })
})

test('a token that ends during the upload is renewed', async () => {
  line.emulator.fault({ kind: 'errcode', errcode: 42001, on: 'media/upload' })
  expect(await trySend()).toEqual({ kind: 'sent' })
  expect(line.calls('gettoken')).toBe(2)
})
