import { dropOldest } from './bounded.ts'
import { openIdOf } from './directory.ts'
import { createCaller } from './callback.ts'
import type { CallbackResult } from './callback.ts'
import { cardEventFields, commonFields, mediaFields, wordsFields } from './aibot-body.ts'
import { readAibotReply } from './aibot-reply.ts'
import { inCopies, noteLoss, refuse, summarise } from './delivery.ts'
import type { Effect, SentMessage } from './delivery.ts'
import { aibotMsgId } from './ids.ts'
import { createFeedback } from './feedback.ts'
import type { Platform } from './platform.ts'
import { createStreams } from './stream.ts'
import type { Card } from './card.ts'
import { lengthNote } from './card-lengths.ts'
import type { ChatEntry, ChatRef, ClickOptions, Delivery, EmulatorMember, MediaKind } from './types.ts'
import { dayOf } from './shanghai.ts'

const REMEMBERED_TASK_IDS = 20_000

export type Aibot = ReturnType<typeof createAibot>

/** The smart bot in URL-callback mode: what members write to it goes out as encrypted JSON (pages 100719 to 101138). */
export function createAibot(platform: Platform) {
  const { settings, transcript, clock, timing, switches } = platform
  const { token, aesKey, name } = settings.aibot
  const line = { envelope: 'json' as const, token, aesKey, receiveId: '' }
  const call = createCaller({ ...platform, line, url: settings.bot.aibotUrl })
  const streams = createStreams(platform, call)
  const greetedOn = new Map<string, string>()
  const usedTaskIds = new Set<string>()

  const rate = createFeedback(platform, sendEvent)

  return { wordsBody, mediaBody, deliver, enterChat, click, rate }

  function wordsBody(
    message: BodyParts & { text: string; picture: boolean; quote: string | undefined },
  ): string {
    const fields = wordsFields(message.text, message.picture, message.quote, pictureUrl())
    return withResponseUrl(message, message.text, fields)
  }

  function mediaBody(message: BodyParts, what: MediaKind): string {
    return withResponseUrl(message, `[${what}]`, mediaFields(what, pictureUrl()))
  }

  function withResponseUrl({ msgid, chat, from }: BodyParts, about: string, fields: object): string {
    const response_url = platform.responseUrls.issue({ chat, about })
    return JSON.stringify({ ...commonFields(platform, msgid, chat, from), response_url, ...fields })
  }

  function pictureUrl(): string {
    return `${settings.publicBase()}/media/none`
  }

  /** Delivers copies of a message, shows the first answer and follows its stream to the end. */
  async function deliver(message: SentMessage, times: number, concurrent: boolean): Promise<Delivery> {
    const effects: Effect[] = []
    const results = await inCopies(times, concurrent, async () => {
      const retryStatus = switches.retryAibotStatus
      const result = await call({ plain: message.plain, attempts: timing.attempts, retryStatus })
      effects.push(showAnswer(message, result))
      return result
    })
    const followed = await Promise.all(
      effects.flatMap(({ shown }) => shown).map(entry => streams.follow(message, entry)),
    )
    return summarise(message.msgid, results, [...effects, ...followed])
  }

  function showAnswer(message: SentMessage, result: CallbackResult): Effect {
    const { chat } = message
    noteLoss(transcript, chat, result)
    const opened = result.reply
    if (!opened || opened.kind === 'empty' || message.answered) return { shown: [] }
    if (opened.kind === 'violation') return refuse(transcript, chat, opened.why)
    const reply = readAibotReply(opened.plain, 'message')
    if (reply.kind === 'violation') return refuse(transcript, chat, reply.why)
    message.answered = true
    if (reply.kind === 'card') return showCard(chat, reply.card)
    if (reply.kind !== 'stream') return { shown: [] }
    const { stream, card } = reply
    const entry = transcript.add(chat, {
      ...said(stream.content, 'markdown'),
      ...(!stream.finish && { open: true }),
      ...(stream.feedbackId !== undefined && { feedbackId: stream.feedbackId }),
    })
    streams.begin(entry, stream.id, card !== undefined)
    const cardEffect = card ? showCard(chat, card) : { shown: [] }
    return { ...cardEffect, shown: [entry, ...cardEffect.shown] }
  }

  /** The first opening of the single chat on a day; undefined when the bot was told already. */
  async function enterChat(from: EmulatorMember): Promise<Delivery | undefined> {
    const chat: ChatRef = { single: 'aibot', of: from.userid }
    const today = dayOf(clock.now())
    if (greetedOn.get(from.userid) === today) return undefined
    greetedOn.set(from.userid, today)
    const { msgid, result } = await sendEvent(chat, from, { eventtype: 'enter_chat' })
    return summarise(msgid, [result], [showWelcome(chat, result)])
  }

  function showWelcome(chat: ChatRef, { reply: opened }: CallbackResult): Effect {
    if (!opened || opened.kind === 'empty') return { shown: [] }
    if (opened.kind === 'violation') return refuse(transcript, chat, opened.why)
    const reply = readAibotReply(opened.plain, 'enter')
    if (reply.kind === 'violation') return refuse(transcript, chat, reply.why)
    if (reply.kind === 'card') return showCard(chat, reply.card)
    return { shown: reply.kind === 'text' ? [transcript.add(chat, said(reply.text, 'text'))] : [] }
  }

  async function click(options: ClickOptions, chat: ChatRef, from: EmulatorMember): Promise<Delivery> {
    const entry = transcript.find(chat, options.entry)
    const card = entry && cardSeenBy(entry, from.userid)
    if (!entry || !card) throw new Error(`entry ${options.entry} shows no card`)
    const event = cardEventFields(options, card.card_type, card.task_id ?? '')
    const response_url = platform.responseUrls.issue({ chat, about: card.main_title?.title ?? '' })
    const { msgid, result } = await sendEvent(chat, from, event, { response_url })
    noteLoss(transcript, chat, result)
    return summarise(msgid, [result], [replaceCard(chat, entry, card, result)])
  }

  function replaceCard(
    chat: ChatRef,
    entry: ChatEntry,
    card: Card,
    { reply: opened }: CallbackResult,
  ): Effect {
    if (!opened || opened.kind === 'empty') return { shown: [] }
    if (opened.kind === 'violation') return refuse(transcript, chat, opened.why)
    const reply = readAibotReply(opened.plain, 'cardEvent')
    if (reply.kind === 'violation') return refuse(transcript, chat, reply.why)
    if (reply.kind !== 'update') return { shown: [] }
    if (reply.card.task_id !== card.task_id)
      return refuse(transcript, chat, '更新卡片的task_id与原卡片不一致')
    if (reply.userids && 'group' in chat) {
      const replaced = Object.fromEntries(reply.userids.map(id => [useridOf(id), reply.card]))
      transcript.change(entry, { cardFor: { ...entry.cardFor, ...replaced } })
    } else {
      const text = cardWords(reply.card)
      transcript.change(entry, { card: reply.card, cardFor: {}, text, ...lengthNote(reply.card, 'aibot') })
    }
    return { shown: [entry] }
  }

  /** The bot knows members by the ids that it was given, which may be encrypted. */
  function useridOf(id: string): string {
    const member = platform.directory.members.find(({ userid }) => openIdOf(userid) === id)
    return (member?.userid ?? id).toLowerCase()
  }

  /** Events are tried once (page 101027). */
  async function sendEvent(chat: ChatRef, from: EmulatorMember, event: object, extra: object = {}) {
    const msgid = aibotMsgId()
    const create_time = Math.floor(clock.now().getTime() / 1000)
    const common = commonFields(platform, msgid, chat, from)
    const plain = JSON.stringify({ ...common, create_time, ...extra, msgtype: 'event', event })
    return { msgid, result: await call({ plain, attempts: 1, retryStatus: false }) }
  }

  function showCard(chat: ChatRef, card: Card): Effect {
    if (card.task_id !== undefined) {
      if (usedTaskIds.has(card.task_id)) return refuse(transcript, chat, '卡片的task_id已用过')
      usedTaskIds.add(card.task_id)
      dropOldest(usedTaskIds, REMEMBERED_TASK_IDS)
    }
    return {
      shown: [transcript.add(chat, { ...said(cardWords(card), 'text'), card, ...lengthNote(card, 'aibot') })],
    }
  }

  function said(text: string, format: 'text' | 'markdown') {
    return { kind: 'bot' as const, sender: name, text, format }
  }
}

interface BodyParts {
  msgid: string
  chat: ChatRef
  from: EmulatorMember
}

/** The card as this member sees it. */
export function cardSeenBy(entry: ChatEntry, userid: string): Card | undefined {
  return entry.cardFor?.[userid.toLowerCase()] ?? entry.card
}

/** A card in one line, for readers of the transcript. */
export function cardWords(card: Card): string {
  const { main_title: title } = card
  return [title?.title, title?.desc, card.sub_title_text].filter(Boolean).join(' ') || '[卡片]'
}
