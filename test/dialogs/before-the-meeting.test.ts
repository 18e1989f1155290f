import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SettableClock } from '../../src/clock.ts'
import { openRoom, type Room } from '../support/room.ts'

let room: Room
beforeEach(async () => {
  room = await openRoom()
})
afterEach(() => room.stop())

const PARTY_DAY = '发起主题党日,11月27日下午3点,三楼会议室'

/** '2026-11-30 09:00', Shanghai time. */
function itIs(when: string) {
  const clock = room.app.clock as SettableClock
  clock.set(new Date(`${when.replace(' ', 'T')}:00+08:00`))
}

test('who will come late or leave early is among those who come, and nobody has attended before the start', async () => {
  await room.says('李雪梅', PARTY_DAY)
  await room.says('刘芳', '晚到十分钟', '已登记:主题党日,参加。已报1。晚到早走以当天为准。')
  await room.tells(
    '彭莉',
    '主题党日我要早退',
    '已登记:11月主题党日(27日),参加。要改随时告诉我。晚到早走以当天为准。',
  )
  await room.says('何静', '签到')
  await room.tells('李雪梅', '谭敏晚到', /谭敏,参加.*晚到早走以当天为准/)
  await room.says('曹阳', '#接龙\n11月主题党日\n1. 曹阳 已到\n2. 罗小燕 迟到')
  await room.says('刘芳', '应到多少实到多少', '11月主题党日:应到26,参加6,未报20。')
})

test('the check makes a planned mark late, and on the day lateness is lateness', async () => {
  await room.says('李雪梅', PARTY_DAY)
  await room.says('刘芳', '晚到十分钟')
  itIs('2026-11-27 15:10')
  await room.says('彭莉', '迟到了,刚到', '已登记:主题党日,迟到。已报2。')
  itIs('2026-11-30 09:00')
  await room.tells('李雪梅', '刘芳迟到')
  await room.tells('李雪梅', '核对无误', /实到2/)
  expect(await room.marks()).toEqual({ 刘芳: 'late', 彭莉: 'late' })
})
