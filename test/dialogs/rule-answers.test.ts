import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRoom, type Room } from '../support/room.ts'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.stop())

const NINTH = '依据:《组织生活请假与补学办法》(2026年)第九条,现行有效。'
const quoting = (from: string, text: string, quote: string) =>
  room.app.emulator!.say({ from, chat: { group: 'trial-group-1' }, text, quote })

test('原文 and 依据 stay with the last answer, 更多 goes on behind it', async () => {
  const answer = (await room.tells('刘芳', '病假要不要证明')).text
  await room.tells('刘芳', '依据', answer)
  await room.tells('刘芳', '原文', answer)
  expect((await room.tells('刘芳', '更多')).text.endsWith(NINTH)).toBe(true)
  await room.tells('刘芳', '更多', /第十条,现行有效。$/)
})

test('更多 shows the whole article when only a part of it was quoted', async () => {
  await room.tells('彭莉', '请假办法第八条第一款', /^因病[^\n]*\n依据:.*第八条,现行有效。$/)
  await room.tells('彭莉', '更多', /^因病.*\n本条只适用于.*\n依据:.*第八条,现行有效。$/)
  await room.tells('彭莉', '更多', /第九条,现行有效。$/)
})

test('更多 without an answer before it has nothing', async () => {
  await room.tells('曹阳', '更多', '没有更多了。')
})

test('a quoted answer of the bot gives the article that is meant', async () => {
  await room.says('何静', '补学要多久')
  const quote = '住宿费在限额内凭票据实报销。\n依据:《差旅费管理办法》(2026年)第六条,现行有效。'
  expect((await quoting('hejing', '原文', quote)).text).toMatch(
    /依据:《差旅费管理办法》\(2026年\)第六条,现行有效。$/,
  )
  expect((await quoting('hejing', '这个什么时候开始执行的', quote)).text).toMatch(/2026年2月1日/)
})

test('a colleague’s quoted question is the question when only 这个怎么规定的 stands beside it', async () => {
  const { text } = await quoting('hejing', '这个怎么规定的', '病假要不要证明')
  expect(text).toMatch(/第八条,现行有效。$/)
})

test('a question of one’s own goes before what is quoted', async () => {
  const { text } = await quoting('hejing', '补学要多久', '病假要不要证明')
  expect(text).toMatch(/第十一条,现行有效。$/)
})

test('有哪些制度 lists what is in force, 最近修订了什么 the latest with their days', async () => {
  const { text } = await room.tells('田甜', '有哪些制度')
  expect(text.split('\n').filter(line => /^\d+\. 《/.test(line))).toHaveLength(12)
  await room.tells(
    '田甜',
    '最近修订了什么',
    /^最近施行的制度:\n《工作群和信息安全管理规定》\(青办〔2026〕9号\),2026年5月1日起施行\n/,
  )
})
