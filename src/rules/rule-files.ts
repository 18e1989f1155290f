import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { importedFiles } from './imported.ts'
import { type Problem, RuleBookError } from './problem.ts'

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
  const names = markdownIn(configDirectory, 'rules')
  if (names === undefined)
    throw new RuleBookError([{ file: 'rules', text: '没有找到 rules 文件夹,请建一个并放入制度文件。' }])
  const askedNames = markdownIn(configDirectory, 'rules/asked') ?? []
  const problems: Problem[] = []
  const read = (name: string): RuleFile => ({ name, text: textOf(configDirectory, name, problems) ?? '' })
  const [files, asked, synonyms] = [names.map(read), askedNames.map(read), read('synonyms.yaml')]
  if (problems.length > 0) throw new RuleBookError(problems)
  const imported = dataDirectory === undefined ? [] : importedFiles(dataDirectory)
  return { files: [...files, ...imported], synonyms, asked }
}

/** The names of the Markdown files in a folder, with the folder; undefined without the folder. */
function markdownIn(configDirectory: string, folder: string): string[] | undefined {
  try {
    return readdirSync(join(configDirectory, folder))
      .filter(name => name.endsWith('.md'))
      .sort()
      .map(name => `${folder}/${name}`)
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    if (hasCode(error, 'ENOTDIR'))
      throw new RuleBookError([{ file: folder, text: '这是一个文件,应当是文件夹。' }])
    throw error
  }
}

// Far more than any rule or any list of questions has; what is larger was put there by mistake.
const MOST_BYTES = 2 ** 20

/** The text of a file without its byte order mark; undefined where there is none, or after noting what is wrong with it. */
function textOf(configDirectory: string, name: string, problems: Problem[]): string | undefined {
  const path = join(configDirectory, name)
  const refuse = (text: string) => void problems.push({ file: name, text })
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) return undefined
  if (found.isDirectory()) return refuse('这是一个文件夹,应当是文件。')
  if (found.size > MOST_BYTES) return refuse('超过 1 MB,请分成几个文件。')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path))
  } catch (error) {
    if (hasCode(error, 'ERR_ENCODING_INVALID_ENCODED_DATA')) return refuse('不是 UTF-8 编码,请另存为 UTF-8。')
    throw error
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
