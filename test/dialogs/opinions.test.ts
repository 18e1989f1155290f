import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRoom, type Room } from '../support/room.ts'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.stop())

test('an opinion on the bot reaches the administrator without a name', async () => {
  await room.tells('谭敏', '看意见', '还没有收到意见。')
  await room.says('刘芳', '意见:提醒太早', '谢谢,意见已转给管理员(不带姓名)。')
  await room.tells('彭莉', '我要提意见:群里通知太多', '谢谢,意见已转给管理员(不带姓名)。')
  await room.tells('谭敏', '看意见', '最近的意见(都不带姓名):\n2026-11-20 群里通知太多\n2026-11-20 提醒太早')
  await room.tells('刘芳', '看意见', '意见由管理员在单聊里查看。')
})

test('an announcement is no opinion yet, and what names somebody is not kept', async () => {
  const before = await room.app.ledger.read.selectFrom('opinions').selectAll().execute()
  await room.tells('何静', '提个意见', /请写在一句话里/)
  await room.tells('何静', '意见:张伟老是半夜发通知', /没有转/)
  await room.tells('何静', '建议:上访户的事别让我们登记', /没有转/)
  expect(await room.app.ledger.read.selectFrom('opinions').selectAll().execute()).toEqual(before)
})
