import type { Trx } from '../ledger/ledger.ts'
import type { CurrentMember } from '../people/roster-difference.ts'
import { membersOf } from '../people/store.ts'
import type { Session } from './session.ts'
import { addFact } from './store.ts'

type FrozenMember = Omit<CurrentMember, 'name' | 'tag' | 'userid' | 'aliases'>

/** Keeps the roster of the day with an archived session, so that its register stays what it was. Names are not kept twice. */
export async function freezeRoster(trx: Trx, session: Session, actor: string, now: Date): Promise<void> {
  const roster = (await membersOf(trx, session.branch)).map(
    ({ name: _name, tag: _tag, userid: _userid, aliases: _aliases, ...kept }): FrozenMember => kept,
  )
  await addFact(trx, session.id, 'roster-frozen', { roster }, actor, now)
}

/** The roster that was kept when the session was archived; undefined while it is not. */
export async function frozenRoster(db: Trx, session: Session): Promise<CurrentMember[] | undefined> {
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
