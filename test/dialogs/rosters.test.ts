import { afterEach, beforeEach, expect, test } from 'vitest'
import { openRoom, type Room } from '../support/room.ts'

let room: Room
beforeEach(async () => {
  room = await openRoom()
})
afterEach(() => room.stop())

const COUNTS = '第一党支部现有28人:正式党员20,预备党员1,流动党员1,离退休党员4,积极分子1,群众1。'

test('名单发我看看 shows the keeper who comes, who does not and who said nothing, while something is open', async () => {
  await room.says('李雪梅', '发起主题党日,11月27日下午3点,三楼会议室')
  await room.says('刘芳', '参加')
  await room.says('谭海波', '请假')
  const all = /^11月主题党日\(27日\):应到26,参加1,请假1.*未报24。\n参加:刘芳\n请假:谭海波\n未报:/
  await room.tells('李雪梅', '名单发我看看', all)
  await room.tells('李雪梅', '主题党日名单发我', all)
  await room.says('李雪梅', '名单发我看看', '11月主题党日:应到26,参加1,请假1,未报24。名单请私聊我看。')
  await room.tells('彭莉', '名单发我看看', '11月主题党日:应到26,参加1,请假1,未报24。')
})

test('the roster itself is shown by name to the keeper alone', async () => {
  await room.tells('李雪梅', '花名册', new RegExp(`^${COUNTS}\n王建平、李雪梅、`))
  await room.tells('李雪梅', '预备党员有哪些', '1位:马晓东。')
  await room.tells('李雪梅', '没绑定账号的有谁', '2位没有账号,由支部登记就可以:秦素云、田宝林。')
  await room.says('李雪梅', '花名册', `${COUNTS}名单请私聊我看。`)
  await room.tells('刘芳', '支部有多少人', COUNTS)
  await room.tells('刘芳', '名单发我看看', COUNTS)
})

test('the roster is not changed in a chat, and everybody hears where it is', async () => {
  await room.tells('李雪梅', '新来的谭小明加到名单里', /名单在聊天里不改,我没有动。请管理员导入/)
  await room.tells('刘芳', '我调到综合科了', /名单在聊天里不改.*告诉支部书记/)
  await room.tells('李雪梅', '导入花名册', /名单在聊天里不改/)
  expect(await room.app.ledger.read.selectFrom('memberships').select('branch').execute()).toHaveLength(28)
})
