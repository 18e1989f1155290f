import type { Day } from '../calendar/day.ts'
import { turnOf } from '../calendar/turns.ts'
import type { Trx } from '../ledger/ledger.ts'
import type { Office } from '../office.ts'
import type { CurrentMember } from '../people/roster-difference.ts'
import { membersOf } from '../people/store.ts'
import { keepsRegisterOf } from '../talk/person.ts'
import type { Assignees, Duty } from './duties.ts'
import type { DutyOccurrence } from './occurrences.ts'

/** Somebody who has to do a duty; `section` is what a contact answers for. */
export interface Assignee {
  personId: string
  name: string
  /** '' without an account: nobody can tell this person anything. */
  userid: string
  section?: string
}

type MembersIn = (branch: string) => Promise<readonly CurrentMember[]>

/** The members of each branch, read once: for whoever asks about many occurrences. */
export function membersOnce(trx: Trx): MembersIn {
  const read = new Map<string, Promise<readonly CurrentMember[]>>()
  return branch => {
    const members = read.get(branch) ?? membersOf(trx, branch)
    read.set(branch, members)
    return members
  }
}

/**
 * Who has to do one occurrence of a duty. For a duty told in a group these are the contacts of its branch, if the office names
 * any; nobody means that the duty is done or not done as a whole.
 */
export async function assigneesOf(
  trx: Trx,
  office: Office,
  { duty, key }: Pick<DutyOccurrence, 'duty' | 'key'>,
  assigned?: readonly string[],
  membersIn: MembersIn = branch => membersOf(trx, branch),
): Promise<Assignee[]> {
  if (assigned !== undefined) return peopleById(trx, assigned)
  const { to } = duty
  switch (to.kind) {
    case 'people':
      return peopleById(trx, to.personIds)
    case 'administrators':
      return peopleByAccount(trx, office.administrators)
    case 'group': {
      const branch = office.groups.find(({ name }) => name === to.group)?.branch ?? ''
      return contactsAmong(office, await membersIn(branch))
    }
    case 'members':
      return chosenOf(office, await membersIn(to.branch), to, to.who, duty, key)
  }
}

function chosenOf(
  office: Office,
  members: readonly CurrentMember[],
  { branch }: { branch: string },
  who: Assignees,
  duty: Duty,
  key: Day,
): Assignee[] {
  if (who === 'everyone') return members.map(plain)
  if (who === 'keepers') return members.filter(member => keeps(member, branch)).map(plain)
  if (who === 'committee') return members.filter(({ role }) => role !== undefined).map(plain)
  if (who === 'contacts') return contactsAmong(office, members)
  if ('sections' in who) {
    const { sections } = who
    return contactsAmong(office, members).filter(({ section }) => sections.includes(section ?? ''))
  }
  const accounts = 'rota' in who ? [who.rota.at(turnOf(duty.rule, key) % who.rota.length) ?? ''] : who
  const wanted = new Set(accounts.map(account => account.toLowerCase()))
  return members.filter(({ userid, name }) => wanted.has(userid.toLowerCase()) || wanted.has(name)).map(plain)
}

function contactsAmong({ contacts }: Office, members: readonly CurrentMember[]): Assignee[] {
  return Object.entries(contacts).flatMap(([section, account]) => {
    const member = members.find(
      ({ userid }) => userid !== '' && userid.toLowerCase() === account.toLowerCase(),
    )
    return member === undefined ? [] : [{ ...plain(member), section }]
  })
}

function keeps({ personId, name, memberType, role }: CurrentMember, branch: string): boolean {
  const membership = { branch, memberType, ...(role !== undefined && { role }) }
  return keepsRegisterOf({ personId, name, memberships: [membership], isAdministrator: false }, branch)
}

function plain({ personId, name, tag, userid }: CurrentMember): Assignee {
  return { personId, name: tag === undefined ? name : `${name}(${tag})`, userid }
}

async function peopleById(trx: Trx, personIds: readonly string[]): Promise<Assignee[]> {
  if (personIds.length === 0) return []
  const rows = await people(trx).where('people.id', 'in', personIds).execute()
  return rows.map(fromRow)
}

/** People who have an account, wherever they stand: the administrator need not be on a branch's roster. */
export async function peopleByAccount(trx: Trx, accounts: readonly string[]): Promise<Assignee[]> {
  const wanted = accounts.map(account => account.toLowerCase())
  if (wanted.length === 0) return []
  const rows = await people(trx).where('identity.external_id', 'in', wanted).execute()
  return rows.map(fromRow)
}

function people(trx: Trx) {
  return trx
    .selectFrom('people')
    .leftJoin('person_identities as identity', join =>
      join.onRef('identity.person_id', '=', 'people.id').on('identity.channel', '=', 'userid'),
    )
    .select(['people.id', 'people.name', 'people.tag', 'identity.external_id'])
    .where('people.forgotten_at', 'is', null)
    .orderBy('people.id')
}

function fromRow(row: {
  id: string
  name: string
  tag: string | null
  external_id: string | null
}): Assignee {
  return {
    personId: row.id,
    name: row.tag === null ? row.name : `${row.name}(${row.tag})`,
    userid: row.external_id ?? '',
  }
}
