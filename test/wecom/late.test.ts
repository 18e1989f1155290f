import { rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { benchKeys, groupTextOf, openReply, sealCallback } from '../../scripts/bench/messages.ts'
import { openLedger } from '../../src/ledger/open.ts'
import { sendLate } from '../../src/late-answer.ts'
import { settableClock } from '../../src/clock.ts'
import { createLog } from '../../src/log.ts'
import type { Reply } from '../../src/talk/message.ts'
import { aibotCallback } from '../../src/wecom/callback.ts'
import { createEnvelope } from '../../src/wecom/envelope.ts'
import { encodeFor } from '../../src/outbound.ts'
import { APP_CHAT } from '../emulator/office.ts'
import { temporaryDirectory } from '../support/room.ts'
import { openLine } from './line.ts'

const now = new Date('2026-11-20T01:00:00Z')

/** The smart bot's address in front of a bot that answers when the test says so. */
function slowBot() {
  const pending = Promise.withResolvers<Reply>()
  let stored: Reply | undefined
  const callback = aibotCallback({
    envelope: createEnvelope({ ...benchKeys, kind: 'json' }),
    receive: () => pending.promise,
    storedReply: async () => stored,
    unstoredCard: async () => undefined,
    clock: settableClock(now),
    log: createLog('silent', Buffer.alloc(32)),
  })
  return {
    answer(text: string) {
      stored = { text }
      pending.resolve(stored)
    },
    async deliver(message: object, spentMs: number) {
      const { query, body } = sealCallback(benchKeys, JSON.stringify(message), now)
      const { status, body: answer } = await callback.deliver(query, body, spentMs)
      expect(status).toBe(200)
      return (openReply(benchKeys, answer) as { stream: { id: string; finish: boolean; content: string } })
        .stream
    },
  }
}

const question = JSON.parse(
  groupTextOf({ msgid: 'M1', chatid: 'wrGroup', userid: 'liufang', text: '@清风 请假' }),
) as object

test('the four seconds for an answer begin with the request, not with the end of its body', async () => {
  const bot = slowBot()
  const first = await bot.deliver(question, 4000)
  expect(first).toMatchObject({ finish: false, content: '正在办,稍等。' })
  bot.answer('好的,已登记。')
  const refresh = { msgtype: 'stream', stream: { id: first.id } }
  expect(await bot.deliver(refresh, 0)).toEqual({ id: first.id, finish: true, content: '好的,已登记。' })
})

test('also somebody whom the roster does not know hears a late answer in the app, where the line works', async () => {
  const line = await openLine()
  const directory = temporaryDirectory()
  const ledger = await openLedger({ directory, databaseUrl: undefined, mode: 'trial', now })
  const { client, clock, settings } = line
  const encode = encodeFor({ ...settings.app!, token: '', aesKey: '' })
  const message = {
    channel: 'app' as const,
    id: 'M2',
    sender: 'liufang',
    chat: { kind: 'single' as const, id: 'liufang' },
    content: { kind: 'text' as const, text: '补学要多久' },
    replyLimit: 2048,
  }
  await sendLate({ ledger, encode, client, clock }, message, { text: '一个月内。' })
  expect(line.emulator.transcript(APP_CHAT).map(({ text }) => text)).toEqual(['一个月内。'])
  line.emulator.fault({ kind: 'errcode', errcode: 60020, on: 'message/send' })
  await expect(sendLate({ ledger, encode, client, clock }, message, { text: '好的。' })).rejects.toThrow(
    'failed',
  )
  await ledger.close()
  await line.close()
  rmSync(directory, { recursive: true })
})
