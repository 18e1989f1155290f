import type { PartName } from '../attendance/parts.ts'
import type { Session } from '../attendance/session.ts'
import { nextWorkingMoment } from '../calendar/working-hours.ts'
import type { Turn } from '../talk/command.ts'
import { partAt, partSlot } from './due-slots.ts'
import { enactPart } from './enact-session.ts'
import type { ReminderParts } from './parts.ts'
import { plannedSession } from './planned-sessions.ts'
import { takeSlot, withdrawUnsent } from './slots.ts'
import { momentInWords, soonInWords } from './texts.ts'

/**
 * After a part in a session was given to people: what is queued for whoever had it before is taken back, and those whose
 * reminder would be due by now hear of it at the next moment of work. Says when they hear, undefined when nobody can be told.
 */
export async function tellPart(
  parts: ReminderParts,
  { trx, now }: Pick<Turn, 'trx' | 'now'>,
  { id }: Session,
  part: PartName,
  personIds: readonly string[],
): Promise<string | undefined> {
  await withdrawUnsent(trx, `session:${id}:part`, { slotPrefix: `${part} ` })
  const planned = await plannedSession(trx, parts.office, id)
  if (planned === undefined) return undefined
  const { session } = planned
  let when: string | undefined
  for (const one of planned.parts.filter(other => other.part === part && personIds.includes(other.who))) {
    const due = partAt(session, one, parts)
    when = momentInWords(due)
    if (due > now) continue
    const dueAt = nextWorkingMoment(parts.calendar, parts.hours, now)
    when = dueAt > now ? soonInWords(dueAt, now) : '现在'
    const slotId = await takeSlot(trx, partSlot(session, one), dueAt, now)
    if (slotId !== undefined) await enactPart(trx, parts, planned, one, { slotId, dueAt, now, late: false })
  }
  return parts.canReach.app ? when : undefined
}
