import { readFileSync, writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import { z } from 'zod'
import { xlsxBytes } from '../attendance/export-xlsx.ts'
import { count, field, fitted, head, titleRow, type RegisterSheet } from '../attendance/registers/cells.ts'
import { chineseDay, dayOf } from '../calendar/day.ts'
import { standingDuties } from '../duties/facts.ts'
import { differenceLines, differenceOf } from '../reminders/rehearsal/difference.ts'
import { rehearseYear, type Rehearsed } from '../reminders/rehearsal/rehearse.ts'
import { print, Refused, withParts } from './parts.ts'
import { reminderPartsOf } from './reminder-parts.ts'
import { WrongUsage } from './usage.ts'

interface Options {
  year: string
  xlsx?: string
  against?: string
  json?: true
}

/** `rehearse --year 2027`: everything that year would send, without sending it. */
export function rehearseCommand(program: Command): void {
  program
    .command('rehearse')
    .description('排演一年:列出这一年会发的全部消息,不发送')
    .requiredOption('--year <年份>', '例如 2027')
    .option('--xlsx <文件>', '另存为 .xlsx')
    .option('--against <文件>', '与上次用 --json 存下的排演相比')
    .option('--json', '输出一个 JSON')
    .action(rehearse)
}

async function rehearse({ year: written, xlsx, against, json }: Options): Promise<void> {
  const year = Number(written)
  if (!Number.isInteger(year) || year < 2020 || year > 2100)
    throw new WrongUsage(`年份“${written}”应写成四位数字,例如 2027。`)
  const before = against === undefined ? undefined : readRehearsal(against)
  await withParts(async cli => {
    const parts = reminderPartsOf(cli)
    const now = cli.clock.now()
    const duties = await standingDuties(cli.ledger.read, cli.office, parts.calendar, dayOf(now))
    const messages = await rehearseYear(cli.ledger.read, parts, duties, year)
    if (xlsx !== undefined) writeFile(xlsx, await xlsxBytes([sheetOf(cli.office.name, year, messages)], now))
    const difference = before === undefined ? undefined : differenceOf(before, messages)
    const lines = difference === undefined ? linesOf(year, messages) : differenceLines(difference)
    const document = { year, messages, ...(difference !== undefined && { difference }) }
    print(json === true, document, xlsx === undefined ? lines : [...lines, `已写入 ${xlsx}。`])
  })
}

/** By day and group; what is private only as a number. */
function linesOf(year: number, messages: readonly Rehearsed[]): string[] {
  const inGroups = messages.filter(({ text }) => text !== undefined)
  const privately = messages.filter(({ text }) => text === undefined)
  const people = privately.reduce((sum, one) => sum + one.count, 0)
  return [
    `${year}年:群里${inGroups.length}条,单聊${privately.length}次(至多${people}条)。${messages.some(({ unsure }) => unsure) ? '这一年的放假安排还没有载入,日期待核。' : ''}`,
    ...[...Map.groupBy(messages, ({ day }) => day)].flatMap(([day, ofDay]) => [
      `── ${chineseDay(day)} ──`,
      ...ofDay.map(({ time, to, what, text, count: people }) =>
        text === undefined
          ? `${time} 单聊 ${what},至多${people}人`
          : `${time} ${to} ${what}:${text.replaceAll('\n', ' / ')}`,
      ),
    ]),
  ]
}

const PRIVATE = '(私下发送,只列人数)'
const WIDTHS = [16, 8, 22, 30, 80, 8]

function sheetOf(office: string, year: number, messages: readonly Rehearsed[]): RegisterSheet {
  return {
    name: `${year}年排演`,
    widths: WIDTHS,
    headRows: 2,
    rows: [
      titleRow(`${office}${year}年提醒排演`, WIDTHS.length),
      ['日期', '时间', '发到', '事项', '内容', '人数'].map(head),
      ...messages.map(({ day, time, to, what, text = PRIVATE, count: people, unsure }) =>
        fitted(
          [
            field(`${chineseDay(day)}${unsure ? '待核' : ''}`),
            field(time),
            field(to),
            field(what, 'left'),
            field(text, 'left'),
            text === PRIVATE ? count(people) : field('全群'),
          ],
          WIDTHS,
        ),
      ),
    ],
  }
}

const Earlier = z.object({
  messages: z.array(
    z.object({
      id: z.string(),
      day: z.string(),
      time: z.string(),
      to: z.string(),
      what: z.string(),
      text: z.string().optional(),
      count: z.number(),
      unsure: z.boolean(),
    }),
  ),
})

function readRehearsal(file: string): Rehearsed[] {
  try {
    const { messages } = Earlier.parse(JSON.parse(readFileSync(file, 'utf8')))
    return messages.map(({ text, ...one }) => ({ ...one, text }))
  } catch (cause) {
    throw new Refused(`读不到上次的排演 ${file}。请先用 rehearse --json 存一份。`, { cause })
  }
}

function writeFile(file: string, bytes: Buffer): void {
  try {
    writeFileSync(file, bytes)
  } catch (cause) {
    throw new Refused(`写不进文件 ${file}。请检查路径,或先关闭正打开它的程序。`, { cause })
  }
}
