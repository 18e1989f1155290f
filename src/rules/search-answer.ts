import { type RuleAnswer, answerWith, closest, notFound } from './answer.ts'
import type { Asked } from './asked.ts'
import { CERTAIN, comesNear } from './confidence.ts'
import { counterpartOf } from './counterpart.ts'
import type { Quoted } from './cite.ts'
import { followReference } from './cross-reference.ts'
import { withDiffering } from './differing.ts'
import { findBest, findFormer } from './find.ts'
import type { Candidate } from './judge.ts'
import { type ArticleText, holdsOn } from './layers.ts'
import { answerFormer, answerThen } from './past-answer.ts'
import { quoteFor } from './quote.ts'
import type { RuleBook } from './rule-book.ts'
import { say } from './texts.ts'
import { versionOn } from './versions.ts'

// An old text is shown unasked only if it speaks about clearly more of the question than anything in force.
const FORMER_LEAD = 0.2

/** Answers by searching the texts of the time that the question is about. */
export function answerBySearch(book: RuleBook, asked: Asked): RuleAnswer {
  const best = findBest(book, asked)
  if (asked.moment.kind !== 'today') {
    const now = findBest(book, { ...asked, moment: { kind: 'today' } })
    return answerThen(book, asked, best, now)
  }
  if (!best || best.confidence < CERTAIN) {
    const answer = answerByFormer(book, asked, best)
    if (answer) return answer
  }
  if (!best || !comesNear(best)) return notFound(book, best?.confidence)
  if (!holdsOn(best.text, asked.today)) return answerFormer(asked, best)
  const quoted = { text: best.text, quote: quoteFor(best.text.article, asked.topic, asked.expected) }
  if (best.confidence < CERTAIN) return closest(asked, quoted, best.confidence)
  const differing = withDiffering(book, asked, best)
  if (differing.length > 1) return answerDiffering(asked, differing, best.confidence)
  return answerWith(asked, [quoted, ...followReference(book, asked, quoted)], { confidence: best.confidence })
}

/** Both rules, each with its basis, and whom to ask which of them applies. */
function answerDiffering(asked: Asked, quoted: Quoted[], confidence: number): RuleAnswer {
  const offices = [...new Set(quoted.map(({ text }) => text.version.interpretedBy))]
  return answerWith(asked, quoted, {
    before: [say.differing],
    after: [say.differingEnd(offices.join('、'))],
    confidence,
  })
}

/**
 * Where nothing in force fits well, an old text may: then what took its place answers, and the old text itself only
 * when nothing did and it speaks about clearly more of the question.
 */
function answerByFormer(book: RuleBook, asked: Asked, best: Candidate | undefined): RuleAnswer | undefined {
  const former = findFormer(book, asked)
  if (!former || former.confidence < CERTAIN) return undefined
  const successor = successorOf(book, asked, former.text)
  if (successor) {
    const quoted = { text: successor, quote: quoteFor(successor.article, asked.topic, asked.expected) }
    return answerWith(asked, [quoted], { confidence: former.confidence })
  }
  if (former.evidence.covered < (best?.evidence.covered ?? 0) + FORMER_LEAD) return undefined
  return answerFormer(asked, former)
}

/** The text in force today that took the place of an old one. */
function successorOf(book: RuleBook, { today }: Asked, old: ArticleText): ArticleText | undefined {
  const current = versionOn(old.document, today)
  const article = current && counterpartOf(old.article, current)
  return book.texts.find(text => text.article === article && text.version === current && holdsOn(text, today))
}
