import type { Asked } from './asked.ts'
import { type RuleAnswer, answerWith } from './answer.ts'
import type { Quoted } from './cite.ts'
import { type Day } from '../calendar/day.ts'
import type { RuleDocument, RuleVersion } from './document.ts'
import { findCandidates } from './judge.ts'
import { readDays } from './moment.ts'
import { quoteFor, sentenceWith } from './quote.ts'
import type { RuleBook } from './rule-book.ts'
import { CERTAIN } from './confidence.ts'
import { say, sayVersion } from './texts.ts'
import { takeApart } from './question.ts'
import { normalise } from './tokens.ts'
import { holdsOn } from './layers.ts'
import { versionBefore } from './versions.ts'

const JOURNEY = /出发|动身|启程|出差|走的|去的|回来|返回|才回|回的|返程/

/** A journey that began before a new version and ended after it: the new version's transition article decides. */
export function answerTransition(book: RuleBook, asked: Asked): RuleAnswer | undefined {
  if (!JOURNEY.test(asked.clean)) return undefined
  const [departure, ...later] = readDays(asked.clean, asked.today)
  const arrival = later.at(-1)
  if (departure === undefined || arrival === undefined) return undefined
  for (const document of book.documents) {
    const version = document.versions.find(one => begunBefore(one, departure, arrival))
    const former = version && versionBefore(document, version)
    if (version && former) return answerFor(book, asked, { document, version, former, departure })
  }
  return undefined
}

interface Crossing {
  document: RuleDocument
  version: RuleVersion
  former: RuleVersion
  departure: Day
}

function answerFor(book: RuleBook, asked: Asked, crossing: Crossing): RuleAnswer | undefined {
  const { document, version, former, departure } = crossing
  const article = version.transition?.article
  const rule = book.texts.find(text => text.version === version && text.article.number.main === article)
  if (!rule) return undefined
  const amendment = document.versions.findLast(
    one => one.amends?.number === former.number && one.effectiveFrom <= departure,
  )
  const quoted: Quoted[] = [{ text: rule, quote: sentenceWith(rule.article, /出发|已经开始/) }]
  const applied = appliedText(book, asked, document, departure)
  if (applied) quoted.push(applied)
  return answerWith(asked, quoted, {
    before: [say.left(departure, version.effectiveFrom, sayVersion(former, amendment))],
  })
}

/** The words of the older version on the point that was asked, where the question names one. */
function appliedText(
  book: RuleBook,
  asked: Asked,
  document: RuleDocument,
  departure: Day,
): Quoted | undefined {
  const words = asked.clean
    .replace(/(?:去年|今年|\d{2,4}年)?\d{1,2}月\d{1,2}[日号]?/g, ' ')
    .replace(
      /出发|动身|启程|出差|走的|去的|回来|返回|才回|回的|返程|[新老旧]办法|哪[一个]?版|差旅费?(?:管理)?办法|报销/g,
      ' ',
    )
  const topic = takeApart(normalise(words), book.synonyms, book.search.isRuleWord)
  if (topic.parts.length === 0) return undefined
  const best = findCandidates(
    book.search,
    topic,
    asked.expected,
    text => text.document === document && holdsOn(text, departure),
  )[0]
  if (!best || best.confidence < CERTAIN) return undefined
  return { text: best.text, quote: quoteFor(best.text.article, topic, asked.expected) }
}

function begunBefore({ transition, effectiveFrom }: RuleVersion, departure: Day, arrival: Day): boolean {
  return transition?.by === 'departure' && departure < effectiveFrom && arrival >= effectiveFrom
}
