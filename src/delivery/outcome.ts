/** Through what a delivery leaves: the group's robot (消息推送), the app to one member, a file through the app, a new face for a card of the app, a one-time response_url. */
export type DeliveryChannel = 'robot' | 'app' | 'app-file' | 'app-card' | 'response'

/** One try at one delivery, as the sender of a channel gets it. */
export interface Attempt {
  id: string
  channel: DeliveryChannel
  /** The group's name (robot), the member's account (app, app-file, app-card), or the sealed url (response). */
  target: string
  /** Frozen bytes: every try sends the same body. For app-file the JSON of {name, base64} until it was frozen into a message. */
  body: string
  attempt: number
  /** Replaces the body before it is sent for the first time, when it could only be made now (an uploaded file's id). */
  freeze(body: string): Promise<void>
}

/**
 * How a try ended. `again` may be repeated at once or after `afterMs`; `unknown` means that it may have arrived at a far
 * end that cannot tell repeats apart, so a person decides; `failed` is definite.
 */
export type Outcome =
  | { kind: 'sent' }
  | { kind: 'again'; afterMs: number; why: string; errcode?: number; pause?: { key: string; ms: number } }
  | { kind: 'failed'; why: string; errcode?: number }
  | { kind: 'unknown'; why: string }

/** The sender of one channel. It never throws: whatever happened on the wire is an outcome. */
export type Send = (attempt: Attempt) => Promise<Outcome>
