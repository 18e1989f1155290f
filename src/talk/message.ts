/** The channels on which a member can write to the bot: the smart bot (智能机器人) and the self-built app (自建应用). */
export type InboundChannel = 'aibot' | 'app'

/** Where it was written. A single chat's id is the sender's id; the same member's chats with smart bot and app are one. */
export interface Chat {
  kind: 'single' | 'group'
  id: string
}

/** A message as it left the border `wecom/`: nothing above it knows the platform's words. */
export interface Message {
  channel: InboundChannel
  /** Unique per channel; the platform repeats it when it delivers a message again. */
  id: string
  chat: Chat
  /** The sender's id on this channel; the smart bot's may be encrypted. */
  sender: string
  /** The platform's own time of the message, where it says one. */
  sentAt?: Date
  /** How many bytes of UTF-8 one reply may have on this channel. */
  replyLimit: number
  content: Content
}

export type Content =
  /** Words as typed, mentions included; `quote` is what the member quoted. */
  | { kind: 'text'; text: string; quote?: string }
  /** The member opened the single chat for the first time today. */
  | { kind: 'enter' }
  /** 👍 or 👎 under one of our answers, or neither any more. `answerTo` is the id of the message that was answered. */
  | { kind: 'feedback'; answerTo: string; verdict: 'up' | 'down' | 'withdrawn'; reasons: FeedbackReason[] }
  /** Something the bot cannot read: a picture, a file, a place. */
  | { kind: 'unreadable' }
  /** Something valid that needs no answer. */
  | { kind: 'ignored' }

/** Why an answer did not help, as the platform lets a member choose. */
export type FeedbackReason = 'irrelevant' | 'incomplete' | 'wrong' | 'figures'

/** What the bot answers: Chinese words. An empty text means no reply at all. */
export interface Reply {
  text: string
  /** The member may say whether it helped (👍 / 👎). */
  rateable?: true
}

export const silence: Reply = { text: '' }

export function say(text: string): Reply {
  return { text }
}
