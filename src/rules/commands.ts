import { dayOf } from '../calendar/day.ts'
import type { Command, Turn } from '../talk/command.ts'
import { say, type Reply } from '../talk/message.ts'
import { withoutMentions } from '../understand/mentions.ts'
import { normalise } from '../understand/normalise.ts'
import { askRules } from './ask.ts'
import type { Citation } from './document.ts'
import { publicPart, type RuleBook } from './rule-book.ts'

/** 病假要不要证明, 请假办法第八条, 有哪些制度: answered from the rule book, for everyone and everywhere. */
export function ruleCommands(
  book: RuleBook,
  /** The article behind the last reminder here, when nothing was cited in this chat. */
  remindedOf: (turn: Turn) => Promise<Citation[]> = async () => [],
): readonly Command[] {
  const open = publicPart(book)
  return [
    {
      intents: ['rule.ask', 'rule.source', 'rule.version', 'rule.list'],
      for: 'strangers',
      where: 'anywhere',
      example: '病假要不要证明',
      // Strangers, and groups that nobody bound, are told of public rules only.
      run: async turn => {
        if (
          turn.reading.intent === 'rule.source' &&
          turn.conversation.cited === undefined &&
          isInside(turn)
        ) {
          const cited = await remindedOf(turn)
          if (cited.length > 0) turn.remember({ cited })
        }
        return ask(isInside(turn) ? book : open, turn)
      },
    },
  ]
}

// A question nobody recognised is still a question: it gets an honest “not found” rather than a menu.
const QUESTION = /[??]\s*$|吗|呢|几点|几天|几个|多少|多久|怎么|怎样|什么|哪|谁|能不能|可不可以|要不要|是否/

/** The last resort for words that fit no command: an answer of the rule book, or undefined for mere chatter. */
export function answerUnread(book: RuleBook): (turn: Turn) => Reply | undefined {
  const open = publicPart(book)
  return turn => {
    const { content } = turn.message
    if (content.kind !== 'text' || content.text.length > 100 || !QUESTION.test(content.text)) return undefined
    return ask(isInside(turn) ? book : open, turn)
  }
}

function isInside({ place, speaker }: Turn): boolean {
  return place.kind !== 'unbound-group' && (speaker.memberships.length > 0 || speaker.isAdministrator)
}

function ask(book: RuleBook, turn: Turn): Reply {
  const { message, now, conversation, office } = turn
  const text =
    message.content.kind === 'text'
      ? withoutMentions(normalise(message.content.text), office.bot.names).written.text.trim()
      : ''
  // Only this function writes `cited`, from a RuleAnswer.
  const previous = (conversation.cited ?? []) as readonly Citation[]
  const answer = askRules(book, { text, today: dayOf(now), previous: [...previous] })
  if (answer.articles.length > 0) {
    turn.remember({
      cited: answer.articles.map(({ document, version, article, paragraph }) => ({
        document,
        version,
        article,
        ...(paragraph !== undefined && { paragraph }),
      })),
    })
  }
  return say(answer.text)
}
