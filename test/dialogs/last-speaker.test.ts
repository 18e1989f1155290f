import { afterEach, beforeEach, expect, test } from 'vitest'
import { openRoom, type Room } from '../support/room.ts'

let room: Room
beforeEach(async () => {
  room = await openRoom()
  await room.says('李雪梅', '发起主题党日,11月27日下午3点,三楼会议室')
})
afterEach(() => room.stop())

test('+1 after somebody who comes is 参加', async () => {
  await room.says('刘芳', '参加')
  await room.says('彭莉', '+1')
  await room.says('谭敏', '我也是')
  expect(await room.marks()).toEqual({ 刘芳: 'planned', 彭莉: 'planned', 谭敏: 'planned' })
})

test('+1 after somebody who asked for leave registers nothing: it may mean either', async () => {
  await room.says('曹阳', '参加')
  await room.says('刘芳', '请假,下乡')
  await room.says('彭莉', '+1', '明白,先不登记。定下来时告诉我一声就行。')
  expect(await room.marks()).toEqual({ 曹阳: 'planned', 刘芳: 'leave official' })
})

test('what somebody said in private is not what +1 in the group follows', async () => {
  await room.says('刘芳', '参加')
  await room.tells('谭敏', '请假')
  await room.says('彭莉', '+1')
  expect((await room.marks())['彭莉']).toBe('planned')
})
