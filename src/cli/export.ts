import type { Command } from 'commander'
import { dayOf, yearOf } from '../calendar/day.ts'
import { exportFile, type ExportRequest } from '../attendance/export-request.ts'
import { activityKinds, kindByCode } from '../attendance/kinds.ts'
import { newestSessionOf } from '../attendance/newest-session.ts'
import { nameWithDay } from '../attendance/session.ts'
import { sessionById } from '../attendance/store.ts'
import { audit } from '../ledger/audit.ts'
import { branchNamed } from '../office.ts'
import { writeFile } from './lines.ts'
import { print, Refused, withParts, type CliParts } from './parts.ts'
import { chosenBranch } from './roster.ts'
import { WrongUsage } from './usage.ts'

export function exportCommands(program: Command): void {
  const exporting = program.command('export').description('导出台账(.xlsx),第二张表是变更记录')
  const layout = (name: string, description: string) =>
    exporting
      .command(name)
      .description(description)
      .requiredOption('--out <file>', '写到哪个文件,例如 登记表.xlsx', sheetName)
      .option('--json', '输出一个 JSON')
  const ofBranch = (name: string, description: string) =>
    layout(name, description).option('--branch <name>', '支部名称或代码;只有一个支部时可以不写')

  layout('session', '单次到会登记表')
    .option('--session <id>', '场次;不写就是最近的一场')
    .action(exportSession)
  ofBranch('year', '按人年度表:每人一行,每月一格')
    .option('--year <year>', '哪一年,例如 2026;不写就是今年')
    .option('--kind <code>', `只看一类活动:${activityKinds.map(({ code }) => code).join('、')}`)
    .action((options: YearOptions) =>
      exportPeriod(options, parts => ({
        kind: 'year',
        ...yearly(options, parts),
        ...(options.kind !== undefined && { activity: knownKind(options.kind) }),
      })),
    )
  ofBranch('meetings', '三会一课完成情况表:哪个月开了哪些会')
    .option('--year <year>', '哪一年,例如 2026;不写就是今年')
    .action((options: YearOptions) =>
      exportPeriod(options, parts => ({ kind: 'meetings', ...yearly(options, parts) })),
    )
  ofBranch('makeup', '补学清单:谁缺了哪一次,补了没有')
    .option('--year <year>', '哪一年,例如 2026;不写就是今年')
    .action((options: YearOptions) =>
      exportPeriod(options, parts => ({ kind: 'makeup', ...yearly(options, parts) })),
    )
  ofBranch('month', '月统计表:每次活动的总数')
    .option('--month <month>', '哪个月,例如 2026-11;不写就是本月')
    .action((options: MonthOptions) =>
      exportPeriod(options, parts => ({
        kind: 'month',
        branch: chosenBranch(parts.office, options.branch).code,
        month: monthFrom(options.month, parts.clock.now()),
      })),
    )
}

/** Excel opens nothing whose ending says something else than what is in it. */
function sheetName(out: string): string {
  if (/\.xlsx$/i.test(out) || !/\.[A-Za-z]{1,5}$/.test(out)) return out
  throw new WrongUsage(`文件名请以 .xlsx 结尾,现在是“${out}”。`)
}

interface Out {
  out: string
  json?: true
}

interface YearOptions extends Out {
  branch?: string
  year?: string
  kind?: string
}

interface MonthOptions extends Out {
  branch?: string
  month?: string
}

function yearly({ branch, year }: YearOptions, { office, clock }: CliParts) {
  return { branch: chosenBranch(office, branch).code, year: yearFrom(year, clock.now()) }
}

const EARLIEST = 2000

function yearFrom(written: string | undefined, now: Date): number {
  const thisYear = yearOf(dayOf(now))
  if (written === undefined) return thisYear
  const year = Number(written)
  if (!/^\d{4}$/.test(written) || year < EARLIEST)
    throw new WrongUsage(`看不懂年份“${written}”。请写成 2026。`)
  if (year > thisYear) throw new Refused(`${written}年还没有到,没有可导出的台账。`)
  return year
}

function monthFrom(written: string | undefined, now: Date): string {
  const thisMonth = dayOf(now).slice(0, 7)
  if (written === undefined) return thisMonth
  const [, year = '', month = ''] = /^(\d{4})-(\d{1,2})$/.exec(written) ?? []
  if (Number(year) < EARLIEST || Number(month) < 1 || Number(month) > 12)
    throw new WrongUsage(`看不懂月份“${written}”。请写成 2026-11。`)
  const wanted = `${year}-${month.padStart(2, '0')}`
  if (wanted > thisMonth) throw new Refused(`${year}年${Number(month)}月还没有到,没有可导出的台账。`)
  return wanted
}

function knownKind(code: string): string {
  if (kindByCode(code) !== undefined) return code
  throw new WrongUsage(`没有活动类型“${code}”。可用的是:${activityKinds.map(kind => kind.code).join('、')}。`)
}

interface SessionOptions extends Out {
  session?: string
}

async function exportSession({ out, session: id, json }: SessionOptions): Promise<void> {
  await withParts(async parts => {
    const { office, ledger } = parts
    const session =
      id === undefined
        ? await newestSessionOf(
            ledger.read,
            office.branches.map(({ code }) => code),
          )
        : await sessionById(ledger.read, id)
    if (session === undefined)
      throw new Refused(
        id === undefined ? '还没有活动,没有可导出的登记表。' : `没有场次“${id}”。先用 sessions list 看看。`,
      )
    const written = await writeExport(parts, { kind: 'session', sessionId: session.id }, out)
    print(json === true, { session: session.id, ...written }, [
      `已导出${branchNamed(office, session.branch)?.name ?? ''}${nameWithDay(session)}的登记表:${out}。${session.state === 'archived' ? '' : '这一场还没有核对归档。'}${MIND}`,
    ])
  })
}

const MIND = '仅供支部内部管理使用,请勿外传。'

async function exportPeriod({ out, json }: Out, wanted: (parts: CliParts) => ExportRequest): Promise<void> {
  await withParts(async parts => {
    const request = wanted(parts)
    const written = await writeExport(parts, request, out)
    print(json === true, { ...request, ...written }, [
      `已导出${written.name.replace(/\.xlsx$/, '')}:${out}。${MIND}`,
    ])
  })
}

async function writeExport(
  { office, ledger, clock }: CliParts,
  request: ExportRequest,
  out: string,
): Promise<{ file: string; name: string; bytes: number }> {
  const now = clock.now()
  const made = await exportFile(ledger.read, office, request, now)
  if (made === undefined) throw new Refused('这一场已经不存在了,没有导出。')
  writeFile(out, made.bytes)
  const object = request.kind === 'session' ? `session:${request.sessionId}` : `branch:${request.branch}`
  await ledger.write(trx => audit(trx, { at: now, actor: 'cli', action: `${request.kind}.export`, object }))
  return { file: out, name: made.name, bytes: made.bytes.length }
}
