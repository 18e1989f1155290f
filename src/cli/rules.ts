import { createReadStream, createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { finished } from 'node:stream/promises'
import type { Command } from 'commander'
import { dayOf, type Day } from '../calendar/day.ts'
import { readOffice } from '../office.ts'
import { askRules } from '../rules/ask.ts'
import type { Citation } from '../rules/document.ts'
import { loadRuleBook, type RuleBook } from '../rules/rule-book.ts'
import { benchSearchCommand } from './bench-search.ts'
import { cliSettings, print, Refused } from './parts.ts'
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
  const bench = program.command('bench').description('评测')
  benchSearchCommand(bench)
  bench
    .command('ask')
    .description('逐行回答:输入 {id, text, prev?},输出 {id, kind, articles, confidence, ms}')
    .requiredOption('--in <file>')
    .requiredOption('--out <file>')
    .option('--today <day>')
    .action(benchAsk)
}

function rulesAndToday(): { book: RuleBook; today: Day } {
  const settings = cliSettings()
  const office = readOffice(settings.configDirectory, settings.mode)
  const today =
    settings.mode === 'trial' ? '2026-11-20' : dayOf(new Date(Date.now() + settings.clockOffsetMs))
  return { book: loadRuleBook(settings.configDirectory, office.answers, settings.dataDirectory), today }
}

function dayIn(text: string | undefined): Day | undefined {
  if (text === undefined) return undefined
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) return text
  throw new Refused(`看不懂日期“${text}”。请写成 2024-05-01。`)
}

async function ask(text: string, { asOf, json }: { asOf?: string; json?: true }): Promise<void> {
  const day = dayIn(asOf)
  const { book, today } = rulesAndToday()
  const answer = askRules(book, { text, today, ...(day !== undefined && { asOf: day }) })
  print(json === true, answer, [answer.text])
}

async function list({ json }: { json?: true }): Promise<void> {
  const { book } = rulesAndToday()
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

async function show(id: string, { version: year, json }: { version?: string; json?: true }): Promise<void> {
  const { book } = rulesAndToday()
  const document = book.documents.find(document => document.id.toLowerCase() === id.toLowerCase())
  if (document === undefined) throw new Refused(`没有制度“${id}”。先用 rules list 看看编号。`)
  const version =
    year === undefined
      ? document.versions.at(-1)
      : document.versions.find(version => String(version.year) === year)
  if (version === undefined) throw new Refused(`${id} 没有 ${year} 年的版本。`)
  print(json === true, version, [
    `《${version.title}》 ${version.number}`,
    ...version.articles.flatMap(({ label, paragraphs }) => [label, ...paragraphs.map(({ text }) => text)]),
  ])
}

interface BenchQuestion {
  id: string
  text: string
  prev?: string
}

async function benchAsk({
  in: input,
  out,
  today: given,
}: {
  in: string
  out: string
  today?: string
}): Promise<void> {
  const { book, today: default_ } = rulesAndToday()
  const today = dayIn(given) ?? default_
  const output = createWriteStream(out)
  for await (const line of createInterface({ input: createReadStream(input) })) {
    if (line.trim() === '') continue
    const { id, text, prev } = JSON.parse(line) as BenchQuestion
    const previous: Citation[] = prev === undefined ? [] : askRules(book, { text: prev, today }).articles
    const startedAt = performance.now()
    const { kind, articles, confidence } = askRules(book, { text, today, previous })
    output.write(`${JSON.stringify({ id, kind, articles, confidence, ms: performance.now() - startedAt })}\n`)
  }
  output.end()
  await finished(output)
}
