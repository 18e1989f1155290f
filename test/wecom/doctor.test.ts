import { afterEach, beforeEach, expect, test } from 'vitest'
import { doctor, type DoctorParts } from '../../src/wecom/client/doctor.ts'
import { AIBOT_KEY, APP_KEY, CORP_ID, TOKEN } from '../emulator/fake-bot.ts'
import { AGENT_ID, SECRET, WORK_GROUP } from '../emulator/office.ts'
import { GROUP, openLine, type Line } from './line.ts'

let line: Line
beforeEach(async () => {
  line = await openLine()
})
afterEach(() => line.close())

const app = { token: TOKEN, aesKey: APP_KEY, corpId: CORP_ID, agentId: AGENT_ID, secret: SECRET }
async function examine(parts: Partial<DoctorParts> = {}) {
  const { client, settings } = line
  const aibot = { token: TOKEN, aesKey: AIBOT_KEY }
  const whole = { client, aibot, app, administrators: ['lixuemei'], groups: [GROUP], keyOf: settings.keyOf }
  const checks = await doctor({ ...whole, ...parts })
  return {
    checks,
    bad: checks.filter(({ ok }) => !ok).map(({ check }) => check),
    words: (check: string) => checks.find(one => one.check === check)?.words,
  }
}

test('everything in order is said so, and no member sees anything of it', async () => {
  const { checks } = await examine()
  expect(checks.map(({ check, ok }) => [check, ok])).toEqual([
    ['aibot-callback', true],
    ['app-callback', true],
    ['token', true],
    ['administrator:lixuemei', true],
    [`robot:${GROUP}`, true],
  ])
  expect(line.emulator.transcript(WORK_GROUP)).toEqual([])
})

test('a wrong secret is found, and nothing else is asked of the app', async () => {
  const examined = await examine({ app: { ...app, secret: 'wrong' } })
  expect(examined.bad).toEqual(['token'])
  expect(examined.words('token')).toContain('WECOM_AGENT_SECRET')
  expect(line.calls('user/get')).toBe(0)
})

test('an address that is not trusted is named once, with where to enter it', async () => {
  line.emulator.switches.untrustedIp = true
  const examined = await examine({ administrators: ['lixuemei', 'liufang'] })
  expect(examined.bad).toEqual(['trusted-ip'])
  expect(examined.words('trusted-ip')).toMatch(/企业可信IP.*127\.0\.0\.1/)
})

test('an administrator outside the visible range is named', async () => {
  const examined = await examine({ administrators: ['lixuemei', 'xiangguiying', 'nobody'] })
  expect(examined.bad).toEqual(['administrator:xiangguiying', 'administrator:nobody'])
  expect(examined.words('administrator:nobody')).toContain('office.yaml')
})

test('a robot without a key, with a wrong key and out of reach are told apart', async () => {
  line.emulator.fault({ kind: 'html', on: 'webhook/send' })
  const keys = new Map([
    ['三支部', '693a91f6-no-such-key'],
    ['二支部', '693a91f6-whatever'],
  ])
  const examined = await examine({
    groups: ['二支部', '三支部', '读书小组'],
    keyOf: async group => keys.get(group),
  })
  expect(examined.bad).toEqual(['robot:二支部', 'robot:三支部', 'robot:读书小组'])
  expect(examined.words('robot:二支部')).toContain('回答的不是企业微信')
  expect(examined.words('robot:三支部')).toContain('密钥无效')
  expect(examined.words('robot:读书小组')).toContain('可以回答,不能提醒')
})

test('a channel that is not configured is no error, but what is missing is said', async () => {
  const examined = await examine({ app: undefined, aibot: undefined })
  expect(examined.bad).toEqual([])
  expect(examined.words('app-callback')).toContain('不能私下提醒')
  expect(examined.words('aibot-callback')).toContain('WECOM_AIBOT_TOKEN')
})

test.each([
  { fault: { kind: 'reset' }, says: '没有及时回答' },
  { fault: { kind: 'status', status: 502 }, says: 'HTTP 502' },
] as const)('a platform that does not answer is said so: $says', async ({ fault, says }) => {
  line.emulator.fault({ ...fault, on: 'gettoken' })
  expect((await examine()).words('token')).toContain(says)
})

test('no word of it holds a secret', async () => {
  line.emulator.fault({ kind: 'errcode', errcode: 93000, on: 'webhook/send' })
  const { checks } = await examine()
  for (const secret of [SECRET, '693a91f6', TOKEN, AIBOT_KEY])
    expect(JSON.stringify(checks)).not.toContain(secret)
})
