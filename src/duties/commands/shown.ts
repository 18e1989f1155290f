import type { Turn } from '../../talk/command.ts'
import { assigneesOf, type membersOnce } from '../assignees.ts'
import { statusesOf, type StandingDuty } from '../facts.ts'
import type { DutyOccurrence } from '../occurrences.ts'
import type { QueryLine } from '../reply-texts.ts'
import { keepsDuty, type DutyParts } from './meant.ts'

/** How an occurrence stands for whoever asks here; undefined when it is not for them. */
export async function shownStatus(
  { office }: DutyParts,
  turn: Turn,
  { duty, changes }: StandingDuty,
  occurrence: DutyOccurrence,
  membersIn: ReturnType<typeof membersOnce>,
): Promise<Pick<QueryLine, 'status'> | undefined> {
  const { key, closed, waived } = occurrence
  const whole = waived ? 'waived' : closed ? 'done' : undefined
  if (turn.place.kind !== 'single')
    return duty.level === 'open' && isOf(turn.place, duty) ? { status: whole } : undefined
  const assignees = await assigneesOf(turn.trx, office, occurrence, changes.assigned.get(key), membersIn)
  if (assignees.some(({ personId }) => personId === turn.speaker.personId))
    return { status: whole ?? (await statusesOf(turn.trx, duty.code, key)).get(turn.speaker.personId) }
  const isShown = duty.to.kind === 'group' || (keepsDuty(turn, duty) && duty.level !== 'tick-only')
  return isShown ? { status: whole } : undefined
}

/** What another group of the branch is told is not read out here. */
function isOf(place: Turn['place'], { to }: StandingDuty['duty']): boolean {
  return to.kind === 'group' && place.kind === 'group' && to.group === place.name
}
