import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Answer } from './fake-bot.ts'
import { openOffice, WORK_GROUP } from './office.ts'
import type { Office } from './office.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const answerWith = (feedback: unknown): Answer => ({
  seal: JSON.stringify({
    msgtype: 'stream',
    stream: { id: 'S1', finish: true, content: '第八条', feedback },
  }),
})
const ask = () => office.emulator.say({ from: 'liufang', chat: WORK_GROUP, text: '病假要不要证明' })

test('an answer with a feedback id can be rated, and the bot hears of it in an encrypted event', async () => {
  office.bot.answer = () => answerWith({ id: 'F1' })
  const { shown } = await ask()
  office.bot.answer = () => 'empty'
  const rate = { from: 'liufang', chat: WORK_GROUP, entry: shown[0]!.id }
  const down = { ...rate, verdict: 'down' as const, reasons: ['incomplete' as const, 'wrong' as const] }
  expect(await office.emulator.rate(down)).toMatchObject({ status: 'silent' })
  expect(office.bot.messages().at(-1)).toMatchObject({
    chattype: 'group',
    chatid: 'wrWorkGroup',
    from: { userid: 'liufang' },
    msgtype: 'event',
    create_time: 1795136400,
    event: {
      eventtype: 'feedback_event',
      feedback_event: { id: 'F1', type: 2, content: '', inaccurate_reason_list: [2, 3] },
    },
  })
  await office.emulator.rate({ ...rate, verdict: 'withdrawn' })
  expect(office.bot.messages().at(-1)).toMatchObject({ event: { feedback_event: { id: 'F1', type: 3 } } })
})

test('what the page shows tells each member their own rating only', async () => {
  office.bot.answer = () => answerWith({ id: 'F1' })
  const { shown } = await ask()
  office.bot.answer = () => 'empty'
  const rating = { from: 'liufang', chat: WORK_GROUP, entry: shown[0]!.id, verdict: 'down' }
  expect((await office.post('/emulator/feedback', rating)).status).toBe(200)
  const rated = async (as: string) => {
    const answer = await fetch(`${office.origin()}/emulator/state?as=${as}&chat=group:wrWorkGroup&since=0`)
    return ((await answer.json()) as { entries: { rated?: string; rateable?: boolean }[] }).entries.at(-1)
  }
  expect(await rated('liufang')).toMatchObject({ rateable: true, rated: 'down' })
  expect(await rated('tanhaibo')).toMatchObject({ rateable: true })
  expect((await rated('tanhaibo'))?.rated).toBeUndefined()
})

test('an answer without the id cannot be rated', async () => {
  office.bot.answer = () => answerWith(undefined)
  const { shown } = await ask()
  const rating = { from: 'liufang', chat: WORK_GROUP, entry: shown[0]!.id, verdict: 'up' }
  expect((await office.post('/emulator/feedback', rating)).status).toBe(400)
})

test.each([
  ['an id of more than 256 bytes', { id: '长'.repeat(86) }, 'feedback.id超过256字节'],
  ['an empty id', { id: '' }, 'feedback缺少id'],
])('the platform refuses %s', async (_what, feedback, reason) => {
  office.bot.answer = () => answerWith(feedback)
  expect(await ask()).toMatchObject({ status: 'refused', reason })
})

test('a feedback event is answered with an empty packet and nothing else', async () => {
  office.bot.answer = () => answerWith({ id: 'F1' })
  const { shown } = await ask()
  const rating = { from: 'liufang', chat: WORK_GROUP, entry: shown[0]!.id, verdict: 'up' as const }
  expect(await office.emulator.rate(rating)).toMatchObject({
    status: 'refused',
    reason: '反馈事件只能回复空包',
  })
})
