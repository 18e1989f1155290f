import { afterEach, beforeEach, expect, test } from 'vitest'
import type { components } from '../../src/wecom/api.gen.d.ts'
import { AGENT_ID, APP_CHAT } from '../emulator/office.ts'
import { openLine, type Line } from './line.ts'

let line: Line
beforeEach(async () => {
  line = await openLine()
})
afterEach(() => line.close())

test('encrypted senders become accounts; who is out of reach or plain already is missing', async () => {
  const encrypted = ['liufang', 'lixuemei', 'xiangguiying'].map(userid => line.emulator.openIdOf(userid))
  const answer = await line.client.app!.accountsOf([...encrypted, 'tanhaibo'])
  expect(answer).toEqual({
    kind: 'ok',
    value: new Map([
      [encrypted[0], 'liufang'],
      [encrypted[1], 'lixuemei'],
    ]),
  })
})

test('more than a thousand senders are asked in several calls', async () => {
  const many = Array.from({ length: 2001 }, (_, n) => `wo${n}`)
  expect(await line.client.app!.accountsOf(many)).toEqual({ kind: 'ok', value: new Map() })
  expect(line.calls('batch/openuserid_to_userid')).toBe(3)
})

test('nobody to convert is no call', async () => {
  expect(await line.client.app!.accountsOf([])).toEqual({ kind: 'ok', value: new Map() })
  expect(line.emulator.wire()).toEqual([])
})

test('the buttons of a card are greyed once with its code', async () => {
  const { api, app } = line.client
  const card: components['schemas']['TemplateCard'] = {
    card_type: 'button_interaction',
    task_id: 'dues_202611',
    main_title: { title: '11月党费' },
    button_list: [{ text: '已交', key: 'paid' }],
  }
  const message = { touser: 'liufang', agentid: AGENT_ID, msgtype: 'template_card', template_card: card }
  const sent = await app!.token.use(token => api.sendMessage(token, JSON.stringify(message)))
  const response_code = sent.kind === 'ok' ? String(sent.value.response_code) : ''
  const update = {
    userids: ['liufang'],
    agentid: AGENT_ID,
    response_code,
    button: { replace_name: '已登记' },
  }
  expect(await app!.updateCard(JSON.stringify(update))).toMatchObject({ kind: 'ok' })
  expect(line.emulator.transcript(APP_CHAT)[0]!.card).toMatchObject({ replace_text: '已登记' })
  expect(await app!.updateCard(JSON.stringify(update))).toEqual({ kind: 'refused', errcode: 60140 })
})
