import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SettableClock } from '../../src/clock.ts'
import { openRoom, type Room } from '../support/room.ts'

let room: Room
beforeEach(async () => {
  room = await openRoom()
  await room.says('李雪梅', '发起主题党日,11月27日下午3点,三楼会议室')
})
afterEach(() => room.stop())

const chain = (...lines: string[]) => ['#接龙', '11月主题党日报名', '', ...lines].join('\n')

test('every edition repeats the whole list, and only what is new in it is registered', async () => {
  await room.says('刘芳', chain('1. 刘芳', '2. 谭敏 请假 下乡'), '好的,11月主题党日按接龙登记2位。')
  await room.tells('谭敏', '改一下,我能参加了')
  await room.says(
    '何静',
    chain('1. 刘芳', '2. 谭敏 请假 下乡', '3. 何静 线上'),
    '好的,11月主题党日按接龙登记1位。',
  )
  expect(await room.marks()).toEqual({ 刘芳: 'planned', 谭敏: 'planned', 何静: 'online' })
})

test('the same edition twice changes nothing', async () => {
  await room.says('刘芳', chain('1. 刘芳', '2. 曹阳 病假'))
  await room.says('曹阳', chain('1. 刘芳', '2. 曹阳 病假'), '好的,11月主题党日按接龙没有新的变化。')
})

test('a line that is gone is no withdrawal: the secretary hears of it, once', async () => {
  await room.says('刘芳', chain('1. 刘芳', '2. 曹阳'))
  await room.says(
    '彭莉',
    chain('1. 刘芳', '2. 彭莉'),
    '好的,11月主题党日按接龙登记1位;1处没有对上,已请书记核对。',
  )
  await room.says('彭莉', chain('1. 刘芳', '2. 彭莉'), '好的,11月主题党日按接龙没有新的变化。')
  expect(await room.marks()).toEqual({ 刘芳: 'planned', 曹阳: 'planned', 彭莉: 'planned' })
})

test('names that are unknown or shared go to the secretary in private, once, and never into the group', async () => {
  const edition = chain('1. 刘芳', '2. 张伟', '3. 赵大海 参加')
  await room.says('刘芳', edition, '好的,11月主题党日按接龙登记1位;2处没有对上,已请书记核对。')
  await room.says('谭敏', `${edition}\n4. 谭敏`, '好的,11月主题党日按接龙登记1位。')
  const sent = await room.app.ledger.read.selectFrom('outbox').select(['target', 'channel', 'body']).execute()
  const told = sent.filter(({ body }) => body?.includes('赵大海') === true)
  expect(told.every(({ channel }) => channel === 'app')).toBe(true)
  expect(told.length).toBeGreaterThan(0)
  expect(new Set(told.map(({ target }) => target)).size).toBe(told.length)
})

test('a secretary who pastes the chain in private hears of them at once', async () => {
  await room.tells(
    '李雪梅',
    chain('1. 刘芳', '2. 赵大海'),
    /按接龙登记1位。\n11月主题党日\(27日\)的接龙有几处请您核对:赵大海\(名单里没有\)/,
  )
})

test('a chain that a member quotes is parsed, and the person beats the line of a colleague', async () => {
  await room.tells('谭敏', '请假,下乡')
  await room.says(
    '彭莉',
    `「刘芳:${chain('1. 刘芳', '2. 谭敏 参加')}」\n- - - - - - - - - - - - - - -\n登记一下`,
    '好的,11月主题党日按接龙登记1位,1位已由本人或书记登记,没有改动。',
  )
  expect(await room.marks()).toEqual({ 刘芳: 'planned', 谭敏: 'leave official' })
})

test('an order for lunch is no register', async () => {
  await room.says('刘芳', '#接龙\n周五盒饭\n1. 刘芳 2份\n2. 曹阳')
  expect(await room.marks()).toEqual({})
})

test('a chain registers in order those for whom there is a place, and says how many found none', async () => {
  await room.says('李雪梅', '发起志愿服务,11月28日上午9点,社区,限2人')
  const edition = ['#接龙', '志愿服务报名', '', '1. 刘芳', '2. 谭敏', '3. 谭海波'].join('\n')
  await room.says('何静', edition, /按接龙登记2位;名额2个已满,1位先没有登记。$/)
  expect(await room.marks()).toEqual({ 刘芳: 'planned', 谭敏: 'planned' })
  await room.says('刘芳', '志愿服务我请假')
  await room.says('何静', edition, /按接龙登记1位。$/)
  expect(await room.marks()).toMatchObject({ 谭敏: 'planned', 谭海波: 'planned' })
})

test('a chain that needs to be asked which session it means stays a chain', async () => {
  await room.says('李雪梅', '发起读书会,11月25日下午3点,二楼阅览室')
  await room.tells('谭敏', '主题党日我请假,下乡')
  const edition = ['#接龙', '报名', '', '1. 刘芳', '2. 谭敏 参加', '3. 赵大海'].join('\n')
  await room.tells('李雪梅', edition, /目前有两项在登记/)
  await room.tells('李雪梅', '9', /没有对上/)
  await room.tells(
    '李雪梅',
    '2',
    /按接龙登记1位,1位已由本人或书记登记,没有改动。\n11月主题党日\(27日\)的接龙有几处请您核对:赵大海\(名单里没有\)/,
  )
  expect(await room.marks()).toEqual({ 刘芳: 'planned', 谭敏: 'leave official' })
  await room.tells('李雪梅', edition, '好的,11月主题党日按接龙没有新的变化。')
  await room.tells('谭敏', '主题党日我参加', /已改为/)
})

test('a chain was said when it was written, also when the question which session is answered later', async () => {
  const clock = room.app.clock as SettableClock
  await room.says('李雪梅', '发起读书会,11月25日下午3点,二楼阅览室')
  await room.tells('何静', ['#接龙', '报名', '', '1. 何静', '2. 谭敏 参加'].join('\n'), /目前有两项在登记/)
  clock.set(new Date('2026-11-20T09:10:00+08:00'))
  await room.tells('彭莉', '主题党日谭敏请假')
  clock.set(new Date('2026-11-20T09:20:00+08:00'))
  await room.tells('何静', '2', /按接龙登记1位,1位已由本人或书记登记,没有改动。$/)
  expect(await room.marks()).toMatchObject({ 何静: 'planned', 谭敏: 'leave unspecified' })
})

test('of a line that is not read the keeper sees its number and a member or department, and nothing private is kept of it', async () => {
  await room.says(
    '何静',
    chain(
      '1. 刘芳',
      '2. 综合科全体都来,共12人',
      '3. 报名的同志注意带身份证430102199001019999',
      '4. 谭伯伯抑郁症休息',
      '5. 夫妻闹矛盾要办手续',
      '6. 何静 待定',
      '7. 白血病',
    ),
    /已请书记核对/,
  )
  const { read } = room.app.ledger
  const bodies = (await read.selectFrom('outbox').select('body').execute()).map(({ body }) => body)
  const kept = JSON.stringify([...bodies, await read.selectFrom('chain_editions').select('json').execute()])
  expect(kept).toContain('第2行综合科(没有读懂)')
  expect(kept).toContain('第5行(没有读懂)')
  expect(kept).toContain('第6行何静(没有读懂)')
  for (const words of ['430102', '抑郁', '12人', '谭伯伯', '夫妻', '矛盾', '白血'])
    expect(kept).not.toContain(words)
})
