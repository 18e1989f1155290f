import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import readXlsx from 'read-excel-file/node'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { applyMark } from '../../src/attendance/apply.ts'
import type { MarkSource } from '../../src/attendance/mark.ts'
import { openSession } from '../../src/attendance/open-session.ts'
import { readSessionRegister } from '../../src/attendance/registers/changes.ts'
import type { Session } from '../../src/attendance/session.ts'
import { sessionById, setSessionState } from '../../src/attendance/store.ts'
import { exportCommands } from '../../src/cli/export.ts'
import { Refused } from '../../src/cli/parts.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import { openLedger } from '../../src/ledger/open.ts'
import { readRosterTable } from '../../src/people/roster-file.ts'
import { importRoster } from '../../src/people/roster-import.ts'
import { membersOf } from '../../src/people/store.ts'
import type { MarkRequest } from '../../src/talk/conversation.ts'

const now = new Date('2026-11-20T01:00:00Z')
const roster = readRosterTable([
  ['userid', 'name', 'memberType', 'partyGroup', 'department', 'role', 'tag'],
  ['wangjianping', '王建平', 'full', '一组', '办公室', 'secretary', ''],
  ['zhangwei.da', '张伟', 'full', '一组', '档案室', '', '档案室'],
  ['liufang', '刘芳', 'full', '一组', '财务科', '', ''],
  ['zhoumin', '周敏', 'activist', '二组', '综合科', '', ''],
])

let directory: string
let ledger: Ledger
let ids: Map<string, string>

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'qingfeng-registers-'))
  ledger = await openLedger({ directory, mode: 'trial', now })
  await ledger.write(trx =>
    importRoster(trx, { branch: 'first', rows: roster, remove: false, actor: 'system', now }),
  )
  ids = new Map((await membersOf(ledger.read, 'first')).map(({ name, personId }) => [name, personId]))
})
afterEach(async () => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  await ledger.close()
  rmSync(directory, { recursive: true, force: true })
})

const idOf = (name: string) => ids.get(name) ?? name

function opened(startsAt: string, kind = 'theme_party_day'): Promise<Session> {
  const draft = { kind, branch: 'first', startsAt: new Date(startsAt), place: '三楼会议室', theme: '' }
  return ledger.write(async trx => (await openSession(trx, draft, 'cli', now)).session)
}

async function marked(
  session: Session,
  by: string,
  name: string,
  mark: Omit<MarkRequest, 'personId'>,
  source: MarkSource,
  at: string,
) {
  const instant = new Date(at)
  const current = (await sessionById(ledger.read, session.id))!
  await ledger.write(trx =>
    applyMark(
      { trx, now: instant, saidAt: instant, actor: idOf(by) },
      current,
      { personId: idOf(name), ...mark },
      source,
    ),
  )
}

async function archived(session: Session, at: string): Promise<Session> {
  await ledger.write(trx =>
    setSessionState(trx, session.id, 'archived', 'archived', idOf('王建平'), new Date(at)),
  )
  return (await sessionById(ledger.read, session.id))!
}

test('the history of a session is read in the order of entry, with names', async () => {
  const session = await opened('2026-11-27T07:00:00Z')
  await marked(session, '刘芳', '刘芳', { status: 'planned' }, 'self', '2026-11-24T01:00:00Z')
  await marked(
    session,
    '张伟',
    '刘芳',
    { status: 'leave', leaveType: 'sick' },
    'proxy',
    '2026-11-25T01:00:00Z',
  )
  await marked(session, '周敏', '周敏', { status: 'observer' }, 'self', '2026-11-26T01:00:00Z')
  const checked = await archived(session, '2026-11-28T01:00:00Z')
  await marked(checked, '王建平', '张伟', { status: 'present' }, 'secretary', '2026-12-02T02:00:00Z')

  const { register, changes, checkedBy } = await readSessionRegister(ledger.read, checked)
  expect(register.expected.map(({ member, mark }) => [member.name, mark?.status])).toEqual([
    ['王建平', undefined],
    ['张伟', 'present'],
    ['刘芳', 'planned'],
  ])
  expect(register.guests.map(({ member }) => member.name)).toEqual(['周敏'])
  expect(checkedBy).toBe('王建平')
  const at = (instant: string) => ({ saidAt: new Date(instant), enteredAt: new Date(instant) })
  // The colleague's word does not outweigh her own: it is kept, and said not to have been taken.
  expect(changes).toEqual([
    {
      personId: idOf('刘芳'),
      name: '刘芳',
      status: 'planned',
      source: 'self',
      reportedBy: '刘芳',
      lateEntry: false,
      effect: 'changed',
      ...at('2026-11-24T01:00:00Z'),
    },
    {
      personId: idOf('刘芳'),
      name: '刘芳',
      before: { status: 'planned', source: 'self', saidAt: '2026-11-24T01:00:00.000Z' },
      status: 'leave',
      leaveType: 'sick',
      source: 'proxy',
      reportedBy: '张伟(档案室)',
      lateEntry: false,
      effect: 'not-taken',
      ...at('2026-11-25T01:00:00Z'),
    },
    {
      personId: idOf('周敏'),
      name: '周敏',
      status: 'observer',
      source: 'self',
      reportedBy: '周敏',
      lateEntry: false,
      effect: 'changed',
      ...at('2026-11-26T01:00:00Z'),
    },
    {
      personId: idOf('张伟'),
      name: '张伟(档案室)',
      status: 'present',
      source: 'secretary',
      reportedBy: '王建平',
      lateEntry: true,
      effect: 'changed',
      ...at('2026-12-02T02:00:00Z'),
    },
  ])
})

test('a register that was opened again names nobody as its checker', async () => {
  const session = await archived(await opened('2026-11-27T07:00:00Z'), '2026-11-28T01:00:00Z')
  await ledger.write(trx =>
    setSessionState(trx, session.id, 'open', 'reopened', idOf('王建平'), new Date('2026-11-29T01:00:00Z')),
  )
  const { checkedBy } = await readSessionRegister(ledger.read, (await sessionById(ledger.read, session.id))!)
  expect(checkedBy).toBeUndefined()
})

test('what was entered by the command line or the program itself is said to be so', async () => {
  const session = await opened('2026-11-27T07:00:00Z')
  await marked(session, 'cli', '刘芳', { status: 'planned' }, 'import', '2026-11-24T01:00:00Z')
  await marked(session, 'system', '张伟', { status: 'planned' }, 'import', '2026-11-24T01:00:00Z')
  const { changes } = await readSessionRegister(ledger.read, session)
  expect(changes.map(({ reportedBy }) => reportedBy)).toEqual(['管理员', '系统'])
})

async function run(...words: string[]): Promise<string> {
  vi.stubEnv('DATA_DIR', directory)
  let printed = ''
  vi.spyOn(process.stdout, 'write').mockImplementation(text => {
    printed += String(text)
    return true
  })
  const program = new Command().exitOverride()
  exportCommands(program)
  await program.parseAsync(['export', 'session', ...words], { from: 'user' })
  return printed
}

test('the command line exports the latest session that has a register', async () => {
  const held = await opened('2026-11-27T07:00:00Z')
  await marked(held, '刘芳', '刘芳', { status: 'planned' }, 'self', '2026-11-24T01:00:00Z')
  const later = await opened('2026-11-30T07:00:00Z', 'book_club')
  await ledger.write(trx => setSessionState(trx, later.id, 'cancelled', 'cancelled', 'cli', now))
  const out = join(directory, 'register.xlsx')
  const printed: unknown = JSON.parse(await run('--out', out, '--json'))
  const bytes = await readFile(out)
  expect(printed).toEqual({
    session: held.id,
    file: out,
    name: '第一党支部_主题党日_2026年11月.xlsx',
    bytes: bytes.length,
  })
  const [sheet] = await readXlsx(bytes)
  expect(sheet?.data.slice(3, 6).map(row => [row[1], row[4]])).toEqual([
    ['王建平', '未报'],
    ['张伟(档案室)', '未报'],
    ['刘芳', '参加(报名)'],
  ])
})

test('an export is written into the audit, without a name', async () => {
  const session = await opened('2026-11-27T07:00:00Z')
  const printed = await run('--session', session.id, '--out', join(directory, 'register.xlsx'))
  expect(printed).toContain('已导出第一党支部11月主题党日(27日)的登记表')
  expect(printed).toContain('还没有核对归档')
  const row = await ledger.read
    .selectFrom('audit')
    .selectAll()
    .where('action', '=', 'session.export')
    .executeTakeFirstOrThrow()
  expect(row).toMatchObject({ actor: 'cli', object: `session:${session.id}`, subject: null, detail: null })
  expect(row.seal).not.toBeNull()
})

test('an export that cannot be made is refused in words', async () => {
  const out = join(directory, 'register.xlsx')
  await expect(run('--out', out)).rejects.toThrow(new Refused('还没有活动,没有可导出的登记表。'))
  await expect(run('--session', 's404', '--out', out)).rejects.toThrow(
    new Refused('没有场次“s404”。先用 sessions list 看看。'),
  )
  await opened('2026-11-27T07:00:00Z')
  await expect(run('--out', join(directory, 'nowhere', 'register.xlsx'))).rejects.toThrow(/写不进文件/)
})
