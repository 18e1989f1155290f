import type { Aibot } from './aibot.ts'
import type { AppChannel } from './app-channel.ts'
import { dropOldest } from './bounded.ts'
import { undelivered } from './delivery.ts'
import type { SentMessage } from './delivery.ts'
import { aibotMsgId, appMsgId } from './ids.ts'
import type { Platform } from './platform.ts'
import type {
  ChatRef,
  Delivery,
  EmulatorMember,
  MediaKind,
  MediaOptions,
  SayChat,
  SayOptions,
} from './types.ts'

/** At most three messages of a member are with the smart bot at once; what becomes of a fourth is not documented (page 100719). */
const MAX_IN_INTERACTION = 3
const REMEMBERED = 1000

const MEDIA_WORDS: Record<MediaKind, string> = {
  image: '[图片]',
  voice: '[语音]',
  file: '[文件]',
  video: '[视频]',
  location: '[位置]',
  link: '[链接]',
}

/** What members do: they write, and the platform decides whether and how the bot hears of it. */
export function createConversation(platform: Platform, aibot: Aibot, app: AppChannel) {
  const { clock, directory, settings, transcript } = platform
  const sent = new Map<string, SentMessage>()
  const inInteraction = new Map<string, Set<string>>()

  async function say(options: SayOptions): Promise<Delivery> {
    const from = directory.member(options.from)
    const chat = directory.chatOf(options.from, options.chat)
    const known = options.msgid === undefined ? undefined : sent.get(options.msgid)
    if (known) return deliver(known, options)
    const inGroup = 'group' in chat
    const mentioned = !inGroup || (options.mention ?? true)
    const text = inGroup && mentioned ? withMention(options.text) : options.text
    const msgid = options.msgid ?? newMsgId(options.chat)
    const shown = {
      sender: from.name,
      userid: from.userid,
      text,
      format: 'text' as const,
      ...quoteOf(options),
    }
    if (!mentioned) return leaveUnheard(chat, shown, msgid, `未@${settings.aibot.name},机器人收不到`)
    if (isBusy(options.chat, from)) return leaveUnheard(chat, shown, msgid, '同时处理的消息已有3条,未送达')
    transcript.add(chat, { kind: 'member', ...shown, ...(options.picture && { note: '附图片' }) })
    const plain = isApp(options.chat)
      ? app.wordsBody(msgid, from, text, options.quote)
      : aibot.wordsBody({ msgid, chat, from, text, picture: options.picture ?? false, quote: options.quote })
    return deliver(remember({ msgid, chat, from, about: text, plain }), options)
  }

  /** A picture, voice, file and so on. In a group the smart bot never hears of one (page 100719). */
  async function sendMedia({ from: userid, chat: where, what }: MediaOptions): Promise<Delivery> {
    const from = directory.member(userid)
    const chat = directory.chatOf(userid, where)
    const msgid = newMsgId(where)
    const text = MEDIA_WORDS[what]
    const shown = { sender: from.name, userid: from.userid, text, format: 'text' as const }
    if ('group' in chat) return leaveUnheard(chat, shown, msgid, '群内的图片、语音和文件,机器人收不到')
    if (!isApp(where) && (what === 'location' || what === 'link'))
      return leaveUnheard(chat, shown, msgid, '此类消息不会送达机器人')
    transcript.add(chat, { kind: 'member', ...shown })
    const plain = isApp(where)
      ? app.mediaBody(msgid, from, what)
      : aibot.mediaBody({ msgid, chat, from }, what)
    return deliver(remember({ msgid, chat, from, about: text, plain }), {})
  }

  async function deliver(
    message: SentMessage,
    how: { times?: number; concurrent?: boolean },
  ): Promise<Delivery> {
    const { times = 1, concurrent = false } = how
    if ('single' in message.chat && message.chat.single === 'app')
      return app.deliver(message, times, concurrent)
    const open = openOf(message.from)
    open.add(message.msgid)
    try {
      return await aibot.deliver(message, times, concurrent)
    } finally {
      open.delete(message.msgid)
    }
  }

  function remember(message: Omit<SentMessage, 'sentAt' | 'answered'>): SentMessage {
    const whole = { ...message, sentAt: clock.now(), answered: false }
    sent.set(message.msgid, whole)
    dropOldest(sent, REMEMBERED)
    return whole
  }

  function leaveUnheard(chat: ChatRef, shown: Shown, msgid: string, note: string): Delivery {
    transcript.add(chat, { kind: 'undelivered', ...shown, note })
    return undelivered(msgid, note)
  }

  function withMention(text: string): string {
    const mention = `@${settings.aibot.name}`
    return text.includes(mention) ? text : `${mention} ${text}`
  }

  function isBusy(where: SayChat, from: EmulatorMember): boolean {
    return !isApp(where) && openOf(from).size >= MAX_IN_INTERACTION
  }

  function openOf({ userid }: EmulatorMember): Set<string> {
    const known = inInteraction.get(userid)
    if (known) return known
    const fresh = new Set<string>()
    inInteraction.set(userid, fresh)
    return fresh
  }

  return { say, sendMedia }
}

interface Shown {
  sender: string
  userid: string
  text: string
  format: 'text'
  quote?: string
}

function isApp(chat: SayChat): boolean {
  return 'single' in chat && chat.single === 'app'
}

function newMsgId(chat: SayChat): string {
  return isApp(chat) ? appMsgId() : aibotMsgId()
}

function quoteOf({ quote }: SayOptions): { quote?: string } {
  return quote === undefined ? {} : { quote }
}
