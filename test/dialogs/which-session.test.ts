import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SettableClock } from '../../src/clock.ts'
import { openRoom, type Room } from '../support/room.ts'

let room: Room
beforeEach(async () => {
  room = await openRoom()
})
afterEach(() => room.stop())

/** Name, kind and day of the session, and what stands in its register. */
async function register() {
  const rows = await room.app.ledger.read
    .selectFrom('marks')
    .innerJoin('sessions', 'sessions.id', 'marks.session_id')
    .innerJoin('people', 'people.id', 'marks.person_id')
    .select(['people.name', 'sessions.title', 'sessions.starts_at', 'marks.status'])
    .orderBy('marks.id')
    .execute()
  const standing = new Map<string, string>()
  for (const { name, title, starts_at, status } of rows) {
    const key = `${name} ${title} ${starts_at.slice(8, 10)}`
    if (status === 'withdrawn') standing.delete(key)
    else standing.set(key, status)
  }
  return Object.fromEntries(standing)
}

async function openBoth() {
  await room.says('李雪梅', '发起主题党日,11月27日下午3点,三楼会议室')
  await room.says('李雪梅', '发起读书会,11月25日下午3点,二楼阅览室')
}

test('the session named last in the group is meant, it is named, and one word moves the mark', async () => {
  await openBoth()
  await room.says('刘芳', '参加', /^已登记:读书会,参加。已报1。若指11月主题党日\(27日\),回"党日"。$/)
  expect(await register()).toEqual({ '刘芳 11月读书会 25': 'planned' })
  await room.says('刘芳', '党日', /主题党日.*11月读书会的登记已撤回。$/)
  expect(await register()).toEqual({ '刘芳 11月主题党日 27': 'planned' })
})

test('in a single chat, where nothing was named, it asks, and 都请假 answers for both', async () => {
  await openBoth()
  await room.tells('刘芳', '参加', /目前有两项在登记/)
  await room.tells('刘芳', '都请假')
  expect(await register()).toEqual({ '刘芳 11月读书会 25': 'leave', '刘芳 11月主题党日 27': 'leave' })
})

test('two sessions of one kind are told apart by their day', async () => {
  await room.says('李雪梅', '发起主题党日,11月24日下午3点')
  await room.says('李雪梅', '发起主题党日,11月27日下午3点')
  await room.tells('刘芳', '27日的党日我请假')
  await room.tells('谭敏', '党日我参加', /目前有两项在登记/)
  await room.tells('谭敏', '24日的')
  expect(await register()).toEqual({ '刘芳 11月主题党日 27': 'leave', '谭敏 11月主题党日 24': 'planned' })
})

test('two days in one message are two sessions', async () => {
  await openBoth()
  await room.tells('刘芳', '25日请假,27日参加')
  expect(await register()).toEqual({ '刘芳 11月读书会 25': 'leave', '刘芳 11月主题党日 27': 'planned' })
})

test('a day that belongs to the reason is not taken for the day of the session', async () => {
  await room.says('李雪梅', '发起主题党日,11月27日下午3点,三楼会议室')
  await room.says('刘芳', '周三下午我有接访,请公假一次')
  expect(await register()).toEqual({ '刘芳 11月主题党日 27': 'leave' })
})

test('发起 without a time is asked for it, and the next message is its answer', async () => {
  await room.says('李雪梅', '发起主题党日,三楼会议室', /^请把时间一起告诉我/)
  await room.says('李雪梅', '11月27日下午3点', /^11月主题党日\n时间:11月27日\(周五\)15:00\n地点:三楼会议室/)
})

test('an hour at night is asked back instead of announced', async () => {
  await room.says('李雪梅', '发起主题党日,11月27日凌晨3点,三楼会议室', /先没有发起/)
  await room.says('李雪梅', '11月27日下午3点', /时间:11月27日\(周五\)15:00/)
})

test('the books and the lead reader of a reading circle are announced', async () => {
  await room.says(
    '李雪梅',
    '发起读书会,11月25日下午3点,二楼阅览室,读《乡土中国》,何静领读',
    /内容:读《乡土中国》,领读:何静/,
  )
})

test('民主生活会 is its own kind, and expects whom the sentence names', async () => {
  await room.says('李雪梅', '发起民主生活会,11月30日上午9点,二楼会议室', /^这类活动的应到人员请写明姓名/)
  await room.says(
    '李雪梅',
    '发起民主生活会,11月30日上午9点,二楼会议室,参加人员:王建平、李雪梅',
    /^11月民主生活会\n/,
  )
})

test('a name that is shared is answered with the department alone, also in the group', async () => {
  await room.says('李雪梅', '发起主题党日,11月27日下午3点')
  await room.says('彭莉', '张伟请假', /写上科室/)
  await room.says('彭莉', '综合科')
  expect(await room.marks()).toEqual({ '张伟(综合科)': 'leave unspecified' })
})

test('a name nobody has is answered with the full name alone', async () => {
  await room.says('李雪梅', '发起主题党日,11月27日下午3点')
  await room.tells('彭莉', '帮谭海请假', /请写全名/)
  await room.tells('彭莉', '谭海波')
  expect(await room.marks()).toEqual({ 谭海波: 'leave unspecified' })
})

test('核对 shows the secretary the list before anything is confirmed', async () => {
  await room.says('李雪梅', '发起主题党日,11月27日下午3点')
  await room.says('刘芳', '参加')
  await room.tells('李雪梅', '核对', /^请核对:\n11月主题党日\(27日\)/)
  expect(await room.marks()).toEqual({ 刘芳: 'planned' })
})

test('a message that changed nothing in the session that was assumed offers no move, so nothing is taken back there', async () => {
  await openBoth()
  await room.says('刘芳', '主题党日我参加')
  await room.says('刘芳', '参加', '登记过了:参加。已报1。')
  await room.says('刘芳', '读书')
  expect(await register()).toMatchObject({ '刘芳 11月主题党日 27': 'planned' })
})

test('a mark is moved only when the other session has a place for it', async () => {
  await room.says('李雪梅', '发起志愿服务,11月28日上午9点,社区,限1人')
  await room.says('彭莉', '志愿服务我参加')
  await room.says('李雪梅', '发起读书会,11月25日下午3点,二楼阅览室')
  await room.says('曹阳', '读书会我请假')
  await room.says('曹阳', '改成参加', /读书会.*若指.*志愿服务/)
  await room.says('曹阳', '志愿服务', /^[^。]*志愿服务名额1个,已经满了,先没有登记。有人退出时再告诉我一声。$/)
  expect(await register()).toMatchObject({ '曹阳 11月读书会 25': 'planned' })
})

test('a mark that moves away brings back what it had replaced', async () => {
  await openBoth()
  await room.tells('刘芳', '读书会我请病假')
  await room.says('刘芳', '改成参加', /读书会.*若指11月主题党日/)
  await room.says('刘芳', '党日', /主题党日.*11月读书会的登记恢复原样。$/)
  expect(await register()).toEqual({ '刘芳 11月读书会 25': 'leave', '刘芳 11月主题党日 27': 'planned' })
  await room.tells('刘芳', '我的记录', /读书会.*病假/s)
})

test('what somebody named after a tap is newer than the tap', async () => {
  await openBoth()
  await room.says('刘芳', '主题党日参加')
  await room.taps('刘芳', '参加')
  ;(room.app.clock as SettableClock).set(new Date('2026-11-20T16:00:00+08:00'))
  await room.says('刘芳', '读书会我参加')
  await room.says('刘芳', '改成请假', /^已改为:读书会,请假/)
  expect(await register()).toEqual({ '刘芳 11月读书会 25': 'leave', '刘芳 11月主题党日 27': 'planned' })
})

test.each([
  ['两个都参加', 'planned'],
  ['都参加', 'planned'],
  ['都请假,出差', 'leave'],
  ['这两个活动我都去不了', 'leave'],
])('with two sessions open, %s is about both, in the group and alone', async (said, status) => {
  await openBoth()
  await room.says('彭莉', said, /读书会.*\n.*主题党日/)
  await room.tells('曹阳', said, /读书会.*\n.*主题党日/)
  expect(await register()).toEqual({
    '彭莉 11月读书会 25': status,
    '彭莉 11月主题党日 27': status,
    '曹阳 11月读书会 25': status,
    '曹阳 11月主题党日 27': status,
  })
})

test('two are not meant when three are open, nor when two people are spoken of', async () => {
  await openBoth()
  await room.says('李雪梅', '发起党课,11月26日下午3点')
  await room.tells('刘芳', '两个都参加', /目前有3项在登记/)
  await room.tells('彭莉', '谭敏和何静两个都参加', /目前有3项在登记/)
})

test('a leave in two sessions is asked for its type once, and the answer is for both', async () => {
  await openBoth()
  await room.tells('何静', '都请假', /^已登记:11月读书会\(25日\),请假.*\n已登记:11月主题党日.*\n方便的话.*$/)
  await room.tells('何静', '事', /读书会.*事假.*\n.*主题党日.*事假/)
})

test('what somebody named after a tap is newer also when the whole group is just speaking of it', async () => {
  await openBoth()
  await room.says('刘芳', '主题党日参加')
  await room.taps('刘芳', '参加')
  ;(room.app.clock as SettableClock).set(new Date('2026-11-20T16:00:00+08:00'))
  await room.says('曹阳', '读书会我参加')
  await room.says('刘芳', '读书会我参加')
  await room.says('刘芳', '改成请假', /^已改为:读书会,请假/)
})

test('a group that speaks of one session is remembered once a minute, and a keeper always', async () => {
  const remembered = async () =>
    (await room.app.ledger.read.selectFrom('conversations').select('person_id').execute()).length
  await room.says('李雪梅', '发起读书会,11月25日下午3点,二楼阅览室')
  for (const name of ['刘芳', '曹阳', '彭莉']) await room.says(name, '参加', /^已登记:读书会,参加/)
  expect(await remembered()).toBe(1)
  ;(room.app.clock as SettableClock).set(new Date('2026-11-20T16:00:00+08:00'))
  for (const name of ['何静', '罗小燕']) await room.says(name, '请假', /^已登记:读书会,请假/)
  expect(await remembered()).toBe(2)
  await room.says('王建平', '参加', /^已登记:读书会,参加/)
  expect(await remembered()).toBe(3)
})

test('a colleague follows the session that was spoken of last, whatever else was kept of the others', async () => {
  const at = (time: string) => (room.app.clock as SettableClock).set(new Date(`2026-11-20T${time}+08:00`))
  await room.says('李雪梅', '发起主题党日,11月27日下午3点,三楼会议室')
  at('10:00:00')
  await room.says('刘芳', '主题党日我参加')
  at('11:00:00')
  await room.says('李雪梅', '发起读书会,11月25日下午3点,二楼阅览室')
  at('11:00:10')
  await room.says('刘芳', '参加', /^已登记:读书会,参加/)
  at('11:00:20')
  await room.says('曹阳', '参加', /^已登记:读书会,参加/)
})
