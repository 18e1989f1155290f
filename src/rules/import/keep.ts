import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { RuleFile } from '../rule-files.ts'
import { importedFiles, importedFolder, importedListFile, readImportedList } from '../imported.ts'
import { readVersion } from '../issued.ts'
import { ImportRefused } from './refusal.ts'

/** A rule file to be kept, in the words of the rule book (Markdown with front matter). */
export interface KeptRule {
  id: string
  number: string
  text: string
}

/**
 * Adds rules to those that count, all of them or none: the files first, then the list in one rename. A version of the same
 * number is replaced; its old file stays in the folder.
 */
export function keepRules(dataDirectory: string, rules: KeptRule[]): void {
  changeList(dataDirectory, (files, folder) => {
    let next = files
    for (const rule of rules) {
      const name = freeName(folder, rule)
      write(folder, name, rule.text)
      next = [...next.filter(file => numberOf(folder, file) !== rule.number), name]
    }
    return next
  })
}

/**
 * Takes an imported version out of those that count; its file stays in the folder. False when none has this number.
 * `check` sees what would be left and throws where that is no book.
 */
export function withdrawRule(
  dataDirectory: string,
  number: string,
  check: (rest: RuleFile[]) => void = () => undefined,
): boolean {
  let found = false
  changeList(dataDirectory, (files, folder) => {
    const rest = files.filter(file => numberOf(folder, file) !== number)
    found = rest.length < files.length
    if (found) check(importedFiles(dataDirectory).filter(({ name }) => rest.includes(basename(name))))
    return rest
  })
  return found
}

/** The text that counts for a number, if it was imported. */
export function keptText(dataDirectory: string, number: string): string | undefined {
  const folder = importedFolder(dataDirectory)
  const file = readImportedList(dataDirectory).files.find(name => numberOf(folder, name) === number)
  return file === undefined ? undefined : readFileSync(join(folder, file), 'utf8')
}

function numberOf(folder: string, file: string): string {
  return readVersion(file, readFileSync(join(folder, file), 'utf8')).number
}

function changeList(dataDirectory: string, change: (files: string[], folder: string) => string[]): void {
  const folder = importedFolder(dataDirectory)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const unlock = lock(folder)
  try {
    const { generation, files } = readImportedList(dataDirectory)
    const list = { generation: generation + 1, files: change(files, folder) }
    const file = importedListFile(dataDirectory)
    writeFileSync(`${file}.new`, `${JSON.stringify(list, undefined, 2)}\n`, { mode: 0o600, flush: true })
    renameSync(`${file}.new`, file)
  } finally {
    unlock()
  }
}

/** R13-2026-20.md, or with a counter behind it when that name was used before. Made of letters and digits only. */
function freeName(folder: string, { id, number }: KeptRule): string {
  const [, year = '', count = ''] = /〔(\d{4})〕(\d{1,4})号$/.exec(number) ?? []
  const stem = `${id}-${year}-${count}`
  for (let again = 1; again < 10_000; again++) {
    const name = again === 1 ? `${stem}.md` : `${stem}.${again}.md`
    if (!existsSync(join(folder, name))) return name
  }
  throw new Error(`no free name for ${stem}`)
}

function write(folder: string, name: string, text: string): void {
  writeFileSync(join(folder, `${name}.new`), text, { mode: 0o600, flush: true })
  renameSync(join(folder, `${name}.new`), join(folder, name))
}

/** Two imports at once would lose one of them: the second one waits for a person. A lock whose process is gone is void. */
function lock(folder: string): () => void {
  const file = join(folder, 'importing')
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx', mode: 0o600 })
      return () => rmSync(file, { force: true })
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
      if (isRunning(Number(readFileSync(file, 'utf8')))) break
      rmSync(file, { force: true })
    }
  }
  throw new ImportRefused('另一个导入正在进行,请稍后再试。')
}

function isRunning(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch {
    return false
  }
}
