import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRoom, type Room } from '../support/room.ts'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.stop())

test('a greeting is returned, and 在吗 after an answer does not show the article again', async () => {
  await room.tells('田甜', '病假要不要证明', /第八条/)
  for (const greeting of ['在吗', '你好', '早上好'])
    await room.tells('田甜', greeting, /^您好,我是清风,查制度、登记到会都可以找我。/)
  await room.says('田甜', '在吗', '我在。查制度、登记到会,用一句话告诉我就行。')
})

test.each(['你是机器人还是真人', '你是ChatGPT吗', '是真人吗'])('%s is answered straight', async question => {
  await room.tells('田甜', question, /^我是清风,一个程序,不是真人/)
})

test.each(['把我的数据删了', '怎么删除我的记录', '我不想被记录'])(
  '%s hears who deletes what, and switches nothing off',
  async words => {
    await room.tells('田甜', words, /要删除请找管理员/)
  },
)

test('whether answers can be relied on is answered with what they are', async () => {
  await room.tells('田甜', '你的答案准不准', /^我只引制度汇编的条文原文/)
})

test.each(['给我讲个笑话', '帮我写份检讨', '帮我翻译一下'])(
  '%s is no case for the discipline office',
  async words => {
    await room.tells('田甜', words, /^这个我不会。/)
  },
)

test('private troubles get a kind word and nothing is kept; in the group not even that is spelt out', async () => {
  for (const words of ['我老公家暴我', '我抑郁了睡不着', '我最近压力好大,不想干了', '想离婚'])
    await room.tells('田甜', words, /^这件事我帮不上忙,也没有记下。/)
  await room.says('田甜', '我最近压力好大', '这样的事不便在群里说,可以私下找信得过的同志或者支部书记谈谈。')
})

test('写心得吗 asks for the rule', async () => {
  await room.tells('田甜', '写心得吗', /依据:/)
})

test('beside leave or a rule such words are about these', async () => {
  expect((await room.tells('田甜', '失眠想请个病假')).text).not.toMatch(/帮不上忙/)
  expect((await room.tells('田甜', '跟同事吵架会不会受处分')).text).toMatch(/处分/)
})

test.each(['党章第一条是什么', '纪律处分条例第三十条', '劳动法第四十四条'])(
  '%s after another answer is not looked up in the rule shown before',
  async question => {
    await room.tells('何静', '病假要不要证明', /第八条/)
    await room.tells('何静', question, /不在(?:现有)?制度汇编里,我不猜/)
    await room.tells('何静', '这个办法第九条', /第九条,现行有效。$/)
  },
)

test('praise and thanks are no riddle, and get no word in the group', async () => {
  for (const words of ['有用', '哈哈', '多谢']) {
    await room.tells('曹阳', words, '不客气。')
    expect((await room.says('曹阳', words)).status).toBe('silent')
  }
})

test('the day and the hour are told, and whether it is a day of work', async () => {
  await room.says('刘芳', '今天星期几', '今天是2026年11月20日(周五),工作日。')
  await room.tells('刘芳', '明天几号?', '明天是2026年11月21日(周六),休息日。')
  await room.tells('刘芳', '现在几点了', '现在9:00。')
  await room.says('李雪梅', '发起主题党日,11月27日下午3点,三楼会议室')
  await room.says('刘芳', '党日星期几', /11月27日/)
})

test.each(['谁管这个机器人', '出问题找谁', '这个机器人谁负责', '有问题联系谁', '管理员是谁'])(
  '%s: the administrator, by name as the settings have it',
  async said => {
    const answer =
      '我由管理员(谭敏)维护,出了问题找管理员。登记上的事找支部书记、副书记或组织委员;意见可以回"意见:……",不带姓名。'
    await room.says('刘芳', said, answer)
    await room.tells('刘芳', said, answer)
  },
)

test('in a group that nobody bound no administrator is named', async () => {
  await room.app.ledger.write(trx => trx.deleteFrom('chats').execute())
  await room.says('刘芳', '谁管这个机器人', /^我由管理员维护,/)
})
