import { addDays, instantOf } from '../calendar/day.ts'
import type { Trx } from '../ledger/ledger.ts'
import { monthPeriod } from './period.ts'
import { sessionFrom, type Session } from './session.ts'

/** The latest session of these branches, of one kind and in one month ('2026-11') if given, that has a register: open, being checked or archived. */
export async function newestSessionOf(
  db: Trx,
  branches: string[],
  kind?: string,
  month?: string,
): Promise<Session | undefined> {
  const row = await db
    .selectFrom('sessions')
    .selectAll()
    .where('branch', 'in', ['', ...branches])
    .where('state', 'in', ['open', 'checking', 'archived'])
    .$if(kind !== undefined, query => query.where('kind', '=', kind ?? ''))
    .$if(month !== undefined, query => {
      const { from, to } = monthPeriod(month ?? '')
      return query
        .where('starts_at', '>=', instantOf(from).toISOString())
        .where('starts_at', '<', instantOf(addDays(to, 1)).toISOString())
    })
    .orderBy('starts_at', 'desc')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? undefined : sessionFrom(row)
}
