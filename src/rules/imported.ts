import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { RuleBookError } from './problem.ts'

/**
 * The rules that were imported: one Markdown file per version below DATA_DIR/rules, and a list of those that count. The
 * list is replaced whole, so that a reader never sees half an import; what it no longer names is kept but not read.
 */
const List = z.strictObject({
  /** One more with each import. */
  generation: z.number().int().nonnegative(),
  files: z.array(z.string().regex(/^[A-Z]\d{1,3}-\d{4}-\d{1,4}(?:\.\d{1,4})?\.md$/)),
})
export type ImportedList = z.infer<typeof List>

// How messages name the folder, wherever it is.
const SHOWN_FOLDER = 'DATA_DIR/rules/'

export function importedFolder(dataDirectory: string): string {
  return join(dataDirectory, 'rules')
}

export function importedListFile(dataDirectory: string): string {
  return join(importedFolder(dataDirectory), 'imported.json')
}

/** Which imported files count; none before the first import. Throws RuleBookError in words. */
export function readImportedList(dataDirectory: string): ImportedList {
  const file = importedListFile(dataDirectory)
  const text = readIfThere(file)
  if (text === undefined) return { generation: 0, files: [] }
  try {
    return List.parse(JSON.parse(text))
  } catch {
    const words = '导入制度的清单损坏了。请从备份恢复 DATA_DIR/rules 文件夹。'
    throw new RuleBookError([{ file: 'imported.json', text: words }])
  }
}

/** The imported rule files that count. Throws RuleBookError in words. */
export function importedFiles(dataDirectory: string): { name: string; text: string }[] {
  return readImportedList(dataDirectory).files.map(name => {
    const text = readIfThere(join(importedFolder(dataDirectory), name))
    if (text !== undefined) return { name: `${SHOWN_FOLDER}${name}`, text }
    const words = '这份导入的制度不见了。请从备份恢复 DATA_DIR/rules 文件夹。'
    throw new RuleBookError([{ file: name, text: words }])
  })
}

/** The names of the imported files that count, as `importedFiles` gives them; undefined when the list cannot be read. */
export function importedNames(dataDirectory: string): Set<string> | undefined {
  try {
    return new Set(readImportedList(dataDirectory).files.map(name => `${SHOWN_FOLDER}${name}`))
  } catch (error) {
    if (error instanceof RuleBookError) return undefined
    throw error
  }
}

/** Whether a rule file, by the name messages use, was imported. */
export function isImported(name: string): boolean {
  return name.startsWith(SHOWN_FOLDER)
}

/** Changes whenever the list is replaced; costs one look at the file system. */
export function importedMark(dataDirectory: string): string {
  const found = statSync(importedListFile(dataDirectory), { throwIfNoEntry: false, bigint: true })
  return found === undefined ? '' : `${found.ino} ${found.mtimeNs} ${found.size}`
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
