import type { Asked } from './asked.ts'
import { type RuleAnswer, answerWith, noAnswer } from './answer.ts'
import type { Quoted } from './cite.ts'
import { coverageOf } from './coverage.ts'
import { counterpartOf } from './counterpart.ts'
import { type Citation, type RuleVersion, textOf } from './document.ts'
import type { Moment } from './moment.ts'
import { chosenVersion, textsOf } from './chosen.ts'
import { quoteFor } from './quote.ts'
import type { RuleBook } from './rule-book.ts'
import { answerFormer } from './past-answer.ts'
import { say, sayVersion } from './texts.ts'
import { aboutDocument } from './version-answer.ts'
import { type ArticleText, holdsOn } from './layers.ts'
import { versionBefore, versionOn } from './versions.ts'

const MORE = /还有呢|还有吗|还有没有|还有别的|继续|接着|然后呢|下面呢|后面呢|下一条|后面还有/
const ELLIPTICAL = /^那|呢[?。]?$/
const LONGEST_ELLIPSIS = 12
const MOSTLY = 0.8
/** Said alone it means nothing without an answer before it. */
const NEEDS_BEFORE =
  /^(?:原文|全文|原话|依据|出处|还有呢|还有吗|继续|下一条|哪一?条|第几条)(?:呢|是什么|在哪)?[?。]?$/
const OFFICE = /谁(?:负责)?解释|归谁解释|找谁问|问谁|谁说了算|解释权/

/** Answers a question that has no subject of its own (还有呢, 原文, 什么时候开始执行的) from what was cited before. */
export function answerFollowUp(book: RuleBook, asked: Asked): RuleAnswer | undefined {
  const last = lastCited(book, asked.previous)
  if (asked.mention) return undefined
  if (!last) return NEEDS_BEFORE.test(asked.clean) ? noAnswer(say.nothingBefore, 0.1) : undefined
  if (!asked.topicless && ELLIPTICAL.test(asked.clean)) return sameSubject(book, asked, last)
  if (!(asked.topicless || MORE.test(asked.clean) || OFFICE.test(asked.clean))) return undefined
  if (!asked.topicless && asked.clean.length > 10) return undefined
  if (OFFICE.test(asked.clean)) return interpretation(book, asked, last)
  if (MORE.test(asked.clean)) return next(book, asked, last)
  if (asked.moment.kind !== 'today') return otherTime(book, asked, last)
  if (asked.concern === 'validity') return stillValid(asked, last)
  if (asked.concern === 'change') return compare(book, asked, last)
  if (asked.concern === 'start') return aboutDocument(book, withVersion(asked, last), last.document)
  return answerWith(asked, [whole(last)])
}

/** 那省外呢: the rest of the sentence is in what was cited; first the same article, then the same rule. */
function sameSubject(book: RuleBook, asked: Asked, last: ArticleText): RuleAnswer | undefined {
  if (asked.clean.length > LONGEST_ELLIPSIS || asked.moment.kind !== 'today') return undefined
  const texts = book.texts.filter(text => text.document === last.document && holdsOn(text, asked.today))
  const covers = (text: ArticleText) => coverageOf(asked.topic, book.texts.indexOf(text), book.search).covered
  const best = texts.reduce((a, b) => (covers(b) > covers(a) ? b : a), last)
  if (covers(best) < MOSTLY) return undefined
  return answerWith(asked, [{ text: best, quote: quoteFor(best.article, asked.topic, asked.expected) }], {
    confidence: covers(best),
  })
}

/** The text behind the first citation of the last answer. */
function lastCited(book: RuleBook, [citation]: Citation[]): ArticleText | undefined {
  if (!citation) return undefined
  return book.texts.findLast(
    ({ document, version, article }) =>
      document.id === citation.document &&
      version.year === citation.version &&
      article.label === citation.article,
  )
}

function next(book: RuleBook, asked: Asked, last: ArticleText): RuleAnswer {
  const cited = asked.previous
    .filter(({ document, version }) => document === last.document.id && version === last.version.year)
    .map(({ article }) => last.version.articles.findIndex(({ label }) => label === article))
  const article = last.version.articles[Math.max(...cited) + 1]
  const text = textsOf(book, asked, last.version).find(one => one.article.label === article?.label)
  return text ? answerWith(asked, [whole(text)]) : noAnswer(say.nothingMore, 0.5)
}

function otherTime(book: RuleBook, asked: Asked, last: ArticleText): RuleAnswer {
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

function stillValid(asked: Asked, last: ArticleText): RuleAnswer {
  if (holdsOn(last, asked.today)) return answerWith(asked, [whole(last)])
  return answerFormer(asked, { text: last, confidence: 1 })
}

function compare(book: RuleBook, asked: Asked, last: ArticleText): RuleAnswer {
  const former = versionBefore(last.document, last.version)
  const old = former && inVersion(book, asked, last, former)
  if (!old) {
    const after = [former ? say.newArticle(last.version.year) : say.noFormer(sayVersion(last.version))]
    return answerWith(asked, [whole(last)], { after })
  }
  return answerWith(asked, [whole(last), whole(old)])
}

function interpretation(book: RuleBook, asked: Asked, last: ArticleText): RuleAnswer | undefined {
  const text = textsOf(book, asked, last.version).findLast(({ article }) => textOf(article).includes('解释'))
  return text && answerWith(asked, [whole(text)])
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

function withVersion(asked: Asked, { document, version }: ArticleText): Asked {
  const current = versionOn(document, asked.today) === version
  return { ...asked, mention: { document, ...(current ? {} : { version }), rest: '', at: 0 } }
}

function whole(text: ArticleText): Quoted {
  return { text, quote: { quote: textOf(text.article) } }
}
