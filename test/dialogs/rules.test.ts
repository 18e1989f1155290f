import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRoom, type Room } from '../support/room.ts'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.stop())

test.each([
  ['病假要不要证明', /依据:《.*》\(2026年\)第八条/],
  ['请假办法第八条', /第八条/],
  ['2024年5月省会住宿标准是多少', /380/],
  ['2023年12月的省会住宿标准', /350/],
  ['主题党日遇到国庆怎么办', /第四条/],
  ['考勤扣分还有效吗', /废止/],
])('%s is answered with its article', async (question, answer) => {
  await room.says('刘芳', question, answer)
})

test.each(['婚假有几天', '食堂几点开门', '省里的差旅标准是多少'])(
  '%s has no answer in the rule book, and the bot says so',
  async question => {
    await room.says('刘芳', question, /没有找到|没有收|不在|没有直接规定/)
  },
)

test('a follow-up is about the last answer', async () => {
  await room.tells('彭莉', '病假要不要证明', /第八条/)
  await room.tells('彭莉', '这个规定什么时候开始执行的', /2026年3月1日/)
})

test('a long answer ends with 更多 and goes on', async () => {
  const { text } = await room.tellsApp('何静', '有哪些制度')
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2048)
})
