import { type RuleAnswer, answerWith, closest, notFound } from './answer.ts'
import type { Asked } from './asked.ts'
import { CERTAIN, comesNear } from './confidence.ts'
import { counterpartOf, sameWords } from './counterpart.ts'
import type { Candidate } from './judge.ts'
import { type ArticleText, holdsOn } from './layers.ts'
import { quoteFor } from './quote.ts'
import type { RuleBook } from './rule-book.ts'
import { say, sayVersion } from './texts.ts'
import { versionBefore, versionOn } from './versions.ts'

/** An answer whose words are no longer in force; it says so, and what holds now where something does. */
export function answerFormer(
  asked: Asked,
  { text, confidence }: Pick<Candidate, 'text' | 'confidence'>,
): RuleAnswer {
  const old = { text, quote: quoteFor(text.article, asked.topic, asked.expected) }
  const before = [openingFor(asked, text)]
  const current = versionOn(text.document, asked.today)
  const article = current && counterpartOf(text.article, current)
  if (!current) return answerWith(asked, [old], { before, confidence })
  const after = article
    ? [say.nowSee(current.year, article.label)]
    : [say.currentDocument(sayVersion(current))]
  return answerWith(asked, [old], { before, after, confidence })
}

function openingFor({ concern, today }: Asked, text: ArticleText): string {
  if (text.from > today) return say.futureRule
  return concern === 'validity' ? say.noLongerHolds : say.formerRule
}

/** Answers a question about another time: what held then, and where to look today. */
export function answerThen(
  book: RuleBook,
  asked: Asked,
  then: Candidate | undefined,
  now: Candidate | undefined,
): RuleAnswer {
  if (!then || !comesNear(then)) {
    return now && now.confidence >= CERTAIN ? onlyLater(book, asked, now) : notFound(book, then?.confidence)
  }
  const quoted = { text: then.text, quote: quoteFor(then.text.article, asked.topic, asked.expected) }
  if (then.confidence < CERTAIN) return closest(asked, quoted, then.confidence)
  const stillHolds = holdsOn(then.text, asked.today)
  const before = stillHolds ? [] : [openingOf(asked)]
  return answerWith(asked, [quoted], {
    before,
    after: remarksOn(asked, then.text),
    confidence: then.confidence,
  })
}

/** What a reader of an old text should know: when it began within the time asked for, and where to look today. */
function remarksOn({ moment, today }: Asked, text: ArticleText): string[] {
  const remarks: string[] = []
  if (moment.kind === 'period' && text.from > moment.from) {
    const before = text.amendedBy ? text.version : versionBefore(text.document, text.version)
    if (before) remarks.push(say.changedWithin(text.from, sayVersion(before)))
  }
  if (moment.kind === 'edition' && text.to !== undefined && text.to < (text.version.effectiveTo ?? '')) {
    const amendment = text.document.versions.find(version => version.amends?.number === text.version.number)
    if (amendment) remarks.push(say.amendedLater(amendment.number, amendment.effectiveFrom))
  }
  const current = versionOn(text.document, today)
  if (!current || current === text.version) return remarks
  const article = counterpartOf(text.article, current)
  if (!article) return [...remarks, say.currentDocument(sayVersion(current))]
  return [
    ...remarks,
    sameWords(article, text.article) ? say.sameText : say.nowSee(current.year, article.label),
  ]
}

/** The rule began after the time that was asked about. */
function onlyLater(book: RuleBook, asked: Asked, { text, confidence }: Candidate): RuleAnswer {
  const { moment } = asked
  const first = text.document.versions[0] ?? text.version
  const article = counterpartOf(text.article, first)
  const earliest = book.texts.find(one => one.version === first && one.article === article) ?? text
  const quoted = { text: earliest, quote: quoteFor(earliest.article, asked.topic, asked.expected) }
  if (moment.kind === 'today') return answerWith(asked, [quoted], { confidence })
  const said = moment.kind === 'edition' ? `${moment.year}年版` : moment.said
  const before = [say.noTextThen(said, first.title, first.number, first.effectiveFrom)]
  return { ...answerWith(asked, [quoted], { before, confidence }), kind: 'closest' }
}

function openingOf({ moment }: Asked): string {
  switch (moment.kind) {
    case 'period':
      return say.asOf(moment.said)
    case 'edition':
      return say.edition(moment.year)
    case 'previous':
      return say.previousText(moment.said)
    case 'today':
      return say.formerRule
  }
}
