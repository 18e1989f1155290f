import type { Asked } from './asked.ts'
import type { Quoted } from './cite.ts'
import { quoteFor } from './quote.ts'
import { readReferences } from './reference.ts'
import type { RuleBook } from './rule-book.ts'
import { cleanUp } from './asked.ts'
import { holdsOn } from './layers.ts'

const REFERENCE = /《([^《》]{2,40})》第[零一二三四五六七八九十百\d]{1,5}条/

/** The article that a quotation sends the reader to (按照《…》第六条执行), one step far. */
export function followReference(book: RuleBook, asked: Asked, { quote }: Quoted): Quoted[] {
  const words = REFERENCE.exec(quote.quote)?.[0]
  if (words === undefined) return []
  const clean = cleanUp(words)
  const document = book.findMention(clean)?.document
  const article = readReferences(clean, true)[0]?.article
  const text = book.texts.find(
    one =>
      one.document === document &&
      one.article.number.main === article?.main &&
      one.article.number.sub === article.sub &&
      holdsOn(one, asked.today),
  )
  return text ? [{ text, quote: quoteFor(text.article, asked.topic, asked.expected) }] : []
}
