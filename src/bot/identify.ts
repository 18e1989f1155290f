import { sql } from 'kysely'
import { isoOf } from '../clock.ts'
import { conversationOf, keptIn, nothingKept, type Kept } from './memory.ts'
import { identityChannels } from '../people/channels.ts'
import type { Chat, Message } from '../talk/message.ts'
import { compiledOnce } from '../ledger/compiled.ts'
import type { Trx } from '../ledger/ledger.ts'
import { rememberedOnce } from '../ledger/remembered.ts'
import type { MemberType, Role, Speaker } from '../talk/person.ts'

/** Everything the ledger knows about who wrote where. */
export interface Identified {
  speaker: Speaker
  /** The name of the bound group, when the message came from one. */
  groupName?: string
  /** The open conversation of this person in this chat. */
  kept: Kept
  rosterVersion: string
}

/** Finds the person behind a message, or undefined for a stranger. */
export type Identify = (trx: Trx, message: Message, now: Date) => Promise<Identified | undefined>

const MOST_SPEAKERS = 20_000

/**
 * Finds who wrote. People are remembered until the roster changes, which every change of names, roles and accounts says
 * in one place of the ledger; what belongs to the chat is read anew each time. Ids are compared without case.
 */
export function identifier(administrators: ReadonlySet<string>): Identify {
  const speakers = new Map<string, Speaker>()
  let knownVersion: string | undefined

  return async (trx, message, now) => {
    const { chat, channel, sender } = message
    const key = `${channel}:${sender}`
    const chatKey = conversationKey(chat)
    const remembered = speakers.get(key)
    const around = await aroundOf(trx, chat.id, chatKey, remembered?.personId ?? '')
    const { rosterVersion } = around
    if (rosterVersion === knownVersion && remembered !== undefined)
      return identified(remembered, around, around.until > isoOf(now) ? around.kept : nothingKept)

    if (rosterVersion !== knownVersion || speakers.size >= MOST_SPEAKERS) speakers.clear()
    knownVersion = rosterVersion
    const speaker = await speakerOf(trx, message, administrators)
    if (speaker === undefined) return undefined
    speakers.set(key, speaker)
    return identified(speaker, around, await conversationOf(trx, chatKey, speaker.personId, now))
  }
}

function identified(speaker: Speaker, { rosterVersion, groupName }: Around, kept: Kept): Identified {
  return { speaker, rosterVersion, ...(groupName !== undefined && { groupName }), kept }
}

interface Around {
  groupName: string | undefined
  rosterVersion: string
  /** What was remembered of the person here, and until when that is of use. */
  kept: Kept
  until: string
}

interface AroundRow {
  group_name: string | null
  json: string | null
  until: string | null
  roster_version: string | null
}

const aroundOf = rememberedOnce<[string, string, string], AroundRow, Around>(
  (db, chatId, chatKey, personId) =>
    db.selectNoFrom(({ selectFrom }) => {
      const kept = selectFrom('conversations')
        .where('chat_id', '=', chatKey)
        .where('person_id', '=', personId)
      return [
        selectFrom('chats').select('group_name').where('chat_id', '=', chatId).as('group_name'),
        kept.select('json').as('json'),
        kept.select('until').as('until'),
        selectFrom('meta').select('value').where('key', '=', sql.lit('roster_version')).as('roster_version'),
      ]
    }),
  ([row]) => ({
    groupName: row?.group_name ?? undefined,
    rosterVersion: row?.roster_version ?? '0',
    kept: row?.json ? keptIn(row.json) : nothingKept,
    until: row?.until ?? '',
  }),
)

interface Row {
  person_id: string
  name: string
  tag: string | null
  branch: string | null
  member_type: string | null
  role: string | null
  channel: string
}

// A burst is everybody's first message, so this is asked for as often as the rest.
const rowsOf = compiledOnce<[string, string], Row>((db, channel, externalId) =>
  db
    .selectFrom('person_identities as identity')
    .innerJoin('people as person', 'person.id', 'identity.person_id')
    .leftJoin('memberships as membership', join =>
      join.onRef('membership.person_id', '=', 'person.id').on('membership.to_day', 'is', null),
    )
    .select([
      'person.id as person_id',
      'person.name',
      'person.tag',
      'membership.branch',
      'membership.member_type',
      'membership.role',
      'identity.channel',
    ])
    // A smart bot created by the super administrator sends plain account names, any other one encrypted ids.
    .where('identity.channel', 'in', [sql.lit('userid'), channel])
    .where('identity.external_id', '=', externalId)
    .orderBy('identity.channel', 'desc'),
)

async function speakerOf(
  trx: Trx,
  { channel, sender }: Message,
  administrators: ReadonlySet<string>,
): Promise<Speaker | undefined> {
  const externalId = sender.toLowerCase()
  const rows = await rowsOf(trx, identityChannels[channel], externalId)
  // An account name beats an id bound by code, and one person's rows are never mixed with another's.
  const [first] = rows
  if (first === undefined) return undefined
  return {
    personId: first.person_id,
    name: first.name,
    ...(first.tag !== null && { tag: first.tag }),
    memberships: rows.filter(row => row.person_id === first.person_id).flatMap(membershipOf),
    isAdministrator:
      first.channel === 'userid'
        ? administrators.has(externalId)
        : await ownsAccountAmong(trx, first.person_id, administrators),
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
      ...(row.role !== null && { role: row.role as Role }),
    },
  ]
}
