import { NUMBER_CHARACTERS, readNumber, writeNumber } from '../numerals.ts'
import { endsSentence } from './line-kinds.ts'

const N = `[${NUMBER_CHARACTERS}]{1,9}`
const HEADING = new RegExp(`^第(${N})([编章节])(?![、,，和及至到或与规所的中])[ :：]*(.{0,40})$`)
const SPACED = new RegExp(`^第 ?((?:[${NUMBER_CHARACTERS}] ?){1,9})([编章节条])`)
const ARTICLE = new RegExp(`^第${N}条`)

/** A heading stands alone: short, and not a sentence. */
export function isHeading(line: string): boolean {
  const [, , , title = ''] = HEADING.exec(line) ?? []
  return HEADING.test(line) && !/[。；;，,]/.test(title)
}

/** 第1章 总 则 -> ## 第一章 总则 */
export function writtenHeading(line: string): string {
  const [, number = '', level = '', title = ''] = HEADING.exec(line) ?? []
  const words = title.replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
  return `${level === '节' ? '###' : '##'} 第${writeNumber(readNumber(number) ?? 0)}${level} ${words}`.trim()
}

/** 总则 or 附则 on a line of its own, without a number. */
export function isBareHeading(line: string): boolean {
  return /^[总分附] ?则$/.test(line)
}

/** Spaced numbers and split headings put together, a table of contents left out. */
export function tidied(lines: string[]): string[] {
  return joinHeadings(withoutContents(lines.filter(line => line !== '').map(withoutSpaces)))
}

/** 第 三 条 -> 第三条 */
function withoutSpaces(line: string): string {
  return line.replace(SPACED, (_, number: string, level: string) => `第${number.replaceAll(' ', '')}${level}`)
}

/** A heading whose title stands on the next line. */
function joinHeadings(lines: string[]): string[] {
  const joined: string[] = []
  for (const line of lines) {
    const before = joined.at(-1)
    const isBare = before !== undefined && isHeading(before) && HEADING.exec(before)?.[3] === ''
    if (isBare && line.length <= 20 && !isHeading(line) && !ARTICLE.test(line) && !endsSentence(line))
      joined.splice(-1, 1, `${before} ${line}`)
    else joined.push(line)
  }
  return joined
}

/** Leaves out a table of contents (目录): headings that come again, with or without dots and page numbers. */
function withoutContents(lines: string[]): string[] {
  const begin = lines.findIndex(line => /^目 ?录$/.test(line))
  const first = lines[begin + 1]
  if (begin === -1 || first === undefined) return lines
  const plain = (line: string) => line.replace(/[.…·\s\d]+$/, '').replace(/\s/g, '')
  const again = lines.findIndex((line, at) => at > begin + 1 && plain(line) === plain(first))
  return again === -1 ? lines : [...lines.slice(0, begin), ...lines.slice(again)]
}
