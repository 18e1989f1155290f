import { sessionFrom, type Session } from '../../attendance/session.ts'
import { addDays, instantOf, type Day } from '../../calendar/day.ts'
import type { Turn } from '../../talk/command.ts'
import { keepsRegisterOf } from '../../talk/person.ts'

/**
 * The sessions of some days that belong into a list asked for here: the group's, or those of the speaker's branches. What is
 * still a draft only for those who keep the register, in private; what was cancelled never.
 */
export async function sessionsShown(
  { place, speaker, trx }: Turn,
  { from, to }: { from: Day; to: Day },
): Promise<Session[]> {
  const branches = place.kind === 'group' ? [place.branch] : speaker.memberships.map(({ branch }) => branch)
  if (branches.length === 0) return []
  const rows = await trx
    .selectFrom('sessions')
    .selectAll()
    .where('branch', 'in', branches)
    .where('state', '<>', 'cancelled')
    .where('starts_at', '>=', instantOf(from).toISOString())
    .where('starts_at', '<', instantOf(addDays(to, 1)).toISOString())
    .execute()
  return rows
    .map(sessionFrom)
    .filter(
      ({ state, branch }) =>
        state !== 'draft' || (place.kind === 'single' && keepsRegisterOf(speaker, branch)),
    )
}
