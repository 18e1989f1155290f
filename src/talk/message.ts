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
  /** A button of a card. `responseCode` is the app's permission to replace that card once. */
  | { kind: 'tap'; cardId: string; key: string; responseCode?: string }
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

/** What the bot answers: Chinese words, and with them or in place of a tapped card a card. An empty text means no words. */
export interface Reply {
  text: string
  card?: Card
  /** The member may say whether it helped (👍 / 👎). */
  rateable?: true
}

/** A card with buttons in our words; how it looks on the wire is known to `wecom/cards`. It shows counts and never a name. */
export interface Card {
  /** What a tap on it names: letters, digits, `_`, `-` and `@`, never used twice. */
  id: string
  title: string
  /** The line under the title. */
  note: string
  /** What is fixed about it: 时间, 地点. */
  facts: { name: string; value: string }[]
  /** What changes with every tap, above the buttons. */
  text: string
  buttons: { key: string; text: string; isMain?: boolean }[]
  /** Who sees it in place of the card that was tapped: everybody, or only whoever tapped. */
  shownTo: 'everyone' | 'sender'
}

export const silence: Reply = { text: '' }

export function say(text: string): Reply {
  return { text }
}
