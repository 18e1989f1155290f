import { afterEach, beforeEach, test } from 'vitest'
import { openRoom, type Room } from '../support/room.ts'

let room: Room
beforeEach(async () => {
  room = await openRoom()
})
afterEach(() => room.stop())

const PLANNED = '12月读书会计划在12月16日(周三)15:00,阅览室,共读《平凡的世界》,领读:唐明亮,以通知为准。'

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

test('words without an activity are not about a committee that meets without whom they name', async () => {
  await room.says('李雪梅', '发起主题党日,11月27日下午3点,三楼会议室')
  await room.says('李雪梅', '发起支委会,11月26日上午9点,小会议室')
  await room.says('刘芳', '参加', '已登记:主题党日,参加。已报1。')
  await room.tells('谭海波', '请公假', '已登记:11月主题党日(27日),请假(公假)。要改随时告诉我。')
  await room.tells('李雪梅', '龙飞跃线上参加', '已按您说的登记:龙飞跃,线上参加(11月主题党日)。')
  await room.tells('彭莉', '参加', /目前有两项在登记/)
  await room.tells('李雪梅', '支委会核对一下', /^请核对:\n11月支部委员会会议\(26日\)/)
  await room.says('刘芳', '在几楼', /地点:三楼会议室/)
})

test('what stands below the line of the content is no part of it', async () => {
  await room.says(
    '李雪梅',
    '定于11月27日下午3:00召开主题党日活动。\n一、地点:三楼会议室\n二、内容:学习全会精神\n请大家提前安排好工作,准时参加。',
    /内容:学习全会精神\n/,
  )
})

test('大会 and 小组会 are names, so nothing said of them is about another session', async () => {
  await room.says(
    '李雪梅',
    '兹定于11月27日(星期五)下午15:00在三楼会议室召开支部党员大会',
    /地点:三楼会议室\n/,
  )
  await room.says('李雪梅', '发起读书会,11月25日下午3点,二楼阅览室')
  await room.says('谭海波', '大会请假', /^支部党员大会:请假/)
  await room.says('彭莉', '我大会晚点到', /^支部党员大会:参加/)
  await room.tells('刘芳', '大会在哪开?', /^11月支部党员大会\(27日\)/)
  await room.tells('李雪梅', '大会改到11月26日下午3点', /^好的,11月支部党员大会改到11月26日/)
  await room.tells('李雪梅', '取消大会', /^要取消11月支部党员大会/)
  await room.tells('李雪梅', '不取消了', '好的,没有改动。')
})

test('the new time is the one behind the change', async () => {
  await room.says('李雪梅', '发起读书会,11月27日下午3点,二楼阅览室')
  await room.tells('李雪梅', '27号的读书会改成下周三下午三点', /^好的,11月读书会改到11月25日\(周三\)15:00/)
})

test('a group is named with a digit, too', async () => {
  await room.says('李雪梅', '发起1组党小组会,11月30日上午9点', /^11月党小组会\(一组\)\n/)
})

test('a mark that is to go is taken back, not made', async () => {
  await room.says('李雪梅', '发起主题党日,11月27日下午3点,三楼会议室')
  await room.tells('李雪梅', '何静缺席')
  await room.tells('李雪梅', '把何静的缺席去掉')
  await room.tells('李雪梅', '还有谁没报', /还有26位没有报/)
})

test('the list of makeup is a file and no makeup of the one who asks', async () => {
  await room.says('李雪梅', '发起主题党日,11月27日下午3点,三楼会议室')
  await room.tells('李雪梅', '补学清单', /补学清单/)
  await room.tells('李雪梅', '谁还没补学', '谁还没补学,请私聊我发"补学清单"。')
  await room.tells('李雪梅', '我的记录', '还没有您的登记记录。')
})

test('whether something is still on is a question of anybody', async () => {
  await room.says('李雪梅', '发起志愿服务,11月28日上午9点,社区')
  await room.says('李雪梅', '发起主题党日,11月27日下午3点,三楼会议室')
  await room.says('刘芳', '主题党日取消没', /^没有取消。\n11月主题党日/)
  await room.says('刘芳', '志愿服务取消了吗', /^没有取消。\n11月志愿服务/)
  await room.says('刘芳', '志愿我去', /^已登记:志愿服务,参加。/)
  await room.says('彭莉', '两项活动都报名', /主题党日.*\n.*志愿服务/)
})
