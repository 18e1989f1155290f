import { expect, test } from 'vitest'
import { benchKeys, openReply, sealCallback } from '../../scripts/bench/messages.ts'
import { bareCard } from '../../src/attendance/cards/card.ts'
import { settableClock } from '../../src/clock.ts'
import { createLog } from '../../src/log.ts'
import type { Message } from '../../src/talk/message.ts'
import { aibotCallback } from '../../src/wecom/callback.ts'
import { createEnvelope } from '../../src/wecom/envelope.ts'
import { decodeAibot } from '../../src/wecom/aibot.ts'
import { decodeApp } from '../../src/wecom/app.ts'
import { templateCard } from '../../src/wecom/cards.ts'

test('a card keeps the lengths that the platform shows', () => {
  const long = '长'.repeat(300)
  const card = {
    id: 'c1',
    title: long,
    note: long,
    facts: Array.from({ length: 9 }, () => ({ name: long, value: long })),
    text: long,
    buttons: Array.from({ length: 9 }, (_, index) => ({ key: `k${index}`, text: long })),
    shownTo: 'everyone' as const,
  }
  const written = templateCard(card, 'aibot')
  expect([written.main_title?.title, written.main_title?.desc].map(text => text?.length)).toEqual([26, 30])
  expect(written.sub_title_text).toHaveLength(112)
  expect(written.horizontal_content_list).toHaveLength(6)
  expect(written.horizontal_content_list?.[0]).toEqual({ keyname: '长长长长…', value: `${'长'.repeat(25)}…` })
  expect(written.button_list).toHaveLength(6)
  expect(templateCard(card, 'app').sub_title_text).toHaveLength(160)
})

const event = (part: object) => ({
  msgid: 'e1',
  aibotid: 'b',
  chatid: 'g1',
  chattype: 'group',
  from: { userid: 'u' },
  create_time: 1_795_136_400,
  msgtype: 'event',
  event: { eventtype: 'template_card_event', template_card_event: part },
})

test.each([
  [
    { task_id: 't1', event_key: 'leave' },
    { kind: 'tap', cardId: 't1', key: 'leave' },
  ],
  [
    { taskid: 't1', eventkey: 'leave' },
    { kind: 'tap', cardId: 't1', key: 'leave' },
  ],
  [
    { task_id: 't1', event_key: 'a', selected_items: { selected_item: [] } },
    { kind: 'tap', cardId: 't1', key: 'a' },
  ],
  [{ event_key: 'leave' }, { kind: 'ignored' }],
  [{ task_id: 7, event_key: 'leave' }, { kind: 'ignored' }],
  [{ task_id: 'x'.repeat(129), event_key: 'leave' }, { kind: 'ignored' }],
])('the event %j is read as %j', (part, content) => {
  const callback = decodeAibot(JSON.stringify(event(part)))
  expect(callback).toMatchObject({ kind: 'message', message: { content } })
})

const xml = (code: string) =>
  decodeApp(
    '<xml><ToUserName>ww</ToUserName><FromUserName>liufang</FromUserName><CreateTime>1795136400</CreateTime>' +
      '<MsgType>event</MsgType><Event>template_card_event</Event><EventKey>planned</EventKey><TaskId>t1</TaskId>' +
      `<CardType>button_interaction</CardType><ResponseCode>${code}</ResponseCode><AgentID>1</AgentID></xml>`,
  )

test('a tap on a card of the app brings its response code, and two taps of one second are two', () => {
  expect(xml('R1')!.content).toEqual({ kind: 'tap', cardId: 't1', key: 'planned', responseCode: 'R1' })
  expect(xml('R1')!.id).toBe(xml('R1')!.id)
  expect(xml('R1')!.id).not.toBe(xml('R2')!.id)
})

test('a tap that is still being registered when the time is up gets a card that says so', async () => {
  const clock = settableClock(new Date('2026-11-20T01:00:00Z'))
  const asked: [Message, string][] = []
  const callback = aibotCallback({
    envelope: createEnvelope({ ...benchKeys, kind: 'json' }),
    receive: () => new Promise(() => {}),
    storedReply: async () => undefined,
    unstoredCard: async (message, why) => {
      asked.push([message, why])
      return bareCard('t1', '登记得慢')
    },
    clock,
    log: createLog('silent', Buffer.alloc(32)),
    deadlineMs: 20,
  })
  const plain = JSON.stringify(event({ task_id: 't1', event_key: 'leave' }))
  const { query, body } = sealCallback(benchKeys, plain, clock.now())
  const answer = await callback.deliver(query, body)
  expect(answer.status).toBe(200)
  expect(openReply(benchKeys, answer.body)).toMatchObject({
    response_type: 'update_template_card',
    userids: ['u'],
    template_card: { task_id: 't1', main_title: { desc: '登记得慢' } },
  })
  expect(asked.map(([{ content }, why]) => [content.kind, why])).toEqual([['tap', 'late']])
})
