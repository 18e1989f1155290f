import { afterEach, beforeEach, expect, test } from 'vitest'
import { openRoom, type Room } from '../support/room.ts'

// What a colleague is only said to have said is no report for him (domain notes 3.3): nothing is registered, and it is said so.
let room: Room
beforeEach(async () => {
  room = await openRoom()
  await room.says('李雪梅', '发起主题党日,11月27日下午3点,三楼会议室')
})
afterEach(() => room.stop())

const NOT_HIM = '没有替曹阳登记:请本人说一声;托您代报的,请说"帮曹阳请假"或"帮曹阳报参加"。'

test.each(['我参加,曹阳说他出差去不了', '曹阳说他出差去不了,我参加', '我参加,听说曹阳去不了'])(
  'beside the sender’s own mark: %s',
  async said => {
    await room.tells('刘芳', said, `已登记:11月主题党日(27日),参加。要改随时告诉我。\n${NOT_HIM}`)
    expect(await room.marks()).toEqual({ 刘芳: 'planned' })
    await room.tells('刘芳', '帮曹阳请假', /^已按您说的登记:曹阳,请假/)
  },
)

test('of two colleagues both are named', async () => {
  await room.tells(
    '刘芳',
    '我参加,听说曹阳去不了,听说彭莉也去不了',
    /\n没有替曹阳、彭莉登记:请本人说一声;托您代报的,请说"帮曹阳请假"/,
  )
})

test('alone it holds back as well, and says who has to say it', async () => {
  await room.tells(
    '刘芳',
    '曹阳说他出差去不了',
    '明白,先不登记。请曹阳本人说一声;托您代报的,请说"帮曹阳请假"或"帮曹阳报参加"。',
  )
  expect(await room.marks()).toEqual({})
})

test.each(['我参加,曹阳说食堂的菜不错', '我参加,李雪梅说她来主持', '我参加,不知道曹阳去不去'])(
  'other words of a colleague are not answered: %s',
  async said => {
    await room.tells('刘芳', said, '已登记:11月主题党日(27日),参加。要改随时告诉我。')
  },
)

test('whoever was asked to pass it on reports for the colleague', async () => {
  await room.tells('刘芳', '我参加,曹阳让我说一声,他去不了')
  expect(await room.marks()).toEqual({ 刘芳: 'planned', 曹阳: 'leave unspecified' })
})
