import { randomBytes } from 'node:crypto'
import type { Trx } from '../ledger/ledger.ts'
import type { MemberType, Role } from '../talk/person.ts'
import type { CurrentMember } from './roster-difference.ts'
import type { RosterRow } from './roster-file.ts'

/** A new opaque id; it says nothing about the person, so it may stay where the name was forgotten. */
export function newPersonId(): string {
  return `p${randomBytes(9).toString('base64url')}`
}

/** The members of a branch now, in roster order. */
export async function membersOf(db: Trx, branch: string): Promise<CurrentMember[]> {
  return membersAt(db, branch, 'now')
}

/** The members of a branch on a day, in roster order: who joined that day is one, who left that day is not. */
export async function membersOn(db: Trx, branch: string, day: string): Promise<CurrentMember[]> {
  return membersAt(db, branch, day)
}

/** The day from which a branch has members at all. */
export async function firstDayOf(db: Trx, branch: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('memberships')
    .select(({ fn }) => fn.min('from_day').as('day'))
    .where('branch', '=', branch)
    .executeTakeFirst()
  return row?.day ?? undefined
}

async function membersAt(db: Trx, branch: string, day: string): Promise<CurrentMember[]> {
  const rows = await db
    .selectFrom('memberships as membership')
    .innerJoin('people as person', 'person.id', 'membership.person_id')
    .leftJoin('person_identities as identity', join =>
      join.onRef('identity.person_id', '=', 'person.id').on('identity.channel', '=', 'userid'),
    )
    .select([
      'person.id',
      'person.name',
      'person.tag',
      'identity.external_id',
      'membership.member_type',
      'membership.party_group',
      'membership.department',
      'membership.role',
      'membership.roster_number',
    ])
    .where('membership.branch', '=', branch)
    .$if(day === 'now', query => query.where('membership.to_day', 'is', null))
    .$if(day !== 'now', query =>
      query
        .where('membership.from_day', '<=', day)
        .where(({ eb, or }) => or([eb('membership.to_day', 'is', null), eb('membership.to_day', '>', day)])),
    )
    .orderBy('membership.roster_number')
    .execute()
  const aliases = await aliasesByPerson(db)
  return rows.map(row => ({
    personId: row.id,
    userid: row.external_id ?? '',
    name: row.name,
    memberType: row.member_type as MemberType,
    partyGroup: row.party_group,
    department: row.department,
    ...(row.role !== null && { role: row.role as Role }),
    ...(row.tag !== null && { tag: row.tag }),
    aliases: aliases.get(row.id) ?? [],
    rosterNumber: Number(row.roster_number),
  }))
}

async function aliasesByPerson(db: Trx): Promise<Map<string, string[]>> {
  const rows = await db.selectFrom('person_aliases').selectAll().orderBy('alias').execute()
  const aliases = new Map<string, string[]>()
  for (const { person_id, alias } of rows) aliases.set(person_id, [...(aliases.get(person_id) ?? []), alias])
  return aliases
}

export async function addMember(
  trx: Trx,
  branch: string,
  row: RosterRow,
  rosterNumber: number,
  now: Date,
  today: string,
) {
  const id = (await personWithAccount(trx, row.userid)) ?? (await addPerson(trx, row, now))
  await trx
    .insertInto('memberships')
    .values({ person_id: id, ...membershipColumns(branch, row, rosterNumber), from_day: today, to_day: null })
    .execute()
  return id
}

/** A changed membership ends yesterday's row and begins a new one, so that an old roster can still be told. */
export async function changeMember(
  trx: Trx,
  branch: string,
  before: CurrentMember,
  row: RosterRow,
  rosterNumber: number,
  now: Date,
  today: string,
) {
  const { personId } = before
  await trx
    .updateTable('people')
    .set({ name: row.name, tag: row.tag ?? null })
    .where('id', '=', personId)
    .execute()
  if (row.userid !== '') await bindAccount(trx, 'userid', row.userid, personId, now)
  await setAliases(trx, personId, row.aliases)
  await endMembership(trx, branch, personId, today)
  await trx
    .insertInto('memberships')
    .values({
      person_id: personId,
      ...membershipColumns(branch, row, rosterNumber),
      from_day: today,
      to_day: null,
    })
    .execute()
}

export async function endMembership(
  trx: Trx,
  branch: string,
  personId: string,
  today: string,
): Promise<void> {
  await trx
    .updateTable('memberships')
    .set({ to_day: today })
    .where('person_id', '=', personId)
    .where('branch', '=', branch)
    .where('to_day', 'is', null)
    .execute()
}

/** Ties a platform id to a person; a person has one account per channel, an account one person. */
export async function bindAccount(
  trx: Trx,
  channel: string,
  externalId: string,
  personId: string,
  now: Date,
) {
  const external_id = externalId.toLowerCase()
  await trx
    .deleteFrom('person_identities')
    .where('channel', '=', channel)
    .where('person_id', '=', personId)
    .execute()
  await trx
    .insertInto('person_identities')
    .values({ channel, external_id, person_id: personId, bound_at: now.toISOString() })
    .onConflict(conflict =>
      conflict
        .columns(['channel', 'external_id'])
        .doUpdateSet({ person_id: personId, bound_at: now.toISOString() }),
    )
    .execute()
}

/** The person behind an account; undefined for an empty or unknown one. */
export async function personWithAccount(trx: Trx, userid: string): Promise<string | undefined> {
  if (userid === '') return undefined
  const found = await trx
    .selectFrom('person_identities')
    .select('person_id')
    .where('channel', '=', 'userid')
    .where('external_id', '=', userid.toLowerCase())
    .executeTakeFirst()
  return found?.person_id
}

/** A person's account on the platform: what the app's messages are addressed to. */
export async function accountOf(db: Trx, personId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('person_identities')
    .select('external_id')
    .where('channel', '=', 'userid')
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row?.external_id
}

async function addPerson(trx: Trx, row: RosterRow, now: Date): Promise<string> {
  const id = newPersonId()
  await trx
    .insertInto('people')
    .values({ id, name: row.name, tag: row.tag ?? null, created_at: now.toISOString(), forgotten_at: null })
    .execute()
  if (row.userid !== '') await bindAccount(trx, 'userid', row.userid, id, now)
  await setAliases(trx, id, row.aliases)
  return id
}

async function setAliases(trx: Trx, personId: string, aliases: string[]): Promise<void> {
  await trx.deleteFrom('person_aliases').where('person_id', '=', personId).execute()
  if (aliases.length === 0) return
  await trx
    .insertInto('person_aliases')
    .values(aliases.map(alias => ({ person_id: personId, alias })))
    .execute()
}

function membershipColumns(branch: string, row: RosterRow, rosterNumber: number) {
  return {
    branch,
    member_type: row.memberType,
    party_group: row.partyGroup,
    department: row.department,
    role: row.role ?? null,
    roster_number: rosterNumber,
  }
}
