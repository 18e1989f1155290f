import { dayOf } from '../../calendar/day.ts'
import { audit } from '../../ledger/audit.ts'
import { withdrawUnsent } from '../../reminders/slots.ts'
import type { Turn } from '../../talk/command.ts'
import { say, type Reply } from '../../talk/message.ts'
import { addDutyFact, statusesOf, type DutyStatus } from '../facts.ts'
import * as texts from '../reply-texts.ts'
import { currentOccurrence, lastClosed } from '../which-duty.ts'
import { dutyMeant, keepsDuty, wordsOf, type DutyParts, type Meant } from './meant.ts'

/** 责任书签完了, 这次不办, 改回未办: by whoever has to do it for themselves, by a keeper for everybody. */
export async function tick(parts: DutyParts, turn: Turn, status: DutyStatus): Promise<Reply> {
  const meant = await dutyMeant(parts, turn, status === 'open' ? findClosed : undefined)
  if (typeof meant === 'string') return say(meant)
  const { occurrence, assignees } = meant
  const self = assignees.find(({ personId }) => personId === turn.speaker.personId)
  const mayCloseAll = keepsDuty(turn, occurrence.duty) && occurrence.duty.level !== 'tick-only'
  // 都交齐了, said by a keeper, is about everybody, also when one section is her own.
  const isWhole = mayCloseAll && (self === undefined || /都|全部|齐|各科室|大家/.test(wordsOf(turn)))
  if (self === undefined && !isWhole) return say(texts.notYours)
  const personId = isWhole ? '' : turn.speaker.personId
  if (await isSo(turn, meant, personId, status))
    return say(status === 'open' ? texts.nothingToUndo : texts.alreadySo(occurrence, status))
  const { trx, now, speaker } = turn
  const { duty, key } = occurrence
  await addDutyFact(trx, {
    duty: duty.code,
    occurrence: key,
    personId,
    fact: status,
    actor: speaker.personId,
    now,
  })
  await audit(trx, {
    at: now,
    actor: speaker.personId,
    action: `duty.${status}`,
    object: `duty:${duty.code}:${key}`,
  })
  if (status !== 'open') await takeBackTexts(turn, meant, isWhole)
  if (status === 'open') return say(texts.reopenedText(occurrence))
  if (status === 'waived') return say(texts.waivedText(occurrence, self?.section, isWhole))
  return say(
    turn.place.kind === 'single' ? texts.doneText(occurrence, self?.section, isWhole) : texts.doneInGroup,
  )
}

/** Whoever has said that it is done hears no more of it, and once all have, nobody does. */
async function takeBackTexts(
  { trx, speaker }: Turn,
  { occurrence: { duty, key }, assignees }: Meant,
  isWhole: boolean,
): Promise<void> {
  const job = `duty:${duty.code}:${key}`
  const statuses = await statusesOf(trx, duty.code, key)
  const isAnyOpen = assignees.some(({ personId }) => (statuses.get(personId) ?? 'open') === 'open')
  await withdrawUnsent(trx, job, !isWhole && isAnyOpen ? { target: speaker.personId } : {})
}

async function isSo(turn: Turn, { occurrence, standing }: Meant, personId: string, status: DutyStatus) {
  const { duty, key } = occurrence
  if (personId === '') {
    const { closed, waived } = standing.changes
    const stands = waived.has(key) ? 'waived' : closed.has(key) ? 'done' : 'open'
    return stands === status
  }
  const statuses = await statusesOf(turn.trx, duty.code, key)
  return (statuses.get(personId) ?? 'open') === status
}

const findClosed: NonNullable<Parameters<typeof dutyMeant>[2]> = (standing, calendar, now, words) =>
  lastClosed(standing, calendar, dayOf(now), words) ?? currentOccurrence(standing, calendar, now, words)
