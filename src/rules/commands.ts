import { dayOf } from '../calendar/day.ts'
import type { Command, Turn } from '../talk/command.ts'
import { say, type Reply } from '../talk/message.ts'
import { withoutMentions } from '../understand/mentions.ts'
import { normalise } from '../understand/normalise.ts'
import { askRules } from './ask.ts'
import type { Citation } from './document.ts'
import { publicPart, type RuleBook } from './rule-book.ts'

/** 病假要不要证明, 请假办法第八条, 有哪些制度: answered from the rule book, for everyone and everywhere. */
export function ruleCommands(book: RuleBook): readonly Command[] {
  const open = publicPart(book)
  return [
    {
      intents: ['rule.ask', 'rule.source', 'rule.version', 'rule.list'],
      for: 'strangers',
      where: 'anywhere',
      example: '病假要不要证明',
      // Strangers, and groups that nobody bound, are told of public rules only.
      run: async turn => ask(isInside(turn) ? book : open, turn),
    },
  ]
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
