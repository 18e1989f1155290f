import { type Day, dayOf } from '../../calendar/day.ts'
import { basisOf } from '../cite.ts'
import { textOf } from '../document.ts'
import type { ArticleText } from '../layers.ts'
import { sayDay } from '../texts.ts'
import type { OfficeAnswer } from './faq-store.ts'
import * as texts from './texts.ts'

/** 依据:《…》第八条,现行有效。 Or the plain word that there is none. */
export function basisWords(articles: readonly ArticleText[], today: Day): string {
  if (articles.length === 0) return texts.noBasis
  return basisOf(
    articles.map(text => ({ text, quote: { quote: textOf(text.article) } })),
    today,
  )
}

/** The office's answer as everyone reads it: by which section, of which day, on what it rests. Never who wrote it. */
export function sayOfficeAnswer(
  { answer, answeredAt, office }: Pick<OfficeAnswer, 'answer' | 'answeredAt' | 'office'>,
  articles: readonly ArticleText[],
  today: Day,
): string {
  return texts.officeAnswer(sayDay(dayOf(new Date(answeredAt))), office, answer, basisWords(articles, today))
}
