import type { Day } from '../../calendar/day.ts'
import { cleanUp } from '../asked.ts'
import type { RuleDocument, RuleVersion } from '../document.ts'
import type { Mention } from '../mention.ts'
import type { RuleBook } from '../rule-book.ts'
import { versionOn } from '../versions.ts'

/** A rule that an answer of the office or its question names, with or without an article. */
export interface NamedRule {
  document: string
  /** The document number of the version that was meant. */
  number: string
  /** Whether everybody could know this version when it was named. */
  isPublic: boolean
}

/** A sentence that names more rules than this is a list; the rest of it is not read. */
const MOST_IN_A_SENTENCE = 20

/** Every rule that a text names, by title, short title, document number or id. */
export function rulesNamedIn(book: RuleBook, text: string, today: Day): NamedRule[] {
  const found = text.split(/[。;;\n]/).flatMap(sentence => mentionsIn(book, sentence))
  const named = found.flatMap(mention => {
    const version = versionMeant(mention, today)
    return version === undefined ? [] : [namedRule(mention.document, version)]
  })
  return [...new Map(named.map(rule => [rule.number, rule])).values()]
}

/** A version as it is kept with an answer. */
function namedRule({ id }: RuleDocument, { number, sharing }: RuleVersion): NamedRule {
  return { document: id, number, isPublic: sharing === 'public' }
}

/** Whether the book has the very version that was named. */
export function hasNamed({ documents }: RuleBook, { document, number }: NamedRule): boolean {
  return documents.some(({ id, versions }) => id === document && versions.some(one => one.number === number))
}

function mentionsIn({ findMention }: RuleBook, sentence: string): Mention[] {
  const mentions: Mention[] = []
  let rest = cleanUp(sentence)
  while (mentions.length < MOST_IN_A_SENTENCE) {
    const mention = findMention(rest)
    if (mention === undefined) break
    mentions.push(mention)
    rest = mention.rest
  }
  return mentions
}

/** The text in force, unless only a newer one bears the title. */
function versionMeant({ document, version }: Mention, today: Day): RuleVersion | undefined {
  if (version !== undefined) return version
  const newest = document.versions.findLast(one => !one.amends) ?? document.versions.at(-1)
  const inForce = versionOn(document, today)
  return inForce?.title === newest?.title ? inForce : newest
}
