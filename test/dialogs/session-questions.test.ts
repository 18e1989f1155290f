import { afterEach, beforeEach, test } from 'vitest'
import { openRoom, type Room } from '../support/room.ts'

let room: Room
beforeEach(async () => {
  room = await openRoom()
})
afterEach(() => room.stop())

const PLANNED = '12月读书会计划在12月16日(周三)15:00,阅览室,以通知为准。'

test('what was cancelled is said to be cancelled, with the next one that is planned', async () => {
  await room.says('李雪梅', '发起读书会,11月25日下午3点,二楼阅览室')
  await room.says('刘芳', '读书会取消了吗', /^没有取消。\n11月读书会\(25日\):11月25日\(周三\)15:00/)
  await room.says('李雪梅', '取消读书会')
  await room.says('李雪梅', '确认')
  await room.says('刘芳', '读书会取消了吗', `11月读书会(25日)已经取消。\n${PLANNED}`)
})

test('what was moved is said to be moved, and from where', async () => {
  await room.says('李雪梅', '发起主题党日,11月27日下午3点,三楼会议室')
  await room.says('刘芳', '主题党日改期了吗', /^没有改期。\n11月主题党日/)
  await room.says('李雪梅', '主题党日改到11月26日下午3点')
  await room.tells('刘芳', '主题党日改期了吗', /^改过期,原定11月27日\(周五\)15:00。\n11月主题党日\(26日\)/)
})

test('the plan of the year answers for a month ahead', async () => {
  await room.says('刘芳', '下个月读书会几号', PLANNED)
  await room.tells('刘芳', '读书会几号', PLANNED)
  await room.tells('刘芳', '明年1月的读书会是几号', /^1月读书会计划在1月20日\(周三\)15:00/)
  await room.tells('刘芳', '下个月民主生活会几号', '12月还没有安排民主生活会。')
})
