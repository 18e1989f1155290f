import { labelOf } from '../articles.ts'
import type { ArticleNumber } from '../document.ts'
import { NUMBER_CHARACTERS } from '../numerals.ts'
import { articleStarts, numberFaults, type Start, startOf } from './article-starts.ts'
import { strangeCharacters } from './characters.ts'
import { isBareHeading, isHeading, tidied, writtenHeading } from './headings.ts'
import { endsSentence } from './line-kinds.ts'
import { MOST_ARTICLES } from './limits.ts'
import { ImportRefused } from './refusal.ts'
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

const REFERENCE = new RegExp(`^第[${NUMBER_CHARACTERS}]{1,9}条`)

/** Finds headings and articles among cleaned lines. A line that only refers to an article (第三条、第四条规定的…) is none. */
export function outlineOf(lines: string[]): Outline {
  const joined = tidied(lines)
  const starts = articleStarts(joined)
  const first = joined.findIndex((line, at) => starts.has(at) || isHeading(line))
  if (starts.size > MOST_ARTICLES) throw new ImportRefused(say.tooMany(starts.size))
  const last = [...starts.keys()].at(-1) ?? -1
  if (last === -1)
    return { head: joined, body: [], tail: [], articles: [], numbers: [], faults: [], doubts: [] }
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
    } else if (isHeading(line)) outline.body.push('', writtenHeading(line), '')
    else if (isBareHeading(line)) outline.doubts.push(say.bareHeading(line))
    else addLine(outline, line, joined[at - 1] ?? '')
  }
  checkArticles(outline)
  return outline
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
    if (text.replace(/^[（(【[][^）)】\]]{0,30}[）)】\]]/, '').trim() === '')
      faults.push(say.emptyArticle(label))
    if (text.length > LONG_ARTICLE) doubts.push(say.longArticle(label, text.length))
    const strange = strangeCharacters(text)
    if (strange > 0) doubts.push(say.strange(label, strange))
  }
}
