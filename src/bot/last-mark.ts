import { latestConversations } from '../attendance/last-named.ts'
import type { Trx } from '../ledger/ledger.ts'
import type { Conversation } from '../talk/conversation.ts'
import type { MarkStatus, Reading } from '../understand/reading.ts'

/** Whether a message repeats what the last speaker said: +1, 同上, 我也是. */
export function followsLastSpeaker({ why }: Reading): boolean {
  return why === 'sign follows the last speaker'
}

const DAY_MS = 24 * 60 * 60 * 1000
const MOST_CHATS = 10_000

export interface LastMarks {
  /** Somebody's coming was spoken of in a group, and that is kept. */
  note(chatId: string, marked: Marked): void
  /** What was said last about anybody's coming in this chat, within a day; undefined when nobody said anything. */
  lastIn(trx: Trx, chatId: string, now: Date): Promise<{ status: MarkStatus } | undefined>
}

type Marked = NonNullable<Conversation['marked']>

/**
 * Remembers what a +1 would follow. A single process keeps it in memory, as it is of use for minutes and a row for each mark
 * would cost more than the mark; replicas share it through the conversations in the ledger.
 */
export function lastMarks(hasReplicas: boolean): LastMarks {
  const here = new Map<string, Marked>()
  return {
    note(chatId, marked) {
      if (here.size >= MOST_CHATS) here.clear()
      here.set(chatId, marked)
    },
    async lastIn(trx, chatId, now) {
      const said = hasReplicas ? await lastKept(trx, chatId, now) : here.get(chatId)
      if (said === undefined || now.getTime() - Date.parse(said.at) > DAY_MS) return undefined
      return { status: said.status }
    },
  }
}

async function lastKept(trx: Trx, chatId: string, now: Date): Promise<Marked | undefined> {
  const said = (await latestConversations(trx, chatId, now)).flatMap(({ marked }) => marked ?? [])
  return said.sort((one, other) => other.at.localeCompare(one.at))[0]
}
