import type { Trx } from '../ledger/ledger.ts'
import type { Office } from '../office.ts'

/** The people whom office.yaml names for the sessions of a kind (rosters), such as the leading group; undefined: none named. */
export async function namedRoster(
  db: Trx,
  { rosters }: Office,
  branch: string,
  kind: string,
): Promise<string[] | undefined> {
  const entry = rosters.find(roster => roster.branch === branch && roster.kind === kind)
  if (entry === undefined) return undefined
  const rows = await db
    .selectFrom('person_identities')
    .select('person_id')
    .where('channel', '=', 'userid')
    .where(
      'external_id',
      'in',
      entry.people.map(account => account.toLowerCase()),
    )
    .execute()
  return rows.map(({ person_id }) => person_id)
}
