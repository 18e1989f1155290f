import type { Asked } from '../asked.ts'
import type { Trx } from '../../ledger/ledger.ts'
import type { RuleBook } from '../rule-book.ts'
import { termsOf } from '../tokens.ts'
import { type OfficeAnswer, currentAnswers, faqVersion } from './faq-store.ts'
import { questionKey, subjectsOf } from './question-key.ts'
import { type Standing, standingFor } from './standing.ts'

/** An answer of the office to a question, as it stands today. */
export interface FaqHit extends Standing {
  answer: OfficeAnswer
  /** The very same question; otherwise one that is nearly the same. */
  isSame: boolean
}

export type FindAnswer = (trx: Trx, book: RuleBook, asked: Asked) => Promise<FaqHit | undefined>

// Two questions count as one when they share this much of the longer one's words.
const NEARLY_THE_SAME = 0.75

/**
 * Finds the office's own answers. They are held in memory until the next one is published; `whole` gives the book
 * with everything in it, the book of a question may hold less.
 */
export function faqFinder(whole: () => RuleBook): FindAnswer {
  let version: string | undefined
  let entries: Entry[] = []
  return async (trx, book, asked) => {
    if (!mayHaveAnswer(asked)) return undefined
    const newest = await faqVersion(trx)
    if (newest === undefined) return undefined
    if (newest !== version) {
      entries = (await currentAnswers(trx)).map(entryOf)
      version = newest
    }
    const found = nearest(entries, asked)
    const standing = found && standingFor(book, whole(), found.answer, asked.today)
    return standing && { ...found, ...standing }
  }
}

interface Entry {
  answer: OfficeAnswer
  document: string
  expected: string
  terms: ReadonlySet<number>
}

function entryOf(answer: OfficeAnswer): Entry {
  const [document = '', expected = '', subject = ''] = answer.key.split('|')
  return { answer, document, expected, terms: termSet(subject.split(' ')) }
}

/** Whoever asks for an article by number or for another day wants the rule's own words. */
function mayHaveAnswer({ references, chapter, moment, topicless, concern }: Asked): boolean {
  return (
    references.length === 0 &&
    chapter === undefined &&
    moment.kind === 'today' &&
    !topicless &&
    concern === 'words'
  )
}

function nearest(entries: Entry[], asked: Asked): { answer: OfficeAnswer; isSame: boolean } | undefined {
  const key = questionKey(asked)
  const same = entries.find(({ answer }) => answer.key === key)
  if (same !== undefined) return { answer: same.answer, isSame: true }
  const terms = termSet(subjectsOf(asked))
  const rule = asked.mention?.document.id ?? ''
  const close = entries
    .filter(
      ({ document, expected }) =>
        (rule === '' || document === '' || rule === document) && expected === (asked.expected ?? ''),
    )
    .map(entry => ({ entry, shared: sharedPart(entry.terms, terms) }))
    .filter(({ shared }) => shared >= NEARLY_THE_SAME)
    .sort((a, b) => b.shared - a.shared)[0]
  return close && { answer: close.entry.answer, isSame: false }
}

function termSet(subjects: readonly string[]): Set<number> {
  return new Set(
    subjects.flatMap(subject => {
      const { unigrams, bigrams } = termsOf(subject)
      return bigrams.length > 0 ? bigrams : unigrams
    }),
  )
}

function sharedPart(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  const shared = [...one].filter(term => other.has(term)).length
  return shared / Math.max(one.size, other.size, 1)
}
