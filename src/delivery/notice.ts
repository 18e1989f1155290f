import type { Card } from '../talk/message.ts'
import type { DeliveryChannel } from './outcome.ts'

/** Something to say to a group or to one person, before it has become bytes. */
export interface Notice {
  channel: Exclude<DeliveryChannel, 'response'>
  /** A group's name (robot) or a person's id (app, app-file, app-card): what the outbox row carries. */
  target: string
  /** A group's name or the member's account: what the platform needs. */
  address: string
  content: NoticeContent
}

export type NoticeContent =
  | { kind: 'text'; text: string }
  | { kind: 'file'; name: string; bytes: Uint8Array }
  /** A card, and the words that go out where the platform takes no card. */
  | { kind: 'card'; card: Card; text: string }
  /** A card in place of one that was tapped, by the code that came with the tap. */
  | { kind: 'card-update'; card: Card; responseCode: string }

/** Makes the frozen body of a notice in the words of its channel. Pure; given by `wecom/` through app.ts. */
export type Encode = (notice: Notice) => string
