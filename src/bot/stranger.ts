import type { Trx } from '../ledger/ledger.ts'
import type { Log } from '../log.ts'
import { rosterVersion } from '../people/roster-version.ts'
import type { Message } from '../talk/message.ts'
import { conversationKey, type Identified } from './identify.ts'
import { conversationOf } from './memory.ts'

/** Somebody whom the roster does not know: a pseudonym without any membership, with the conversation kept under it. */
export async function strangerOf(
  trx: Trx,
  message: Message,
  log: Pick<Log, 'pseudonym'>,
  now: Date,
): Promise<Identified> {
  const personId = `stranger-${log.pseudonym(`${message.channel}:${message.sender.toLowerCase()}`)}`
  const chat = await trx
    .selectFrom('chats')
    .select('group_name')
    .where('chat_id', '=', message.chat.id)
    .executeTakeFirst()
  const kept = await conversationOf(trx, conversationKey(message.chat), personId, now)
  return {
    speaker: { personId, name: '', memberships: [], isAdministrator: false },
    rosterVersion: await rosterVersion(trx),
    ...(chat !== undefined && { groupName: chat.group_name }),
    kept,
  }
}
