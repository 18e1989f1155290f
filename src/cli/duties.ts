import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { addDays, chineseDay, dayOf } from '../calendar/day.ts'
import { readHolidayTables } from '../calendar/holiday-files.ts'
import { workCalendar } from '../calendar/work-calendar.ts'
import { createDuty, standingDuties } from '../duties/facts.ts'
import { dutyOccurrences } from '../duties/occurrences.ts'
import { dutyOfTask, readTaskTable, type Task } from '../duties/task-table.ts'
import { audit } from '../ledger/audit.ts'
import { print, Refused, withParts } from './parts.ts'
import { chosenBranch } from './roster.ts'

/** `duties list` and `duties import`: what has a date, and the year's 任务分解表. */
export function dutyCliCommands(program: Command): void {
  const duties = program.command('duties').description('有日子的事项')
  duties.command('list').description('列出今后一年的事项').option('--json', '输出一个 JSON').action(list)
  duties
    .command('import <file>')
    .description('导入任务分解表(.xlsx 或 .csv:事项、责任科室、时限):全部正确才写入')
    .option('--branch <name>', '支部名称或代码')
    .option('--preview', '只看结果,不写入')
    .option('--json', '输出一个 JSON')
    .action(importFile)
}

async function list({ json }: { json?: true }): Promise<void> {
  await withParts(async ({ office, ledger, settings, clock }) => {
    const calendar = workCalendar(readHolidayTables(`${settings.configDirectory}/holidays`))
    const today = dayOf(clock.now())
    const all = await standingDuties(ledger.read, office, calendar, today)
    const ahead = all
      .flatMap(({ duty, changes }) => dutyOccurrences(duty, calendar, today, addDays(today, 365), changes))
      .toSorted((one, other) => (one.day < other.day ? -1 : 1))
      .map(({ duty, key, day, unsure, closed, waived }) => ({
        duty: duty.code,
        kind: duty.kind,
        name: duty.name,
        level: duty.level,
        key,
        day,
        unsure,
        closed,
        waived,
      }))
    print(
      json === true,
      ahead,
      ahead.map(
        ({ day, name, level, unsure, closed, waived }) =>
          `${chineseDay(day)}  ${name}  ${levels[level]}${unsure ? '  待核' : ''}${waived ? '  不办' : closed ? '  已办结' : ''}`,
      ),
    )
  })
}

const levels = { open: '公开', private: '私下', 'tick-only': '只打勾' }

interface Options {
  branch?: string
  preview?: true
  json?: true
}

async function importFile(file: string, { branch: branchName, preview, json }: Options): Promise<void> {
  const rows = await readRows(file)
  await withParts(async ({ office, ledger, clock }) => {
    const branch = chosenBranch(office, branchName)
    const now = clock.now()
    const { tasks, problems } = readTaskTable(rows, office.contacts, now)
    if (problems.length > 0)
      throw new Refused(
        [...problems.slice(0, 20), `共${problems.length}处要改,没有导入任何内容。`].join('\n'),
      )
    if (tasks.length === 0) throw new Refused('表里没有事项,没有导入任何内容。')
    const added =
      preview === true
        ? 0
        : await ledger.write(async trx => {
            let count = 0
            for (const task of tasks)
              count += (await createDuty(trx, dutyOfTask(task, branch.code), 'cli', now)) ? 1 : 0
            if (count > 0)
              await audit(trx, { at: now, actor: 'cli', action: 'duty.import', object: `duties:${count}` })
            return count
          })
    const known = tasks.length - added
    const end =
      preview === true
        ? '以上只是预览,没有写入。'
        : `已导入${added}项${known === 0 ? '' : `,另有${known}项早已导入`}。`
    print(json === true, { branch: branch.code, applied: preview !== true, added, tasks }, [
      ...tasks.map(line),
      end,
    ])
  })
}

function line({ day, name, sections }: Task): string {
  return `${day}  ${name}  ${sections.join('、')}`
}

const MOST_BYTES = 5 * 1024 * 1024

async function readRows(file: string): Promise<string[][]> {
  const bytes = readBytes(file)
  if (bytes.length > MOST_BYTES) throw new Refused('文件超过 5 MB,请检查是不是选错了文件。')
  if (!file.toLowerCase().endsWith('.xlsx')) {
    const { parse } = await import('csv-parse/sync')
    return parse(bytes.toString('utf8').replace(/^\uFEFF/, ''), { relax_column_count: true }) as string[][]
  }
  const { default: readXlsx } = await import('read-excel-file/node')
  const sheets = await readXlsx(bytes).catch((cause: unknown) => {
    throw new Refused('这个 .xlsx 打不开。请用 Excel 或 WPS 另存一次,或另存为 CSV。', { cause })
  })
  return (sheets[0]?.data ?? []).map(row => row.map(cellText))
}

function cellText(cell: unknown): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  return cell === null || cell === undefined ? '' : String(cell)
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (cause) {
    throw new Refused(`读不到文件 ${file}。请检查路径。`, { cause })
  }
}
