import readXlsx from 'read-excel-file/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  exportCode,
  exportFile,
  exportRequest,
  type ExportRequest,
} from '../../src/attendance/export-request.ts'
import { readRosterCsv } from '../../src/people/roster-file.ts'
import { importRoster } from '../../src/people/roster-import.ts'
import { at } from '../reminders/office.ts'
import { openBranch, type TestBranch } from './branch.ts'

let branch: TestBranch
beforeAll(async () => {
  branch = await openBranch()
  const { says, tells } = branch
  await says('lixuemei', '发起主题党日,9月4日下午3点,三楼会议室', '2026-09-01 09:00')
  await says('liufang', '公假', '2026-09-01 10:00')
  await says('pengli', '参加', '2026-09-01 10:01')
  await tells('pengli', '改成线上参加', '2026-09-02 10:01')
  await tells('lixuemei', '除老谭病假外都到了', '2026-09-07 09:00')
  await tells('lixuemei', '确认', '2026-09-07 09:01')
  await tells('lixuemei', '曹阳缺席', '2026-09-07 09:02')
  await tells('lixuemei', '核对无误', '2026-09-07 09:03')
  await tells('liufang', '已补学', '2026-09-08 09:00')
  await says('lixuemei', '发起一组党小组会,9月24日上午9点', '2026-09-20 09:00')
  await says('tanhaibo', '参加', '2026-09-20 10:00')
  await tells('lixuemei', '补录党课,10月9日下午3点,三楼会议室,原因:当天没有登记', '2026-10-12 09:00')
  await tells('lixuemei', '党课其余都到了', '2026-10-12 09:01')
  await tells('lixuemei', '确认', '2026-10-12 09:02')
  await tells('lixuemei', '党课核对无误', '2026-10-12 09:03')
})
afterAll(() => branch.close())

async function sheets(request: ExportRequest) {
  const { ledger, parts } = branch.office
  const file = await exportFile(ledger.read, parts.office, request, at('2026-10-29 09:00'))
  return { name: file?.name, sheets: await readXlsx(file!.bytes) }
}

const EMPTY = null
const FOOT = [['导出时间:2026年10月29日 09:00'], ['仅供支部内部管理使用,请勿外传']]
/** Rows without the empty cells behind a merged one. */
const merged = (rows: readonly unknown[][]) => rows.map(([first]) => [first])

test('the totals of a month, cell by cell', async () => {
  const { name, sheets: all } = await sheets({ kind: 'month', branch: 'first', month: '2026-09' })
  expect(name).toBe('第一党支部_月统计_2026年9月.xlsx')
  expect(all.map(({ sheet }) => sheet)).toEqual(['月统计', '变更记录'])
  const rows = all[0]!.data
  expect(rows[0]![0]).toBe('第一党支部2026年9月组织生活月统计表')
  expect(rows.slice(1, 4)).toEqual([
    ['活动名称', '日期', '应到', '实到', '公假', '病假', '事假', '缺席', '列席', '补学', '备注'],
    ['9月主题党日(4日)', '2026年9月4日', 26, 22, 1, 1, 0, 1, 0, 1, '线上1'],
    // 谭海波 belongs to the other group: whoever comes without being expected is a guest.
    ['9月党小组会(一组)(24日)', '2026年9月24日', 13, 0, 0, 0, 0, 0, 1, 0, '未报13 尚未核对'],
  ])
  expect(merged(rows.slice(4))).toEqual(FOOT)
})

test('the year by person: one sign for each session, three counts, in the order of groups and roster', async () => {
  const { name, sheets: all } = await sheets({ kind: 'year', branch: 'first', year: 2026 })
  expect(name).toBe('第一党支部_年度到会情况_2026年.xlsx')
  const rows = all[0]!.data
  expect(rows[0]![0]).toBe('第一党支部2026年党员到会情况年度表')
  expect(rows[1]).toEqual([
    '序号',
    '姓名',
    ...Array.from({ length: 12 }, (_, month) => `${month + 1}月`),
    '到会次数',
    '请假次数',
    '补学次数',
  ])
  const lineOf = (who: string) => {
    const row = rows.find(([, person]) => person === who)!
    return [...row.slice(0, 2), ...row.slice(10, 12), ...row.slice(14)]
  }
  expect(lineOf('王建平')).toEqual([1, '王建平', '√ ·', '√', 2, 0, 0])
  expect(lineOf('刘芳')).toEqual([4, '刘芳', '公补 ·', '√', 1, 1, 1])
  expect(lineOf('彭莉')).toEqual([5, '彭莉', '线 ·', '√', 1, 0, 0])
  expect(lineOf('谭海波')).toEqual([18, '谭海波', '病 列', '√', 1, 1, 0])
  expect(lineOf('曹阳')).toEqual([20, '曹阳', '× —', '√', 1, 0, 0])
  const people = rows.filter(([number]) => typeof number === 'number')
  expect(people).toHaveLength(26)
  expect(people.every(row => row.slice(2, 10).every(cell => cell === EMPTY))).toBe(true)
})

test('of one kind the year holds only that kind', async () => {
  const request = { kind: 'year', branch: 'first', year: 2026, activity: 'theme_party_day' } as const
  const { name, sheets: all } = await sheets(request)
  expect(name).toBe('第一党支部_主题党日年度到会情况_2026年.xlsx')
  expect(all[0]!.data[2]!.slice(8, 13)).toEqual([EMPTY, EMPTY, '√', EMPTY, EMPTY])
})

test('the meetings held say what was entered late or is not checked yet', async () => {
  const { name, sheets: all } = await sheets({ kind: 'meetings', branch: 'first', year: 2026 })
  expect(name).toBe('第一党支部_三会一课完成情况_2026年.xlsx')
  const rows = all[0]!.data.slice(1, 10)
  const inYear = (september: string | null, october: string | null) => [
    ...Array<null>(8).fill(EMPTY),
    september,
    october,
    EMPTY,
    EMPTY,
  ]
  expect(rows).toEqual([
    ['项目', ...Array.from({ length: 12 }, (_, month) => `${month + 1}月`), '应开/已开'],
    ['支部党员大会', ...inYear(EMPTY, EMPTY), '4/0'],
    ['支部委员会会议', ...inYear(EMPTY, EMPTY), '12/0'],
    ['党小组会(一组)', ...inYear('24日*', EMPTY), '12/1'],
    ['党小组会(二组)', ...inYear(EMPTY, EMPTY), '12/0'],
    ['党课', ...inYear(EMPTY, '9日△'), '4/1'],
    ['主题党日', ...inYear('4日', EMPTY), '12/1'],
    ['组织生活会', ...inYear(EMPTY, EMPTY), '1/0'],
    ['民主评议党员', ...inYear(EMPTY, EMPTY), '1/0'],
  ])
})

test('the makeup list names who missed what, until when, and whether it was made up', async () => {
  const { sheets: all } = await sheets({ kind: 'makeup', branch: 'first', year: 2026 })
  expect(all[0]!.data.slice(1, 5)).toEqual([
    ['序号', '姓名', '活动', '日期', '到会情况', '补学截止', '补学情况'],
    [1, '刘芳', '9月主题党日(4日)', '2026年9月4日', '请假(公假)', '2026年9月18日', '已补学(9月8日)'],
    [2, '谭海波', '9月主题党日(4日)', '2026年9月4日', '请假(病假)', '2026年9月18日', '待补学'],
    [3, '曹阳', '9月主题党日(4日)', '2026年9月4日', '缺席', '2026年9月18日', '待补学'],
  ])
})

test('the second sheet lists what was changed or entered late, not the first word of everybody', async () => {
  const { sheets: all } = await sheets({ kind: 'year', branch: 'first', year: 2026 })
  const rows = all[1]!.data
  expect(rows[0]![0]).toBe('第一党支部2026年变更记录')
  expect(rows.slice(2, 4)).toEqual([
    [1, '9月主题党日(4日)', '2026年9月2日 10:01', '彭莉', '参加(报名)', '线上', '本人', '彭莉', EMPTY],
    [2, '9月主题党日(4日)', '2026年9月7日 09:02', '曹阳', '已到', '缺席', '支部登记', '李雪梅', EMPTY],
  ])
  expect(rows[4]!.slice(1, 9)).toEqual([
    '10月党课(9日)',
    '2026年10月12日 09:02',
    '王建平',
    '未报',
    '已到',
    '支部登记',
    '李雪梅',
    '补录(2026年10月12日),原因:当天没有登记',
  ])
})

test('a session that was entered afterwards says so below its register', async () => {
  const { id } = await branch.office.session('10月党课')
  const { sheets: all } = await sheets({ kind: 'session', sessionId: id })
  const lines = all[0]!.data.map(([first]) => first)
  expect(lines).toContain('本次为补录:2026年10月12日录入,经办:李雪梅,原因:当天没有登记')
})

test('whoever joined later is not expected before, and whoever left stays in the register of the day', async () => {
  const rows = readRosterCsv(
    Buffer.from(
      'userid,name,memberType,partyGroup,department\nliufang,刘芳,full,一组,财务科\nxiafan,夏帆,full,一组,财务科',
    ),
  )
  const other = await openBranch()
  const { ledger, parts } = other.office
  await other.says('lixuemei', '发起主题党日,9月4日下午3点,三楼会议室', '2026-09-01 09:00')
  await ledger.write(trx =>
    importRoster(trx, { branch: 'first', rows, remove: true, actor: 'cli', now: at('2026-09-10 09:00') }),
  )
  const file = await exportFile(
    ledger.read,
    parts.office,
    { kind: 'month', branch: 'first', month: '2026-09' },
    at('2026-09-11 09:00'),
  )
  const [sheet] = await readXlsx(file!.bytes)
  expect(sheet!.data[2]!.slice(0, 3)).toEqual(['9月主题党日(4日)', '2026年9月4日', 26])
  await other.close()
})

test('a request survives its way through the outbox or a link', () => {
  const requests: ExportRequest[] = [
    { kind: 'session', sessionId: 's0123456789ab' },
    { kind: 'year', branch: 'first', year: 2026, activity: 'book_club' },
    { kind: 'meetings', branch: 'first', year: 2026 },
    { kind: 'makeup', branch: 'site-2', year: 2025 },
    { kind: 'month', branch: 'first', month: '2026-09' },
  ]
  expect(requests.map(request => exportRequest(exportCode(request)))).toEqual(requests)
})
