import { expect, test } from 'vitest'
import { decodeAibot, encodeAibot } from '../../src/wecom/aibot.ts'
import type { Message } from '../../src/talk/message.ts'

const event = (feedback: unknown) =>
  decodeAibot(
    JSON.stringify({
      msgid: 'E1',
      aibotid: 'B',
      chatid: 'C',
      chattype: 'group',
      from: { userid: 'liufang' },
      create_time: 1795136400,
      msgtype: 'event',
      event: { eventtype: 'feedback_event', feedback_event: feedback },
    }),
  )
const content = (feedback: unknown) => {
  const decoded = event(feedback)
  return decoded?.kind === 'message' ? decoded.message.content : undefined
}

test.each([
  ['👍', { id: 'm-M1', type: 1 }, 'up', []],
  [
    '👎',
    { id: 'm-M1', type: 2, content: '张伟也这么说', inaccurate_reason_list: [1, 2, 3, 4] },
    'down',
    ['irrelevant', 'incomplete', 'wrong', 'figures'],
  ],
  [
    '👎 with reasons we do not know',
    { id: 'm-M1', type: 2, inaccurate_reason_list: [2, 2, 9] },
    'down',
    ['incomplete'],
  ],
  ['taking it back', { id: 'm-M1', type: 3 }, 'withdrawn', []],
])('%s is decoded, and what somebody wrote beside it is not read', (_what, feedback, verdict, reasons) => {
  expect(content(feedback)).toEqual({ kind: 'feedback', answerTo: 'M1', verdict, reasons })
})

test.each([
  ['an id that is not ours', { id: 'x', type: 1 }],
  ['a type that does not exist', { id: 'm-M1', type: 7 }],
  ['nothing inside', undefined],
])('%s is accepted and ignored', (_what, feedback) => {
  expect(content(feedback)).toEqual({ kind: 'ignored' })
})

test.each([
  ['an id of 300 characters', { id: 'm'.repeat(300), type: 1 }],
  ['no id', { type: 1 }],
  ['a type in words', { id: 'm-M1', type: 'up' }],
])('%s is no message of the platform', (_what, feedback) => {
  expect(event(feedback)).toBeUndefined()
})

test('a rule answer carries its feedback id on the first reply, a registration carries none', () => {
  const message: Message = {
    channel: 'aibot',
    id: 'M1',
    chat: { kind: 'single', id: 'liufang' },
    sender: 'liufang',
    replyLimit: 20_480,
    content: { kind: 'text', text: '病假要不要证明' },
  }
  expect(JSON.parse(encodeAibot(message, { text: '第八条', rateable: true }))).toEqual({
    msgtype: 'stream',
    stream: { id: 'm-M1', finish: true, content: '第八条', feedback: { id: 'm-M1' } },
  })
  expect(JSON.parse(encodeAibot(message, { text: '已登记' }))).toEqual({
    msgtype: 'stream',
    stream: { id: 'm-M1', finish: true, content: '已登记' },
  })
})
