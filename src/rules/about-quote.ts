import type { Day } from '../calendar/day.ts'
import { withoutMentions } from '../understand/mentions.ts'
import { normalise } from '../understand/normalise.ts'
import { MAX_LENGTH, readQuestion, type RuleQuestion } from './asked.ts'
import { citationsIn } from './gaps/ties.ts'
import type { RuleBook } from './rule-book.ts'

/**
 * A question under a quoted message. A quoted answer of ours gives the article that is meant (那省外呢, 原文); a colleague's quoted
 * question is the question itself when the member only adds 这个怎么规定的.
 */
export function aboutQuote(
  book: RuleBook,
  own: string,
  quote: string,
  botNames: readonly string[],
  today: Day,
): Pick<RuleQuestion, 'text' | 'previous'> {
  const previous = citationsIn(book, quote.slice(0, 4 * MAX_LENGTH), today).ties.map(
    ({ document, version, article }) => ({ document, version, article }),
  )
  if (previous.length > 0) return { text: own, previous }
  const { topicless, mention } = readQuestion({ text: own, today }, book)
  if (!topicless || mention !== undefined) return { text: own, previous }
  const quoted = withoutMentions(normalise(quote.slice(0, MAX_LENGTH)), botNames).written.text.trim()
  return { text: quoted, previous }
}
