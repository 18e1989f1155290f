import type { SettableClock } from '../clock.ts'
import type { Card } from './card.ts'

export interface EmulatorSettings {
  /** Shared with the bot: windows, ends of life and times on the page follow this clock, never the machine's. */
  clock: SettableClock
  /** Where the bot receives callbacks; read at each call, so that a port may be chosen late. */
  bot: { aibotUrl: () => string; appUrl: () => string }
  aibot: { token: string; aesKey: string; botId: string; name: string }
  app: { token: string; aesKey: string; corpId: string; agentId: number; secret: string }
  /** Where the emulator is reached, such as http://127.0.0.1:8080/emulator; response urls are built from it. */
  publicBase: () => string
  members: EmulatorMember[]
  groups: EmulatorGroup[]
  timing?: Partial<Timing>
  /** Whether people are at work on a day ('2026-11-23'); without it Monday to Friday. Only for the button that moves the clock. */
  isWorkday?: (day: string) => boolean
}

export interface EmulatorMember {
  userid: string
  name: string
  /** What the playground shows behind the name, such as 组织委员. */
  note?: string
  /** False for someone outside the app's visible range. */
  appVisible?: boolean
}

export interface EmulatorGroup {
  chatid: string
  name: string
  members: string[]
  /** The key of the group's robot (消息推送); a group without one can be answered but not pushed to. */
  webhookKey?: string
}

/** Machine time in milliseconds, so that tests can shorten what the real platform waits. */
export interface Timing {
  callbackWaitMs: number
  /** How often a message is tried in all. */
  attempts: number
  streamRefreshMs: number
}

/** The sender's view of where to write. */
export type SayChat = { group: string } | { single: 'aibot' } | { single: 'app' }

/** A conversation: a group, or a member's single chat with the smart bot or with the app. */
export type ChatRef = { group: string } | { single: 'aibot' | 'app'; of: string }

export interface SayOptions {
  from: string
  chat: SayChat
  text: string
  /** Whether the bot is mentioned; in groups true unless said otherwise. The mention is written before the text. */
  mention?: boolean
  /** The words of the message that is quoted. */
  quote?: string
  /** A picture beside the text: the message becomes 图文混排. */
  picture?: boolean
  /** An id of an earlier message delivers that message again, without showing it again. */
  msgid?: string
  /** How often the same message is delivered. */
  times?: number
  /** Deliver the copies at the same moment rather than one after the other. */
  concurrent?: boolean
}

export type MediaKind = 'image' | 'voice' | 'file' | 'video' | 'location' | 'link'

export interface MediaOptions {
  from: string
  chat: SayChat
  what: MediaKind
}

export interface ClickOptions {
  from: string
  chat: SayChat
  /** The id of the transcript entry that shows the card. */
  entry: number
  key: string
  selected?: { questionKey: string; optionIds: string[] }[]
}

export type FeedbackReason = 'irrelevant' | 'incomplete' | 'wrong' | 'figures'

export interface RateOptions {
  from: string
  chat: SayChat
  /** The id of the transcript entry that is rated. */
  entry: number
  verdict: 'up' | 'down' | 'withdrawn'
  reasons?: FeedbackReason[]
}

/** One call of the bot. */
export interface Attempt {
  outcome: 'answered' | 'timeout' | 'unreachable' | 'status'
  /** The HTTP status, where there was an answer. */
  status?: number
  /** Machine time. */
  ms: number
  /** The opened reply; empty when the bot said nothing. */
  plain?: string
}

export interface Delivery {
  msgid: string
  /** silent: the bot had nothing to say. refused: the platform dropped the reply. undelivered: never sent. lost: no answer in all attempts. */
  status: 'answered' | 'silent' | 'refused' | 'undelivered' | 'lost'
  attempts: Attempt[]
  /** What the chat shows in answer to this message, in its final form. */
  shown: ChatEntry[]
  /** The words of `shown`, joined by line breaks. */
  text: string
  /** Why it was refused, undelivered or lost, in Chinese. */
  reason?: string
}

export type EntryKind = 'member' | 'bot' | 'robot' | 'app' | 'undelivered' | 'system'

export interface ChatEntry {
  id: number
  /** Grows with every change of any entry; a reader asks for what is newer than what it has. */
  rev: number
  /** The emulator's time, ISO. */
  at: string
  kind: EntryKind
  sender: string
  userid?: string
  text: string
  format: 'text' | 'markdown'
  quote?: string
  /** A short remark of the playground, such as why nobody received this. */
  note?: string
  card?: Card
  /** A card that was replaced for some members only, by userid. */
  cardFor?: Record<string, Card>
  file?: { mediaId: string; name: string; size: number }
  /** The bot is still writing. */
  open?: boolean
  /** The answer can be rated; the feedback comes back under this id. */
  feedbackId?: string
  /** Who rated it how, by userid. */
  ratedBy?: Record<string, 'up' | 'down'>
}

export interface Switches {
  /** Senders are shown to the smart bot as encrypted ids (wo…), as when its creator is no super administrator. */
  encryptSenderIds: boolean
  /** The bot's address is not in the app's trusted list: every token call answers 60020. */
  untrustedIp: boolean
  /** Try smart bot messages again after a status other than 200, as the app channel does. The platform's manual leaves it open. */
  retryAibotStatus: boolean
}
