import { isoOf } from '../clock.ts'
import type { Trx } from '../ledger/ledger.ts'
import type { Log } from '../log.ts'
import type { Office } from '../office.ts'
import { withWaitingCorrection } from '../attendance/commands/corrections.ts'
import { announcement } from '../attendance/session-texts.ts'
import type { AnswerTap } from '../attendance/cards/tap.ts'
import { takeUnannounced } from '../reminders/unannounced.ts'
import type { Command, Place, Turn } from '../talk/command.ts'
import { waitingQuestion, type Conversation, type PendingQuestion } from '../talk/conversation.ts'
import { say, silence, type Message, type Reply } from '../talk/message.ts'
import { chatRole, isStranger, keepsSomeRegister } from '../talk/person.ts'
import type { Intent, PromptKind, Reading, Situation } from '../understand/reading.ts'
import { hindrance, menuRole } from './commands.ts'
import { conversationKeeper } from './conversation-keeper.ts'
import { identifier, type Identified } from './identify.ts'
import { followsLastSpeaker, lastMarks } from './last-mark.ts'
import { isNewsOf } from './named-anew.ts'
import { nameKeeper } from './names.ts'
import { newcomersReading } from './newcomer.ts'
import { rememberingReader } from './reader.ts'
import { smallTalk } from './small-talk.ts'
import { splitReply } from './split.ts'
import { strangerOf } from './stranger.ts'
import * as texts from './texts.ts'
import { puzzled, whoAreYou } from './unread.ts'
import { withClaims } from './waiting-news.ts'

export interface Responded {
  reply: Reply
  /** The person's id, or '' for a stranger. */
  sender: string
  /** The intent, or what else the message was. */
  effect: string
  /** What the process remembers of it, once it is kept: a unit may run twice. */
  whenKept?: () => void
}

export interface BotParts {
  office: Office
  commands: readonly Command[]
  /** The last resort for words that fit no command; undefined for mere chatter. */
  answerUnread: (turn: Turn) => Promise<Reply | undefined> | undefined
  /** What needs neither rules nor register: the day, and who looks after the bot. */
  answerPlain?: (turn: Turn) => Promise<Reply | undefined>
  answerTap: AnswerTap
  /** 👍 or 👎 under an answer. */
  takeFeedback?: (trx: Trx, message: Message, feedback: Feedback, now: Date) => Promise<void>
  /** Other processes answer in the same chats. */
  hasReplicas?: boolean
  /** What else somebody waited for and hears now. */
  waitedFor?: (turn: Turn) => Promise<string[]>
  /** Withdraws a personal code that stands in a group's message; gives what is to be said about it. */
  withdrawShown?: (turn: Turn) => Promise<string | undefined>
  log: Log
}

type Feedback = Message['content'] & { kind: 'feedback' }

export type Respond = (trx: Trx, message: Message, now: Date) => Promise<Responded>

/** The whole bot in one function: a message and an open unit go in, a reply comes out, the facts are in the unit. */
export function createResponder(parts: BotParts): Respond {
  const {
    office,
    commands,
    answerUnread,
    answerPlain,
    answerTap,
    takeFeedback,
    waitedFor,
    withdrawShown,
    hasReplicas = false,
    log,
  } = parts
  const identify = identifier(new Set(office.administrators.map(userid => userid.toLowerCase())))
  const commandByIntent = new Map<Intent, Command>(
    commands.flatMap(command => command.intents.map(intent => [intent, command] as const)),
  )
  const namesAt = nameKeeper()
  const read = rememberingReader()
  const said = lastMarks(hasReplicas)
  const keep = conversationKeeper(hasReplicas)
  // A branch is looked at for silent openings at most every twenty seconds: the sweep looks no more often.
  const lookedAt = new Map<string, number>()

  return async (trx, message, now) => {
    const { content } = message
    if (content.kind === 'ignored') return { reply: silence, sender: '', effect: 'ignored' }
    if (content.kind === 'feedback') {
      await takeFeedback?.(trx, message, content, now)
      return { reply: silence, sender: '', effect: `feedback.${content.verdict}` }
    }
    const known = (await identify(trx, message, now)) ?? (await strangerOf(trx, message, log, now))
    const { speaker } = known
    const sender = isStranger(speaker) ? '' : speaker.personId
    if (content.kind === 'unreadable') return { reply: say(texts.unreadable), sender, effect: 'unreadable' }
    if (content.kind === 'enter') {
      const botName = office.bot.names[0] ?? ''
      return { reply: say(texts.welcome(menuRole({ speaker }), botName)), sender, effect: 'enter' }
    }
    if (content.kind === 'tap') return { ...(await tapped(trx, message, content, known, now)), sender }

    const turn = await openTurn(trx, message, content, known, now)
    const remembered = known.kept.conversation
    const answered = await answerInSight(turn)
    const { reply, whenKept } = await namingUnannounced(turn, await tellingWaitedFor(turn, answered))
    const { now: text, rest } = splitReply(reply.text, message.replyLimit, texts.moreFollows)
    const { more: _before, marked: spokenOf, ...other } = turn.conversation
    const marked = spokenOf === remembered.marked ? undefined : spokenOf
    const next = {
      ...other,
      ...(rest !== undefined && { more: rest }),
      // A single process keeps it in memory.
      ...(spokenOf !== undefined && (marked === undefined || hasReplicas) && { marked: spokenOf }),
    }
    const noteKept = await keep(turn, known.kept, next)
    const { rateable } = answered
    // A question that only the rule book recognised counts as one.
    const effect = rateable === true && turn.reading.intent === 'none' ? 'rule.ask' : turn.reading.intent
    const extras = {
      ...(rateable === true && { rateable }),
      ...(text !== '' && turn.card !== undefined && { card: turn.card }),
    }
    return {
      reply: { text, ...extras },
      sender,
      effect,
      whenKept() {
        whenKept()
        if (marked !== undefined) said.note(message.chat.id, marked)
        noteKept()
      },
    }
  }

  async function tellingWaitedFor(turn: Turn, reply: Reply): Promise<Reply> {
    const news = reply.text === '' ? [] : ((await waitedFor?.(turn)) ?? [])
    return news.length === 0 ? reply : say([reply.text, ...news].join('\n\n'))
  }

  async function tapped(
    trx: Trx,
    message: Message,
    content: Message['content'] & { kind: 'tap' },
    known: Identified,
    now: Date,
  ): Promise<Omit<Responded, 'sender'>> {
    const speaker = isStranger(known.speaker) ? undefined : known.speaker
    const tap = { trx, message, tapped: content, speaker, now, saidAt: saidAt(message, now) }
    const { reply, effect, remember } = await answerTap(tap)
    if (remember.sessionId !== undefined) remember.namedAt = isoOf(tap.saidAt)
    const before = known.kept.conversation
    // A tap alone is found again by its mark: only what would mislead later is written over.
    const matters = remember.asked !== undefined || before.sessionId !== undefined
    if (speaker === undefined || !matters) return { reply, effect }
    const next = { ...before, ...remember }
    return { reply, effect, whenKept: await keep({ ...tap, speaker }, known.kept, next) }
  }

  async function openTurn(
    trx: Trx,
    message: Message,
    content: Message['content'] & { kind: 'text' },
    known: Identified,
    now: Date,
  ): Promise<Turn> {
    const { speaker } = known
    const { conversation } = known.kept
    const question = waitingQuestion(conversation, now)
    const names = await namesAt(trx, known.rosterVersion)
    const situation: Situation = {
      chatType: message.chat.kind,
      role: chatRole(speaker),
      names,
      botNames: office.bot.names,
      addressed: true,
      ...(content.quote !== undefined && { quote: content.quote }),
      ...promptOf(question),
    }
    const read = await readInChat(trx, message, content.text, situation, now)
    const isNewcomer = isStranger(speaker) && message.chat.kind === 'single'
    const reading = isNewcomer ? newcomersReading(read, content.text, names) : read
    const turn: Turn = {
      message,
      reading,
      speaker,
      office,
      place: placeOf(message, known.groupName),
      names,
      conversation,
      question,
      remember(change) {
        const named = isNewsOf(turn, change.sessionId) ? { namedAt: isoOf(turn.saidAt) } : {}
        const next = { ...turn.conversation, ...change, ...named } as Conversation
        turn.conversation = next
      },
      card: undefined,
      trx,
      now,
      saidAt: saidAt(message, now),
    }
    return turn
  }

  /** Reads a message; one that follows the last speaker is read with what was said last in the group. */
  async function readInChat(
    trx: Trx,
    { chat }: Message,
    text: string,
    situation: Situation,
    now: Date,
  ): Promise<Reading> {
    const reading = read(text, situation)
    if (chat.kind === 'single' || !followsLastSpeaker(reading)) return reading
    const lastMark = await said.lastIn(trx, chat.id, now)
    return lastMark === undefined ? reading : read(text, { ...situation, lastMark })
  }

  /** A session that opened without a word, because its group has no robot, is named in the next reply there. */
  async function namingUnannounced(
    turn: Turn,
    reply: Reply,
  ): Promise<{ reply: Reply; whenKept: () => void }> {
    const { place, trx, now } = turn
    const hasJustLooked =
      place.kind === 'group' && Math.abs(now.getTime() - (lookedAt.get(place.branch) ?? 0)) < 20_000
    if (place.kind !== 'group' || reply.text === '' || hasJustLooked) return { reply, whenKept: () => {} }
    const sessions = await takeUnannounced(trx, place.branch, now)
    const botName = office.bot.names[0] ?? ''
    const texts = [reply.text, ...sessions.map(session => announcement(session, botName))]
    return {
      reply: say(texts.join('\n\n')),
      whenKept: () => void lookedAt.set(place.branch, now.getTime()),
    }
  }

  /** The answer, and a warning when the message shows a group what is somebody's own. */
  async function answerInSight(turn: Turn): Promise<Reply> {
    const warning = await withdrawShown?.(turn)
    if (warning === undefined) return answer(turn)
    if (ONLY_THE_CODE.has(turn.reading.intent)) return say(warning)
    const reply = await answer(turn)
    return { ...reply, text: reply.text === '' ? warning : `${reply.text}\n${warning}` }
  }

  async function answer(turn: Turn): Promise<Reply> {
    const { reading, speaker } = turn
    const wasPuzzled = turn.conversation.puzzled === true
    if (wasPuzzled) turn.remember({ puzzled: undefined })
    const talk = smallTalk(turn)
    if (talk !== undefined) return talk
    const plain = await answerPlain?.(turn)
    if (plain !== undefined) return plain
    const isWaitedFor = turn.question?.kind === 'late-reason' && MAY_TELL_WHY.has(reading.intent)
    const command = commandByIntent.get(isWaitedFor ? 'clarify.reply' : reading.intent)
    if (command === undefined)
      return reading.intent === 'none'
        ? ((await answerUnread(turn)) ?? puzzled(turn, wasPuzzled))
        : say(texts.notYet)
    if (isStranger(speaker) && command.for !== 'strangers') return await whoAreYou(turn)
    const obstacle = hindrance(command, turn)
    if (obstacle !== undefined) return say(obstacle)
    const reply = await command.run(turn)
    return turn.place.kind === 'single' && keepsSomeRegister(speaker)
      ? withWaitingCorrection(turn, await withClaims(turn, reply))
      : reply
  }

  function placeOf({ chat }: Message, groupName: string | undefined): Place {
    if (chat.kind === 'single') return { kind: 'single' }
    const group = office.groups.find(({ name }) => name === groupName)
    return group === undefined
      ? { kind: 'unbound-group' }
      : { kind: 'group', chatId: chat.id, name: group.name, branch: group.branch }
  }
}

function promptOf(question: PendingQuestion | undefined): { prompt?: PromptKind } {
  return question === undefined || question.kind === 'identify' ? {} : { prompt: question.kind }
}

const ONLY_THE_CODE: ReadonlySet<Intent> = new Set(['bind', 'none', 'help'] as const)

// 本人没来,登错了 is said to the question why, and must not become a mark of whoever says it.
const MAY_TELL_WHY: ReadonlySet<Intent> = new Set([
  'mark.self',
  'mark.proxy',
  'mark.correct',
  'mark.withdraw',
  'mark.override',
  'mark.bulk',
  'mark.ambiguous',
  'none',
] as const)

// The platform tries again after five seconds at the earliest; until then its whole seconds and our clock say the same.
const PROMPT_MS = 5000

/** When a message was said: its arrival, or the platform's own time when it comes late through a retry. */
function saidAt({ sentAt }: Message, now: Date): Date {
  return sentAt !== undefined && now.getTime() - sentAt.getTime() >= PROMPT_MS ? sentAt : now
}
