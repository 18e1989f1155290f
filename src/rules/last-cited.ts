import type { Asked } from './asked.ts'
import { type RuleAnswer, answerWith } from './answer.ts'
import { chosenVersion, textsOf } from './chosen.ts'
import type { Quoted } from './cite.ts'
import { counterpartOf } from './counterpart.ts'
import { type Citation, type RuleVersion, textOf } from './document.ts'
import { type ArticleText, holdsOn } from './layers.ts'
import type { Moment } from './moment.ts'
import { answerFormer } from './past-answer.ts'
import type { RuleBook } from './rule-book.ts'
import { say, sayVersion } from './texts.ts'
import { versionBefore, versionOn } from './versions.ts'

/** The text behind the first citation of the last answer. */
export function lastCited(book: RuleBook, [citation]: Citation[]): ArticleText | undefined {
  if (!citation) return undefined
  return book.texts.findLast(
    ({ document, version, article }) =>
      document.id === citation.document &&
      version.year === citation.version &&
      article.label === citation.article,
  )
}

/** What the article said at the time that is asked about. */
export function otherTime(book: RuleBook, asked: Asked, last: ArticleText): RuleAnswer {
  const version = chosenVersion(asked, last.document)
  const found = version && inVersion(book, asked, last, version)
  if (!found) {
    const first = last.document.versions[0] ?? last.version
    const before = version
      ? [say.noCounterpart(version.year)]
      : [say.noTextThen(saidTime(asked.moment), first.title, first.number, first.effectiveFrom)]
    return { ...answerWith(asked, [whole(last)], { before }), kind: 'closest' }
  }
  if (holdsOn(found, asked.today)) return answerWith(asked, [whole(found)])
  return answerFormer(asked, { text: found, confidence: 1 })
}

function saidTime(moment: Moment): string {
  return moment.kind === 'today' ? '' : moment.said
}

/** The article beside the one that it took the place of; for a former one, what took its place. */
export function wordsThenAndNow(book: RuleBook, asked: Asked, shown: ArticleText): RuleAnswer {
  const last = textNow(book, asked, shown)
  const former = versionBefore(last.document, last.version)
  const old = former && inVersion(book, asked, last, former)
  if (!old) {
    const after = [former ? say.newArticle(last.version.year) : say.noFormer(sayVersion(last.version))]
    return answerWith(asked, [whole(last)], { after })
  }
  return answerWith(asked, [whole(last), whole(old)])
}

/** What took the place of a former text, or the text itself. */
export function textNow(book: RuleBook, asked: Asked, shown: ArticleText): ArticleText {
  const current = versionOn(shown.document, asked.today)
  return (current && inVersion(book, asked, shown, current)) ?? shown
}

function inVersion(
  book: RuleBook,
  asked: Asked,
  last: ArticleText,
  version: RuleVersion,
): ArticleText | undefined {
  const article = version === last.version ? last.article : counterpartOf(last.article, version)
  return textsOf(book, asked, version).find(one => one.article.label === article?.label)
}

/** A whole article, to be quoted. */
export function whole(text: ArticleText): Quoted {
  return { text, quote: { quote: textOf(text.article) } }
}
