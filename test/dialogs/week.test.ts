import { afterEach, beforeEach, expect, test } from 'vitest'
import { heardUntil } from '../support/heard.ts'
import { openRoom, type Room } from '../support/room.ts'

// A week as a secretary and a cadre talk their way through it; what annoyed them once stands here.
let room: Room
beforeEach(async () => {
  room = await openRoom()
})
afterEach(() => room.stop())

test('what is asked in other words than the name of a duty is answered with the list', async () => {
  await room.tells('刘芳', '11月有哪些要交的材料', '11月的事项:\n11月30日(周一) 11月月统计')
})

test('a thing of one’s own name is moved, ticked and counted by a part of it', async () => {
  await room.tells('李雪梅', '下周五前交党员信息采集表,提前两天提醒各科室', /^已记下:党员信息采集表:11月27日/)
  await room.tells('李雪梅', '采集表改到12月2日', /党员信息采集表改到12月2日/)
  await room.tells('刘芳', '采集表交了', '已记下:党员信息采集表,财务科已办。')
  await room.tells('李雪梅', '采集表谁还没交', /应办6,已办1,未办5:综合科/)
})

test('sections named before the lead are told, and a keeper’s 都交齐了 is about all of them', async () => {
  await room.tells('李雪梅', '12月10日前各科室报年度总结,提前三天提醒', /提醒各科室联系人/)
  await room.tells('谭海波', '月统计已经报给综合科了', '已记下:11月月统计,行政科已办。')
  await room.tells('李雪梅', '月统计都交齐了', '好的,11月月统计已办结,不再提醒。')
})

test('a cadre may keep something in mind for herself, and is reminded when she asked to be', async () => {
  await room.tells('刘芳', '每周一提醒我写周报', /^已记下:写周报:11月23日/)
  await room.tells('刘芳', '明天上午8点半提醒我带党徽', /明天8:30发到您的单聊/)
  expect(await heardUntil(room, '2026-11-21 08:35')).toEqual([expect.stringContaining('带党徽')])
  await room.tells('刘芳', '别催了', /不再私下提醒您/)
  await room.tells('刘芳', '提醒恢复吧', '好的,到时再私下提醒您。')
})

test('one kind is counted alone', async () => {
  await room.tells('李雪梅', '党课今年开了几次', '2026年党课开了0次,到今天应开3次。')
})
