import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { APP_KEY, appText, stream } from './fake-bot.ts'
import type { Answer } from './fake-bot.ts'
import { openOffice, WORK_GROUP } from './office.ts'
import type { Office } from './office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
beforeEach(() => {
  office.bot.answer = () => 'empty'
})
afterAll(() => office.close())

const BUTTONS = {
  card_type: 'button_interaction',
  main_title: { title: '11月主题党日' },
  button_list: [{ text: '参加', key: 'planned' }],
}
const json = (body: unknown): Answer => ({ seal: JSON.stringify(body) })

const REFUSED: [string, Answer, string][] = [
  [
    'another nonce',
    { ...(stream('好') as { seal: string }), nonce: 'another' },
    '回复的nonce与回调的nonce不一致',
  ],
  [
    'a wrong signature',
    { ...(stream('好') as { seal: string }), signature: 'f'.repeat(40) },
    '回复的签名不正确',
  ],
  ['a receiveid', { ...(stream('好') as { seal: string }), receiveId: 'corp' }, '回复的receiveid不正确'],
  ['another key', { ...(stream('好') as { seal: string }), aesKey: APP_KEY }, '回复无法按规定解密'],
  ['plain words', { raw: '好的' }, '回复不是规定的加密格式'],
  ['an XML envelope', { raw: '<xml><Encrypt>x</Encrypt></xml>' }, '回复不是规定的加密格式'],
  ['plain JSON', { raw: JSON.stringify({ msgtype: 'stream' }) }, '回复不是规定的加密格式'],
  ['a passive text', json({ msgtype: 'text', text: { content: '好' } }), '此类回调不接受msgtype text'],
  ['markdown', json({ msgtype: 'markdown', markdown: { content: '好' } }), '此类回调不接受msgtype markdown'],
  [
    'a stream without id',
    json({ msgtype: 'stream', stream: { finish: true, content: '好' } }),
    'stream缺少id',
  ],
  ['blank words at the end', stream(' \n'), 'stream结束时没有可见内容'],
  ['20,481 bytes', stream(`${'字'.repeat(6827)}`), 'stream内容20481字节,超过20480'],
  ['a card without task id', json({ msgtype: 'template_card', template_card: BUTTONS }), '卡片缺少task_id'],
  [
    'two buttons with one key',
    json({
      msgtype: 'template_card',
      template_card: {
        ...BUTTONS,
        task_id: 'T1',
        button_list: [
          { text: '是', key: 'k' },
          { text: '否', key: 'k' },
        ],
      },
    }),
    '按钮的key重复',
  ],
]

test.each(REFUSED)('an answer with %s is dropped, and the chat says why', async (_what, answer, why) => {
  office.bot.answer = () => answer
  const delivery = await office.emulator.say({ from: 'liufang', chat: WORK_GROUP, text: '参加' })
  expect(delivery).toMatchObject({ status: 'refused', reason: why, shown: [] })
  expect(office.emulator.transcript(WORK_GROUP).at(-1)).toMatchObject({
    kind: 'system',
    text: `平台拒收:${why}`,
  })
})

const REFUSED_BY_APP: [string, Answer, string][] = [
  ['another recipient', appText('好', 'lixuemei'), '回复的ToUserName不是发送人'],
  ['2,049 bytes', appText('字'.repeat(683)), '文本回复2049字节,超过2048'],
  ['JSON inside', json({ msgtype: 'text' }), '回复不是XML'],
  ['no receiveid', { ...(appText('好') as { seal: string }), receiveId: '' }, '回复的receiveid不正确'],
  ['a JSON envelope', { raw: '{"encrypt":"x"}' }, '回复不是规定的加密格式'],
]

test.each(REFUSED_BY_APP)("an app's answer with %s is dropped", async (_what, answer, why) => {
  office.bot.answer = () => answer
  const delivery = await office.emulator.say({ from: 'liufang', chat: { single: 'app' }, text: '参加' })
  expect(delivery).toMatchObject({ status: 'refused', reason: why })
})

test('exactly 20,480 bytes are shown, and no body at all is fine', async () => {
  office.bot.answer = () => stream(`${'字'.repeat(6826)}ab`)
  expect((await office.emulator.say({ from: 'liufang', chat: WORK_GROUP, text: '参加' })).status).toBe(
    'answered',
  )
  office.bot.answer = () => 'empty'
  expect((await office.emulator.say({ from: 'liufang', chat: WORK_GROUP, text: '参加' })).status).toBe(
    'silent',
  )
})
