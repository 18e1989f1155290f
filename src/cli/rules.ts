import type { Command } from 'commander'
import { z } from 'zod'
import type { Day } from '../calendar/day.ts'
import { readOffice } from '../office.ts'
import { askRules } from '../rules/ask.ts'
import type { Citation } from '../rules/document.ts'
import { loadRuleBook, type RuleBook } from '../rules/rule-book.ts'
import { benchSearchCommand } from './bench-search.ts'
import { readJsonLines, refuseUnwritable, writeJsonLines } from './lines.ts'
import { cliSettings, dayIn, print, programToday, Refused } from './parts.ts'
import { gapsCommand } from './gaps.ts'
import { WrongUsage } from './usage.ts'
import { ruleImportCommands } from './rules-import.ts'

export function ruleCliCommands(program: Command): void {
  program
    .command('ask <question>')
    .description('查制度')
    .option('--as-of <day>', '按哪一天的规定,例如 2024-05-01')
    .option('--json', '输出一个 JSON')
    .action(ask)
  const rules = program.command('rules').description('制度汇编')
  rules.command('list').description('列出制度和版本').option('--json', '输出一个 JSON').action(list)
  rules
    .command('show <document>')
    .description('显示一份制度的全文')
    .option('--version <year>', '哪一年的版本')
    .option('--json', '输出一个 JSON')
    .action(show)
  ruleImportCommands(rules)
  gapsCommand(rules)
  const bench = program.command('bench').description('评测')
  benchSearchCommand(bench)
  bench
    .command('ask')
    .description('逐行回答:输入 {id, text, prev?},输出 {id, kind, articles, confidence, ms}')
    .requiredOption('--in <file>')
    .requiredOption('--out <file>')
    .option('--today <day>', '按哪一天回答,例如 2026-11-20;不写就是程序的时钟')
    .option('--json', '最后输出一个 JSON')
    .action(benchAsk)
}

function ruleBook(): RuleBook {
  const { configDirectory, dataDirectory, mode } = cliSettings()
  return loadRuleBook(configDirectory, readOffice(configDirectory, mode).answers, dataDirectory)
}

async function ask(text: string, { asOf, json }: { asOf?: string; json?: true }): Promise<void> {
  const day = asOf === undefined ? undefined : dayIn(asOf)
  const book = ruleBook()
  const today: Day = await programToday(cliSettings())
  const answer = askRules(book, { text, today, ...(day !== undefined && { asOf: day }) })
  print(json === true, answer, [answer.text])
}

function list({ json }: { json?: true }): void {
  const book = ruleBook()
  const rows = book.documents.flatMap(({ id, versions }) =>
    versions.map(({ title, number, year, effectiveFrom }) => ({
      document: id,
      title,
      number,
      version: year,
      effectiveFrom,
    })),
  )
  print(
    json === true,
    rows,
    rows.map(row => `${row.document}  《${row.title}》  ${row.number}  ${row.effectiveFrom} 起施行`),
  )
}

function show(id: string, { version: year, json }: { version?: string; json?: true }): void {
  const book = ruleBook()
  const document = book.documents.find(document => document.id.toLowerCase() === id.toLowerCase())
  if (document === undefined) throw new Refused(`没有制度“${id}”。先用 rules list 看看编号。`)
  const version =
    year === undefined
      ? document.versions.at(-1)
      : document.versions.find(version => String(version.year) === year)
  if (version === undefined) throw new WrongUsage(`${id} 没有 ${year} 年的版本。`)
  print(json === true, version, [
    `《${version.title}》 ${version.number}`,
    ...version.articles.flatMap(({ label, paragraphs }) => [label, ...paragraphs.map(({ text }) => text)]),
  ])
}

const Question = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  prev: z.string().nullish(),
})
const EXAMPLE = '{"id":"1","text":"病假要不要证明"}'

interface BenchOptions {
  in: string
  out: string
  today?: string
  json?: true
}

async function benchAsk({ in: input, out, today: given, json }: BenchOptions): Promise<void> {
  const today = given === undefined ? await programToday(cliSettings()) : dayIn(given)
  const book = ruleBook()
  const questions = readJsonLines(input, Question, EXAMPLE)
  refuseUnwritable(out)
  const answers = questions.map(({ id, text, prev }) => {
    const previous: Citation[] =
      typeof prev === 'string' ? askRules(book, { text: prev, today }).articles : []
    const startedAt = performance.now()
    const { kind, articles, confidence } = askRules(book, { text, today, previous })
    return { id, kind, articles, confidence, ms: performance.now() - startedAt }
  })
  writeJsonLines(out, answers)
  print(json === true, { lines: answers.length, today, out }, [
    `已回答 ${answers.length} 行(按 ${today}),写入 ${out}。`,
  ])
}
