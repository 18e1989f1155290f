import { readLine } from './chain-line.ts'
import type { NameIndex } from './names.ts'
import { normalise } from './normalise.ts'
import type { Written } from './normalise.ts'
import { readNumber } from './numbers.ts'
import type { MarkReading, MarkStatus } from './reading.ts'
import { NOT_ATTENDANCE_TITLES } from './words/chain.ts'

/** One edition of a chain (接龙). Every edition repeats the whole list; the later line about a person wins. */
export interface ChainReading {
  title: string | undefined
  marks: MarkReading[]
  /** Numbers that occur twice: two people edited at once. */
  doubled: number[]
  /** Numbers that are left out. */
  skipped: number[]
  /** Lines that name no single person: 综合科全体, empty numbers. */
  unread: string[]
  /** The title is about something else than attendance: lunch, sizes, fees. */
  otherMatter: boolean
}

/** Chains longer than this are cut; the largest branch has 50 members. */
export const CHAIN_LINES = 300
const LINE_LENGTH = 120

const HEADER = /^\s*(?:#\s*)?(?:接龙|group note|solitaire)\s*[::]?\s*/i
const NUMBERED =
  /^\s*\(?\s*(\d{1,3}|[一二三四五六七八九十]{1,3}(?=[、.]))\s*\)?\s*(?:[-.、,:。)]\s*|\s+|(?![月日号年点时楼人个份])(?=[\p{Script=Han}a-z@]))(.*)$/u
const SAMPLE = /^\s*(?:例|例如|示例|样例|格式|范例)/

/** Reads a chain; undefined when the text is none. */
export function readChain(written: Written, names: NameIndex): ChainReading | undefined {
  const lines = linesOf(written)
  const header = lines.findIndex(
    line =>
      HEADER.test(line.text) && (line.text.trim().startsWith('#') || /^\s*接龙\s*:?\s*/.test(line.text)),
  )
  const numbered = lines.filter(line => NUMBERED.test(line.text) && !SAMPLE.test(line.text))
  if (!isChain(header >= 0, numbered, names)) return undefined
  const title = titleOf(lines, numbered[0])
  const fallback = fallbackStatus(title ?? '')
  const reading: ChainReading = {
    title,
    marks: [],
    doubled: [],
    skipped: [],
    unread: [],
    otherMatter: NOT_ATTENDANCE_TITLES.test(title ?? ''),
  }
  const byName = new Map<string, MarkReading>()
  const numbers: number[] = []
  for (const line of numbered) {
    const [, number = '', body = ''] = NUMBERED.exec(line.text) ?? []
    if (body.trim() === '') continue
    numbers.push(readNumber(number) ?? 0)
    const read = readLine(line, line.text.length - body.length, names, fallback)
    if (read.length === 0) reading.unread.push(line.raw(0, line.text.length))
    for (const mark of read) {
      byName.delete(mark.name)
      byName.set(mark.name, mark)
    }
  }
  reading.marks = [...byName.values()]
  Object.assign(reading, numbering(numbers))
  return reading
}

function linesOf(written: Written): Written[] {
  const lines: Written[] = []
  let at = 0
  for (const text of written.text.split('\n').slice(0, CHAIN_LINES)) {
    lines.push(...split(written, at, at + Math.min(text.length, LINE_LENGTH)))
    at += text.length + 1
  }
  return lines
}

/** Several numbers on one line: 1.王建平 2.李雪梅 3.罗小燕 */
function split(written: Written, start: number, end: number): Written[] {
  const text = written.text.slice(start, end)
  const starts = [...text.matchAll(/(?<![\d.:年月])\d{1,3}[.、)]\s{0,2}(?=[\p{Script=Han}])/gu)].map(
    match => match.index,
  )
  const cuts = starts.length < 2 ? [0] : starts[0] === 0 ? starts : [0, ...starts]
  return cuts.map((cut, i) => part(written, start + cut, start + (cuts[i + 1] ?? text.length)))
}

function part(written: Written, start: number, end: number): Written {
  return { text: written.text.slice(start, end), raw: (from, to) => written.raw(start + from, start + to) }
}

/** A header and one numbered person, or two numbered lines that begin with a name. */
function isChain(headed: boolean, numbered: Written[], names: NameIndex): boolean {
  // The first lines tell a chain from a numbered notice; reading all of a long one twice would cost its time again.
  const sample = numbered.slice(0, 20)
  const people = sample.filter(line => readLine(line, bodyStart(line), names, 'planned').length > 0).length
  return headed ? people >= 1 : people >= 2 && people * 2 >= sample.length
}

function bodyStart(line: Written): number {
  return line.text.length - (NUMBERED.exec(line.text)?.[2] ?? '').length
}

function titleOf(lines: Written[], first: Written | undefined): string | undefined {
  const head = lines
    .slice(0, first === undefined ? 0 : lines.indexOf(first))
    .filter(line => !SAMPLE.test(line.text))
  const titles = head
    .map(line => line.raw(0, line.text.length))
    .filter(text => text !== '' && !/^#\s*(接龙|group note)\s*$/i.test(text))
  return titles.length === 0 ? undefined : titles.join('\n').slice(0, 200)
}

function fallbackStatus(title: string): MarkStatus {
  if (/请假/.test(title) && !/参加|报名|出席/.test(title)) return 'leave'
  // 11月主题党日签到: a list for a day to come, whatever it is called.
  const named = /\d{1,2}月|\d{1,2}[日号]|下周|明天|后天|周[一二三四五六日]/.test(title)
  return /签到|到会登记|已到/.test(title) && !named ? 'present' : 'planned'
}

function numbering(numbers: number[]): Pick<ChainReading, 'doubled' | 'skipped'> {
  const seen = new Set(numbers)
  const last = Math.min(Math.max(0, ...numbers), CHAIN_LINES)
  const doubled = [...seen].filter(number => numbers.filter(other => other === number).length > 1)
  const skipped = Array.from({ length: last }, (_, i) => i + 1).filter(number => !seen.has(number))
  return { doubled, skipped }
}

/** A chain that the member quoted instead of writing it. */
export function readQuotedChain(quote: string, names: NameIndex): ChainReading | undefined {
  return readChain(normalise(quote), names)
}
