import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import type { z } from 'zod'
import { Refused } from './parts.ts'

/** Reads a file of JSON lines, each checked. Says which line is wrong and how it should look. */
export function readJsonLines<Schema extends z.ZodType>(
  file: string,
  shape: Schema,
  example: string,
): z.output<Schema>[] {
  return readFile(file)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split('\n')
    .flatMap((line, index) => {
      if (line.trim() === '') return []
      const checked = shape.safeParse(parsed(line))
      if (checked.success) return [checked.data]
      throw new Refused(`${file} 第 ${index + 1} 行看不懂。每行应是一个 JSON,例如 ${example}`)
    })
}

/** Writes one JSON document a line. */
export function writeJsonLines(file: string, documents: readonly unknown[]): void {
  writeFile(file, documents.map(document => `${JSON.stringify(document)}\n`).join(''))
}

/** Refuses at once when a file cannot be written, before the work is done. */
export function refuseUnwritable(file: string): void {
  try {
    closeSync(openSync(file, 'a'))
  } catch (cause) {
    throw unwritable(file, cause)
  }
}

export function readFile(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (cause) {
    throw new Refused(`读不到文件 ${file}。请检查路径。`, { cause })
  }
}

export function writeFile(file: string, content: string | Buffer): void {
  try {
    writeFileSync(file, content)
  } catch (cause) {
    throw unwritable(file, cause)
  }
}

function unwritable(file: string, cause: unknown): Refused {
  return new Refused(`写不进文件 ${file}。请检查路径,或先关闭正打开它的程序。`, { cause })
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
