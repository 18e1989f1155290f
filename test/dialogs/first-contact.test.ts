import { afterEach, beforeEach, expect, test } from 'vitest'
import { openRoom, type Room } from '../support/room.ts'

let room: Room
beforeEach(async () => {
  room = await openRoom()
})
afterEach(() => room.stop())

test('opening the chat brings a welcome by role: at most five lines, three sentences to copy', async () => {
  const welcome = async (userid: string) => (await room.app.emulator!.enterChat(userid, 'aibot'))?.text ?? ''
  expect(await welcome('liufang')).toBe(
    '您好,我是清风,查制度、登记到会都可以找我。可以直接发:\n参加\n请假\n病假要不要证明',
  )
  expect(await welcome('lixuemei')).toContain('发起主题党日')
  expect((await welcome('tanmin')).split('\n').length).toBeLessThanOrEqual(5)
})

test('what is not understood gets three choices, and never twice in a row', async () => {
  await room.tells(
    '刘芳',
    '咚咚锵',
    '我没有听明白。您可以这样说:\n1. 参加 / 请假\n2. 病假要不要证明\n3. 我的记录',
  )
  await room.tells('刘芳', '嘿嘿嘿', '还是没有听明白,抱歉。换个说法,或发"帮助"看看我能做什么。')
})

test('help shows what this role can do in this chat', async () => {
  const forCadre = (await room.tells('刘芳', '帮助')).text
  const forSecretary = (await room.tells('李雪梅', '帮助')).text
  expect(forCadre).toContain('· 参加 / 请假 / 已到')
  expect(forCadre).not.toContain('发起')
  expect(forSecretary).toContain('· 发起主题党日,11月27日下午3点,三楼会议室')
})

test('a group message without @ never reaches the bot', async () => {
  const delivery = await room.app.emulator!.say({
    from: 'liufang',
    chat: { group: 'trial-group-1' },
    text: '参加',
    mention: false,
  })
  expect(delivery.status).toBe('undelivered')
})

test('a stranger is asked who they are, the secretary confirms, and only then something is registered', async () => {
  await room.says('李雪梅', '发起主题党日,11月27日下午3点,三楼会议室')
  room.app.emulator!.switches.encryptSenderIds = true
  await room.says('刘芳', '参加', '我还不认识您,先不登记。请私聊我说"我是+姓名",支部书记确认后就可以了。')
  await room.tells('刘芳', '病假要不要证明', /第八条/)
  await room.tells('刘芳', '我是刘芳', '谢谢,已记下,等支部书记确认。确认之前我不会登记任何内容。')
  await room.tells('刘芳', '参加', /我还不认识您/)
  expect(await room.marks()).toEqual({})
  await room.tellsApp(
    '李雪梅',
    '还有谁没报',
    /另有1位等您确认身份:刘芳\(已有账号,请先问本人\)。属实请回"同意 姓名",不属实不用管。$/,
  )
  await room.tellsApp('李雪梅', '同意 刘芳', '好的,刘芳已确认,可以登记了。')
  await room.says('刘芳', '参加', '已登记:主题党日,参加。已报1。')
})

test('a one-time code binds a person, once', async () => {
  room.app.emulator!.switches.encryptSenderIds = true
  const { text } = await room.tellsApp('李雪梅', '绑定码 刘芳')
  const code = /\d{6}/.exec(text)?.[0] ?? ''
  await room.tells('刘芳', `绑定 ${code}`, '刘芳同志,已经绑定好了。需要什么发"帮助"看看。')
  await room.tells('彭莉', `绑定 ${code}`, '这个绑定码不对或已经过期,请向管理员或支部书记要一个新的。')
})

test('six digits cannot be found by trying', async () => {
  room.app.emulator!.switches.encryptSenderIds = true
  const { text } = await room.tellsApp('李雪梅', '绑定码 刘芳')
  const code = /\d{6}/.exec(text)?.[0] ?? ''
  for (const guess of ['000001', '000002', '000003', '000004', '000005'])
    await room.tells('曹阳', `绑定 ${guess}`)
  await room.tells('曹阳', `绑定 ${code}`, /不对或已经过期/)
})
