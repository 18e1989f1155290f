import type { Trx } from '../ledger/ledger.ts'
import type { NameIndex } from '../understand/names.ts'
import type { Intent, Reading } from '../understand/reading.ts'
import type { Office } from '../office.ts'
import type { Conversation, PendingQuestion } from './conversation.ts'
import type { Card, Message, Reply } from './message.ts'
import type { Speaker } from './person.ts'

/** Where a message stands: a single chat, a group bound to a branch, or a group nobody bound yet. */
export type Place =
  | { kind: 'single' }
  | { kind: 'group'; chatId: string; name: string; branch: string }
  | { kind: 'unbound-group' }

/** One message on its way through the bot: who said what where, what it was read as, and the open unit to write in. */
export interface Turn {
  message: Message
  reading: Reading
  speaker: Speaker
  office: Office
  place: Place
  names: NameIndex
  conversation: Conversation
  /** The bot's last question to this person here, while it still waits. */
  question: PendingQuestion | undefined
  /** Sets what this chat remembers of this person; undefined forgets a key. */
  remember(change: { [Key in keyof Conversation]?: Conversation[Key] | undefined }): void
  /** The card that goes out with the words of the reply: one for a message. */
  card: Card | undefined
  trx: Trx
  now: Date
  /** The platform's time of the message, or `now`: what decides between two marks. */
  saidAt: Date
}

/** One thing the bot can do. A feature exports its commands; `bot/commands` lists them in the order of the help menu. */
export interface Command {
  intents: readonly Intent[]
  /** Who may: even strangers, everyone on a roster, those who keep a register, or these and the administrator. */
  for: 'strangers' | 'everyone' | 'keepers' | 'vouchers'
  /** Where it works; a group that is not bound only has help and public rules. */
  where: 'anywhere' | 'bound' | 'single'
  /** A sentence to copy, for the help menu; none for commands nobody needs to look up. */
  example?: string
  run(turn: Turn): Promise<Reply>
}
