import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportFile, type ExportRequest } from '../../src/attendance/export-request.ts'
import { at } from '../reminders/office.ts'
import { openBranch, type TestBranch } from './branch.ts'

const run = promisify(execFile)
const onPath = (program: string) =>
  (process.env['PATH'] ?? '').split(delimiter).some(directory => existsSync(join(directory, program)))
const canPrint = ['soffice', 'pdfinfo', 'pdftotext'].every(onPath)
if (!canPrint) console.log('not run: printing to PDF (soffice, pdfinfo and pdftotext are not all here)')

const directory = mkdtempSync(join(tmpdir(), 'qingfeng-print-'))
let branch: TestBranch
beforeAll(async () => {
  branch = await openBranch()
  await aBusyYear(branch)
})
afterAll(async () => {
  await branch.close()
  rmSync(directory, { recursive: true, force: true })
})

/** Months with everything that makes a form wide: many members, leave of all kinds, corrections with reasons, groups, makeup. */
async function aBusyYear({ says, tells }: TestBranch): Promise<void> {
  for (let month = 1; month <= 10; month += 1) {
    const day = (date: number, time: string) =>
      `2026-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')} ${time}`
    await says(
      'lixuemei',
      `发起主题党日,${month}月16日下午3点,三楼会议室,主题是学习《中国共产党支部工作条例(试行)》和本单位组织生活制度,主持人王建平,记录人彭莉`,
      day(12, '09:00'),
    )
    await says('liufang', '公假', day(12, '10:00'))
    await tells('pengli', '病假', day(12, '10:01'))
    await says('hejing', '参加', day(12, '10:02'))
    await tells('lixuemei', '除老谭事假、曹阳公假外都到了', day(17, '09:00'))
    await tells('lixuemei', '确认', day(17, '09:01'))
    await tells('lixuemei', '何秀英不计应到,年老体弱', day(17, '09:02'))
    await tells('lixuemei', '核对无误', day(17, '09:03'))
    await tells('liufang', '已补学', day(18, '09:00'))
    await tells(
      'lixuemei',
      `${month}月主题党日何静迟到,原因:签到表第二页漏看,经本人说明后核实更正`,
      day(19, '09:00'),
    )
    await says('lixuemei', `发起一组党小组会,${month}月24日上午9点`, day(20, '09:00'))
    await tells('lixuemei', '党小组会其余都到了', day(24, '11:00'))
    await tells('lixuemei', '确认', day(24, '11:01'))
    await tells('lixuemei', '党小组会核对无误', day(24, '11:02'))
  }
  await says('lixuemei', '发起支部党员大会,10月28日下午3点,三楼会议室,讨论年度工作', '2026-10-25 09:00')
  await tells('lixuemei', '党员大会其余都到了', '2026-10-28 17:00')
  await tells('lixuemei', '确认', '2026-10-28 17:01')
  await tells('lixuemei', '党员大会核对无误', '2026-10-28 17:02')
}

async function sessionId(title: string): Promise<string> {
  return (await branch.office.session(title)).id
}

const layouts: [string, () => Promise<ExportRequest>, string[]][] = [
  [
    'the register of one session',
    async () => ({ kind: 'session', sessionId: await sessionId('10月主题党日') }),
    ['序号', '备注', '主持人:王建平', '记录人:彭莉', '年老体弱', '已补学', '报名待核对'],
  ],
  [
    'the register of a meeting with a quorum',
    async () => ({ kind: 'session', sessionId: await sessionId('10月支部党员大会') }),
    ['到会人数:应到会有表决权', '已达到'],
  ],
  ['the year by person', async () => ({ kind: 'year', branch: 'first', year: 2026 }), ['12月', '补学次数']],
  [
    'the meetings held',
    async () => ({ kind: 'meetings', branch: 'first', year: 2026 }),
    ['应开/已开', '16日'],
  ],
  [
    'the totals of a month',
    async () => ({ kind: 'month', branch: 'first', month: '2026-10' }),
    ['活动名称', '备注'],
  ],
  ['the makeup list', async () => ({ kind: 'makeup', branch: 'first', year: 2026 }), ['补学截止', '待补学']],
]

test.runIf(canPrint)(
  'every layout is printed on A4 across, one page wide, with no column cut off',
  async () => {
    const { ledger, parts } = branch.office
    for (const [index, [, request]] of layouts.entries()) {
      const file = await exportFile(ledger.read, parts.office, await request(), at('2026-10-29 09:00'))
      writeFileSync(join(directory, `${index}.xlsx`), file!.bytes)
    }
    const files = layouts.map((_, index) => join(directory, `${index}.xlsx`))
    const profile = `-env:UserInstallation=file://${join(directory, 'profile')}`
    await run('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', directory, ...files])
    for (const [index, [name, , words]] of layouts.entries()) {
      const pdf = join(directory, `${index}.pdf`)
      const { stdout: info } = await run('pdfinfo', [pdf])
      expect(`${name}: ${info}`).toMatch(/Page size:\s+841\.\d+ x 595\.\d+ pts \(A4\)/)
      const { stdout: text } = await run('pdftotext', ['-layout', pdf, '-'])
      // Every page of a sheet carries its head rows: a cut column would stand on a page of its own, without the title.
      const pages = text.split('\f').filter(page => page.trim() !== '')
      for (const page of pages) expect(`${name}: ${page}`).toMatch(/第一党支部.*(?:表|清单|记录)/)
      for (const word of words) expect(`${name}: ${text}`).toContain(word)
    }
  },
  120_000,
)

test('there is something to print in every layout', async () => {
  const { ledger, parts } = branch.office
  for (const [, request] of layouts)
    expect(
      (await exportFile(ledger.read, parts.office, await request(), at('2026-10-29 09:00')))?.bytes.length,
    ).toBeGreaterThan(5000)
})
