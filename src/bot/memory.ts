import { compiledOnce } from '../ledger/compiled.ts'
import type { Trx } from '../ledger/ledger.ts'
import type { Conversation } from '../talk/conversation.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** What was remembered of this person in this chat; a broken row is as good as none. */
export function parseConversation(json: string | undefined): Conversation {
  if (json === undefined) return {}
  try {
    // Only saveConversation writes this column.
    return JSON.parse(json) as Conversation
  } catch {
    return {}
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

export async function saveConversation(
  trx: Trx,
  chatKey: string,
  personId: string,
  conversation: Conversation,
  now: Date,
) {
  await save(
    trx,
    chatKey,
    personId,
    JSON.stringify(conversation),
    new Date(now.getTime() + DAY_MS).toISOString(),
  )
}

/** A stranger's conversation; a known person's comes with `identify`. */
export async function conversationOf(
  trx: Trx,
  chatKey: string,
  personId: string,
  now: Date,
): Promise<string | undefined> {
  const row = await trx
    .selectFrom('conversations')
    .select('json')
    .where('chat_id', '=', chatKey)
    .where('person_id', '=', personId)
    .where('until', '>', now.toISOString())
    .executeTakeFirst()
  return row?.json
}
