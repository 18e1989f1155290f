import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { Refused } from './parts.ts'

/** One line of a file: what it says and where it stands, for messages. */
export interface ReadLine<T> {
  value: T
  /** 'corpus.jsonl 第3行' */
  place: string
}

/** The objects of a JSONL file, line by line; `.gz` is unpacked. Throws Refused with file, line and what is wrong. */
export async function* jsonLines(file: string): AsyncGenerator<ReadLine<object>> {
  for await (const { value, place } of textLines(file)) yield { value: parse(value, place), place }
}

/** The lines of a text file that are not empty; `.gz` is unpacked. */
export async function* textLines(file: string): AsyncGenerator<ReadLine<string>> {
  let rest = ''
  let line = 0
  for await (const text of textOf(file)) {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const value of lines) {
      line++
      if (value.trim() !== '') yield { value, place: `${file} 第${line}行` }
    }
  }
  if (rest.trim() !== '') yield { value: rest, place: `${file} 第${line + 1}行` }
}

/** A text of an object; throws Refused when it is absent, no text or empty. */
export function textAt({ value, place }: ReadLine<object>, name: string): string {
  const found: unknown = Object.getOwnPropertyDescriptor(value, name)?.value
  if (typeof found === 'string' && found !== '') return found
  throw new Refused(`${place}:缺少“${name}”,或者它不是文字。`)
}

async function* textOf(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const bytes of bytesOf(file)) yield decoder.decode(bytes, { stream: true })
    yield decoder.decode()
  } catch (error) {
    throw new Refused(`${file}:${reasonOf(error)}`)
  }
}

function bytesOf(file: string): AsyncIterable<Buffer> {
  const source = createReadStream(file)
  // A failure ends the last stream, whose reader hears of it.
  return file.endsWith('.gz') ? pipeline(source, createGunzip(), () => {}) : source
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT') return '没有这个文件。'
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return '不是 UTF-8 编码的文本。'
  if (code.startsWith('Z_')) return '解不开压缩,文件可能不完整。'
  return `读不了(${code || String(error)})。`
}

function parse(line: string, place: string): object {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    throw new Refused(`${place}:不是完整的 JSON。每行应当是一个 {…}。`)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Refused(`${place}:应当是一个 {…}。`)
  return value
}
