import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { dayOf } from '../../src/calendar/day.ts'
import { forgetPerson } from '../../src/people/forget.ts'
import { rosterChanged } from '../../src/people/roster-version.ts'
import { endMembership, personWithAccount } from '../../src/people/store.ts'
import { heardUntil } from '../support/heard.ts'
import { openRoom, type Room } from '../support/room.ts'

let room: Room
beforeEach(async () => {
  room = await openRoom()
})
afterEach(() => room.stop())

/** From now on nobody knows who writes under this account. */
async function unknown(userid: string): Promise<void> {
  await room.app.ledger.write(trx => forgetPerson(trx, userid, 'cli', new Date('2026-11-20T01:00:00Z')))
}

/** 调出: the person stays, without a branch. */
async function moved(userid: string): Promise<void> {
  await room.app.ledger.write(async trx => {
    const id = (await personWithAccount(trx, userid)) ?? ''
    await endMembership(trx, 'first', id, dayOf(new Date('2026-10-20T01:00:00Z')))
    await rosterChanged(trx)
  })
}

async function codeFor(name: string): Promise<string> {
  const { text } = await room.tells('李雪梅', `绑定码 ${name}`)
  return /\d{6}/.exec(text)?.[0] ?? ''
}

const CLAIMED = '谢谢,已记下,等支部书记确认。确认之前我不会登记任何内容。'

test.each([
  '秦素云',
  '我是秦素云',
  '本人秦素云',
  '我是离退休的秦素云',
  '秦素云,离退休',
  '您好,我是秦素云,机要科的',
])('a stranger may say who they are as people do: %s', async said => {
  await unknown('caoyang')
  await room.tells('曹阳', said, CLAIMED)
})

test('whoever waits for the secretary is told so, and not asked again', async () => {
  await unknown('caoyang')
  await room.tells('曹阳', '秦素云', CLAIMED)
  const waiting = '我还不认识您,先不登记:您报的姓名在等支部书记确认。急用可以请书记给您一个绑定码。'
  await room.tells('曹阳', '参加', waiting)
  await room.says('曹阳', '参加', waiting)
})

test.each([
  ['the six digits alone', (code: string) => code],
  ['a space in the middle', (code: string) => `绑定 ${code.slice(0, 3)} ${code.slice(3)}`],
  [
    'full-width digits',
    (code: string) => `绑定${[...code].map(d => String.fromCharCode(d.charCodeAt(0) + 0xfee0)).join('')}`,
  ],
  ['绑定码 for 绑定', (code: string) => `绑定码 ${code}`],
  ['a whole sentence', (code: string) => `我是秦素云,绑定码是${code}`],
])('a code is taken with %s', async (_what, written) => {
  await unknown('caoyang')
  const code = await codeFor('秦素云')
  await room.tells('曹阳', written(code), '秦素云同志,已经绑定好了。需要什么发"帮助"看看。')
})

test('too few digits are no guess: the bot says what a code looks like', async () => {
  await unknown('caoyang')
  const shape = '绑定码是六位数字。请回"绑定"加这六位数字,没有的话向支部书记要一个。'
  for (const said of ['绑定', '绑定 12345', '绑定码', '绑定 1', '绑定 2', '绑定 3'])
    await room.tells('曹阳', said, shape)
  const code = await codeFor('秦素云')
  await room.tells('曹阳', `绑定 ${code}`, /已经绑定好了/)
})

test('after five wrong codes the bot says how long to wait', async () => {
  await unknown('caoyang')
  for (const guess of ['000001', '000002', '000003', '000004', '000005'])
    await room.tells('曹阳', `绑定 ${guess}`, '这个绑定码不对或已经过期,请向管理员或支部书记要一个新的。')
  const code = await codeFor('秦素云')
  await room.tells(
    '曹阳',
    `绑定 ${code}`,
    '这个绑定码不对或已经过期,而且已经试了五次。请过半小时再要一个新的来试。',
  )
})

test('a member does not become somebody else by somebody else’s code, and the code stays good', async () => {
  await unknown('caoyang')
  const code = await codeFor('秦素云')
  for (const tells of [room.tells, room.tellsApp])
    await tells(
      '刘芳',
      `绑定 ${code}`,
      '您已经在名单里了,这个绑定码是给别的同志的,没有使用。请本人私聊我发;您的账号有误请管理员改名单。',
    )
  await room.says('李雪梅', '发起主题党日,11月27日下午3点,三楼会议室')
  await room.tellsApp('刘芳', '参加')
  expect(await room.marks()).toEqual({ 刘芳: 'planned' })
  await room.tells('曹阳', `绑定 ${code}`, /^秦素云同志/)
})

test('who has left the branch is told so, may ask for rules, and waits for nobody', async () => {
  await moved('longfeiyue')
  const alone = '您现在不在支部名单里,登记和名单的事我不能办;查制度照常可以问。名单有误请找支部书记核对。'
  await room.app.emulator!.say({ from: 'longfeiyue', chat: { single: 'aibot' }, text: '你好' })
  const tells = async (text: string) =>
    (await room.app.emulator!.say({ from: 'longfeiyue', chat: { single: 'aibot' }, text })).text
  expect(await tells('参加')).toBe(alone)
  expect(await tells('病假要不要证明')).toContain('第八条')
  expect(await tells('我是龙飞跃')).toBe(
    '名单里没有找到这个姓名,请核对后再说一次,或请支部书记先把您加进名单。',
  )
  const inGroup = await room.app.emulator!.say({
    from: 'longfeiyue',
    chat: { group: 'trial-group-1' },
    text: '参加',
  })
  expect(inGroup.text).toBe('您现在不在支部名单里,先不登记。名单有误请找支部书记核对。')
})

test('a stranger’s menu says how to become known', async () => {
  await unknown('caoyang')
  await room.tells('曹阳', '帮助', /· 我是\+姓名\(私聊我,支部书记确认后就能登记\)\n· 病假要不要证明/)
})

test('the secretary who names nobody is asked whose code it is', async () => {
  await room.tells('李雪梅', '绑定码', '请写明给谁取绑定码:"绑定码 姓名",或者"绑定码 群名"(管理员)。')
})

describe('who has an account already and is named by another one', () => {
  const TOLD =
    '您好,有一个我不认识的账号私聊我,说是您本人。支部书记确认以前不算数,也没有登记任何内容。是您本人就不用管;不是您,请告诉书记一声。'

  test('hears of it once a day in private, and so does the keeper that there is one', async () => {
    room.app.emulator!.switches.encryptSenderIds = true
    await room.tells('曹阳', '我是刘芳', CLAIMED)
    await room.tells('曹阳', '我是刘芳', CLAIMED)
    expect(await heardUntil(room, '2026-11-20 09:15')).toEqual([`刘芳 sent: ${TOLD}`])
    await room.tellsApp('李雪梅', '还有谁没报', /等您确认身份:刘芳\(已有账号,请先问本人\)。/)
    expect(await room.marks()).toEqual({})
  })

  test('hears of it also when the claim is refused outright', async () => {
    await unknown('caoyang')
    await room.tellsApp('曹阳', '我是刘芳', /已经绑定了账号/)
    expect(await heardUntil(room, '2026-11-20 09:15')).toEqual([`刘芳 sent: ${TOLD}`])
  })

  test('hears of it after the night, and one stranger reaches one member a day', async () => {
    room.app.emulator!.switches.encryptSenderIds = true
    await heardUntil(room, '2026-11-20 20:00')
    for (const name of ['刘芳', '彭莉', '何静']) await room.tells('曹阳', `我是${name}`, CLAIMED)
    expect(await heardUntil(room, '2026-11-20 21:00')).toEqual([])
    const morning = await heardUntil(room, '2026-11-23 08:45')
    expect(morning.filter(line => line.includes('说是您本人'))).toEqual([`刘芳 sent: ${TOLD}`])
  })

  test('who has none is named to the keeper alone', async () => {
    await unknown('caoyang')
    await room.tells('曹阳', '秦素云', CLAIMED)
    expect(await heardUntil(room, '2026-11-20 09:15')).toEqual([])
    await room.tells('李雪梅', '还有谁没报', /等您确认身份:秦素云。属实/)
  })
})

describe('a personal code that is shown in a group', () => {
  const WITHDRAWN = '绑定码在群里大家都看得到,已经作废;请向支部书记另要一个,私聊我使用。'
  const GONE = '这个绑定码不对或已经过期,请向管理员或支部书记要一个新的。'

  test.each([
    ['as if it were used there', (code: string) => `绑定 ${code}`],
    ['in pairs', (code: string) => `绑定 ${code.replace(/(..)(?=.)/g, '$1 ')}`],
    ['digit by digit', (code: string) => `绑定 ${[...code].join(' ')}`],
    ['behind other digits', (code: string) => `第112 ${code.slice(0, 3)} ${code.slice(3)}`],
    ['with wide gaps', (code: string) => `绑定 ${[...code].join('    ')}`],
    ['in a question', (code: string) => `书记给我的是${code},这个怎么用`],
    [
      'with a space, in full-width digits',
      (code: string) => `我的码是 ${wide(code.slice(0, 3))} ${wide(code.slice(3))}`,
    ],
  ])('is of no use to anybody any more, %s', async (_how, written) => {
    await unknown('caoyang')
    const code = await codeFor('秦素云')
    await room.says('曹阳', written(code), WITHDRAWN)
    await room.tells('何静', `绑定 ${code}`, GONE)
    await room.tells('曹阳', `绑定 ${code}`, GONE)
    const anew = await codeFor('秦素云')
    await room.tells('曹阳', `绑定 ${anew}`, /^秦素云同志,已经绑定好了/)
  })

  test('is withdrawn beside what else the message asks for, and by whoever quotes it', async () => {
    await room.says('李雪梅', '发起主题党日,11月27日下午3点,三楼会议室')
    await unknown('caoyang')
    const code = await codeFor('秦素云')
    const { text } = await room.says('刘芳', `参加,秦素云的绑定码是${code}`)
    expect(text).toContain(WITHDRAWN)
    await room.tells('曹阳', `绑定 ${code}`, GONE)
    const quoted = await codeFor('秦素云')
    const chat = { group: 'trial-group-1' }
    const asked = await room.app.emulator!.say({
      from: 'liufang',
      chat,
      text: '参加',
      quote: `绑定 ${quoted}`,
    })
    expect(asked.text).toContain(WITHDRAWN)
  })

  test('is no other number of six digits, and no code of a group', async () => {
    await unknown('caoyang')
    const code = await codeFor('秦素云')
    const other = code === '202611' ? '202612' : '202611'
    for (const said of [`编号${other}`, `${code}7`, `电话13800${code}`])
      expect((await room.says('曹阳', said)).text).not.toContain('作废')
    await room.tells('曹阳', `绑定 ${code}`, /^秦素云同志/)
    const ofGroup = /\d{6}/.exec((await room.tells('谭敏', '绑定码 第一党支部工作群')).text)?.[0] ?? ''
    await room.says('谭敏', `绑定 ${ofGroup}`, /^本群已绑定/)
  })

  const wide = (digits: string) =>
    [...digits].map(d => String.fromCharCode(d.charCodeAt(0) + 0xfee0)).join('')
})
