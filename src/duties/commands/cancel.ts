import { dayOf } from '../../calendar/day.ts'
import { audit } from '../../ledger/audit.ts'
import { withdrawUnsent } from '../../reminders/slots.ts'
import type { Turn } from '../../talk/command.ts'
import type { Duty } from '../duties.ts'
import { addDutyFact, standingDuties } from '../facts.ts'
import * as texts from '../reply-texts.ts'
import { currentOccurrence, dutiesNamed } from '../which-duty.ts'
import { keepsDuty, wordsOf, type DutyParts } from './meant.ts'
import { takeBackTexts } from './queued-texts.ts'

const HOUR_MS = 60 * 60 * 1000

/**
 * 取消节前廉洁提醒: a duty that somebody wrote down in a chat ends; one of office.yaml is left out this time. Without a name the
 * speaker's newest duty of the last hour is meant, if it was noted later than `after`. Undefined when no duty is.
 */
export async function cancelDuty(
  { office, calendar }: DutyParts,
  turn: Turn,
  after?: Date,
): Promise<string | undefined> {
  const { trx, now, speaker } = turn
  const all = await standingDuties(trx, office, calendar, dayOf(now))
  const said = dutiesNamed(all, wordsOf(turn))
  const named = said.filter(({ duty }) => mayCancel(turn, duty))
  const [standing, ...others] = named
  if (standing === undefined) {
    if (said.length > 0) return undefined
    const newest = await newestMadeBy(turn, after)
    const made = all.find(({ duty }) => duty.code === newest)
    if (made === undefined) return undefined
    return end(turn, made.duty.code, made.duty.name)
  }
  if (others.length > 0) return texts.whichDuty(named.map(({ duty }) => duty.name))
  const { duty } = standing
  if (await wasMadeByChat(turn, duty.code)) return end(turn, duty.code, duty.name)
  const occurrence = currentOccurrence(standing, calendar, now, wordsOf(turn))
  if (occurrence === undefined) return texts.noOccurrence(duty.name)
  const waived = { duty: duty.code, occurrence: occurrence.key, actor: speaker.personId, now }
  const particulars = await takeBackTexts(turn, occurrence)
  await addDutyFact(trx, { ...waived, fact: 'waived', particulars })
  const object = `duty:${duty.code}:${occurrence.key}`
  await audit(trx, { at: now, actor: speaker.personId, action: 'duty.waived', object })
  return texts.waivedText(occurrence, undefined, true)
}

/** What somebody noted for herself is hers alone; the rest is its keepers'. */
function mayCancel(turn: Turn, duty: Duty): boolean {
  const { to } = duty
  if (to.kind === 'people' && to.own === true) return to.personIds.includes(turn.speaker.personId)
  return keepsDuty(turn, duty)
}

async function end({ trx, now, speaker }: Turn, code: string, name: string): Promise<string> {
  await addDutyFact(trx, { duty: code, occurrence: '', fact: 'ended', actor: speaker.personId, now })
  await withdrawUnsent(trx, `duty:${code}:`)
  await audit(trx, { at: now, actor: speaker.personId, action: 'duty.ended', object: `duty:${code}` })
  return texts.endedText(name)
}

async function newestMadeBy({ trx, now, speaker }: Turn, after = new Date(0)): Promise<string | undefined> {
  const since = Math.max(now.getTime() - HOUR_MS, after.getTime())
  const row = await trx
    .selectFrom('duty_facts')
    .select('duty')
    .where('person_id', '=', '')
    .where('occurrence', '=', '')
    .where('fact', '=', 'created')
    .where('actor', '=', speaker.personId)
    .where('at', '>', new Date(since).toISOString())
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.duty
}

async function wasMadeByChat({ trx }: Turn, code: string): Promise<boolean> {
  const row = await trx
    .selectFrom('duty_facts')
    .select('id')
    .where('duty', '=', code)
    .where('occurrence', '=', '')
    .where('fact', '=', 'created')
    .executeTakeFirst()
  return row !== undefined
}
