import { addDays, dayOf, instantOf } from '../../calendar/day.ts'
import { nextWorkingMoment } from '../../calendar/working-hours.ts'
import { textOf } from '../../reminders/enact-duty.ts'
import { momentAtWork } from '../../reminders/moments.ts'
import { queueForGroup, queueForMembers } from '../../reminders/queue.ts'
import { setSlotState, takeSlot } from '../../reminders/slots.ts'
import { withoutMuted } from '../../reminders/wishes.ts'
import type { Turn } from '../../talk/command.ts'
import { assigneesOf } from '../assignees.ts'
import { standingDuties } from '../facts.ts'
import { dutyLeads, type DutyLead, type DutyOccurrence } from '../occurrences.ts'
import type { DutyParts } from './meant.ts'

/**
 * After an occurrence was moved or given to somebody: when none of its leads lies ahead any more, those who have to know hear of
 * it at the next moment of work (`people`: whoever has it now, in private). Returns when, undefined when the leads will do.
 */
export async function tellSoon(
  parts: DutyParts,
  turn: Turn,
  { duty: { code }, key }: DutyOccurrence,
  whom: 'group' | 'people',
): Promise<Date | undefined> {
  const { trx, now } = turn
  const leads = await leadsOf(parts, turn, { code, key })
  const [told] = leads
  if (told === undefined || told.day < dayOf(now) || leads.some(isAhead(parts, now))) return undefined
  const { duty } = told
  const dueAt = nextWorkingMoment(parts.calendar, parts.hours, now)
  const giveUpAt = instantOf(addDays(told.day, 1))
  if (dueAt >= giveUpAt) return undefined
  const slotId = await takeSlot(
    trx,
    { job: `duty:${code}:${key}`, slot: `now ${now.toISOString()}` },
    dueAt,
    now,
  )
  if (slotId === undefined) return undefined
  const outgoing = { slotId, text: textOf(parts, told, dueAt), dueAt, giveUpAt, now }
  const queued =
    whom === 'group' && duty.to.kind === 'group'
      ? await queueForGroup(trx, parts, duty.to.group, outgoing)
      : await queueForMembers(trx, parts, await addressees(parts, turn, told, dueAt), outgoing)
  if (queued > 0) return dueAt
  await setSlotState(trx, slotId, 'empty')
  return undefined
}

/** Whether a lead of an occurrence is still to come, as it stands now. */
export async function isAnyLeadAhead(
  parts: DutyParts,
  turn: Turn,
  { duty: { code }, key }: DutyOccurrence,
): Promise<boolean> {
  return (await leadsOf(parts, turn, { code, key })).some(isAhead(parts, turn.now))
}

function isAhead(parts: DutyParts, now: Date) {
  return ({ tellOn, time, duty: { code } }: DutyLead) => momentAtWork(parts, tellOn, time, code) > now
}

async function leadsOf(
  { office, calendar }: DutyParts,
  { trx, now }: Turn,
  { code, key }: { code: string; key: string },
): Promise<DutyLead[]> {
  const today = dayOf(now)
  const standing = (await standingDuties(trx, office, calendar, today)).find(({ duty }) => duty.code === code)
  if (standing === undefined) return []
  const { duty, changes } = standing
  const leads = dutyLeads(duty, calendar, addDays(today, -REACH), addDays(today, REACH), changes)
  return leads.filter(lead => lead.key === key && lead.stage === 'tell')
}

/** Longer than any lead and any move: what is further away has its leads ahead. */
const REACH = 400

async function addressees({ office }: DutyParts, { trx }: Turn, told: DutyLead, dueAt: Date) {
  const people = await assigneesOf(trx, office, told, told.assigned)
  return withoutMuted(
    trx,
    people.filter(({ userid }) => userid !== ''),
    told.duty.code,
    dueAt,
  )
}
