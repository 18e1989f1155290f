import type { Asked } from './asked.ts'
import { type RuleAnswer, answerWith, notFound } from './answer.ts'
import type { Quoted } from './cite.ts'
import { counterpartOf, sameWords } from './counterpart.ts'
import { type RuleDocument, type RuleVersion, textOf } from './document.ts'
import { chosenVersion, textsOf } from './chosen.ts'
import { sentenceWith } from './quote.ts'
import type { RuleBook } from './rule-book.ts'
import { comesNear } from './confidence.ts'
import { findBest, findFormer } from './find.ts'
import { answerFormer } from './past-answer.ts'
import { answerBySearch } from './search-answer.ts'
import { say, sayRest, sayStatus, sayVersion } from './texts.ts'
import { statusOn, versionBefore, versionOn } from './versions.ts'

/** Answers whether a rule still holds, since when it holds, and what its last revision changed. */
export function answerAboutVersion(book: RuleBook, asked: Asked): RuleAnswer | undefined {
  if (asked.concern === 'words') return undefined
  if (asked.mention && asked.topicless) return aboutDocument(book, asked, asked.mention.document)
  if (asked.topicless) return undefined
  switch (asked.concern) {
    case 'validity':
      return isItValid(book, asked)
    case 'start':
      return since(book, asked)
    case 'change':
      return whatChanged(book, asked)
  }
}

/** The same for a rule as a whole. */
export function aboutDocument(book: RuleBook, asked: Asked, document: RuleDocument): RuleAnswer {
  const version = chosenVersion(asked, document)
  if (!version) return notFound(book)
  switch (asked.concern) {
    case 'change':
      return changesOf(book, asked, document, version)
    case 'validity':
      return answerWith(asked, [startOf(book, asked, version), ...endOf(book, version)], {
        before: validityOf(asked, document, version),
      })
    case 'start':
    case 'words':
      return answerWith(asked, [startOf(book, asked, version)])
  }
}

function isItValid(book: RuleBook, asked: Asked): RuleAnswer {
  const current = findBest(book, asked)
  const former = findFormer(book, asked)
  // An old text counts only when it fits clearly better than what is in force.
  if (former && comesNear(former) && former.score > (current?.score ?? 0) * 1.1)
    return answerFormer(asked, former)
  return answerBySearch(book, asked)
}

function since(book: RuleBook, asked: Asked): RuleAnswer {
  const best = findBest(book, asked)
  if (!best || !comesNear(best)) return notFound(book, best?.confidence)
  const { text } = best
  // 警示教育月什么时候开始 may ask for the rule itself; only a text about its own start is one about versions.
  const quoted = [{ text, quote: { quote: textOf(text.article) } }, startOf(book, asked, text.version)]
  return answerWith(asked, quoted, { confidence: best.confidence })
}

function whatChanged(book: RuleBook, asked: Asked): RuleAnswer {
  const best = findBest(book, { ...asked, moment: { kind: 'today' } })
  if (!best || !comesNear(best)) return notFound(book, best?.confidence)
  const { document, version, article } = best.text
  const former = versionBefore(document, version)
  const current: Quoted = { text: best.text, quote: { quote: textOf(article) } }
  const before = former && counterpartOf(article, former)
  const old = former && textsOf(book, asked, former).find(text => text.article.label === before?.label)
  const quoted = old ? [current, { text: old, quote: { quote: textOf(old.article) } }] : [current]
  const after = [changeWords(version, former, old && sameWords(old.article, article))]
  return answerWith(asked, quoted, { before: [say.nowAndThen], after, confidence: best.confidence })
}

function changeWords(
  version: RuleVersion,
  former: RuleVersion | undefined,
  same: boolean | undefined,
): string {
  if (!former) return say.noFormer(sayVersion(version))
  if (same === undefined) return say.newArticle(version.year)
  return same ? say.sameText : say.changedText
}

function changesOf(book: RuleBook, asked: Asked, document: RuleDocument, version: RuleVersion): RuleAnswer {
  const former = versionBefore(document, version)
  const start = startOf(book, asked, version)
  if (!former) return answerWith(asked, [start], { before: [say.noFormer(sayVersion(version))] })
  const named = (articles: RuleVersion['articles']) =>
    articles.map(({ label, caption }) => (caption ? `${label}(${caption})` : label)).join('、')
  const pairs = version.articles.map(article => ({ article, old: counterpartOf(article, former) }))
  const changed = pairs
    .filter(({ article, old }) => old && !sameWords(article, old))
    .map(({ article }) => article)
  const added = pairs.filter(({ old }) => !old).map(({ article }) => article)
  const before = [
    say.changed(version.title, former.year, version.year),
    ...(changed.length > 0 ? [say.changedArticles(named(changed))] : []),
    ...(added.length > 0 ? [say.addedArticles(named(added))] : []),
  ]
  return answerWith(asked, [start], { before, after: [say.changedEnd] })
}

function validityOf({ today }: Asked, document: RuleDocument, version: RuleVersion): string[] {
  const status = statusOn(version, today)
  const name = sayVersion(version)
  if (status === 'inForce') return [say.stillValid(name, version.number, version.effectiveFrom)]
  if (status === 'trial')
    return [
      say.trialValid(
        name,
        version.number,
        version.trialUntil ?? version.effectiveFrom,
        sayRest(version, today),
      ),
    ]
  const current = versionOn(document, today)
  const lines = [say.noLongerValid(name, version.number, sayStatus(version, status, current, today))]
  return current ? [...lines, say.currentDocument(sayVersion(current))] : lines
}

/** The sentence of a later rule that abolished a version by name, where the book holds it. */
function endOf(book: RuleBook, { endedBy, number }: RuleVersion): Quoted[] {
  const text = book.texts.find(
    one => one.version.number === endedBy?.number && textOf(one.article).includes(number),
  )
  return text && endedBy?.how === 'abolished' ? [{ text, quote: sentenceWith(text.article, /废止/) }] : []
}

/** The sentence that says from when a version holds; it stands in the last articles. */
export function startOf(book: RuleBook, asked: Asked, version: RuleVersion): Quoted {
  const texts = textsOf(book, asked, version)
  const text = texts.findLast(({ article }) => /起(?:施|试)?行/.test(textOf(article))) ?? texts.at(-1)
  if (!text) throw new Error(`version ${version.number} has no articles`)
  return { text, quote: sentenceWith(text.article, /起(?:施|试)?行/) }
}
