import { dayOf } from '../../calendar/day.ts'
import { audit } from '../../ledger/audit.ts'
import { soonInWords } from '../../reminders/texts.ts'
import type { Turn } from '../../talk/command.ts'
import { say, type Reply } from '../../talk/message.ts'
import { addDutyFact, statusesOf, type DutyStatus } from '../facts.ts'
import * as texts from '../reply-texts.ts'
import { currentOccurrence, lastClosed } from '../which-duty.ts'
import { dutyMeant, keepsDuty, wordsOf, type DutyParts, type Meant } from './meant.ts'
import { bringBackTexts, takeBackTexts, type WithTexts } from './queued-texts.ts'
import { isAnyLeadAhead } from './tell-soon.ts'

/** 责任书签完了, 这次不办, 改回未办: by whoever has to do it for themselves, by a keeper for everybody. */
export async function tick(parts: DutyParts, turn: Turn, status: DutyStatus): Promise<Reply> {
  const meant = await dutyMeant(parts, turn, status === 'open' ? findClosed : undefined)
  if (typeof meant === 'string') return say(meant)
  const { occurrence, assignees, standing } = meant
  const self = assignees.find(({ personId }) => personId === turn.speaker.personId)
  const mayCloseAll = keepsDuty(turn, occurrence.duty) && occurrence.duty.level !== 'tick-only'
  const isClosed = standing.changes.closed.has(occurrence.key)
  // 都交齐了, said by a keeper, is about everybody, also when one section is her own; what she closed for all she reopens for all.
  const isAboutAll = /都|全部|齐|各科室|大家/.test(wordsOf(turn)) || (status === 'open' && isClosed)
  const isWhole = mayCloseAll && (self === undefined || isAboutAll)
  if (self === undefined && !isWhole) return say(texts.notYours)
  const personId = isWhole ? '' : turn.speaker.personId
  if (await isSo(turn, meant, personId, status))
    return say(status === 'open' ? texts.nothingToUndo : texts.alreadySo(occurrence, status))
  const { trx, now, speaker } = turn
  const { duty, key } = occurrence
  const particulars = status === 'open' ? {} : await takeBackOf(turn, meant, isWhole)
  await addDutyFact(trx, {
    duty: duty.code,
    occurrence: key,
    personId,
    fact: status,
    particulars,
    actor: speaker.personId,
    now,
  })
  await audit(trx, {
    at: now,
    actor: speaker.personId,
    action: `duty.${status}`,
    object: `duty:${duty.code}:${key}`,
  })
  if (status === 'open') return say(await reopened(parts, turn, meant, personId))
  if (status === 'waived') return say(texts.waivedText(occurrence, self?.section, isWhole))
  return say(
    turn.place.kind === 'single' ? texts.doneText(occurrence, self?.section, isWhole) : texts.doneInGroup,
  )
}

/** Whoever says that it is done hears no more of it, and once all have, nobody does. */
async function takeBackOf(
  turn: Turn,
  { occurrence, assignees }: Meant,
  isWhole: boolean,
): Promise<WithTexts> {
  if (isWhole) return takeBackTexts(turn, occurrence)
  const { personId: self } = turn.speaker
  const statuses = await statusesOf(turn.trx, occurrence.duty.code, occurrence.key)
  const isAnyOpen = assignees.some(
    ({ personId }) => personId !== self && (statuses.get(personId) ?? 'open') === 'open',
  )
  return takeBackTexts(turn, occurrence, isAnyOpen ? self : undefined)
}

/** What waited when it was ticked comes back; where nothing of it is to come any more, the answer says so. */
async function reopened(parts: DutyParts, turn: Turn, meant: Meant, personId: string): Promise<string> {
  const { occurrence } = meant
  const soon = await bringBackTexts(parts, turn, meant, personId)
  if (soon !== undefined) return texts.reopenedText(occurrence, soonInWords(soon, turn.now))
  const isAhead = await isAnyLeadAhead(parts, turn, occurrence)
  return isAhead ? texts.reopenedText(occurrence) : texts.reopenedLate(occurrence)
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
