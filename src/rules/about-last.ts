import type { Asked } from './asked.ts'
import { type RuleAnswer, answerWith, noAnswer } from './answer.ts'
import { textsOf } from './chosen.ts'
import { basisOf, statusWords } from './cite.ts'
import { CERTAIN } from './confidence.ts'
import { textOf } from './document.ts'
import { findBest } from './find.ts'
import type { ArticleText } from './layers.ts'
import { lastCited, otherTime, textNow, whole, wordsThenAndNow } from './last-cited.ts'
import type { RuleBook } from './rule-book.ts'
import { say, sayVersion } from './texts.ts'

/** What short words can ask about an answer just given, with nothing of a subject in them. */
type AboutLast =
  | 'issue'
  | 'validity'
  | 'then'
  | 'now'
  | 'difference'
  | 'whole'
  | 'exceptions'
  | 'scope'
  | 'doubt'
  | 'meaning'
  | 'other'
  | 'article before'

const THIS = '(?:这个?|那个?|该|这一?条|这份|上面的?|你说的?|刚才的?|它)?'
const RULE = '(?:规定|办法|制度|文件|条文|标准|政策)?'
const END = '(?:吗|呢|么|啊|呀|的|吧|了)*[?。!]*$'
const FORMER = '(?:以前|原来|原先|之前|过去|从前|老规定|旧规定)的?'

const PATTERNS: [AboutLast, RegExp][] = [
  [
    'issue',
    new RegExp(
      `^${THIS}${RULE}(?:是|属于)?(?:(?:哪年|哪一年|几几年|什么时候|啥时候|何时|谁|哪个?部门|哪里)(?:的|定|出|发|印发|出台|颁布|公布|制定|改|修订|修改)|文号|发文字号|什么文号|几号文)(?:的|了|台)*${RULE}(?:是|有)?(?:多少|什么|几号)?${END}`,
    ),
  ],
  [
    'validity',
    new RegExp(
      `^${THIS}${RULE}(?:是|算)?(?:不是)?(?:新|最新|现行|有效|老|旧|过期|作废)的?${RULE}${END}|^${THIS}${RULE}(?:现在|目前)?(?:还|是否)?(?:有效|管用|作数|算数|执行)(?:吗|不|么)[?。]?$`,
    ),
  ],
  [
    'difference',
    new RegExp(
      `^${THIS}${RULE}(?:(?:和|跟|与|同|比)(?:${FORMER}|旧的?|老的?)?${RULE}(?:比)?(?:有)?(?:一样|相同|啥区别|什么区别|哪里不同|什么不同|啥不同|变了)|(?:有没有|是不是)?(?:改过|变过|修订过|改了没|变了没|修改过)(?:没有?)?)${END}`,
    ),
  ],
  [
    'then',
    new RegExp(
      `^(?:可是?|但是?|不过)?(?:我记得|印象中?)?${FORMER}(?:好像)?(?:不是|是不是|都是|是|不).{1,8}[吗么吧?]+$|^${THIS}${FORMER}(?:是)?(?:怎么|怎样|咋)(?:规定|说|定|写)${END}|^(?:那)?(?:当时|那时候?|那会儿?)(?:是|的)?(?:多少|怎么规定|怎么说|标准)?${END}`,
    ),
  ],
  [
    'now',
    new RegExp(`^(?:那么?)?(?:现在|如今|目前|现行)的?${RULE}(?:是)?(?:多少|怎么规定|怎么说|什么)?${END}`),
  ],
  [
    'whole',
    new RegExp(
      `^(?:请|麻烦)?(?:把|给我|发我|看看?|看一下)?${THIS}(?:整条|完整的?|全部内容|原文|全文|条文)(?:都)?(?:发|给|贴)?(?:我|一下|出来|看看?)*${END}`,
    ),
  ],
  [
    'exceptions',
    new RegExp(
      `^${THIS}(?:那)?(?:有没有|有无|有|没有)?(?:什么|啥)?(?:例外|特殊)(?:的)?(?:情况|情形|规定)?(?:怎么办|呢)?${END}`,
    ),
  ],
  [
    'scope',
    new RegExp(
      `^${THIS}${RULE}(?:(?:都)?(?:适用|管)(?:于)?(?:哪些人|谁|什么人|我|我们|范围)|(?:哪些人|谁|什么人)(?:都)?(?:适用|要遵守)|适用范围|对我(?:们)?适用)(?:不)?${END}`,
    ),
  ],
  [
    'doubt',
    /^(?:你)?(?:真的|确定|当真|是这样|是真的|靠谱|准|没搞错|没弄错|可靠|保准)(?:吗|么|不)?[?。]*$|^(?:你)?(?:不对|错了|搞错了|弄错了|说错了|答错了|不是吧|不可能)(?:吧|啊|呀|了|的)*[?。!]*$/,
  ],
  [
    'meaning',
    new RegExp(
      `^${THIS}(?:是)?(?:什么意思|啥意思|怎么理解|看不懂|没看懂|不明白|不懂|说人话|通俗(?:一?点|些)?|(?:解释|说明)(?:一下|下)|讲明白点?|为什么|为啥|凭什么)(?:啊|呀|呢|嘛)*[?。!]*$`,
    ),
  ],
  [
    'other',
    /^(?:我)?(?:问|说|要)的不是这个?|^不是(?:这个|问这个|这个意思)|^答非所问|^(?:不是|没有)?(?:我)?想问的(?:不是这个)?$/,
  ],
  ['article before', /^(?:看看?)?(?:上一条|前一条|上面那?一?条)(?:呢|是什么|说什么)?[?。]*$/],
]
const LONGEST = 20

/** Answers what is asked about the answer just given: of which year it is, 以前不是三天吗, 有没有例外, 你确定吗. */
export function answerAboutLast(book: RuleBook, asked: Asked): RuleAnswer | undefined {
  if (asked.mention || asked.references.length > 0 || asked.clean.length > LONGEST) return undefined
  const kind = PATTERNS.find(([, pattern]) => pattern.test(asked.clean))?.[0]
  if (kind === undefined) return undefined
  const last = lastCited(book, asked.previous)
  if (!last) return withoutLast(kind)
  return answerOf(kind, book, asked, last)
}

/** Without an answer before them some are whole questions, and the rest may be meant for anything. */
function withoutLast(kind: AboutLast): RuleAnswer | undefined {
  if (kind === 'then' || kind === 'now' || kind === 'validity') return undefined
  const isVague = kind === 'doubt' || kind === 'meaning' || kind === 'other'
  return noAnswer(isVague ? say.nothingMeant : say.nothingBefore, 0.1)
}

function answerOf(kind: AboutLast, book: RuleBook, asked: Asked, last: ArticleText): RuleAnswer | undefined {
  const { interpretedBy } = last.version
  switch (kind) {
    case 'issue':
    case 'validity':
      return withoutWords(asked, last, [issued(asked, last)])
    case 'then':
      return then(book, asked, last)
    case 'now':
      return answerWith(asked, [whole(textNow(book, asked, last))])
    case 'difference':
      return wordsThenAndNow(book, asked, last)
    case 'whole':
      return answerWith(asked, [whole(last)])
    case 'exceptions':
      return exceptions(asked, last)
    case 'scope':
      return scope(book, asked, last)
    case 'doubt':
      return answerWith(asked, [whole(last)], { before: [say.onlyTheText], after: [say.ifNotMeant] })
    case 'meaning':
      return withoutWords(asked, last, [say.noExplanation(interpretedBy)])
    case 'other':
      return noAnswer(say.askAnew, 0.1)
    case 'article before':
      return before(book, asked, last)
  }
}

/** The basis alone: who asks about an answer has its words before him. */
function withoutWords(asked: Asked, last: ArticleText, lines: string[]): RuleAnswer {
  const quoted = [whole(last)]
  return { ...answerWith(asked, quoted), text: [...lines, basisOf(quoted, asked.today)].join('\n') }
}

function issued({ today }: Asked, last: ArticleText): string {
  const { version } = last
  return say.issued(sayVersion(version), version.number, version.effectiveFrom, statusWords(last, today))
}

/** 以前不是三天吗 holds the present answer against the words before it; other subjects are searched for. */
function then(book: RuleBook, asked: Asked, last: ArticleText): RuleAnswer | undefined {
  if (asked.topic.parts.length > 0) {
    const best = findBest(book, asked)
    if (best && best.confidence >= CERTAIN && best.text.document !== last.document) return undefined
  }
  const moment = asked.moment.kind === 'today' ? ({ kind: 'previous', said: '以前' } as const) : asked.moment
  return otherTime(book, { ...asked, moment }, last)
}

const EXCEPTION = /除外|例外|特殊|但|确因|另有|不受|不适用|可以不|急事|除.{1,20}外/

function exceptions(asked: Asked, last: ArticleText): RuleAnswer {
  if (EXCEPTION.test(textOf(last.article))) return answerWith(asked, [whole(last)])
  const after = [say.closestEnd(last.version.interpretedBy)]
  return { ...answerWith(asked, [whole(last)], { before: [say.noException], after }), kind: 'closest' }
}

function scope(book: RuleBook, asked: Asked, last: ArticleText): RuleAnswer {
  const applies = textsOf(book, asked, last.version).find(({ article }) => /适用/.test(textOf(article)))
  if (applies) return answerWith(asked, [whole(applies)])
  const after = [say.closestEnd(last.version.interpretedBy)]
  return { ...answerWith(asked, [whole(last)], { before: [say.noScope], after }), kind: 'closest' }
}

function before(book: RuleBook, asked: Asked, last: ArticleText): RuleAnswer {
  const at = last.version.articles.findIndex(({ label }) => label === last.article.label)
  const label = last.version.articles[at - 1]?.label
  const text = textsOf(book, asked, last.version).find(({ article }) => article.label === label)
  return text ? answerWith(asked, [whole(text)]) : noAnswer(say.nothingBeforeThis, 0.5)
}
