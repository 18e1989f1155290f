import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sealAudit, verifyAudit } from '../../src/ledger/audit.ts'
import { dropOld } from '../../src/ledger/retention.ts'
import { forgetPerson } from '../../src/people/forget.ts'
import { loadSecret } from '../../src/secret.ts'
import { postgresForTests } from '../support/postgres.ts'
import { openRoom, type Room } from '../support/room.ts'

const postgres = await postgresForTests()
afterAll(() => postgres?.stop())

describe.runIf(postgres)('the whole bot with DATABASE_URL', () => {
  let databaseUrl: string
  let room: Room
  beforeAll(async () => {
    databaseUrl = await postgres!.emptySchema()
    room = await openRoom({ DATABASE_URL: databaseUrl })
  })
  afterAll(() => room?.stop())

  test('a session is opened, answered, counted, checked and archived', async () => {
    await room.says('李雪梅', '发起主题党日,11月27日下午3点,三楼会议室', /11月主题党日/)
    await room.says('刘芳', '参加', /已登记/)
    await room.tells('彭莉', '病假', /已登记/)
    await room.says('彭莉', '我代谭海波请假', /已按您说的登记/)
    await room.tells('刘芳', '我的记录', /11月主题党日/)
    await room.tells('李雪梅', '还有谁没报', /没有报/)
    await room.tells('李雪梅', '除曹阳外都到了', /将有/)
    await room.tells('李雪梅', '确认', /已登记/)
    await room.tells('李雪梅', '核对无误', /归档/)
    await room.tells('李雪梅', '确认', /归档|没有/)
    const marks = await room.marks()
    expect([marks['王建平'], marks['彭莉'], marks['曹阳']]).toEqual(['present', 'leave sick', undefined])
  })

  test('a stranger claims a name, the secretary agrees, and another one is bound by a code that works once', async () => {
    room.app.emulator!.switches.encryptSenderIds = true
    await room.tells('何静', '我是何静', /已记下,等支部书记确认/)
    await room.tellsApp('李雪梅', '同意 何静', /何静已确认/)
    const { text } = await room.tellsApp('李雪梅', '绑定码 罗小燕', /\d{6}/)
    const code = /\d{6}/.exec(text)?.[0] ?? ''
    await room.tells('罗小燕', `绑定 ${code}`, /已经绑定好了/)
    expect((await room.tells('曹阳', `绑定 ${code}`)).text).toMatch(/不对或已经过期/)
    room.app.emulator!.switches.encryptSenderIds = false
  })

  test('an open question is asked twice, answered, told and forgotten in its time', async () => {
    await room.says('刘芳', '食堂几点开门', /请回复我/)
    await room.tells('何静', '食堂几点开门?')
    await room.says('刘芳', '请回复我', /在本群里告诉您/)
    const { shown } = await room.says('何静', '补学要多久', /第十一条/)
    const rating = { from: 'hejing', chat: { group: 'trial-group-1' }, entry: shown[0]?.id ?? 0 }
    await room.app.emulator!.rate({ ...rating, verdict: 'down', reasons: ['wrong'] })
    await room.tells(
      '罗小燕',
      '待答问题',
      /1、食堂几点开门\(问过2次,1位等答复\)\n\d+、补学要多久\(1次没帮上:有错误/,
    )
    await room.app.emulator!.rate({ ...rating, verdict: 'withdrawn' })
    await room.tells('罗小燕', '答1:七点半。', /将告诉“第一党支部工作群”/)
    await room.tells('罗小燕', '确认', /已答复/)
    await room.app.settle()
    expect(room.app.emulator!.transcript({ group: 'trial-group-1' }).at(-1)?.text).toMatch(
      /^有同志问:食堂几点开门\n办公室答复/,
    )
    await room.tells('曹阳', '食堂几点开门', /^办公室答复/)
    await room.tells('罗小燕', '待答问题', '没有待答的问题。')
    await room.tells('曹阳', '意见:提醒太早', /已转给管理员/)
    await dropOld(room.app.ledger, new Date('2028-01-01T00:00:00Z'))
    const gaps = await room.app.ledger.read.selectFrom('gaps').select('question').execute()
    expect(gaps).toEqual([{ question: '食堂几点开门' }])
  })

  test('a forgotten member is gone, and the audit chain holds', async () => {
    const { ledger } = room.app
    const key = loadSecret(undefined, room.dataDirectory).keyFor('audit')
    await ledger.write(trx => forgetPerson(trx, 'pengli', 'test', new Date('2026-11-20T02:00:00Z')))
    await sealAudit(ledger, key)
    expect(await verifyAudit(ledger.read, key)).toMatchObject({ holds: true, unsealed: 0 })
    expect(await ledger.read.selectFrom('people').select('id').where('name', '=', '彭莉').execute()).toEqual(
      [],
    )
  })

  test('the data directory holds the secret and no ledger', () => {
    const files = readdirSync(room.dataDirectory)
    expect([files.includes('secret'), files.filter(file => file.includes('sqlite'))]).toEqual([true, []])
  })

  test('the command line works on the same database, and names pg_dump where it copies files otherwise', async () => {
    const env = { DATABASE_URL: databaseUrl, DATA_DIR: room.dataDirectory, CONFIG_DIR: resolve('config') }
    const qingfeng = (...args: string[]) => runCli(env, room.dataDirectory, args)
    const file = join(room.dataDirectory, 'copy')
    const [marks, verdict, backup, restore] = await Promise.all([
      qingfeng('marks', '--json'),
      qingfeng('verify-audit'),
      qingfeng('backup', file),
      qingfeng('restore', file),
    ])
    expect(JSON.parse(marks.output).length).toBeGreaterThan(20)
    expect(verdict).toMatchObject({ code: 0, output: expect.stringMatching(/^审计链完整/) })
    expect(backup).toMatchObject({ code: 1, output: expect.stringMatching(/备份请用 pg_dump/) })
    expect(restore).toMatchObject({ code: 1, output: expect.stringMatching(/恢复请用 pg_restore/) })
  })
})

/** What a command printed, on either stream, and its exit code. It runs where no .env lies. */
function runCli(env: Record<string, string>, cwd: string, args: string[]) {
  const { PATH = '' } = process.env
  return new Promise<{ code: number; output: string }>(done => {
    const child = execFile(
      process.execPath,
      [resolve('src/cli.ts'), ...args],
      { cwd, env: { PATH, ...env } },
      (_, stdout, stderr) => done({ code: child.exitCode ?? -1, output: stdout + stderr }),
    )
  })
}
