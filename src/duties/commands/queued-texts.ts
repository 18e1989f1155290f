import { addDays, dayOf, instantOf } from '../../calendar/day.ts'
import { nextWorkingMoment } from '../../calendar/working-hours.ts'
import { textOf } from '../../reminders/enact-duty.ts'
import { queueForGroup, queueForMembers } from '../../reminders/queue.ts'
import { setSlotState, takeBackUnsent, takeSlot } from '../../reminders/slots.ts'
import { withoutMuted } from '../../reminders/wishes.ts'
import type { Turn } from '../../talk/command.ts'
import { closingFact, statusesOf } from '../facts.ts'
import type { DutyOccurrence } from '../occurrences.ts'
import type { DutyParts, Meant } from './meant.ts'

/** Whose texts went with a tick; kept with its fact, so that 改回未办 can bring them back. */
export interface WithTexts {
  people?: string[]
  group?: true
}

/** Takes back what waits of an occurrence, of one person or of everybody, and says what must come back if it is reopened. */
export async function takeBackTexts(
  { trx }: Turn,
  { duty, key }: DutyOccurrence,
  target?: string,
): Promise<WithTexts> {
  const which = target === undefined ? {} : { target }
  const gone = await takeBackUnsent(trx, `duty:${duty.code}:${key}`, which)
  const told = gone.filter(({ slot }) => !slot.startsWith('draft'))
  const people = [...new Set(told.filter(({ channel }) => channel === 'app').map(one => one.target))]
  const hasGroup = told.some(({ channel }) => channel === 'robot')
  return { ...(people.length > 0 && { people }), ...(hasGroup && { group: true }) }
}

/**
 * After 改回未办: whoever would have heard of the occurrence but for the tick hears of it at the next moment of work. Returns when;
 * undefined when nothing was taken back with the tick of `personId` ('' for everybody's).
 */
export async function bringBackTexts(
  parts: DutyParts,
  { trx, now }: Turn,
  { occurrence, assignees, standing }: Meant,
  personId: string,
): Promise<Date | undefined> {
  const { duty, key, day } = occurrence
  // Only takeBackTexts writes these particulars.
  const { people = [], group } = ((await closingFact(trx, duty.code, key, personId)) ?? {}) as WithTexts
  if (people.length === 0 && group === undefined) return undefined
  const statuses = await statusesOf(trx, duty.code, key)
  const open = assignees.filter(
    one =>
      one.userid !== '' && people.includes(one.personId) && (statuses.get(one.personId) ?? 'open') === 'open',
  )
  const dueAt = nextWorkingMoment(parts.calendar, parts.hours, now)
  const slot = `again ${now.toISOString()}`
  const slotId = await takeSlot(trx, { job: `duty:${duty.code}:${key}`, slot }, dueAt, now)
  if (slotId === undefined) return undefined
  const words = standing.changes.worded.get(key)
  const lead = { ...occurrence, stage: 'tell' as const, slot, tellOn: dayOf(dueAt), time: '' }
  const text = textOf(parts, words === undefined ? lead : { ...lead, words }, dueAt)
  const giveUpAt = instantOf(addDays(day < dayOf(dueAt) ? dayOf(dueAt) : day, 1))
  const outgoing = { slotId, text, dueAt, giveUpAt, now }
  const inGroup =
    group === true && duty.to.kind === 'group' ? await queueForGroup(trx, parts, duty.to.group, outgoing) : 0
  const hearing = await withoutMuted(trx, open, duty.code, dueAt)
  if (inGroup + (await queueForMembers(trx, parts, hearing, outgoing)) > 0) return dueAt
  await setSlotState(trx, slotId, 'empty')
  return undefined
}
