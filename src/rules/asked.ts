import type { Day } from '../calendar/day.ts'
import type { Citation } from './document.ts'
import { type Expected, expectedOf } from './expects.ts'
import type { FindMention, Mention } from './mention.ts'
import { type Concern, type Moment, readMoment } from './moment.ts'
import { type Question, takeApart } from './question.ts'
import { type ArticleReference, readChapter, readReferences } from './reference.ts'
import type { ArticleSearch } from './search.ts'
import { joinVerbs } from './separable.ts'
import { type Synonyms, correctTypos } from './synonyms.ts'
import { sayDay } from './texts.ts'
import { simplify } from './traditional.ts'
import { normalise } from './tokens.ts'

/** A question as it arrives. `previous` is what the last answer cited, for 还有呢 and the like. */
export interface RuleQuestion {
  text: string
  today: Day
  /** Answer as on this day, whatever the words say. */
  asOf?: Day
  previous?: Citation[]
}

/** Everything that can be read from a question without looking for an answer. */
export interface Asked {
  today: Day
  previous: Citation[]
  /** The question with one spelling for brackets and digits, at most MAX_LENGTH characters. */
  clean: string
  moment: Moment
  concern: Concern
  mention?: Mention
  references: ArticleReference[]
  chapter?: number
  /** What is left when names, times and numbers are taken out. */
  topic: Question
  /** True when nothing is left that could be searched. */
  topicless: boolean
  expected: Expected | undefined
}

/** Longer questions are cut here. */
export const MAX_LENGTH = 500

/** What reading needs to know of the rule book. */
export interface Reader {
  findMention: FindMention
  synonyms: Synonyms
  search: ArticleSearch
}

// Words for a rule or a part of it: a question made of them alone has no subject of its own.
const RULE_WORDS =
  /最新|最近|近期|现行|目前|标准|规定|制度|办法|细则|条款|条文|这条|那条|这一条|第.{1,4}条|版本|哪一?[版条]|文件|原文|全文|原话|内容|出处|依据|制度汇编|汇编|执行|施行|生效|开始|正式|这份|一样|出自|来自|写在|来源|版/g

export function readQuestion(question: RuleQuestion, { findMention, synonyms, search }: Reader): Asked {
  const clean = cleanUp(question.text)
  const mention = findMention(clean)
  const time = readMoment(mention?.rest ?? clean, question.today)
  const moment = question.asOf === undefined ? time.moment : dayMoment(question.asOf, question.today)
  const references = readReferences(time.rest, mention !== undefined)
  const chapter = readChapter(time.rest)
  const words = wordsIn(time.rest, synonyms)
  const topic = takeApart(words, synonyms, search.isRuleWord)
  return {
    today: question.today,
    previous: question.previous ?? [],
    clean,
    moment,
    concern: time.concern,
    ...(mention ? { mention } : {}),
    references,
    ...(chapter === undefined ? {} : { chapter }),
    topic,
    topicless: isBare(words, { synonyms, search }),
    expected: expectedOf(words),
  }
}

/** The words of a question as they are searched: names of rules and times are taken out, slips of the pen put right. */
export function wordsOf(
  text: string,
  { findMention, synonyms }: Pick<Reader, 'findMention' | 'synonyms'>,
): string {
  const clean = cleanUp(text)
  return wordsIn(readMoment(findMention(clean)?.rest ?? clean, ANY_DAY).rest, synonyms)
}

// Only what is left beside the time counts there, whatever day it is.
const ANY_DAY = '2000-01-01'

function wordsIn(rest: string, synonyms: Synonyms): string {
  return joinVerbs(correctTypos(normalise(rest), synonyms))
}

function dayMoment(day: Day, today: Day): Moment {
  return day === today ? { kind: 'today' } : { kind: 'period', from: day, to: day, said: sayDay(day) }
}

/** Whether words speak of rules as such and of no subject. */
export function isBare(words: string, { synonyms, search }: Pick<Reader, 'synonyms' | 'search'>): boolean {
  return takeApart(normalise(words).replace(RULE_WORDS, ' '), synonyms, search.isRuleWord).parts.length === 0
}

/** One spelling for full-width forms, case and zero; no spaces between Han characters; not longer than MAX_LENGTH. */
export function cleanUp(text: string): string {
  const short = text.slice(0, MAX_LENGTH).normalize('NFKC').slice(0, MAX_LENGTH)
  return simplify(short.toLowerCase())
    .replaceAll('〇', '零')
    .replace(/[\s\u200b]+/g, ' ')
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han}|\d)/gu, '')
    .trim()
}
