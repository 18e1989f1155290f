import { addDays, dayOf, instantOf } from '../calendar/day.ts'
import { nextWorkingMoment } from '../calendar/working-hours.ts'
import { accountOf } from '../people/store.ts'
import type { Turn } from '../talk/command.ts'
import type { ReminderParts } from './parts.ts'
import { queueForMembers } from './queue.ts'
import { claimedText } from './reply-texts.ts'
import { setSlotState, takeSlot } from './slots.ts'

/**
 * Tells a member by the app, in working hours, that somebody else's account says to be hers: she alone knows. One message a
 * day, and one a day for whatever one stranger says, so that nobody can make the bot write to many.
 */
export function tellClaimed(parts: ReminderParts): (turn: Turn, personId: string) => Promise<void> {
  return async ({ trx, now, speaker }, personId) => {
    const userid = parts.canReach.app ? await accountOf(trx, personId) : undefined
    if (userid === undefined) return
    const slot = dayOf(now)
    const said = await takeSlot(trx, { job: `claim-by:${speaker.personId}`, slot }, now, now)
    if (said === undefined) return
    await setSlotState(trx, said, 'empty')
    const dueAt = nextWorkingMoment(parts.calendar, parts.hours, now)
    const slotId = await takeSlot(trx, { job: `claimed:${personId}`, slot }, dueAt, now)
    if (slotId === undefined) return
    const giveUpAt = instantOf(addDays(dayOf(dueAt), 2))
    const outgoing = { slotId, text: claimedText, dueAt, giveUpAt, now }
    const count = await queueForMembers(trx, parts, [{ personId, userid }], outgoing)
    if (count === 0) await setSlotState(trx, slotId, 'empty')
  }
}
