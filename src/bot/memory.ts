import { compiledOnce } from '../ledger/compiled.ts'
import type { Trx } from '../ledger/ledger.ts'
import type { Conversation } from '../talk/conversation.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** What was remembered of a person in a chat, with the text under which it lies in the ledger. */
export interface Kept {
  conversation: Conversation
  json: string
}

export const nothingKept: Kept = { conversation: {}, json: '{}' }

/** What is kept until an instant; a broken row is as good as none. */
export function keptIn(json: string): Kept {
  try {
    // Only saveConversation writes this column.
    return { conversation: JSON.parse(json) as Conversation, json }
  } catch {
    return nothingKept
  }
}

const save = compiledOnce<[string, string, string, string], never>((db, chat_id, person_id, json, until) =>
  db
    .insertInto('conversations')
    .values({ chat_id, person_id, json, until })
    .onConflict(conflict =>
      conflict
        .columns(['chat_id', 'person_id'])
        .doUpdateSet(({ ref }) => ({ json: ref('excluded.json'), until: ref('excluded.until') })),
    ),
)

export async function saveConversation(trx: Trx, chatKey: string, personId: string, json: string, now: Date) {
  await save(trx, chatKey, personId, json, new Date(now.getTime() + DAY_MS).toISOString())
}

/** A stranger's conversation; a known person's comes with `identify`. */
export async function conversationOf(trx: Trx, chatKey: string, personId: string, now: Date): Promise<Kept> {
  const row = await trx
    .selectFrom('conversations')
    .select('json')
    .where('chat_id', '=', chatKey)
    .where('person_id', '=', personId)
    .where('until', '>', now.toISOString())
    .executeTakeFirst()
  return row === undefined ? nothingKept : keptIn(row.json)
}
