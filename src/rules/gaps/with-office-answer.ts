import { dayOf } from '../../calendar/day.ts'
import type { RuleAnswer } from '../answer.ts'
import type { Asked } from '../asked.ts'
import { cite } from '../cite.ts'
import { textOf } from '../document.ts'
import { sayDay } from '../texts.ts'
import type { FaqHit } from './faq.ts'
import { sayOfficeAnswer } from './say-answer.ts'
import * as texts from './texts.ts'

/**
 * Joins what the office answered and what the rules say. The same question gets the office's answer; one that is nearly the
 * same gets it behind a certain article. An answer whose articles were revised is never given as certain.
 */
export function withOfficeAnswer(hit: FaqHit, answer: RuleAnswer, { today }: Asked): RuleAnswer {
  if (hit.isStale) return answer.kind === 'answer' ? answer : withStale(hit, answer)
  const said = sayOfficeAnswer(hit.answer, hit.texts, today)
  const lines = hit.isSame ? said : `${texts.answeredBefore(hit.answer.question)}${said}`
  if (!hit.isSame && answer.kind === 'answer') return { ...answer, text: `${answer.text}\n${lines}` }
  const articles = hit.texts.map(text => cite({ text, quote: { quote: textOf(text.article) } }, today))
  return { kind: 'answer', articles, text: lines, confidence: hit.isSame ? 1 : 0.9 }
}

function withStale({ answer: office }: FaqHit, answer: RuleAnswer): RuleAnswer {
  const old = texts.staleAnswer(sayDay(dayOf(new Date(office.answeredAt))), office.office, office.answer)
  const text = answer.kind === 'closest' ? `${old}\n${answer.text}` : old
  return { ...answer, kind: 'closest', text }
}
