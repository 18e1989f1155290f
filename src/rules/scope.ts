import type { Asked } from './asked.ts'
import { type RuleAnswer, noAnswer } from './answer.ts'
import { textOf } from './document.ts'
import { findBest } from './find.ts'
import type { RuleBook } from './rule-book.ts'
import { say } from './texts.ts'
import { normalise } from './tokens.ts'
import { holdsOn } from './layers.ts'

const HIGHER =
  /国家|中央|国务院|中组部|中纪委|全国|上级|上面|省里|省级|省委|省纪委|省财政|市里|市级|市委|市纪委|市财政|县里|县委|财政部|人社部|部里|八项规定|党内法规|党章|条例|准则|公务员法|民法典|劳动法|刑法/
// 上级 also stands in questions about one's own rules (向上级报告), so a word about rules must follow or precede.
const RULES =
  /规定|标准|要求|文件|政策|精神|层面|办法|条例|制度|怎么说|有没有|法律|法规|怎么|多少|第.{1,6}条|党章|准则|法/
const OWN = /上级(?:报告|党组织|通知|请示)|向上级/
const QUOTED_TITLE = /《([^《》]{2,40})》/

/**
 * Declines what a rule book of one office cannot settle: rules of the state and of higher levels, rules it does not
 * hold, and subjects that the word list sends elsewhere unless a rule in force speaks of them.
 */
export function declineOutside(book: RuleBook, asked: Asked): RuleAnswer | undefined {
  if (asked.mention) return undefined
  const { clean } = asked
  const title = QUOTED_TITLE.exec(clean)?.[1]
  if (title) return noAnswer(say.unknownTitle(book.askInstead), 0.02)
  const subject = outsideSubject(book, asked)
  if (subject && !isAnswered(book, asked)) return noAnswer(say.outside(subject.words, subject.ask), 0.02)
  if (HIGHER.test(clean) && RULES.test(clean) && !OWN.test(clean))
    return noAnswer(say.higher(book.askInstead), 0.02)
  return undefined
}

// Far above what questions about such a subject reach, which speak of it for its own sake.
const LIKELY = 0.4

/** Whether people who ask like this mean an article all the same (还没转正的同志算不算应到). */
function isAnswered(book: RuleBook, asked: Asked): boolean {
  const best = findBest(book, asked)
  return best?.evidence.heard !== undefined && best.confidence >= LIKELY
}

function outsideSubject(
  { synonyms, texts }: RuleBook,
  asked: Asked,
): { words: string; ask: string } | undefined {
  const text = normalise(asked.clean)
  const subjects = [...synonyms.outside].filter(([words]) => text.includes(words))
  for (const [words, ask] of subjects.sort((a, b) => b[0].length - a[0].length)) {
    const held = texts.some(
      one =>
        holdsOn(one, asked.today) &&
        normalise(`${one.article.caption ?? ''} ${textOf(one.article)}`).includes(words),
    )
    if (!held) return { words, ask }
  }
  return undefined
}
