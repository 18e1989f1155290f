import { createReadStream, createWriteStream, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { finished } from 'node:stream/promises'
import type { Command } from 'commander'
import { readOffice } from '../office.ts'
import { readRosterCsv } from '../people/roster-file.ts'
import { buildNameIndex, type NameIndex } from '../understand/names.ts'
import { understand } from '../understand/understand.ts'
import { cliSettings } from './parts.ts'

export function understandCommand(program: Command): void {
  program
    .command('understand')
    .description('逐行理解消息:输入 {id, text, chatType, role},输出 {id, intent, slots}')
    .requiredOption('--in <file>', '输入,一行一个 JSON')
    .requiredOption('--out <file>', '输出')
    .option('--now <iso>', '现在的时间')
    .option('--roster <file>', '名单(CSV)')
    .option('--explain', '写出是哪条规则决定的')
    .action(run)
}

interface Line {
  id: string
  text: string
  chatType: 'group' | 'single'
  role: 'cadre' | 'secretary'
}

async function run({
  in: input,
  out,
  roster,
  explain,
}: {
  in: string
  out: string
  roster?: string
  explain?: true
}): Promise<void> {
  const settings = cliSettings()
  const office = readOffice(settings.configDirectory, settings.mode)
  const names = namesOf(roster)
  const output = createWriteStream(out)
  for await (const line of createInterface({ input: createReadStream(input) })) {
    if (line.trim() === '') continue
    const { id, text, chatType, role } = JSON.parse(line) as Line
    const { intent, slots, why } = understand(text, { chatType, role, names, botNames: office.bot.names })
    output.write(`${JSON.stringify({ id, intent, slots, ...(explain === true && { why }) })}\n`)
  }
  output.end()
  await finished(output)
}

function namesOf(roster: string | undefined): NameIndex {
  const rows = roster === undefined ? [] : readRosterCsv(readFileSync(roster))
  return buildNameIndex(
    rows.map(({ name, tag, aliases }, index) => ({
      personId: String(index),
      name,
      aliases,
      ...(tag !== undefined && { tag }),
    })),
  )
}
