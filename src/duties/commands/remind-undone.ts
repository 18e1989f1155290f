import { addDays, dayOf, instantOf } from '../../calendar/day.ts'
import { nextWorkingMoment } from '../../calendar/working-hours.ts'
import { audit } from '../../ledger/audit.ts'
import { textOf } from '../../reminders/enact-duty.ts'
import { queueForMembers } from '../../reminders/queue.ts'
import { setSlotState, takeSlot } from '../../reminders/slots.ts'
import { soonInWords } from '../../reminders/texts.ts'
import { withoutMuted } from '../../reminders/wishes.ts'
import type { Turn } from '../../talk/command.ts'
import { say, type Reply } from '../../talk/message.ts'
import { statusesOf } from '../facts.ts'
import { dutyKindByCode } from '../kinds.ts'
import * as texts from '../reply-texts.ts'
import { dutyMeant, keepsDuty, type DutyParts } from './meant.ts'

/** 提醒没交整改报告的科室: one private line to those who have not ticked it, at most one a day; never in the group. */
export async function remindUndone(parts: DutyParts, turn: Turn): Promise<Reply> {
  const { trx, now, speaker } = turn
  const meant = await dutyMeant(parts, turn)
  if (typeof meant === 'string') return say(meant)
  const { occurrence, assignees, standing } = meant
  const { duty, key, day } = occurrence
  if (!keepsDuty(turn, duty)) return say(texts.onlyKeepers)
  if (duty.level === 'tick-only' || dutyKindByCode(duty.kind)?.uncounted === true)
    return say(texts.notCounted)
  if (standing.changes.closed.has(key)) return say(texts.alreadySo(occurrence))
  if (!parts.canReach.app) return say(texts.noApp)
  const statuses = await statusesOf(trx, duty.code, key)
  const open = assignees.filter(
    ({ personId, userid }) => userid !== '' && (statuses.get(personId) ?? 'open') === 'open',
  )
  const dueAt = nextWorkingMoment(parts.calendar, parts.hours, now)
  const hearing = await withoutMuted(trx, open, duty.code, dueAt)
  if (hearing.length === 0) return say(texts.nobodyOpen(occurrence))
  const slot = { job: `duty:${duty.code}:${key}`, slot: `by-hand ${dayOf(dueAt)}` }
  const slotId = await takeSlot(trx, slot, dueAt, now)
  if (slotId === undefined) return say(texts.undoneToldToday(occurrence))
  const told = { ...occurrence, stage: 'tell' as const, slot: slot.slot, tellOn: dayOf(dueAt), time: '' }
  // What is over by then is said as it stands, for one more day.
  const giveUpAt = instantOf(addDays(day < dayOf(dueAt) ? dayOf(dueAt) : day, 1))
  const outgoing = { slotId, text: textOf(parts, told, dueAt), dueAt, giveUpAt, now }
  const count = await queueForMembers(trx, parts, hearing, outgoing)
  if (count === 0) await setSlotState(trx, slotId, 'empty')
  const object = `duty:${duty.code}:${key}`
  await audit(trx, { at: now, actor: speaker.personId, action: 'remind.undone', object })
  return say(texts.undoneReminded(occurrence, count, dueAt > now ? soonInWords(dueAt, now) : undefined))
}
