import { dayOf } from '../calendar/day.ts'
import type { Command, Turn } from '../talk/command.ts'
import { say, type Reply } from '../talk/message.ts'
import { withoutMentions } from '../understand/mentions.ts'
import { normalise } from '../understand/normalise.ts'
import { askRules } from './ask.ts'
import type { Citation } from './document.ts'
import { audienceOf } from './audience.ts'
import type { Shelf } from './shelf.ts'

/** 病假要不要证明, 请假办法第八条, 有哪些制度: answered from the rule book, for everyone and everywhere. */
export function ruleCommands(rules: Shelf): readonly Command[] {
  return [
    {
      intents: ['rule.ask', 'rule.source', 'rule.version', 'rule.list'],
      for: 'strangers',
      where: 'anywhere',
      example: '病假要不要证明',
      run: async turn => ask(rules, turn),
    },
  ]
}

// A question nobody recognised is still a question: it gets an honest “not found” rather than a menu.
const QUESTION = /[??]\s*$|吗|呢|几点|几天|几个|多少|多久|怎么|怎样|什么|哪|谁|能不能|可不可以|要不要|是否/

/** The last resort for words that fit no command: an answer of the rule book, or undefined for mere chatter. */
export function answerUnread(rules: Shelf): (turn: Turn) => Reply | undefined {
  return turn => {
    const { content } = turn.message
    if (content.kind !== 'text' || content.text.length > 100 || !QUESTION.test(content.text)) return undefined
    return ask(rules, turn)
  }
}

function ask(rules: Shelf, turn: Turn): Reply {
  const { message, now, conversation, office } = turn
  const text =
    message.content.kind === 'text'
      ? withoutMentions(normalise(message.content.text), office.bot.names).written.text.trim()
      : ''
  // Only this function writes `cited`, from a RuleAnswer.
  const previous = (conversation.cited ?? []) as readonly Citation[]
  const answer = askRules(rules.for(audienceOf(turn)), { text, today: dayOf(now), previous: [...previous] })
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
