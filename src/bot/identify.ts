import { sql } from 'kysely'
import { identityChannels } from '../people/channels.ts'
import type { Chat, Message } from '../talk/message.ts'
import { compiledOnce } from '../ledger/compiled.ts'
import type { Trx } from '../ledger/ledger.ts'
import type { MemberType, Role, Speaker } from '../talk/person.ts'

/** Everything the ledger knows about who wrote where, read in one query. */
export interface Identified {
  speaker: Speaker
  /** The name of the bound group, when the message came from one. */
  groupName?: string
  /** The open conversation of this person in this chat, as JSON. */
  conversation?: string
  rosterVersion: string
}

interface Row {
  person_id: string
  name: string
  tag: string | null
  branch: string | null
  member_type: string | null
  party_group: string | null
  department: string | null
  role: string | null
  channel: string
  group_name: string | null
  conversation: string | null
  roster_version: string | null
}

const rowsOf = compiledOnce<[string, string, string, string, string], Row>(
  (db, chatId, conversationChat, now, channel, externalId) =>
    db
      .selectFrom('person_identities as identity')
      .innerJoin('people as person', 'person.id', 'identity.person_id')
      .leftJoin('memberships as membership', join =>
        join.onRef('membership.person_id', '=', 'person.id').on('membership.to_day', 'is', null),
      )
      .select(({ selectFrom }) => [
        'person.id as person_id',
        'person.name',
        'person.tag',
        'membership.branch',
        'membership.member_type',
        'membership.party_group',
        'membership.department',
        'membership.role',
        'identity.channel',
        selectFrom('chats').select('group_name').where('chat_id', '=', chatId).as('group_name'),
        selectFrom('conversations')
          .select('json')
          .where('conversations.chat_id', '=', conversationChat)
          .whereRef('conversations.person_id', '=', 'person.id')
          .where('until', '>', now)
          .as('conversation'),
        selectFrom('meta').select('value').where('key', '=', sql.lit('roster_version')).as('roster_version'),
      ])
      // A smart bot created by the super administrator sends plain account names, any other one encrypted ids.
      .where('identity.channel', 'in', [sql.lit('userid'), channel])
      .where('identity.external_id', '=', externalId),
)

/** Finds the person behind a message, or undefined for a stranger. Ids are compared without case. */
export async function identify(
  trx: Trx,
  { chat, channel, sender }: Message,
  now: Date,
  administrators: ReadonlySet<string>,
): Promise<Identified | undefined> {
  const identityChannel = identityChannels[channel]
  const rows = await rowsOf(
    trx,
    chat.id,
    conversationKey(chat),
    now.toISOString(),
    identityChannel,
    sender.toLowerCase(),
  )
  const first = rows[0]
  if (first === undefined) return undefined
  return {
    speaker: {
      personId: first.person_id,
      name: first.name,
      ...(first.tag !== null && { tag: first.tag }),
      memberships: rows.flatMap(membershipOf),
      isAdministrator:
        first.channel === 'userid'
          ? administrators.has(sender.toLowerCase())
          : await ownsAccountAmong(trx, first.person_id, administrators),
    },
    ...(first.group_name !== null && { groupName: first.group_name }),
    ...(first.conversation !== null && { conversation: first.conversation }),
    rosterVersion: first.roster_version ?? '0',
  }
}

/** Whoever writes under an encrypted id is an administrator by the account that is bound to the same person. */
async function ownsAccountAmong(
  trx: Trx,
  personId: string,
  administrators: ReadonlySet<string>,
): Promise<boolean> {
  const accounts = await trx
    .selectFrom('person_identities')
    .select('external_id')
    .where('person_id', '=', personId)
    .where('channel', '=', 'userid')
    .execute()
  return accounts.some(({ external_id }) => administrators.has(external_id))
}

/** A person's single chats with smart bot and app are one conversation; each group is its own. */
export function conversationKey(chat: Chat): string {
  return chat.kind === 'single' ? 'single' : chat.id
}

function membershipOf(row: Row) {
  if (row.branch === null) return []
  return [
    {
      branch: row.branch,
      // Only the roster import writes these columns, from the same lists.
      memberType: row.member_type as MemberType,
      partyGroup: row.party_group ?? '',
      department: row.department ?? '',
      ...(row.role !== null && { role: row.role as Role }),
    },
  ]
}
