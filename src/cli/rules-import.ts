import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { Command } from 'commander'
import { readOffice, type Office } from '../office.ts'
import { importedFiles } from '../rules/imported.ts'
import type { Given } from '../rules/import/known-facts.ts'
import { keepRules, withdrawRule } from '../rules/import/keep.ts'
import { MOST_BYTES } from '../rules/import/limits.ts'
import { planImport, type Incoming, type Plan } from '../rules/import/plan.ts'
import { ImportRefused } from '../rules/import/refusal.ts'
import { reportJson, reportLines } from '../rules/import/report.ts'
import { refuseUnreadable } from '../rules/import/withdrawal.ts'
import { type RuleFile, readRuleFiles } from '../rules/rule-files.ts'
import { cliSettings, print, Refused } from './parts.ts'
import { WrongUsage } from './usage.ts'

export function ruleImportCommands(rules: Command): void {
  rules
    .command('import <file...>')
    .description('导入制度(docx、pdf、xlsx、ofd、md、txt,粘贴的文字写 -):先显示看懂了什么,加 --yes 才写入')
    .option('--yes', '确认写入;全部正确才写,否则一份也不写')
    .option('--preview', '只看,不写入(不写 --yes 时就是这样)')
    .option('--id <id>', '短编号,如 R13')
    .option('--title <title>', '制度名称')
    .option('--number <number>', '发文字号,如 青办〔2026〕20号')
    .option('--from <day>', '施行日期,如 2026-12-01')
    .option('--trial-until <day>', '试行期最后一天')
    .option('--interpreted-by <office>', '由哪个科室解释')
    .option('--supersedes <number...>', '替代的发文字号')
    .option('--abolishes <number...>', '废止的发文字号')
    .option('--amends <number>', '修改的是哪一份(只含改动的条)')
    .option('--alias <name...>', '大家用的简称')
    .option('--public', '公开:谁都可以问')
    .option('--groups <name...>', '内部:只在这些群里回答')
    .option('--all-groups', '内部:本单位各群都可以回答')
    .option('--higher', '上级的制度')
    .option('--numbers-as-issued', '条号照原文,不连续也可以')
    .option('--replace', '代替已经导入的同一文号(旧文件保留)')
    .option('--json', '输出一个 JSON')
    .action(importRules)
  rules
    .command('withdraw <number>')
    .description('撤下一份导入的制度(按发文字号;文件保留)')
    .option('--json', '输出一个 JSON')
    .action(withdraw)
}

interface Options {
  yes?: true
  preview?: true
  id?: string
  title?: string
  number?: string
  from?: string
  trialUntil?: string
  interpretedBy?: string
  supersedes?: string[]
  abolishes?: string[]
  amends?: string
  alias?: string[]
  public?: true
  groups?: string[]
  allGroups?: true
  higher?: true
  numbersAsIssued?: true
  replace?: true
  json?: true
}

async function importRules(files: string[], options: Options): Promise<void> {
  const settings = cliSettings()
  const office = readOffice(settings.configDirectory, settings.mode)
  const given = givenIn(options, files, office)
  const { files: own, synonyms, asked } = readRuleFiles(settings.configDirectory, undefined)
  const present = { own, imported: importedFiles(settings.dataDirectory), synonyms, asked }
  const incoming: Incoming[] = []
  for (const file of files) incoming.push(await readIncoming(file))
  const plan = await planImport(incoming, present, given, options.replace === true)
  const applied = options.yes === true && options.preview !== true && plan.isReady
  if (applied) keep(settings.dataDirectory, plan)
  print(options.json === true, { applied, ...reportJson(plan) }, [
    ...reportLines(plan),
    ending(plan, applied),
  ])
  if (!plan.isReady) process.exitCode = 1
}

function ending(plan: Plan, applied: boolean): string {
  if (!plan.isReady) return '没有导入任何文件。'
  if (!applied) return '以上只是预览,没有写入。核对无误后加 --yes 再执行一次。'
  const count = plan.documents.filter(({ kind }) => kind === 'ready').length
  return `已导入${count}份制度。正在运行的清风从下一个问题起就会用到。`
}

function keep(dataDirectory: string, { documents }: Plan): void {
  const rules = documents.flatMap(planned => (planned.kind === 'ready' ? [planned.rule] : []))
  if (rules.length > 0) refusing(() => keepRules(dataDirectory, rules))
}

async function withdraw(number: string, { json }: { json?: true }): Promise<void> {
  const { configDirectory, dataDirectory } = cliSettings()
  const check = (rest: RuleFile[]) =>
    refuseUnreadable(configDirectory, importedFiles(dataDirectory), rest, number)
  if (!refusing(() => withdrawRule(dataDirectory, number, check)))
    throw new Refused(`没有导入过 ${number}。CONFIG_DIR/rules 里的制度请直接移走文件。`)
  print(json === true, { withdrawn: number }, [`已撤下 ${number},文件仍保留在 DATA_DIR/rules。`])
}

function refusing<T>(run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (error instanceof ImportRefused) throw new Refused(error.message, { cause: error })
    throw error
  }
}

/** What the flags say; those about one document need to be about one. */
function givenIn(options: Options, files: string[], { groups: known }: Office): Given {
  const { id, title, number, from, trialUntil, interpretedBy, supersedes, abolishes, amends, alias } = options
  const single = [id, title, number, from, trialUntil, supersedes, abolishes, amends, alias]
  if (files.length > 1 && single.some(value => value !== undefined))
    throw new WrongUsage('名称、文号、日期等只能给一份文件写明。请一份一份地导入。')
  if ([options.public, options.groups, options.allGroups].filter(value => value !== undefined).length > 1)
    throw new WrongUsage('--public、--groups、--all-groups 只能用一个。')
  const stranger = options.groups?.find(name => !known.some(group => group.name === name))
  if (stranger !== undefined)
    throw new WrongUsage(`没有群“${stranger}”。可用的是:${known.map(({ name }) => name).join('、')}。`)
  return {
    ...(id !== undefined && { id }),
    ...(title !== undefined && { title }),
    ...(number !== undefined && { number }),
    ...(from !== undefined && { effectiveFrom: from }),
    ...(trialUntil !== undefined && { trialUntil }),
    ...(interpretedBy !== undefined && { interpretedBy }),
    ...(supersedes !== undefined && { supersedes }),
    ...(abolishes !== undefined && { abolishes }),
    ...(amends !== undefined && { amends }),
    ...(alias !== undefined && { aliases: alias }),
    ...(options.public === true && { isPublic: true }),
    ...(options.groups !== undefined && { groups: options.groups }),
    ...(options.allGroups === true && { allGroups: true }),
    ...(options.higher === true && { isHigher: true }),
    ...(options.numbersAsIssued === true && { numbersAsIssued: true }),
  }
}

async function readIncoming(file: string): Promise<Incoming> {
  if (file === '-') return { name: '-', bytes: await buffer(process.stdin) }
  try {
    // A file that is too large is not even read.
    const { size } = statSync(file)
    return {
      name: basename(file),
      bytes: size > MOST_BYTES ? Buffer.alloc(MOST_BYTES + 1) : readFileSync(file),
    }
  } catch (cause) {
    throw new Refused(`读不到文件 ${file}。请检查路径。`, { cause })
  }
}
