import { compiledOnce } from '../ledger/compiled.ts'
import type { Trx } from '../ledger/ledger.ts'
import type { MarkStatus, Reading } from '../understand/reading.ts'
import { parseConversation } from './memory.ts'

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

/** Whether a message repeats what the last speaker said: +1, 同上, 我也是. */
export function followsLastSpeaker({ why }: Reading): boolean {
  return why === 'sign follows the last speaker'
}

/** What was said last about anybody's coming in this chat, within a day; undefined when nobody said anything. */
export async function lastMarkIn(
  trx: Trx,
  chatId: string,
  now: Date,
): Promise<{ status: MarkStatus } | undefined> {
  const said = (await latest(trx, chatId, now.toISOString()))
    .flatMap(({ json }) => parseConversation(json).marked ?? [])
    .sort((one, other) => other.at.localeCompare(one.at))[0]
  return said === undefined ? undefined : { status: said.status }
}
