import type { Day } from '../../calendar/day.ts'
import type { Trx } from '../../ledger/ledger.ts'
import type { RuleBook } from '../rule-book.ts'
import { currentAnswers, type OfficeAnswer } from './faq-store.ts'
import { textOfTie } from './ties.ts'

/** The office's answers that rest on an article which was revised, replaced or abolished since. */
export async function answersToReview(db: Trx, book: RuleBook, today: Day): Promise<OfficeAnswer[]> {
  const answers = await currentAnswers(db)
  return answers.filter(({ tied }) => tied.some(tie => textOfTie(book, tie, today) === undefined))
}
