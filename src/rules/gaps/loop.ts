import type { Turn } from '../../talk/command.ts'
import { isQuestionToKeep } from '../../understand/private-matters.ts'
import type { RuleAnswer } from '../answer.ts'
import { askRules } from '../ask.ts'
import { type Asked, type RuleQuestion, readQuestion } from '../asked.ts'
import type { Citation } from '../document.ts'
import { groupsOfAsker } from '../audience.ts'
import { isInside } from '../inside.ts'
import type { RuleBook } from '../rule-book.ts'
import { faqFinder, type FaqHit } from './faq.ts'
import { faqVersion } from './faq-store.ts'
import { keepsGaps, wholeBook, type GapParts } from './parts.ts'
import { questionKey } from './question-key.ts'
import { addVoice, keepAsked, type KeptQuestion, openGap } from './store.ts'
import * as texts from './texts.ts'
import { withOfficeAnswer } from './with-office-answer.ts'
import { hasWish } from './wishes.ts'

/** Answers one question in a turn, from the rules and from what the office answered before. */
export type AskInTurn = (turn: Turn, book: RuleBook, question: RuleQuestion) => Promise<RuleAnswer>

/**
 * Asks the rule book with the loop around it: the office's own answers stand in front or beside, and what stays open goes to
 * whoever can answer, unless it touches something private.
 */
export function askWithLoop(parts: GapParts): AskInTurn {
  const findAnswer = faqFinder(() => wholeBook(parts))
  return async (turn, book, question) => {
    const answer = askRules(book, question)
    if (!isInside(turn)) return answer
    if (!keepsGaps(parts.office) && (await faqVersion(turn.trx)) === undefined) return answer
    const asked = readQuestion(question, book)
    const hit = await findAnswer(turn.trx, book, asked)
    const said = hit === undefined ? answer : withOfficeAnswer(hit, answer, asked)
    if (!keepsGaps(parts.office)) return said
    const isOpen = hit === undefined ? isLeftOpen(answer, asked) : hit.isStale
    const line = await note(turn, parts, keptQuestion(turn, asked, question, said, hit), isOpen)
    return line === undefined ? said : { ...said, text: `${said.text}\n${line}` }
  }
}

/** A look-up that names an article the rule does not have is a slip, no gap in the book. */
function isLeftOpen(
  { kind }: RuleAnswer,
  { references, chapter, moment, concern, topicless }: Asked,
): boolean {
  const isPlain = references.length === 0 && chapter === undefined && moment.kind === 'today'
  return kind !== 'answer' && isPlain && concern === 'words' && !topicless
}

const ELLIPTICAL = /^那|呢[?。]?$/

/** The question as it may be kept; undefined when it may not. 那省外呢 is kept with the article it goes on from. */
function keptQuestion(
  turn: Turn,
  asked: Asked,
  { text, previous }: RuleQuestion,
  answer: RuleAnswer,
  hit: FaqHit | undefined,
): KeptQuestion | undefined {
  if (!isQuestionToKeep(text, turn.names)) return undefined
  const before = ELLIPTICAL.test(asked.clean) ? previous?.[0] : undefined
  const cited: Citation | undefined = before ?? answer.articles[0]
  return {
    question: text.replace(/\s+/g, ' ').trim(),
    key: hit?.answer.key ?? questionKey(asked),
    askedIn: groupsOfAsker(turn),
    ...(cited !== undefined && { cited }),
  }
}

/** Keeps what may be kept and says the line that offers a reply, if it is due. */
async function note(
  turn: Turn,
  { voiceKey }: GapParts,
  kept: KeptQuestion | undefined,
  isOpen: boolean,
): Promise<string | undefined> {
  const { trx, message, now, conversation, speaker } = turn
  const answerTo = { channel: message.channel, msgid: message.id }
  if (kept === undefined) {
    turn.remember({ answerTo: undefined, gapId: 'not-kept' })
    return undefined
  }
  await keepAsked(trx, message, kept, now)
  if (!isOpen) {
    turn.remember({ answerTo, gapId: undefined })
    return undefined
  }
  const gapId = await openGap(trx, kept, now)
  const of = `unanswered:${message.channel}:${message.id}`
  await addVoice(trx, voiceKey, gapId, { kind: 'unanswered', of }, now)
  const isOffered = conversation.offered === true || (await hasWish(trx, gapId, speaker.personId))
  turn.remember({ answerTo, gapId, offered: true })
  return isOffered ? undefined : texts.offer
}
