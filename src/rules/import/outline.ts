import { labelOf } from '../articles.ts'
import type { ArticleNumber } from '../document.ts'
import { NUMBER_CHARACTERS, readNumber, writeNumber } from '../numerals.ts'
import { strangeCharacters } from './characters.ts'
import { endsSentence } from './line-kinds.ts'
import { splitTail } from './tail.ts'
import { say } from './texts.ts'

/** What the lines of a document were understood to be. */
export interface Outline {
  /** Before the first heading or article: title, number, issuer. */
  head: string[]
  /** Headings, articles, 款 and 项, as a rule file writes them. */
  body: string[]
  /** After the last article: signature, date, annexes. Not part of the rule. */
  tail: string[]
  articles: { label: string; text: string }[]
  /** The main numbers of the articles. */
  numbers: number[]
  /** The numbering does not run on; as it stands the document is not taken in. */
  faults: string[]
  /** Lines that somebody should look at. */
  doubts: string[]
}

const N = `[${NUMBER_CHARACTERS}]{1,9}`
const ARTICLE = new RegExp(`^第(${N})条(?:之(${N}))?(?![、,，和及至到或与规所款项的第])[ :：]*(.*)$`, 's')
const REFERENCE = new RegExp(`^第${N}条`)
const HEADING = new RegExp(`^第(${N})([编章节])(?![、,，和及至到或与规所的中])[ :：]*(.{0,40})$`)
const SPACED = new RegExp(`^第 ?((?:[${NUMBER_CHARACTERS}] ?){1,9})([编章节条])`)
const DEPTH = { 编: '#', 章: '##', 节: '###' } as const

/** Finds headings and articles among cleaned lines. A line that only refers to an article (第三条、第四条规定的…) is none. */
export function outlineOf(lines: string[]): Outline {
  const joined = joinHeadings(withoutContents(lines.filter(line => line !== '').map(withoutSpaces)))
  const starts = articleStarts(joined)
  const first = joined.findIndex((line, at) => starts.has(at) || isHeading(line))
  const last = Math.max(-1, ...starts.keys())
  if (last === -1) return { head: joined, body: [], tail: [], articles: [], numbers: [], faults: [], doubts: [] }
  const { kept, tail } = splitTail(joined.slice(last + 1))
  const outline: Outline = {
    head: joined.slice(0, first),
    body: [],
    tail,
    articles: [],
    numbers: [],
    faults: [],
    doubts: [],
  }
  let previous: ArticleNumber | undefined
  for (let at = first; at < last + 1 + kept.length; at++) {
    const line = joined[at] ?? ''
    const start = starts.get(at)
    if (start) {
      outline.faults.push(...numberFaults(previous, start.number))
      previous = start.number
      openArticle(outline, start)
    } else if (isHeading(line)) outline.body.push('', `${headingDepth(line)} ${spacedHeading(line)}`, '')
    else addLine(outline, line, joined[at - 1] ?? '')
  }
  checkArticles(outline)
  return outline
}

interface Start {
  number: ArticleNumber
  rest: string
}

/**
 * Which lines begin an article. What breaks the run of numbers and stands in the middle of a sentence, or before the
 * number that was due, is a reference.
 */
function articleStarts(lines: string[]): Map<number, Start> {
  const candidates = lines.flatMap((line, at) => {
    const start = startOf(line)
    return start ? [{ at, ...start }] : []
  })
  const starts = new Map<number, Start>()
  // The last line on which each number could begin an article.
  const lastSeen = new Map<string, number>()
  for (const { at, number } of candidates) lastSeen.set(labelOf(number), at)
  let previous: ArticleNumber | undefined
  for (const { at, number, rest } of candidates) {
    const isMidSentence = at > 0 && !endsSentence(lines[at - 1] ?? '') && !isHeading(lines[at - 1] ?? '')
    const isOpening = starts.size === 0
    const comesAgain = (lastSeen.get(labelOf(number)) ?? 0) > at
    const dueLater = (lastSeen.get(labelOf(nextOf(previous))) ?? 0) > at
    const isDue = follows(previous, number)
    const isReference =
      !isOpening && (isDue ? isMidSentence && comesAgain : isMidSentence || (dueLater && !isTwin(previous, number)))
    if (isReference) continue
    starts.set(at, { number, rest })
    previous = number
  }
  return starts
}

function startOf(line: string): Start | undefined {
  const [, main = '', sub, rest = ''] = ARTICLE.exec(line) ?? []
  const number = readNumber(main)
  if (number === undefined) return undefined
  return { number: { main: number, sub: sub === undefined ? 0 : (readNumber(sub) ?? 0) }, rest }
}

function follows(last: ArticleNumber | undefined, next: ArticleNumber): boolean {
  const { main, sub } = last ?? { main: 0, sub: 0 }
  return next.sub === 0 ? next.main === main + 1 : next.main === main && next.sub === sub + 1
}

function nextOf(last: ArticleNumber | undefined): ArticleNumber {
  return { main: (last?.main ?? 0) + 1, sub: 0 }
}

function isTwin(last: ArticleNumber | undefined, next: ArticleNumber): boolean {
  return last?.main === next.main && last.sub === next.sub
}

function numberFaults(last: ArticleNumber | undefined, next: ArticleNumber): string[] {
  if (follows(last, next)) return []
  if (last === undefined) return [say.firstIsNot(labelOf(next))]
  if (isTwin(last, next)) return [say.twice(labelOf(next))]
  if (next.main === 1) return [say.beginsAgain(labelOf(last))]
  if (next.main <= last.main) return [say.backwards(labelOf(last), labelOf(next))]
  const from = last.main + 1
  const missing =
    from === next.main - 1 ? labelOf({ main: from, sub: 0 }) : `${labelOf({ main: from, sub: 0 })}至${labelOf({ main: next.main - 1, sub: 0 })}`
  return [next.sub > 0 && next.main === last.main ? say.backwards(labelOf(last), labelOf(next)) : say.gap(labelOf(last), labelOf(next), missing)]
}

function openArticle(outline: Outline, { number, rest }: Start): void {
  const label = labelOf(number)
  const isCaption = /^[（(【[]/.test(rest)
  outline.body.push('', `${label}${rest === '' || isCaption ? '' : ' '}${rest}`)
  outline.articles.push({ label, text: rest })
  outline.numbers.push(number.main)
}

/** A reference at the start of a line goes on with the sentence before it, where that has not ended. */
function addLine(outline: Outline, line: string, before: string): void {
  const article = outline.articles.at(-1)
  if (!article) return
  const text = line.replace(/^[#>]+ ?/, '')
  if (REFERENCE.test(line) && !endsSentence(before)) {
    outline.body.push(`${outline.body.pop() ?? ''}${text}`)
    outline.doubts.push(say.reference(article.label, text))
  } else {
    outline.body.push(text)
    if (startOf(line)) outline.doubts.push(say.reference(article.label, text))
  }
  article.text += `\n${text}`
}

const LONG_ARTICLE = 2000

function checkArticles({ articles, faults, doubts }: Outline): void {
  for (const { label, text } of articles) {
    if (text.replace(/^[（(【[][^）)】\]]{0,30}[）)】\]]/, '').trim() === '') faults.push(say.emptyArticle(label))
    if (text.length > LONG_ARTICLE) doubts.push(say.longArticle(label, text.length))
    const strange = strangeCharacters(text)
    if (strange > 0) doubts.push(say.strange(label, strange))
  }
}

/** A heading stands alone: short, and not a sentence. */
function isHeading(line: string): boolean {
  const [, , , title = ''] = HEADING.exec(line) ?? []
  return HEADING.test(line) && !/[。；;，,]/.test(title)
}

function headingDepth(line: string): string {
  const level = HEADING.exec(line)?.[2]
  return level === '编' || level === '章' || level === '节' ? DEPTH[level] : '##'
}

/** 第一章 总 则 -> 第一章 总则 */
function spacedHeading(line: string): string {
  const [, number = '', level = '', title = ''] = HEADING.exec(line) ?? []
  return `第${writeNumber(readNumber(number) ?? 0)}${level} ${title.replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')}`.trim()
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
    if (isBare && line.length <= 20 && !isHeading(line) && !startOf(line) && !endsSentence(line))
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
