import type { Asked } from './asked.ts'
import { type RuleAnswer, answerWith, noAnswer } from './answer.ts'
import { textsOf } from './chosen.ts'
import { coverageOf } from './coverage.ts'
import { textOf } from './document.ts'
import { lastCited, otherTime, whole, wordsThenAndNow } from './last-cited.ts'
import { type ArticleText, holdsOn } from './layers.ts'
import { answerFormer } from './past-answer.ts'
import { quoteFor } from './quote.ts'
import type { RuleBook } from './rule-book.ts'
import { say } from './texts.ts'
import { aboutDocument } from './version-answer.ts'
import { versionOn } from './versions.ts'

const MORE = /还有呢|还有吗|还有没有|还有别的|^别的呢|继续|接着|然后呢|下面呢|后面呢|下一条|后一条|后面还有/
const ELLIPTICAL = /^那|呢[?。]?$/
const LONGEST_ELLIPSIS = 12
const MOSTLY = 0.8
/** Said alone it means nothing without an answer before it. */
const NEEDS_BEFORE =
  /^(?:原文|全文|原话|依据|出处|还有呢|还有吗|继续|下一条|哪一?条|第几条)(?:呢|是什么|在哪)?[?。]?$/
// Nothing of a subject, and nothing of an answer either.
const CHAT = /^(?:在|在不在|忙|忙不忙|好|行|可以|是|对|有人|谁)(?:吗|么|呢|啊)?[?。!]*$/
const OFFICE = /谁(?:负责)?解释|归谁解释|找谁问|问谁|谁说了算|解释权/

/** Answers a question that has no subject of its own (还有呢, 原文, 什么时候开始执行的) from what was cited before. */
export function answerFollowUp(book: RuleBook, asked: Asked): RuleAnswer | undefined {
  const last = lastCited(book, asked.previous)
  if (asked.mention) return undefined
  if (!last) return NEEDS_BEFORE.test(asked.clean) ? noAnswer(say.nothingBefore, 0.1) : undefined
  if (!asked.topicless && ELLIPTICAL.test(asked.clean)) return sameSubject(book, asked, last)
  if (CHAT.test(asked.clean)) return undefined
  if (!(asked.topicless || MORE.test(asked.clean) || OFFICE.test(asked.clean))) return undefined
  if (!asked.topicless && asked.clean.length > 10) return undefined
  if (OFFICE.test(asked.clean)) return interpretation(book, asked, last)
  if (MORE.test(asked.clean)) return next(book, asked, last)
  if (asked.moment.kind !== 'today') return otherTime(book, asked, last)
  if (asked.concern === 'validity') return stillValid(asked, last)
  if (asked.concern === 'change') return wordsThenAndNow(book, asked, last)
  if (asked.concern === 'start') return aboutDocument(book, withVersion(asked, last), last.document)
  return answerWith(asked, [whole(last)])
}

// 那借调的呢, 超过了怎么办: a case of what was asked before, not a question of its own (党费怎么交呢).
const CASE =
  /^(?:那么?|那要是|那如果|要是|如果|万一)(?!.*(?:多少|几|什么|哪|谁)).{1,10}[?。]?$|^(?!.*(?:怎么|多少|几|什么|哪|谁|能|要|可以|是不是|有没有|人呢)).{1,10}呢[?。]?$|^(?:那)?(?:超|逾期|不|没).{0,5}(?:怎么办|会怎样|怎么处理|怎么报|怎么算|咋办|咋报)[?。]?$/

/** Where the search is not sure of a mere case, the article just shown stands beside the honest word that it does not say. */
export function answerCase(book: RuleBook, asked: Asked, found: RuleAnswer): RuleAnswer {
  if (found.kind === 'answer' || asked.mention || !CASE.test(asked.clean)) return found
  const last = lastCited(book, asked.previous)
  if (!last) return found
  if (asked.moment.kind !== 'today') return otherTime(book, asked, last)
  const after = [say.closestEnd(last.version.interpretedBy)]
  const { confidence } = found
  return {
    ...answerWith(asked, [whole(last)], { before: [say.notApart], after }),
    kind: 'closest',
    confidence,
  }
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

function next(book: RuleBook, asked: Asked, last: ArticleText): RuleAnswer {
  const cited = asked.previous
    .filter(({ document, version }) => document === last.document.id && version === last.version.year)
    .map(({ article }) => last.version.articles.findIndex(({ label }) => label === article))
  const article = last.version.articles[Math.max(...cited) + 1]
  const text = textsOf(book, asked, last.version).find(one => one.article.label === article?.label)
  return text ? answerWith(asked, [whole(text)]) : noAnswer(say.nothingMore, 0.5)
}

function stillValid(asked: Asked, last: ArticleText): RuleAnswer {
  if (holdsOn(last, asked.today)) return answerWith(asked, [whole(last)])
  return answerFormer(asked, { text: last, confidence: 1 })
}

function interpretation(book: RuleBook, asked: Asked, last: ArticleText): RuleAnswer | undefined {
  const text = textsOf(book, asked, last.version).findLast(({ article }) => textOf(article).includes('解释'))
  return text && answerWith(asked, [whole(text)])
}

function withVersion(asked: Asked, { document, version }: ArticleText): Asked {
  const current = versionOn(document, asked.today) === version
  return { ...asked, mention: { document, ...(current ? {} : { version }), rest: '', at: 0 } }
}
