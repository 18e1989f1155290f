import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { importedFiles } from './imported.ts'
import { RuleBookError } from './problem.ts'

/** A file of the rule book: its name, for messages, and its text. */
export interface RuleFile {
  name: string
  text: string
}

/** The files a rule book is built from. */
export interface RuleFiles {
  /** The office's own rules, then the imported ones. */
  files: RuleFile[]
  synonyms: RuleFile
  /** How people ask for the articles. */
  asked: RuleFile[]
}

/** Reads rules/*.md, rules/asked/*.md and synonyms.yaml below a directory, and what was imported. Throws RuleBookError. */
export function readRuleFiles(configDirectory: string, dataDirectory: string | undefined): RuleFiles {
  const names = markdownIn(join(configDirectory, 'rules'))
  if (names === undefined)
    throw new RuleBookError([{ file: 'rules', text: '没有找到 rules 文件夹,请建一个并放入制度文件。' }])
  const read = (folder: string) => (name: string) => ({
    name: `${folder}/${name}`,
    text: readFileSync(join(configDirectory, folder, name), 'utf8'),
  })
  const asked = markdownIn(join(configDirectory, 'rules', 'asked')) ?? []
  const imported = dataDirectory === undefined ? [] : importedFiles(dataDirectory)
  return {
    files: [...names.map(read('rules')), ...imported],
    synonyms: { name: 'synonyms.yaml', text: readIfPresent(join(configDirectory, 'synonyms.yaml')) },
    asked: asked.map(read('rules/asked')),
  }
}

function markdownIn(directory: string): string[] | undefined {
  try {
    return readdirSync(directory)
      .filter(name => name.endsWith('.md'))
      .sort()
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

function readIfPresent(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (isMissing(error)) return ''
    throw error
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
