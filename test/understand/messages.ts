import { readFileSync } from 'node:fs'
import type { Utterance } from '../support/score.ts'
import { buildNameIndex } from '../../src/understand/names.ts'
import type { NameEntry } from '../../src/understand/names.ts'
import type { PromptKind, Situation } from '../../src/understand/reading.ts'

// The invented branch from which the labelled messages come.
const entries: NameEntry[] = file('roster.csv')
  .slice(1)
  .map(line => {
    const [personId = '', name = '', , , , , tag = '', aliases = ''] = line.split(',')
    return {
      personId,
      name,
      ...(tag !== '' && { tag }),
      aliases: aliases.split('|').filter(alias => alias !== ''),
    }
  })

export const names = buildNameIndex(entries)

export const inGroup: Situation = {
  chatType: 'group',
  role: 'cadre',
  names,
  botNames: ['清风', '支部助手'],
}
export const inSingleChat: Situation = { ...inGroup, chatType: 'single' }
export const secretary: Situation = { ...inSingleChat, role: 'secretary' }

export type Labelled = Utterance & Partial<Pick<Situation, 'lastMark' | 'quote'>> & { prompt?: PromptKind }

export function utterances(name: string): Labelled[] {
  return file(name).map(line => JSON.parse(line) as Labelled)
}

function file(name: string): string[] {
  return readFileSync(new URL(name, import.meta.url), 'utf8')
    .trim()
    .split('\n')
}
