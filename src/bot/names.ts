import type { Trx } from '../ledger/ledger.ts'
import { buildNameIndex, type NameIndex } from '../understand/names.ts'

/** Keeps the index of everybody's names, and rebuilds it only when the roster has changed. */
export function nameKeeper(): (db: Trx, rosterVersion: string) => Promise<NameIndex> {
  let version: string | undefined
  let index = buildNameIndex([])
  return async (db, rosterVersion) => {
    if (rosterVersion === version) return index
    index = buildNameIndex(await allNames(db))
    version = rosterVersion
    return index
  }
}

async function allNames(db: Trx) {
  const people = await db
    .selectFrom('people')
    .select(['id', 'name', 'tag'])
    .where('forgotten_at', 'is', null)
    .execute()
  const aliases = await db.selectFrom('person_aliases').selectAll().execute()
  const byPerson = Map.groupBy(aliases, ({ person_id }) => person_id)
  return people.map(({ id, name, tag }) => ({
    personId: id,
    name,
    ...(tag !== null && { tag }),
    aliases: (byPerson.get(id) ?? []).map(({ alias }) => alias),
  }))
}
