import type { Command } from 'commander'
import { z } from 'zod'
import { readOffice } from '../office.ts'
import { readRosterCsv } from '../people/roster-file.ts'
import { buildNameIndex, type NameIndex } from '../understand/names.ts'
import type { Slots } from '../understand/reading.ts'
import { understand } from '../understand/understand.ts'
import { readWhen } from '../understand/when.ts'
import { readFile, readJsonLines, refuseUnwritable, writeJsonLines } from './lines.ts'
import { cliSettings, instantIn, print } from './parts.ts'

export function understandCommand(program: Command): void {
  program
    .command('understand')
    .description('逐行理解消息:输入 {id, text, chatType, role},输出 {id, intent, slots}')
    .requiredOption('--in <file>', '输入,一行一个 JSON')
    .requiredOption('--out <file>', '输出')
    .option('--now <iso>', '现在的时间;写了就把说到的时间换算成日期和钟点(at、dueAt)')
    .option('--roster <file>', '名单(CSV)')
    .option('--explain', '写出是哪条规则决定的')
    .option('--json', '最后输出一个 JSON')
    .action(run)
}

const Line = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  chatType: z.enum(['group', 'single']),
  role: z.enum(['cadre', 'secretary', 'admin']),
})
const EXAMPLE = '{"id":"1","text":"参加","chatType":"group","role":"cadre"}'

interface Options {
  in: string
  out: string
  now?: string
  roster?: string
  explain?: true
  json?: true
}

function run({ in: input, out, now: given, roster, explain, json }: Options): void {
  const now = given === undefined ? undefined : instantIn(given)
  const { configDirectory, mode } = cliSettings()
  const { bot } = readOffice(configDirectory, mode)
  const names = namesOf(roster)
  const lines = readJsonLines(input, Line, EXAMPLE)
  refuseUnwritable(out)
  const documents = lines.map(({ id, text, chatType, role }) => {
    const { intent, slots, why } = understand(text, { chatType, role, names, botNames: bot.names })
    return {
      id,
      intent,
      slots,
      ...(now !== undefined && reckoned(slots, now)),
      ...(explain === true && { why }),
    }
  })
  writeJsonLines(out, documents)
  print(json === true, { lines: documents.length, out }, [`已理解 ${documents.length} 行,写入 ${out}。`])
}

/** The times that were said, as days and hours in Shanghai. */
function reckoned({ when, deadline }: Slots, now: Date) {
  const at = when === undefined ? undefined : reckonedTime(when, now)
  const dueAt = deadline === undefined ? undefined : reckonedTime(deadline, now)
  return { ...(at !== undefined && { at }), ...(dueAt !== undefined && { dueAt }) }
}

function reckonedTime(said: string, now: Date): { day?: string; time?: string } | undefined {
  const { day, time } = readWhen(said, now)
  if (day === undefined && time === undefined) return undefined
  return { ...(day !== undefined && { day }), ...(time !== undefined && { time }) }
}

function namesOf(roster: string | undefined): NameIndex {
  const rows = roster === undefined ? [] : readRosterCsv(readFile(roster))
  return buildNameIndex(
    rows.map(({ name, tag, aliases }, index) => ({
      personId: String(index),
      name,
      aliases,
      ...(tag !== undefined && { tag }),
    })),
  )
}
