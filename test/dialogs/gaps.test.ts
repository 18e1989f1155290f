import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { RateOptions } from '../../src/emulator/types.ts'
import { dropOld } from '../../src/ledger/retention.ts'
import { forgetPerson } from '../../src/people/forget.ts'
import { addWish, tellLater } from '../../src/rules/gaps/wishes.ts'
import { openRoom, temporaryDirectory, type Room } from '../support/room.ts'

const OFFER = '想要办公室答复,请回“请回复我”。'
const ANSWER = '办公室答复 · 综合科(办公室) · 2026年11月20日:'
const GROUP = { group: 'trial-group-1' }

let room: Room
beforeEach(async () => {
  room = await openRoom()
})
afterEach(() => room.stop())

const lastIn = (chat: Parameters<NonNullable<Room['app']['emulator']>['transcript']>[0]) =>
  room.app.emulator!.transcript(chat).at(-1)?.text
const open = async () => (await room.tells('罗小燕', '待答问题')).text
const gaps = () => room.app.ledger.read.selectFrom('gaps').selectAll().execute()

/** The responsible person answers and confirms. */
async function answer(text: string) {
  await room.tells('罗小燕', text)
  await room.tells('罗小燕', '确认', /已答复/)
  await room.app.settle()
}

async function rate(
  from: string,
  entry: { id: number },
  verdict: RateOptions['verdict'],
  reasons: RateOptions['reasons'] = [],
) {
  return room.app.emulator!.rate({ from, chat: GROUP, entry: entry.id, verdict, reasons })
}

test('a question that the rules leave open is offered to the office once, and asked twice it is one question', async () => {
  await room.says('刘芳', '食堂几点开门', `“食堂”不在现有制度汇编里,我不猜。可以问综合科。\n${OFFER}`)
  await room.says('刘芳', '宿舍怎么申请', /没有找到这一条,我不猜。可以问综合科\(办公室\)。$/)
  await room.tells('彭莉', '请问一下食堂几点开门啊?')
  expect(await open()).toBe(
    [
      '没答上的问题有2个:',
      '1、食堂几点开门(问过2次)',
      '2、宿舍怎么申请',
      '答复请写“答编号:……”,写上《…》第几条作依据;不用答的回“不答编号”。',
    ].join('\n'),
  )
})

test('the office answers with a preview, and whoever asked hears it in the same group or in private, without a name', async () => {
  await room.says('刘芳', '婚假有几天', new RegExp(`${OFFER}$`))
  await room.says('刘芳', '请回复我', '好的,综合科(办公室)答复后,我在本群里告诉您,不提您的姓名。')
  await room.tells('彭莉', '婚假放几天')
  await room.tells('彭莉', '有答复告诉我', '好的,综合科(办公室)答复后,我私下告诉您。')
  await room.tells(
    '罗小燕',
    '答1:婚假三天。依据《组织生活请假与补学办法》第二条。',
    [
      '第1个:婚假有几天',
      '答复:婚假三天。依据《组织生活请假与补学办法》第二条。',
      '依据:《组织生活请假与补学办法》(2026年)第二条,现行有效。',
      '原文:党员不能参加组织生活的，按公假、病假、事假、其他四类登记。出差、下乡、驻村、培训、值班等因公不能参加的为公假；本人患病的……',
      '将告诉“第一党支部工作群”和1位同志(私下)。以后有人再问,我照此答。',
      '回“确认”发出,回“取消”不存。',
    ].join('\n'),
  )
  await room.tells('罗小燕', '确认', '好的,第1个已答复,存为办公室答复。')
  await room.app.settle()
  const said = `${ANSWER}\n婚假三天。依据《组织生活请假与补学办法》第二条。\n依据:《组织生活请假与补学办法》(2026年)第二条,现行有效。`
  expect(lastIn(GROUP)).toBe(`有同志问:婚假有几天\n${said}`)
  expect(lastIn({ single: 'app', of: 'pengli' })).toBe(`您问的“婚假有几天”有答复了。\n${said}`)
  expect(await room.app.ledger.read.selectFrom('gap_wishes').selectAll().execute()).toEqual([])
  await room.says('曹阳', '请问婚假几天', said)
  await room.says('曹阳', '原文', /^党员不能参加组织生活的/)
  expect(await open()).toBe('没有待答的问题。')
})

test('in the evening the answer waits for working hours', async () => {
  await room.says('刘芳', '食堂几点开门')
  await room.says('刘芳', '请回复我')
  room.app.emulator!.switches.retryAibotStatus = false
  const clock = room.app.clock as unknown as { set(to: Date): void }
  clock.set(new Date('2026-11-20T20:00:00+08:00'))
  await room.tells('罗小燕', '答1:七点半。', /将告诉“第一党支部工作群”,下次上班时发出。/)
  await room.tells('罗小燕', '确认')
  await room.app.settle()
  expect(lastIn(GROUP)).toMatch(/^好的,综合科/)
  clock.set(new Date('2026-11-23T08:31:00+08:00'))
  await room.app.settle()
  expect(lastIn(GROUP)).toMatch(/^有同志问:食堂几点开门\n办公室答复/)
})

test('an answer without a basis says so', async () => {
  await room.says('刘芳', '食堂几点开门')
  await answer('答1:早餐七点半,午餐十二点。')
  await room.tells(
    '何静',
    '食堂几点开门?',
    `${ANSWER}\n早餐七点半,午餐十二点。\n没有写明制度依据,请以此为参考。`,
  )
})

test('取消 keeps nothing, a later draft takes the place of an earlier one, and an old 确认 publishes nothing', async () => {
  await room.says('刘芳', '食堂几点开门')
  await room.tells('罗小燕', '答1:七点')
  await room.tells('罗小燕', '取消', '好的,没有发出,也没有存。')
  await room.tells('罗小燕', '确认', /没有/)
  await room.tells('罗小燕', '答1:八点')
  await room.tells('罗小燕', '答1:七点半')
  await room.tells('罗小燕', '确认', '好的,第1个已答复,存为办公室答复。')
  expect(await room.app.ledger.read.selectFrom('faq').select(['answer', 'state']).execute()).toEqual([
    { answer: '七点半', state: 'current' },
  ])
})

test('what is cited and not in the book is no basis, and a number of a person is not published', async () => {
  await room.says('刘芳', '食堂几点开门')
  await room.tells(
    '罗小燕',
    '答1:按《请假办法》第九十条和《食堂办法》第一条。',
    /没有写明制度依据.*汇编里没有找到《组织生活请假与补学办法》第九十条、《食堂办法》,不作依据/s,
  )
  await room.tells('罗小燕', '答1:请打13800138000', /没有存/)
  await room.tells('罗小燕', '答7:好', '没有这个编号的待答问题。发“待答问题”看看。')
  await room.tells('罗小燕', '答1:', '答复没有内容。请写成“答1:……”。')
})

test('only the responsible person sees and answers, and only in a single chat', async () => {
  await room.says('刘芳', '食堂几点开门')
  await room.tells('谭敏', '有哪些没答上的', '没答上的问题由综合科(办公室)在单聊里答复。')
  await room.tells('刘芳', '答1:随便', '没答上的问题由综合科(办公室)在单聊里答复。')
  await room.says('罗小燕', '待答问题', '这件事请私聊我。')
  await room.tells('罗小燕', '不答1', '好的,第1个不再列出。')
  await room.says('刘芳', '食堂几点开门')
  expect(await open()).toBe('没有待答的问题。')
})

test('👎 with its reasons opens the question, counts once however often it comes, and can be taken back', async () => {
  const { shown } = await room.says('刘芳', '病假要不要证明', /第八条/)
  const [entry] = shown
  expect(entry?.feedbackId).toMatch(/^m-/)
  expect(await rate('liufang', entry!, 'down', ['wrong', 'incomplete'])).toMatchObject({ status: 'silent' })
  await rate('liufang', entry!, 'down', ['incomplete'])
  await rate('pengli', entry!, 'down')
  expect(await open()).toContain(
    '1、病假要不要证明(2次没帮上:不完整,当时答的是《组织生活请假与补学办法》(2026年)第八条)',
  )
  await rate('liufang', entry!, 'withdrawn')
  await rate('pengli', entry!, 'up')
  expect(await gaps()).toEqual([])
})

test('registering attendance is nothing to rate, a rule answer is', async () => {
  await room.says('李雪梅', '发起主题党日,11月27日下午3点,三楼会议室')
  const marked = await room.says('刘芳', '参加')
  expect(marked.shown[0]?.feedbackId).toBeUndefined()
  const asked = await room.app.emulator!.say({ from: 'liufang', chat: GROUP, text: '补学要多久', times: 2 })
  expect(asked.shown.map(({ feedbackId }) => feedbackId)).toEqual([`m-${asked.msgid}`])
  const plains = asked.attempts.map(({ plain }) => plain)
  expect(plains[0]).toBe(plains[1])
})

test('没用 says the same as 👎 in words', async () => {
  await room.tells('何静', '没用', '请先问我一个制度问题。对我有意见,请发“意见:……”。')
  await room.tells('何静', '补学要多久', /第十一条/)
  await room.tells('何静', '没用', `谢谢,已转给综合科(办公室),不带姓名。${OFFER}`)
  await room.tells('何静', '请回复我', /私下告诉您/)
  expect(await open()).toMatch(/1、补学要多久\(1次没帮上,1位等答复,当时答的是/)
})

test('the same question said otherwise finds the answer, another question does not', async () => {
  await room.says('刘芳', '产假有几天')
  await answer('答1:一百五十八天。')
  await room.tells('彭莉', '产假放几天啊', /^办公室答复 · /)
  await room.tells('彭莉', '陪产假有几天', /^(?!办公室答复)/)
  await room.tells('彭莉', '产假工资怎么算', /^(?!办公室答复)/)
})

test('a stranger and an unbound group hear nothing of the office’s answers and leave no question', async () => {
  await room.says('刘芳', '食堂几点开门')
  await answer('答1:七点半。')
  room.app.emulator!.switches.encryptSenderIds = true
  await room.tells('曹阳', '食堂几点开门', /^“食堂”不在现有制度汇编里[^\n]*$/)
  await room.tells('曹阳', '宿舍怎么申请', /^[^\n]*$/)
  expect((await gaps()).map(({ question }) => question)).toEqual(['食堂几点开门'])
})

test('a private matter is answered and not kept, and the bot says so when a reply is wanted', async () => {
  await room.says('刘芳', '孩子生病能请几天假', /^(?!.*请回复我)/s)
  await room.says('刘芳', '请回复我', /没有记下.*请直接问综合科/)
  await room.says('刘芳', '张伟的住宿费能报销吗')
  await room.says('刘芳', '13800138000这个号码的话费能报销吗')
  expect(await gaps()).toEqual([])
  const kept = await room.app.ledger.read.selectFrom('rule_questions').select('question').execute()
  expect(kept).toEqual([])
})

test('no name is kept with a question, and who waits is forgotten with forget', async () => {
  await room.says('刘芳', '食堂几点开门')
  const tables = ['gaps', 'gap_voices', 'rule_questions'] as const
  const { person_id } = await room.app.ledger.read
    .selectFrom('person_identities')
    .select('person_id')
    .where('external_id', '=', 'liufang')
    .executeTakeFirstOrThrow()
  for (const table of tables) {
    const rows = JSON.stringify(await room.app.ledger.read.selectFrom(table).selectAll().execute())
    expect(rows).not.toMatch(new RegExp(`liufang|刘芳|${person_id}`))
  }
  await room.says('刘芳', '请回复我')
  await room.app.ledger.write(trx => forgetPerson(trx, 'liufang', 'test', room.app.clock.now()))
  expect(await room.app.ledger.read.selectFrom('gap_wishes').selectAll().execute()).toEqual([])
})

test('what was answered is kept for a day for 👎, an open question for a year, the office’s answer for good', async () => {
  const { ledger } = room.app
  await room.says('刘芳', '食堂几点开门')
  await room.says('刘芳', '宿舍怎么申请')
  await room.tells('罗小燕', '答1:七点半。')
  await room.tells('罗小燕', '确认')
  const count = async (table: 'rule_questions' | 'gaps' | 'faq') =>
    (await ledger.read.selectFrom(table).selectAll().execute()).length
  await dropOld(ledger, new Date('2026-11-22T10:00:00+08:00'))
  expect([await count('rule_questions'), await count('gaps'), await count('faq')]).toEqual([0, 2, 1])
  await dropOld(ledger, new Date('2027-12-01T10:00:00+08:00'))
  expect([await count('gaps'), await count('faq')]).toEqual([1, 1])
})

const AMENDMENT = `---
id: R03
title: 关于修改《组织生活请假与补学办法》的决定
number: 青办〔2026〕20号
year: 2026
effectiveFrom: 2026-11-25
amends: { number: 青办〔2026〕6号, articles: [11] }
interpretedBy: 综合科
sharing: public
---

第十一条（补学）请假的党员应当在活动结束后一个月内补学，方式由党支部确定。
`

test('an answer whose article is revised is flagged, and never given as certain again', async () => {
  await room.stop()
  const directory = temporaryDirectory()
  cpSync('config', directory, { recursive: true })
  writeFileSync(join(directory, 'rules', 'R03-2026-20.md'), AMENDMENT)
  room = await openRoom({ CONFIG_DIR: directory })
  await room.says('刘芳', '宿舍里补学行不行')
  await answer('答1:可以,按《组织生活请假与补学办法》第十一条,在哪里自学都行。')
  await room.says('彭莉', '宿舍里补学行不行', /^办公室答复 · .*\n可以.*\n依据:.*第十一条/)
  const clock = room.app.clock as unknown as { set(to: Date): void }
  clock.set(new Date('2026-11-26T09:00:00+08:00'))
  expect(await open()).toMatch(/依据的条文已修订,请重新答复或确认不再用:\n1、宿舍里补学行不行/)
  const { text } = await room.says('何静', '宿舍里补学行不行')
  expect(text).not.toMatch(/^办公室答复/)
  expect(text).toMatch(/条文后来修订了,正在重新核对|第十一条/)
  await answer('答1:可以,见《组织生活请假与补学办法》第十一条,由党支部定。')
  await room.says('彭莉', '宿舍里补学行不行', /^办公室答复 · .*2026年11月26日:\n可以,见/)
  rmSync(directory, { recursive: true })
})

test('without a robot and without the app the answer comes with the next reply', async () => {
  const { ledger } = room.app
  await room.says('刘芳', '食堂几点开门')
  await room.says('刘芳', '请回复我')
  await answer('答1:七点半。')
  // The group's robot took it; somebody whose account is gone from the platform is told when she writes again.
  const personId = (
    await ledger.read
      .selectFrom('person_identities')
      .select('person_id')
      .where('external_id', '=', 'pengli')
      .executeTakeFirstOrThrow()
  ).person_id
  await ledger.write(trx => addWish(trx, 1, { personId }, room.app.clock.now()))
  await ledger.write(trx => tellLater(trx, 1, 1, { personId }))
  const clock = room.app.clock as unknown as { set(to: Date): void }
  clock.set(new Date('2026-11-20T09:30:00+08:00'))
  await room.tells('何静', '帮助', /^(?!.*有答复了)/s)
  await room.tells('彭莉', '帮助', /\n\n您问的“食堂几点开门”有答复了。\n办公室答复 · /)
  await room.tells('彭莉', '帮助', /^(?!.*有答复了)/s)
})

const INTERNAL = `---
id: R40
title: 宿舍分配内部口径
number: 青办〔2026〕30号
year: 2026
effectiveFrom: 2026-11-01
interpretedBy: 综合科
sharing: internal
groups: [别的工作群]
---

第一条（分配）宿舍按到岗先后分配。
`

test('an answer that rests on a rule for another group is neither told nor served here, not even by title', async () => {
  await room.stop()
  const directory = temporaryDirectory()
  cpSync('config', directory, { recursive: true })
  writeFileSync(join(directory, 'rules', 'R40-2026.md'), INTERNAL)
  room = await openRoom({ CONFIG_DIR: directory })
  await room.says('刘芳', '宿舍怎么分配给新人')
  await room.says('刘芳', '请回复我')
  await answer('答1:按《宿舍分配内部口径》第一条,先到先得。')
  expect(lastIn(GROUP)).toBe('您问的“宿舍怎么分配给新人”已有答复,请在单聊里再问我一次。')
  expect((await room.says('彭莉', '宿舍怎么分配给新人')).text).not.toMatch(/内部口径|先到先得/)
  expect((await room.tells('彭莉', '宿舍怎么分配给新人')).text).not.toMatch(/内部口径|先到先得/)
  rmSync(directory, { recursive: true })
})

/** A room whose second group, 别的工作群, is the only one for which the internal rule exists. */
async function openRoomWithInternalRule(): Promise<string> {
  await room.stop()
  const directory = temporaryDirectory()
  cpSync('config', directory, { recursive: true })
  const office = join(directory, 'office.yaml')
  const first = '  - { name: 第一党支部工作群, branch: first }\n'
  const both = `${first}  - { name: 别的工作群, branch: first }\n`
  writeFileSync(office, readFileSync(office, 'utf8').replace(first, both))
  writeFileSync(join(directory, 'rules', 'R40-2026.md'), INTERNAL)
  room = await openRoom({ CONFIG_DIR: directory })
  return directory
}

const inOtherGroup = async (from: string, text: string) =>
  (await room.app.emulator!.say({ from, chat: { group: 'trial-group-2' }, text })).text

test('an answer that names an internal rule without an article is served only where the rule exists', async () => {
  const directory = await openRoomWithInternalRule()
  await room.says('刘芳', '备用钥匙归谁保管')
  await room.says('刘芳', '请回复我')
  await room.tells('罗小燕', '答1:按《宿舍分配内部口径》的精神,由值班科长保管。', /^(?!.*汇编里没有找到)/s)
  await room.tells('罗小燕', '确认')
  await room.app.settle()
  expect(lastIn(GROUP)).toBe('您问的“备用钥匙归谁保管”已有答复,请在单聊里再问我一次。')
  expect((await room.says('曹阳', '备用钥匙归谁保管')).text).not.toMatch(/内部口径|值班科长/)
  expect(await inOtherGroup('caoyang', '备用钥匙归谁保管')).toMatch(/^办公室答复 · .*\n.*由值班科长保管/)
  rmSync(directory, { recursive: true })
})

test('a question that names an internal rule is not repeated where the rule does not exist', async () => {
  const directory = await openRoomWithInternalRule()
  await inOtherGroup('liufang', '宿舍分配内部口径里备用钥匙归谁保管')
  await inOtherGroup('liufang', '请回复我')
  expect(await gaps()).toMatchObject([{ question: '宿舍分配内部口径里备用钥匙归谁保管' }])
  await answer('答1:由值班科长保管。')
  expect((await room.says('曹阳', '备用钥匙归谁保管')).text).not.toMatch(/内部口径/)
  rmSync(directory, { recursive: true })
})

test('an answer that names no rule is served only where it was asked, or where the same internal rules exist', async () => {
  const directory = await openRoomWithInternalRule()
  await inOtherGroup('liufang', '食堂几点开门')
  await inOtherGroup('liufang', '请回复我')
  await room.tells('罗小燕', '答1:七点半。', /以后只在能看到同样制度的地方照此答。/)
  await room.tells('罗小燕', '确认')
  await room.app.settle()
  expect(lastIn({ group: 'trial-group-2' })).toMatch(/^有同志问:食堂几点开门\n办公室答复 · /)
  expect(await inOtherGroup('caoyang', '食堂几点开门')).toMatch(/七点半/)
  await room.tells('彭莉', '食堂几点开门', /七点半/)
  expect((await room.says('曹阳', '食堂几点开门')).text).not.toMatch(/七点半/)
  await room.tells('罗小燕', '答1:七点半。', /以后有人再问,我照此答。/)
  await room.tells('罗小燕', '确认')
  await room.says('曹阳', '食堂几点开门', /七点半/)
  rmSync(directory, { recursive: true })
})

test('the bare title of an internal rule is understood where the rule exists, and nowhere else', async () => {
  const directory = await openRoomWithInternalRule()
  expect(await inOtherGroup('liufang', '@清风 宿舍分配内部口径')).toMatch(/《宿舍分配内部口径》/)
  expect(await inOtherGroup('liufang', '《宿舍分配内部口径》')).toMatch(/《宿舍分配内部口径》/)
  expect((await room.says('刘芳', '宿舍分配内部口径')).text).not.toMatch(/《宿舍分配|青办/)
  await room.says('刘芳', '值班按宿舍分配内部口径来', /^(?!.*青办)/s)
  rmSync(directory, { recursive: true })
})

test('withdrawing an internal rule does not publish the answers that rest on it: they wait for a new look', async () => {
  const directory = await openRoomWithInternalRule()
  await room.stop()
  const data = temporaryDirectory()
  room = await openRoom({ CONFIG_DIR: directory, DATA_DIR: data })
  await room.says('刘芳', '食堂几点开门')
  await room.says('刘芳', '请回复我')
  await answer('答1:由值班科长保管。依据《宿舍分配内部口径》第一条。')
  await room.stop()
  rmSync(join(directory, 'rules', 'R40-2026.md'))
  room = await openRoom({ CONFIG_DIR: directory, DATA_DIR: data })
  expect(await open()).toMatch(/请重新答复或确认不再用:\n1、食堂几点开门/)
  expect((await room.says('曹阳', '食堂几点开门')).text).not.toMatch(/内部口径|值班科长/)
  expect((await room.tells('曹阳', '食堂几点开门')).text).not.toMatch(/内部口径|值班科长/)
  rmSync(directory, { recursive: true })
})
