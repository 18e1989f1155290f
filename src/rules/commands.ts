import { dayOf } from '../calendar/day.ts'
import type { Command, Turn } from '../talk/command.ts'
import type { Reply } from '../talk/message.ts'
import { withoutMentions } from '../understand/mentions.ts'
import { normalise } from '../understand/normalise.ts'
import { cleanUp } from './asked.ts'
import { aboutQuote } from './about-quote.ts'
import type { RuleQuestion } from './asked.ts'
import { type Citation, type CitedArticle, textOf } from './document.ts'
import { audienceOf } from './audience.ts'
import type { AskInTurn } from './gaps/loop.ts'
import { isInside } from './inside.ts'
import type { RuleBook } from './rule-book.ts'
import type { Shelf } from './shelf.ts'

/** 病假要不要证明, 请假办法第八条, 有哪些制度: answered from the rule book, for everyone and everywhere. */
export function ruleCommands(
  answering: RuleAnswering,
  /** The article behind the last reminder here, when nothing was cited in this chat. */
  remindedOf: (turn: Turn) => Promise<Citation[]> = async () => [],
): readonly Command[] {
  return [
    {
      intents: ['rule.ask', 'rule.source', 'rule.version', 'rule.list'],
      for: 'strangers',
      where: 'anywhere',
      example: '病假要不要证明',
      run: async turn => {
        await citeReminder(turn, remindedOf)
        return reply(answering, turn)
      },
    },
  ]
}

/** 依据 after a reminder, when nothing was cited or quoted here: the article behind the reminder is meant. */
async function citeReminder(turn: Turn, remindedOf: (turn: Turn) => Promise<Citation[]>): Promise<void> {
  const { reading, conversation, message } = turn
  const isQuoting = message.content.kind === 'text' && message.content.quote !== undefined
  if (reading.intent !== 'rule.source' || conversation.cited !== undefined || isQuoting) return
  if (!isInside(turn)) return
  const cited = await remindedOf(turn)
  if (cited.length > 0) turn.remember({ cited })
}

/** The rules and the way in which a question is put to them. */
export interface RuleAnswering {
  shelf: Shelf
  ask: AskInTurn
}

// A question nobody recognised is still a question: it gets an honest “not found” rather than a menu.
const QUESTION = /[??]\s*$|吗|呢|几点|几天|几个|多少|多久|怎么|怎样|什么|哪|谁|能不能|可不可以|要不要|是否/

/** The last resort for words that fit no command: an answer of the rule book, or undefined for mere chatter. */
export function answerUnread(answering: RuleAnswering): (turn: Turn) => Promise<Reply | undefined> {
  return async turn => {
    const { content } = turn.message
    if (content.kind !== 'text' || content.text.length > 100) return undefined
    return QUESTION.test(content.text) || isTitle(answering, turn) ? reply(answering, turn) : undefined
  }
}

/** The name of a rule and nothing else, where that rule exists. */
function isTitle({ shelf }: RuleAnswering, turn: Turn): boolean {
  const book = shelf.for(audienceOf(turn))
  const mention = book.findMention(cleanUp(ownWords(turn)))
  return mention !== undefined && !/[\p{L}\p{N}]/u.test(mention.rest)
}

/** 更多 after a rule answer: the whole article if a part of it was quoted, else the one behind it. */
export function moreOfRules(answering: RuleAnswering): (turn: Turn) => Promise<Reply | undefined> {
  return async turn => {
    const { cited, citedPart } = turn.conversation
    if (cited === undefined || cited.length === 0) return undefined
    return reply(answering, turn, citedPart === true ? '原文' : '还有呢')
  }
}

async function reply({ shelf, ask }: RuleAnswering, turn: Turn, words?: string): Promise<Reply> {
  const book = shelf.for(audienceOf(turn))
  const question = questionOf(turn, book, words)
  const { articles, text } = await ask(turn, book, question)
  if (articles.length > 0) {
    turn.remember({
      cited: articles.map(({ document, version, article, paragraph }) => ({
        document,
        version,
        article,
        ...(paragraph !== undefined && { paragraph }),
      })),
      citedPart: articles.length === 1 && articles.some(one => isPart(book, one)) ? true : undefined,
    })
  }
  return { text, rateable: true }
}

/** What is asked, with what it goes on from: the quoted message before the last answer in this chat. */
function questionOf(
  { message, now, conversation, office }: Turn,
  book: RuleBook,
  words: string | undefined,
): RuleQuestion {
  const today = dayOf(now)
  const { content } = message
  const quote = content.kind === 'text' ? content.quote : undefined
  const own = words ?? ownWords({ message, office })
  // Only `reply` writes `cited`, from a RuleAnswer.
  const before = (conversation.cited ?? []) as readonly Citation[]
  if (words !== undefined || quote === undefined) return { text: own, today, previous: [...before] }
  return { today, ...aboutQuote(book, own, quote, office.bot.names, today) }
}

/** What the message itself says, without the bot's name. */
function ownWords({ message: { content }, office }: Pick<Turn, 'message' | 'office'>): string {
  const text = content.kind === 'text' ? content.text : ''
  return withoutMentions(normalise(text), office.bot.names).written.text.trim()
}

function isPart(book: RuleBook, { document, version, article, quote }: CitedArticle): boolean {
  const text = book.texts.find(
    one => one.document.id === document && one.version.year === version && one.article.label === article,
  )
  return text !== undefined && textOf(text.article).length > quote.length
}
