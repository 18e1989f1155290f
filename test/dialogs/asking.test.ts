import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRoom, type Room } from '../support/room.ts'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.stop())

test.each(['我可以来旁听吗', '我能来旁听吗', '我要来旁听吗'])(
  '%s asks what the rule says, not for one’s own record',
  async question => {
    await room.says('刘芳', question, /第十二条,现行有效。$/)
  },
)

test('whether one has made up or taken part is still one’s own record', async () => {
  for (const question of ['我要补学吗', '我请了几次假', '我参加了吗'])
    expect((await room.says('刘芳', question)).text).toBe('您的记录请私聊我查看。')
})
