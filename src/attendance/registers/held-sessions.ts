import { addDays, dayOf, instantOf, monthOf } from '../../calendar/day.ts'
import type { Trx } from '../../ledger/ledger.ts'
import type { Period } from '../period.ts'
import { registerOf, type Register } from '../tally.ts'
import { sessionFrom, type Session } from '../session.ts'
import { changesOf } from './changes.ts'
import type { MarkChange } from './mark-change.ts'

/** One session of a period with its register and its history. */
export interface HeldSession {
  register: Register
  changes: MarkChange[]
}

export interface PeriodSessions {
  branch: string
  /** A kind's code; left out: all kinds. */
  kind?: string | undefined
}

/** The sessions that a branch held in a period until now, in order of time. What was called off or has not begun is not among them. */
export async function sessionsHeldIn(
  db: Trx,
  { from, to }: Pick<Period, 'from' | 'to'>,
  { branch, kind }: PeriodSessions,
  now: Date,
): Promise<Session[]> {
  const rows = await db
    .selectFrom('sessions')
    .selectAll()
    .where('branch', '=', branch)
    .where('state', 'in', ['open', 'checking', 'archived'])
    .where('starts_at', '>=', instantOf(from).toISOString())
    .where('starts_at', '<', instantOf(addDays(to, 1)).toISOString())
    .where('starts_at', '<=', now.toISOString())
    .$if(kind !== undefined, query => query.where('kind', '=', kind ?? ''))
    .orderBy('starts_at')
    .orderBy('id')
    .execute()
  return rows.map(sessionFrom)
}

/** What a branch held in a period until now, with its registers and their changes. */
export async function heldIn(
  db: Trx,
  period: Period,
  sessions: PeriodSessions,
  now: Date,
): Promise<HeldSession[]> {
  const held: HeldSession[] = []
  for (const session of await sessionsHeldIn(db, period, sessions, now)) {
    // The register first: whatever it shows is then among the changes, though somebody writes meanwhile.
    const register = await registerOf(db, session)
    held.push({ register, changes: await changesOf(db, session.id) })
  }
  return held
}

export function monthOfSession({ register }: HeldSession): number {
  return monthOf(dayOf(register.session.startsAt))
}
