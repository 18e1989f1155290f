import type { Day } from '../../calendar/day.ts'
import type { ArticleText } from '../layers.ts'
import type { RuleBook } from '../rule-book.ts'
import { existsFor } from '../shelf.ts'
import type { OfficeAnswer } from './faq-store.ts'
import { hasNamed } from './named.ts'
import { textOfTie } from './ties.ts'

/** What an answer of the office is worth to somebody today. */
export interface Standing {
  /** The articles it rests on, as they stand today. */
  texts: ArticleText[]
  /** Something it rests on was revised, replaced, abolished or withdrawn since: a person has to look at it again. */
  isStale: boolean
}

type Rests = Pick<OfficeAnswer, 'tied' | 'named'>
type Told = Rests & Pick<OfficeAnswer, 'askedIn'>

/** How an answer stands, whoever asks. */
export function standingOf(book: RuleBook, { tied, named }: Rests, today: Day): Standing {
  const texts = tied.flatMap(tie => textOfTie(book, tie, today) ?? [])
  return { texts, isStale: texts.length < tied.length || named.some(rule => !hasNamed(book, rule)) }
}

/**
 * How an answer stands for those who read a part of the whole book. Undefined when it rests on or names what does not exist for
 * them, or what was withdrawn and had not been for everybody; or when it was asked only where more rules exist than for them:
 * such an answer may speak of what is known there without naming it.
 */
export function standingFor(part: RuleBook, whole: RuleBook, answer: Told, today: Day): Standing | undefined {
  if (!mayKnow(part, whole, answer)) return undefined
  const isHidden = answer.named.some(
    rule => !hasNamed(part, rule) && (hasNamed(whole, rule) || !rule.isPublic),
  )
  if (isHidden) return undefined
  const standing = standingOf(part, answer, today)
  // An article in the wording of an amendment that does not exist for these readers.
  return standing.texts.length < standingOf(whole, answer, today).texts.length ? undefined : standing
}

/** Whether readers of a part of the book see all that was seen in one of the places where the question was asked. */
export function mayKnow(
  part: RuleBook,
  whole: RuleBook,
  { askedIn }: Pick<OfficeAnswer, 'askedIn'>,
): boolean {
  if (part === whole) return true
  const mine = new Set(part.documents.flatMap(({ versions }) => versions.map(({ number }) => number)))
  const hidden = whole.documents.flatMap(({ versions }) => versions).filter(({ number }) => !mine.has(number))
  return askedIn.some(names => !hidden.some(version => existsFor(version, { kind: 'groups', names })))
}
