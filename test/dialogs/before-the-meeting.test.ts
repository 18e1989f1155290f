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

test('a day without a month, said of a session that is planned for a later month, is a day of that month', async () => {
  await room.tells('李雪梅', '读书会改到26号上午9点', /12月读书会改到12月26日/)
})

test.each(['田宝林身体不好,免了吧', '田宝林年纪大了,不用来了'])(
  'the keeper excuses somebody in her own words: %s',
  async said => {
    await room.says('李雪梅', PARTY_DAY)
    await room.tells('李雪梅', said, '已按您说的登记:田宝林,不计应到(11月主题党日)。')
    expect(await room.marks()).toEqual({ 田宝林: 'exempt' })
  },
)

test('an announcement that asks everybody to come opens the session, once', async () => {
  const said = '请全体党员于11月27日(周五)15:00准时到三楼会议室参加主题党日活动'
  await room.says('李雪梅', said, /^11月主题党日\n时间:11月27日\(周五\)15:00\n地点:三楼会议室\n/)
  await room.says('李雪梅', said, '11月主题党日(27日)已经发起过了,没有重复发起。')
})

test('where nothing is open, that is said once', async () => {
  await room.says('刘芳', '主题党日和读书会我都参加', '现在没有正在登记的活动。有新的活动我会在群里说明。')
})
