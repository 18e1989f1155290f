import { readdirSync, readFileSync } from 'node:fs'
import { inputOf } from '../../src/understand/input.ts'
import type { Input } from '../../src/understand/input.ts'
import type { Said } from '../../src/understand/learned/model.ts'
import { INTENTS } from '../../src/understand/reading.ts'
import { inGroup, type Labelled } from '../../test/understand/messages.ts'

const FOLDER = new URL('../../test/understand/', import.meta.url)

/** The labelled messages of the repository that can be read by themselves: without a quote or an earlier question. */
export function labelledMessages(): Labelled[] {
  return labelledFiles().flatMap(({ messages }) => messages)
}

export function labelledFiles(): { name: string; messages: Labelled[] }[] {
  const inside = (folder: string) =>
    readdirSync(new URL(`${folder}/`, FOLDER))
      .sort()
      .map(name => `${folder}/${name}`)
  return ['utterances.jsonl', 'more.jsonl', ...inside('further'), ...inside('sets')].map(name => ({
    name,
    messages: linesOf(new URL(name, FOLDER)).filter(
      ({ prompt, quote, lastMark }) => prompt === undefined && quote === undefined && lastMark === undefined,
    ),
  }))
}

/** What a message says about coming, when it says the same of everybody it speaks of; undefined when it says several things. */
export function saidIn({ slots }: Labelled): Said | undefined {
  const said = new Set(
    (slots.marks ?? []).map(({ status, leaveType = 'unspecified' }): Said =>
      status === undefined ? 'nothing' : status === 'leave' ? `leave ${leaveType}` : status,
    ),
  )
  const [only = 'nothing'] = said
  return said.size > 1 ? undefined : only
}

function linesOf(file: URL): Labelled[] {
  const known: readonly string[] = INTENTS
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Labelled)
    .filter(({ id, intent }) => {
      if (!known.includes(intent)) throw new Error(`${id}: ${intent} is no intent`)
      return true
    })
}

export function inputFrom({ text, chatType, role }: Labelled): Input {
  return inputOf(text, { ...inGroup, chatType, role })
}
