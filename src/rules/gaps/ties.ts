import { hash } from 'node:crypto'
import type { Day } from '../../calendar/day.ts'
import { cleanUp } from '../asked.ts'
import { labelOf } from '../articles.ts'
import { type Citation, textOf } from '../document.ts'
import { type ArticleText, holdsOn } from '../layers.ts'
import { readReferences } from '../reference.ts'
import type { RuleBook } from '../rule-book.ts'
import { versionOn } from '../versions.ts'

/** An article that an answer of the office rests on, with a digest of its words on that day. */
export interface Tie extends Citation {
  digest: string
}

/** The articles that a text cites, and what it cites that is not in the book in force. */
export interface Citations {
  ties: Tie[]
  unknown: string[]
}

const TITLE = /《([^《》]{2,60})》/g
/** How far behind a title its article numbers may stand. */
const REACH = 60

/** Reads 《…》第八条、第九条 in an answer; a short title without 《》 is read too when there is no other. */
export function citationsIn(book: RuleBook, text: string, today: Day): Citations {
  const titled = [...text.matchAll(TITLE)].map(match => {
    const behind = text.slice(match.index + match[0].length)
    const end = behind.indexOf('《')
    return { title: match[0], rest: behind.slice(0, end === -1 ? REACH : Math.min(end, REACH)) }
  })
  const cited = titled.length > 0 ? titled : untitled(book, text)
  const found = cited.map(({ title, rest }) => citedUnder(book, title, rest, today))
  return {
    ties: distinct(found.flatMap(({ ties }) => ties)),
    unknown: [...new Set(found.flatMap(({ unknown }) => unknown))],
  }
}

/** The text of an article today with the very words of the tie; undefined once it was revised, replaced or abolished. */
export function textOfTie(book: RuleBook, tie: Tie, today: Day): ArticleText | undefined {
  const texts = textsByCitation(book).get(keyOf(tie)) ?? []
  return texts.find(text => holdsOn(text, today) && digestOf(text) === tie.digest)
}

function untitled(book: RuleBook, text: string): { title: string; rest: string }[] {
  const clean = cleanUp(text)
  const mention = book.findMention(clean)
  if (mention === undefined || readReferences(mention.rest, false).length === 0) return []
  return [{ title: clean, rest: mention.rest }]
}

function citedUnder(book: RuleBook, title: string, rest: string, today: Day): Citations {
  const document = book.findMention(cleanUp(title))?.document
  const references = readReferences(cleanUp(rest), false)
  const version = document && versionOn(document, today)
  if (document === undefined) return { ties: [], unknown: [title] }
  if (version === undefined) return { ties: [], unknown: references.length === 0 ? [] : [title] }
  const result: Citations = { ties: [], unknown: [] }
  for (const { article } of references) {
    const label = labelOf(article)
    const citation = { document: document.id, version: version.year, article: label }
    const text = (textsByCitation(book).get(keyOf(citation)) ?? []).find(one => holdsOn(one, today))
    if (text === undefined) result.unknown.push(`《${version.title}》${label}`)
    else result.ties.push({ ...citation, digest: digestOf(text) })
  }
  return result
}

// A book is only read, so what is looked up in it is sorted once.
const sorted = new WeakMap<RuleBook, Map<string, ArticleText[]>>()

function textsByCitation(book: RuleBook): Map<string, ArticleText[]> {
  const known = sorted.get(book)
  if (known !== undefined) return known
  const made = Map.groupBy(book.texts, ({ document, version, article }) =>
    keyOf({ document: document.id, version: version.year, article: article.label }),
  )
  sorted.set(book, made)
  return made
}

function keyOf({ document, version, article }: Citation): string {
  return `${document} ${version} ${article}`
}

function digestOf({ article }: ArticleText): string {
  return hash('sha256', textOf(article), 'hex')
}

function distinct(ties: Tie[]): Tie[] {
  return [...new Map(ties.map(tie => [keyOf(tie), tie])).values()]
}
