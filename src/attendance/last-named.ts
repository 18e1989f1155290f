import type { Day } from '../calendar/day.ts'
import { compiledOnce } from '../ledger/compiled.ts'
import type { Trx } from '../ledger/ledger.ts'
import type { Turn } from '../talk/command.ts'
import type { Conversation } from '../talk/conversation.ts'
import { readWhen } from '../understand/when.ts'

const LATEST = 8

const latest = compiledOnce<[string, string], { json: string }>((db, chatId, now) =>
  db
    .selectFrom('conversations')
    .select('json')
    .where('chat_id', '=', chatId)
    .where('until', '>', now)
    .orderBy('until', 'desc')
    .limit(LATEST),
)

/** What was remembered last in a chat, of whomever, newest first: a handful, whatever the size of the group. */
export async function latestConversations(trx: Trx, chatId: string, now: Date): Promise<Conversation[]> {
  // Only the bot writes this column, from the same shape.
  return (await latest(trx, chatId, now.toISOString())).map(({ json }) => JSON.parse(json) as Conversation)
}

/** The session named last in this chat by anybody within a day: in a group what a colleague or the keeper spoke of counts. */
export async function lastNamedHere({ trx, place, conversation, now }: Turn): Promise<string | undefined> {
  if (place.kind !== 'group') return conversation.sessionId
  const conversations = await latestConversations(trx, place.chatId, now)
  return conversations.find(({ sessionId }) => sessionId !== undefined)?.sessionId
}

/** The day that a message names, where it names one: 27日的党日我请假. */
export function dayNamed({ reading, now }: Turn, when?: string): Day | undefined {
  const said = when ?? reading.slots.when
  return said === undefined ? undefined : readWhen(said, now).day
}
