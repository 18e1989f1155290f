import type { Turn } from '../talk/command.ts'
import type { MemberType, Role } from '../talk/person.ts'
import { isExpected, kindByCode } from './kinds.ts'
import { personNamed } from './people-named.ts'
import type { Session } from './session.ts'

/**
 * The sessions that words without a name of an activity can be about: a committee, a party group or a list of names meets without
 * whoever is not on it, so 参加 of somebody else is about another session. All of them when none is left, or nobody is known.
 */
export async function sessionsExpecting(
  turn: Turn,
  sessions: Session[],
  names: readonly string[],
): Promise<Session[]> {
  if (sessions.length < 2 || !sessions.some(isForSome)) return sessions
  const expecting: Session[] = []
  for (const session of sessions)
    if (!isForSome(session) || (await expectsAll(turn, session, names))) expecting.push(session)
  return expecting.length === 0 ? sessions : expecting
}

/** Its roster is chosen, not everybody of the branch. */
function isForSome({ kind, details }: Session): boolean {
  const roster = kindByCode(kind)?.roster
  return details?.named !== undefined || roster === 'committee' || roster === 'partyGroup'
}

async function expectsAll(turn: Turn, session: Session, names: readonly string[]): Promise<boolean> {
  for (const name of names) {
    const person = await personNamed(turn, name, session.branch)
    const ids =
      person.kind === 'found' ? [person.personId] : person.kind === 'ambiguous' ? person.personIds : []
    if (ids.length > 0 && !(await expectsOneOf(turn, session, ids))) return false
  }
  return true
}

async function expectsOneOf({ trx }: Turn, session: Session, personIds: string[]): Promise<boolean> {
  const rows = await trx
    .selectFrom('memberships')
    .select(['person_id', 'member_type', 'party_group', 'role'])
    .where('person_id', 'in', personIds)
    .where('branch', '=', session.branch)
    .where('to_day', 'is', null)
    .execute()
  return rows.some(({ person_id, member_type, party_group, role }) =>
    isExpected(kindByCode(session.kind), session.details, {
      personId: person_id,
      // Only the roster import writes these columns.
      memberType: member_type as MemberType,
      partyGroup: party_group,
      ...(role !== null && { role: role as Role }),
    }),
  )
}
