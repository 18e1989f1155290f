import type { Trx } from '../ledger/ledger.ts'
import { sessionFrom, type Session } from './session.ts'

/** The latest session of these branches, of one kind if given, that has a register: open, being checked or archived. */
export async function newestSessionOf(
  db: Trx,
  branches: string[],
  kind?: string,
): Promise<Session | undefined> {
  const row = await db
    .selectFrom('sessions')
    .selectAll()
    .where('branch', 'in', ['', ...branches])
    .where('state', 'in', ['open', 'checking', 'archived'])
    .$if(kind !== undefined, query => query.where('kind', '=', kind ?? ''))
    .orderBy('starts_at', 'desc')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? undefined : sessionFrom(row)
}
