import { expect, test } from 'vitest'
import {
  appFile,
  appText,
  BodyError,
  laterAnswer,
  robotMarkdown,
  robotText,
} from '../../src/wecom/client/bodies.ts'

test('a message of the app asks the platform to swallow its repetition for four hours', () => {
  expect(JSON.parse(appText('liufang', 1_000_002, '请确认'))).toEqual({
    touser: 'liufang',
    agentid: 1_000_002,
    enable_duplicate_check: 1,
    duplicate_check_interval: 14_400,
    msgtype: 'text',
    text: { content: '请确认' },
  })
})

test('the same message has the same bytes', () => {
  expect(appText('liufang', 1, '请确认')).toBe(appText('liufang', 1, '请确认'))
})

test('a robot mentions only when it is asked to', () => {
  expect(JSON.parse(robotText('请确认'))).toEqual({ msgtype: 'text', text: { content: '请确认' } })
  expect(JSON.parse(robotText('请确认', ['liufang', '@all']))).toEqual({
    msgtype: 'text',
    text: { content: '请确认', mentioned_list: ['liufang', '@all'] },
  })
})

const kinds = [
  { kind: 'text of the app', limit: 2048, make: (text: string) => appText('liufang', 1, text) },
  { kind: 'text of a robot', limit: 2048, make: (text: string) => robotText(text) },
  { kind: 'markdown of a robot', limit: 4096, make: robotMarkdown },
  { kind: 'later answer', limit: 20_480, make: (text: string) => laterAnswer('https://example.com', text) },
]
test.each(kinds)('a $kind holds $limit bytes and refuses one more instead of cutting', ({ limit, make }) => {
  const full = '习'.repeat(Math.floor(limit / 3)) + 'x'.repeat(limit % 3)
  expect(make(full)).toContain(full)
  expect(() => make(`${full}x`)).toThrow(BodyError)
  expect(() => make('')).toThrow(BodyError)
  expect(() => make(' \n ')).toThrow(BodyError)
})

test('no character is written in a way that the platform refuses', () => {
  const body = robotText('一\u0000二\u0007三\ud800四\u009f\n五 👨‍👩‍👧')
  expect(body).not.toMatch(/\\u/)
  expect(JSON.parse(body)).toMatchObject({ text: { content: '一二三\ufffd四\n五 👨‍👩‍👧' } })
})

test.each(['@all', 'liufang|lixuemei', '', '刘芳', 'a'.repeat(65), '-x', 'a b'])(
  'a message goes to one account, never to %j',
  userid => {
    expect(() => appText(userid, 1, '请确认')).toThrow(BodyError)
  },
)

test('an account with dots, dashes and an at sign is one', () => {
  expect(JSON.parse(appText('liu.fang_2-1@office', 1, '请确认'))).toMatchObject({
    touser: 'liu.fang_2-1@office',
  })
})

test('a file has a plain name and as many bytes as the platform takes', () => {
  expect(JSON.parse(appFile('签到表.xlsx', Buffer.from('123456')))).toEqual({
    name: '签到表.xlsx',
    base64: 'MTIzNDU2',
  })
  expect(() => appFile('签到表.xlsx', Buffer.from('12345'))).toThrow(BodyError)
  expect(() => appFile('表.xlsx', Buffer.alloc(20 * 1024 * 1024 + 1))).toThrow(BodyError)
  for (const name of ['', '../x', 'a\\b', 'a"b', 'a\nb', '长'.repeat(81)])
    expect(() => appFile(name, Buffer.from('123456'))).toThrow(BodyError)
})
