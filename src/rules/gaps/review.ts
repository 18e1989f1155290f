import type { Day } from '../../calendar/day.ts'
import type { Trx } from '../../ledger/ledger.ts'
import type { RuleBook } from '../rule-book.ts'
import { currentAnswers, type OfficeAnswer } from './faq-store.ts'
import { standingOf } from './standing.ts'

/** The office's answers that rest on what was revised, replaced, abolished or withdrawn since. */
export async function answersToReview(db: Trx, book: RuleBook, today: Day): Promise<OfficeAnswer[]> {
  const answers = await currentAnswers(db)
  return answers.filter(answer => standingOf(book, answer, today).isStale)
}
