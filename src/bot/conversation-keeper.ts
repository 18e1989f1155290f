import type { Trx } from '../ledger/ledger.ts'
import type { Conversation } from '../talk/conversation.ts'
import type { Message } from '../talk/message.ts'
import { keepsSomeRegister, type Speaker } from '../talk/person.ts'
import type { Reading } from '../understand/reading.ts'
import { conversationKey } from './identify.ts'
import { saveConversation, type Kept } from './memory.ts'
import { namedInChats } from './named-in-chat.ts'

/** Words or a tap, as far as what is remembered of them depends on it. */
export interface Said {
  trx: Trx
  message: Message
  speaker: Speaker
  /** Undefined for a tap. */
  reading?: Reading
  now: Date
  saidAt: Date
}

/** Keeps what is remembered of a person after a message; what is returned is called once that is committed. */
export type KeepConversation = (said: Said, before: Kept, next: Conversation) => Promise<() => void>

/**
 * Writes a conversation only where something in it is new. A member's mark about the session that the whole group is just
 * speaking of needs no row for each of them: of a single process that is known.
 */
export function conversationKeeper(hasReplicas: boolean): KeepConversation {
  const named = namedInChats()

  return async (said, before, next) => {
    const { trx, message, speaker, now, saidAt } = said
    // A row that is written for something else tells the session too: the newest row is the one that is followed.
    const isOldNews =
      isNamedByOthers(said, next) && isSame(before.conversation, withNamed(next, before.conversation))
    const kept = isOldNews ? before.conversation : next
    await keepConversation(trx, message, speaker, before, kept, now)
    const { sessionId, namedAt } = kept
    if (sessionId === undefined || namedAt === before.conversation.namedAt) return () => {}
    return () => named.note(message.chat.id, sessionId, saidAt)
  }

  function isNamedByOthers(
    { message: { chat }, reading, speaker, saidAt }: Said,
    { sessionId }: Conversation,
  ): boolean {
    if (hasReplicas || chat.kind !== 'group' || sessionId === undefined) return false
    // A keeper's next word may be 截止, and is about what the keeper named.
    if (reading?.intent.startsWith('mark.') !== true || keepsSomeRegister(speaker)) return false
    return named.isKept(chat.id, sessionId, saidAt)
  }
}

/** The same, with the session that was named before. */
function withNamed(
  { sessionId: _named, namedAt: _at, ...other }: Conversation,
  before: Conversation,
): Conversation {
  const { sessionId, namedAt } = before
  return {
    ...other,
    ...(sessionId !== undefined && { sessionId }),
    ...(namedAt !== undefined && { namedAt }),
  }
}

async function keepConversation(
  trx: Trx,
  { chat }: Message,
  { personId }: Speaker,
  before: Kept,
  next: Conversation,
  now: Date,
): Promise<void> {
  if (isSame(before.conversation, next)) return
  const json = JSON.stringify(next)
  if (json !== before.json) await saveConversation(trx, conversationKey(chat), personId, json, now)
}

/** Nothing was put in the place of anything: then nothing was written either. */
function isSame(one: Conversation, other: Conversation): boolean {
  const names = Object.keys(other) as (keyof Conversation)[]
  return (
    names.length === Object.keys(one).length && names.every(name => name in one && one[name] === other[name])
  )
}
