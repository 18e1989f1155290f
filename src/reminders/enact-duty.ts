import { addDays, dayOf, instantOf } from '../calendar/day.ts'
import { countWorkdays } from '../calendar/workday.ts'
import type { DutyTarget } from '../duties/duties.ts'
import type { DutyLead } from '../duties/occurrences.ts'
import { dutyText } from '../duties/texts.ts'
import type { Trx } from '../ledger/ledger.ts'
import { membersOf } from '../people/store.ts'
import type { Taken } from './enact-session.ts'
import type { ReminderParts } from './parts.ts'
import { queueForGroup, queueForMembers, roomInGroup } from './queue.ts'
import { keepersOf, recipientsAmong } from './recipients.ts'
import { lateText } from './texts.ts'

/** Freezes the text of one lead of a duty into the outbox. Returns how many deliveries there are. */
export async function enactDuty(
  trx: Trx,
  parts: ReminderParts,
  { duty, key, day, unsure }: DutyLead,
  taken: Taken,
): Promise<number> {
  const { to } = duty
  const group = to.kind === 'group' ? to.group : undefined
  const dueAt = await roomInGroup(trx, parts, group, taken.dueAt)
  const left = countWorkdays(parts.calendar, addDays(dayOf(dueAt), 1), day)
  const text = dutyText({ ...duty, key, day, unsure, left })
  const outgoing = {
    slotId: taken.slotId,
    now: taken.now,
    dueAt,
    giveUpAt: instantOf(addDays(day, 1)),
    text: taken.late ? lateText(text) : text,
  }
  if (to.kind === 'group') return queueForGroup(trx, parts, to.group, outgoing)
  return queueForMembers(trx, parts, await membersFor(trx, to), outgoing)
}

async function membersFor(trx: Trx, { branch, who }: DutyTarget & { kind: 'members' }) {
  if (who === 'keepers') return (await keepersOf(trx, branch)).reachable
  const { reachable } = recipientsAmong(await membersOf(trx, branch))
  if (who === 'everyone') return reachable
  const accounts = new Set(who.map(account => account.toLowerCase()))
  return reachable.filter(({ userid }) => accounts.has(userid.toLowerCase()))
}
