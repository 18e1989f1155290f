import { addDays, dayOf, instantOf } from '../calendar/day.ts'
import { countWorkdays } from '../calendar/workday.ts'
import { assigneesOf } from '../duties/assignees.ts'
import { statusesOf } from '../duties/facts.ts'
import type { DutyLead } from '../duties/occurrences.ts'
import { readersOf } from '../duties/readers.ts'
import { draftText, dutyText } from '../duties/texts.ts'
import type { Trx } from '../ledger/ledger.ts'
import type { Taken } from './enact-session.ts'
import { momentAtWork } from './moments.ts'
import type { ReminderParts } from './parts.ts'
import { queueForGroup, queueForMembers, roomInGroup } from './queue.ts'
import { keepersOf } from './recipients.ts'
import { lateText, momentInWords } from './texts.ts'
import { withoutMuted } from './wishes.ts'

/** Freezes the text of one lead of a duty into the outbox. Returns how many deliveries there are; none for what is done. */
export async function enactDuty(
  trx: Trx,
  parts: ReminderParts,
  told: DutyLead,
  taken: Taken,
): Promise<number> {
  if (told.stage === 'draft') return enactDraft(trx, parts, told, taken)
  const { duty, day, tellOn } = told
  const group = duty.to.kind === 'group' ? duty.to.group : undefined
  const open = await stillOpen(trx, parts, told)
  if (open === 'nobody') return 0
  const giveUpAt = instantOf(addDays(day < tellOn ? tellOn : day, 1))
  const room = await roomInGroup(trx, parts, group, taken.dueAt)
  // One message too many is better than 国庆将至 after the holiday.
  const dueAt = room < giveUpAt ? room : taken.dueAt
  const text = textOf(parts, told, dueAt)
  const outgoing = {
    slotId: taken.slotId,
    now: taken.now,
    dueAt,
    giveUpAt,
    text: taken.late ? lateText(text) : text,
  }
  const inGroup = group === undefined ? 0 : await queueForGroup(trx, parts, group, outgoing)
  // Who was given what the group is told of hears of it in private as well.
  const people = group === undefined || told.assigned !== undefined ? open : []
  const hearing = await withoutMuted(trx, people, duty.code, dueAt)
  return inGroup + (await queueForMembers(trx, parts, hearing, outgoing))
}

/** Who has not done it yet; 'nobody' when all have, so that nobody who has answered is reminded. */
async function stillOpen(trx: Trx, { office }: ReminderParts, told: DutyLead) {
  const assignees = await assigneesOf(trx, office, told, told.assigned)
  const statuses = await statusesOf(trx, told.duty.code, told.key)
  const open = assignees.filter(({ personId }) => (statuses.get(personId) ?? 'open') === 'open')
  return assignees.length > 0 && open.length === 0 ? 'nobody' : open.filter(({ userid }) => userid !== '')
}

/** The text as it reads on the day on which it is said. */
export function textOf(
  { calendar, rules, office }: Pick<ReminderParts, 'calendar' | 'rules' | 'office'>,
  told: DutyLead,
  at: Date,
): string {
  const { duty, key, day, unsure, words } = told
  const { basis: reference, ...said } = duty
  const left = countWorkdays(calendar, addDays(dayOf(at), 1), day)
  const basis =
    reference === undefined ? undefined : rules.basis(reference, dayOf(at), readersOf(duty, office))
  return dutyText({
    ...said,
    key,
    day,
    unsure,
    left,
    ...(words !== undefined && { words }),
    ...(basis !== undefined && { basis }),
  })
}

/** The keepers see what the group will read, and may change it or call it off. */
async function enactDraft(trx: Trx, parts: ReminderParts, told: DutyLead, taken: Taken): Promise<number> {
  const { duty, day, time } = told
  if (duty.to.kind !== 'group') return 0
  const { group } = duty.to
  const branch = parts.office.groups.find(({ name }) => name === group)?.branch ?? ''
  const at = momentAtWork(parts, day, time, duty.code)
  const text = draftText(duty.name, textOf(parts, told, at), momentInWords(at), group)
  const { reachable } = await keepersOf(trx, branch)
  const outgoing = { slotId: taken.slotId, now: taken.now, dueAt: taken.dueAt, giveUpAt: at, text }
  return queueForMembers(trx, parts, reachable, outgoing)
}
