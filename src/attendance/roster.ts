import { dayOf } from '../calendar/day.ts'
import type { Trx } from '../ledger/ledger.ts'
import type { CurrentMember } from '../people/roster-difference.ts'
import { firstDayOf, membersOn } from '../people/store.ts'
import type { Session } from './session.ts'
import { addFact } from './store.ts'

/**
 * The members of a session's branch in roster order: those of its day, or, once it is archived, those that were kept then. A
 * branch that was entered later than the session took place is taken as it was entered.
 */
export async function rosterOf(db: Trx, session: Session): Promise<CurrentMember[]> {
  return (await frozenRoster(db, session)) ?? (await rosterOfTheDay(db, session))
}

async function rosterOfTheDay(db: Trx, { branch, startsAt }: Session): Promise<CurrentMember[]> {
  const day = dayOf(startsAt)
  const members = await membersOn(db, branch, day)
  if (members.length > 0) return members
  const first = await firstDayOf(db, branch)
  return first === undefined || first <= day ? members : membersOn(db, branch, first)
}

type FrozenMember = Omit<CurrentMember, 'name' | 'tag' | 'userid' | 'aliases'>

/** Keeps the roster of the day with an archived session, so that its register stays what it was. Names are not kept twice. */
export async function freezeRoster(trx: Trx, session: Session, actor: string, now: Date): Promise<void> {
  const roster = (await rosterOfTheDay(trx, session)).map(
    ({ name: _name, tag: _tag, userid: _userid, aliases: _aliases, ...kept }): FrozenMember => kept,
  )
  await addFact(trx, session.id, 'roster-frozen', { roster }, actor, now)
}

async function frozenRoster(db: Trx, session: Session): Promise<CurrentMember[] | undefined> {
  if (session.state !== 'archived') return undefined
  const fact = await db
    .selectFrom('session_facts')
    .select('json')
    .where('session_id', '=', session.id)
    .where('fact', '=', 'roster-frozen')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (fact === undefined) return undefined
  // Only freezeRoster writes this fact.
  const { roster } = JSON.parse(fact.json) as { roster: FrozenMember[] }
  const people = await db
    .selectFrom('people')
    .select(['id', 'name', 'tag'])
    .where('id', 'in', ['', ...roster.map(({ personId }) => personId)])
    .execute()
  const byId = new Map(people.map(person => [person.id, person]))
  return roster.map(member => {
    const person = byId.get(member.personId)
    const tag = person?.tag ?? undefined
    return { ...member, userid: '', aliases: [], name: person?.name ?? '', ...(tag !== undefined && { tag }) }
  })
}
