import { personNamed } from '../../attendance/people-named.ts'
import { mustNotBeKept, plainWords } from '../../attendance/plain-words.ts'
import { addDays, dayOf, type Day } from '../../calendar/day.ts'
import { nextWorkingMoment } from '../../calendar/working-hours.ts'
import { audit } from '../../ledger/audit.ts'
import { demandCut, withoutDemand } from '../../reminders/demands.ts'
import { queueForGroup } from '../../reminders/queue.ts'
import { takeSlot, withdrawUnsent } from '../../reminders/slots.ts'
import { soonInWords } from '../../reminders/texts.ts'
import type { Turn } from '../../talk/command.ts'
import { say, type Reply } from '../../talk/message.ts'
import { assigneesOf } from '../assignees.ts'
import { addDutyFact, type DutyFact } from '../facts.ts'
import { dutyOccurrences, type DutyOccurrence } from '../occurrences.ts'
import { movedTo } from '../read-duty.ts'
import * as texts from '../reply-texts.ts'
import { branchOf, dutyMeant, keepsDuty, type DutyParts, type Meant } from './meant.ts'
import { tellSoon } from './tell-soon.ts'

/** 月统计顺延到12月2日: the leads that are still ahead follow, and a group that was told hears of it. */
export async function move(parts: DutyParts, turn: Turn): Promise<Reply> {
  const meant = await keptDuty(parts, turn)
  if (typeof meant === 'string') return say(meant)
  const { occurrence } = meant
  const { duty, key } = occurrence
  const day = movedTo(turn.reading.slots.when ?? '', occurrence.day, turn.now)
  if (day === undefined) return say(texts.needDay)
  if (day < dayOf(turn.now)) return say(texts.pastDay)
  await withdrawUnsent(turn.trx, `duty:${duty.code}:${key}`)
  await keep(turn, { duty: duty.code, occurrence: key, fact: 'moved', particulars: { day } })
  const isGroups = duty.to.kind === 'group'
  const groupHears =
    isGroups && turn.place.kind === 'single' && (await tellGroup(parts, turn, occurrence, day))
  // Said in the group, the answer itself tells everybody.
  const isTold = groupHears || (isGroups && turn.place.kind !== 'single')
  const soon = isTold ? undefined : await tellSoon(parts, turn, occurrence, isGroups ? 'group' : 'people')
  return say(texts.movedText(occurrence, day, soon && soonInWords(soon, turn.now)))
}

/** Only a group that heard of the old day has to hear of the new one. */
async function tellGroup(
  parts: DutyParts,
  turn: Turn,
  occurrence: DutyOccurrence,
  day: Day,
): Promise<boolean> {
  const { duty, key } = occurrence
  if (duty.to.kind !== 'group') return false
  const { trx, now } = turn
  const told = await trx
    .selectFrom('slots')
    .select('id')
    .where('job', '=', `duty:${duty.code}:${key}`)
    // The draft was for the keepers, and what is empty or missed nobody heard.
    .where('slot', 'not like', 'draft%')
    .where('state', '=', 'planned')
    .executeTakeFirst()
  if (told === undefined) return false
  const dueAt = nextWorkingMoment(parts.calendar, parts.hours, now)
  const slotId = await takeSlot(
    trx,
    { job: `duty:${duty.code}:${key}:moved`, slot: now.toISOString() },
    dueAt,
    now,
  )
  if (slotId === undefined) return false
  const text = texts.movedNotice(occurrence, day)
  const giveUpAt = new Date(`${addDays(day, 1)}T00:00:00+08:00`)
  return (await queueForGroup(trx, parts, duty.to.group, { slotId, text, dueAt, giveUpAt, now })) > 0
}

/** 责任书交给彭莉, 接访日换给蒋国梁, 我和王建平换一下接访日. */
export async function assign(parts: DutyParts, turn: Turn): Promise<Reply> {
  const { subjects = [], ask } = turn.reading.slots
  if (ask === 'swap') return swap(parts, turn, subjects[0] ?? '')
  const meant = await dutyMeant(parts, turn)
  if (typeof meant === 'string') return say(meant)
  const { occurrence, assignees } = meant
  // Whoever has the turn may hand it on, and so may a keeper.
  const isMine = assignees.some(({ personId }) => personId === turn.speaker.personId)
  if (!isMine && !keepsDuty(turn, occurrence.duty)) return say(texts.onlyKeepers)
  const people = await peopleNamed(turn, occurrence, subjects)
  if (typeof people === 'string') return say(people)
  await give(turn, occurrence, people)
  const soon = await tellSoon(parts, turn, occurrence, 'people')
  return say(texts.assignedText(occurrence, subjects, soon && soonInWords(soon, turn.now)))
}

async function swap(parts: DutyParts, turn: Turn, name: string): Promise<Reply> {
  const meant = await dutyMeant(parts, turn)
  if (typeof meant === 'string') return say(meant)
  const { standing, occurrence } = meant
  const { to } = standing.duty
  if (to.kind !== 'members' || typeof to.who !== 'object' || !('rota' in to.who)) return say(texts.onlyRota)
  const people = await peopleNamed(turn, occurrence, [name])
  if (typeof people === 'string') return say(people)
  const [other = ''] = people
  const mine = await nextTurn(parts, turn, meant, turn.speaker.personId)
  const theirs = await nextTurn(parts, turn, meant, other)
  if (mine === undefined || theirs === undefined || mine.key === theirs.key) return say(texts.noTurn)
  await give(turn, mine, [other])
  await give(turn, theirs, [turn.speaker.personId])
  await tellSoon(parts, turn, mine, 'people')
  return say(texts.swappedText(mine, name, theirs))
}

const TURNS_AHEAD = 120

async function nextTurn({ office, calendar }: DutyParts, turn: Turn, { standing }: Meant, personId: string) {
  const today = dayOf(turn.now)
  const { duty, changes } = standing
  for (const occurrence of dutyOccurrences(duty, calendar, today, addDays(today, TURNS_AHEAD), changes)) {
    const people = await assigneesOf(turn.trx, office, occurrence, changes.assigned.get(occurrence.key))
    if (people.some(one => one.personId === personId)) return occurrence
  }
  return undefined
}

async function give(turn: Turn, { duty, key }: DutyOccurrence, personIds: readonly string[]): Promise<void> {
  await withdrawUnsent(turn.trx, `duty:${duty.code}:${key}`)
  await keep(turn, { duty: duty.code, occurrence: key, fact: 'assigned', particulars: { personIds } })
}

async function peopleNamed(
  turn: Turn,
  { duty }: DutyOccurrence,
  names: readonly string[],
): Promise<string[] | string> {
  const branch = branchOf(turn.office, duty) ?? ''
  const personIds: string[] = []
  for (const name of names) {
    const named = await personNamed(turn, name, branch)
    if (named.kind !== 'found') return texts.unclearPerson
    personIds.push(named.personId)
  }
  return personIds
}

/** 节前廉洁提醒改成:…: the group reads these words instead of the usual ones. */
export async function reword(parts: DutyParts, turn: Turn): Promise<Reply> {
  const meant = await keptDuty(parts, turn)
  if (typeof meant === 'string') return say(meant)
  const { occurrence } = meant
  const { duty, key } = occurrence
  if (duty.to.kind !== 'group') return say(texts.onlyOpenWords)
  const text = turn.reading.slots.text ?? ''
  if (mustNotBeKept(text)) return say(texts.notKept)
  const { words, cutDemand } = withoutDemand(plainText(text))
  const particulars = { text: words }
  await keep(turn, { duty: duty.code, occurrence: key, fact: 'worded', particulars })
  return say(texts.wordedText(occurrence) + (cutDemand ? `\n${demandCut}` : ''))
}

const LONGEST = 300

function plainText(text: string): string {
  const pieces = text.slice(0, LONGEST).match(/.{1,80}/gsu) ?? []
  return pieces.map(plainWords).join('')
}

/** The one duty meant, if the speaker keeps it. */
async function keptDuty(parts: DutyParts, turn: Turn): Promise<Meant | string> {
  const meant = await dutyMeant(parts, turn)
  if (typeof meant === 'string') return meant
  return keepsDuty(turn, meant.occurrence.duty) ? meant : texts.onlyKeepers
}

async function keep(turn: Turn, said: Omit<DutyFact, 'actor' | 'now'>): Promise<void> {
  const { trx, now, speaker } = turn
  await addDutyFact(trx, { ...said, actor: speaker.personId, now })
  const object = `duty:${said.duty}:${said.occurrence}`
  await audit(trx, { at: now, actor: speaker.personId, action: `duty.${said.fact}`, object })
}
