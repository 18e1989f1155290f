import { readChain, readQuotedChain } from './chain.ts'
import type { ChainReading } from './chain.ts'
import { factsOf } from './sentence/facts.ts'
import type { Facts } from './sentence/message-facts.ts'
import { inStandardWords } from './dialect.ts'
import { withoutMentions } from './mentions.ts'
import { blank, normalise, stretch } from './normalise.ts'
import type { Written } from './normalise.ts'
import { asks } from './sentence/question.ts'
import { withoutQuote } from './quotes.ts'
import type { Intent, MarkStatus, Reading, Situation, Slots } from './reading.ts'
import { statementsOf } from './sentence/statements.ts'
import type { Statement } from './sentence/statement.ts'
import { tokenise } from './sentence/tokens.ts'
import type { Token } from './sentence/tokens.ts'
import { meantBy, TYPO, WHOLE_TYPOS } from './words/typos.ts'

/** Prose longer than this is cut before the grammar reads it; chains have their own limit. */
export const PROSE_LIMIT = 2000

/** A message as the rules see it. What is costly is computed when a rule first asks for it. */
export interface Input {
  situation: Situation
  /** Normalised, typos put right, mention and quote cut away. */
  written: Written
  text: string
  /** The text without white space and emoji, for the patterns. */
  flat: string
  /** The bot is spoken to: mentioned, called by name, or in a single chat. */
  addressed: boolean
  /** Another person, or everybody, is mentioned at the beginning instead of the bot. */
  toOthers: boolean
  quoted: boolean
  secretary: boolean
  /** Some clause of the text asks something. */
  asking: boolean
  tokens(): Token[]
  statements(): Statement[]
  facts(): Facts
  chain(): ChainReading | undefined
  quotedChain(): ChainReading | undefined
  /** What the quoted message says about its author's own coming: +1 and 同上 follow it. */
  quotedStatus(): MarkStatus | undefined
  /** The quoted message asks who comes: 27号党日,请假的今天报一下. */
  quotesNotice(): boolean
}

/** A named rule: reads the message, or passes it on. */
export interface GrammarRule {
  name: string
  read(input: Input): Outcome | undefined
}

export type Outcome = Omit<Reading, 'why'>

/** How something is said: the words that must be there, and those that give it another meaning. */
export interface Phrasing {
  said: RegExp
  /** Further ways of saying it, read so from a keeper of the register only: from others they are mostly talk. */
  fromKeeper?: RegExp
  unless?: RegExp
  /** Only as a statement, or only as a question; undefined takes both. */
  form?: 'statement' | 'question'
  when?: (input: Input, match: RegExpExecArray) => boolean
  slots?: (input: Input, match: RegExpExecArray) => Slots
}

/** A rule for what is said to the bot in these words. Talk among colleagues is never a command. */
export function says(
  name: string,
  intent: Intent,
  { said, fromKeeper, unless, form, when, slots }: Phrasing,
): GrammarRule {
  return {
    name,
    read(input) {
      if (!input.addressed || (form !== undefined && (form === 'question') !== input.asking)) return undefined
      const match = said.exec(input.flat) ?? (input.secretary ? (fromKeeper?.exec(input.flat) ?? null) : null)
      if (match === null || unless?.test(input.flat) === true || when?.(input, match) === false)
        return undefined
      return { intent, slots: slots?.(input, match) ?? {} }
    },
  }
}

/** Whether the clause in which the phrase stands asks: 还有几个没回呢,晚两天再截 asks beside it. */
export function asksThere({ flat }: Input, { index, 0: found }: RegExpExecArray): boolean {
  const start = Math.max(...[...CLAUSE_ENDS].map(mark => flat.lastIndexOf(mark, index - 1))) + 1
  const behind = flat.slice(index + found.length)
  const tail = /^[^,。;!?]*\??/.exec(behind)?.[0] ?? ''
  return asksSomewhere(flat.slice(index === 0 ? 0 : start, index) + found + tail)
}

const CLAUSE_ENDS = ',。;!?'

export function inputOf(original: string, situation: Situation): Input {
  const unquoted = withoutQuote(corrected(inStandardWords(normalise(original), situation.names)))
  const { written: heard, toBot, toOthers } = withoutMentions(unquoted.written, situation.botNames)
  const answersBot = unquoted.quoted && quotesBot(original, situation.botNames)
  const quote = answersBot ? undefined : wordsOf(situation.quote ?? unquoted.quote)
  const written = stretch(blank(heard, OPENING), 0)
  const short = written.text.length > PROSE_LIMIT ? stretch(written, 0, PROSE_LIMIT) : written
  const prose = situation.role === 'cadre' ? short : withoutRemark(short)
  const flat = flattened(prose.text)
  const { names } = situation
  const tokens = lazy(() => tokenise(prose.text, names))
  const statements = lazy(() => statementsOf([...tokens()]))
  return {
    situation,
    written: prose,
    text: prose.text,
    flat,
    addressed: situation.chatType === 'single' || (situation.addressed ?? (toBot || answersBot)),
    toOthers: toOthers || SPOKEN_TO_KIN.test(prose.text),
    quoted: unquoted.quoted,
    secretary: situation.role !== 'cadre',
    asking: asksSomewhere(prose.text),
    tokens,
    statements,
    facts: lazy(() => factsOf(statements())),
    chain: lazy(() => readChain(written, names)),
    quotedStatus: lazy(() => (quote === undefined ? undefined : statusSaid(quote.slice(0, 200), names))),
    quotesNotice: lazy(() => quote !== undefined && NOTICE.test(quote)),
    quotedChain: lazy(() => (quote === undefined ? undefined : readQuotedChain(quote, names))),
  }
}

// 在吗 我27号来不了, 书记忙吗,跟您请个假: whether somebody listens is no question about anything.
const OPENING =
  /^\s*(?:(?:你好|您好|书记|主任|领导|小助手|打扰(?:了|一下)?|各位|早|早上好|上午好|下午好|晚上好)[,。!~\s]{0,2}){0,3}(?:在吗|在么|在嘛|在不在|在不|在没|忙吗|忙不忙|有人吗|有人在吗|方便吗)[?,。!~\s]{1,3}(?=[^?,。!~\s])/

// 老公你下班先去接孩子: what is said at home, sent to the wrong window.
const SPOKEN_TO_KIN =
  /^\s*(?:老公|老婆|媳妇儿?|亲爱的|宝贝|宝宝|儿子|闺女|女儿|老妈|老爸|妈妈?|爸爸?|孩(?:子|儿|他|她){0,2}[爸妈爹娘])[,!~\s]*(?:你(?!们)|(?:下班|回家|晚饭|记得|别忘|先去接|帮我接))/

/** 刘芳改成病假,原因:记错了假别: why a keeper corrects is no part of what she corrects. */
function withoutRemark(written: Written): Written {
  const remark = /[,。;]\s*(?:原因|理由)\s*(?:是|为|:)/.exec(written.text)
  if (remark === null || !/改|更正|补录|补记|到|缺席|漏/.test(written.text.slice(0, remark.index)))
    return written
  return stretch(written, 0, remark.index)
}

const NOTICE =
  /(?:党日|活动|大会|会议|读书会|党课|参观|学习|开会)|(?:请假|参加|晚到|迟到|不来|能来|来不了|报名)的|谁(?:还)?没(?:报|回|吭|应)|报一下|说一声|讲一声|告诉我|登记/

/** What stands in a quotation, without its frame and its author. */
function wordsOf(quote: string | undefined): string | undefined {
  return quote
    ?.replace(/\n[-—_= \t]+\s*$/, '')
    .replace(/^[\s「">]*[^:#\uff1a\n]{1,20}[:\uff1a]/, '')
    .replace(/」\s*$/, '')
}

/** What a message says about its sender's own coming. */
function statusSaid(words: string, names: Situation['names']): MarkStatus | undefined {
  const { marks } = factsOf(statementsOf(tokenise(words.replace(/\n/g, ' '), names)))
  return marks.find(({ nameKind }) => nameKind === 'self')?.status
}

/** A reply to the bot's own message is spoken to the bot. */
function quotesBot(original: string, botNames: readonly string[]): boolean {
  const head = original.slice(0, 60)
  return botNames.some(name => head.replaceAll('\uff1a', ':').includes(`${name}:`))
}

/** Slips of the input method put right, letter for letter. */
function corrected(written: Written): Written {
  const text = written.text
    .replace(/([参请已签收迟报])[ \u3000]([加假到名])/g, '$1$2 ')
    .replace(TYPO, meantBy)
    .replace(
      WHOLE_CLAUSE,
      (clause, lead: string, word: string) =>
        lead + (WHOLE_TYPOS.get(word)?.padEnd(word.length) ?? clause.slice(lead.length)),
    )
  return { text, raw: written.raw }
}

const WHOLE_CLAUSE =
  /(^|[\s,。;!])([a-z]{2,9}|[\p{Script=Han}]{2})(?=$|[\s,。;!]|\p{Extended_Pictographic})/gu

const DECORATION = /\[[\p{Script=Han}a-z]{1,4}\](?!\()|[\p{Extended_Pictographic}\s]/gu

function flattened(text: string): string {
  return text.replace(DECORATION, '').replace(/^[,。、:;~!]+|[。~!,;.]+$/g, '')
}

function asksSomewhere(text: string): boolean {
  const clauses = text.match(/[^,。;!?\n]+\??/g) ?? []
  return clauses.some(clause => asks(clause.replace('?', ''), clause.endsWith('?')))
}

function lazy<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}
