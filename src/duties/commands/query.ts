import { whenInWords } from '../../attendance/session.ts'
import { addDays, dayOf, type Day } from '../../calendar/day.ts'
import { countWorkdays } from '../../calendar/workday.ts'
import { audienceOf } from '../../rules/audience.ts'
import type { Turn } from '../../talk/command.ts'
import { say, type Reply } from '../../talk/message.ts'
import { membersOnce } from '../assignees.ts'
import { standingDuties, statusesOf, type StandingDuty } from '../facts.ts'
import { dutyKindByCode } from '../kinds.ts'
import { dutyOccurrences, type DutyOccurrence } from '../occurrences.ts'
import { spanIn } from '../read-duty.ts'
import * as texts from '../reply-texts.ts'
import { askAllDone } from './all-done.ts'
import { sessionsShown } from './sessions-shown.ts'
import { shownStatus } from './shown.ts'
import { dutyMeant, keepsDuty, mayBeMeant, wordsOf, type DutyParts, type Meant } from './meant.ts'

/** 本月有哪些事, 责任书什么时候交, 责任书办了几家. */
export async function askDuties(parts: DutyParts, turn: Turn): Promise<Reply> {
  const { ask, duty } = turn.reading.slots
  if (ask === 'all-done') return askAllDone(parts, turn)
  if (duty === undefined && ask !== 'progress') return list(parts, turn)
  const meant = await dutyMeant(parts, turn)
  // 12月有哪些要交的材料 names nothing of ours: it asks for the list.
  if (meant === texts.unknownDuty && /哪些|什么|啥|几[件项]/.test(wordsOf(turn))) return list(parts, turn)
  if (typeof meant === 'string') return say(meant)
  return say(await (ask === 'progress' ? progress(turn, meant) : one(parts, turn, meant)))
}

async function one(
  { calendar, rules }: DutyParts,
  turn: Turn,
  { occurrence, assignees }: Meant,
): Promise<string> {
  const today = dayOf(turn.now)
  const { day, duty, key, closed, waived } = occurrence
  const left = day < today ? -1 : countWorkdays(calendar, addDays(today, 1), day)
  const isMine = assignees.some(({ personId }) => personId === turn.speaker.personId)
  const own = isMine ? (await statusesOf(turn.trx, duty.code, key)).get(turn.speaker.personId) : undefined
  const status = waived
    ? '这一次不办'
    : closed
      ? '已办结'
      : own === 'done'
        ? '您已办'
        : own === 'waived'
          ? '您这边不用办'
          : undefined
  const basis = duty.basis === undefined ? undefined : rules.basis(duty.basis, today, audienceOf(turn))
  const cited = duty.basis === undefined ? undefined : rules.cited(duty.basis, today, audienceOf(turn))
  if (cited !== undefined) turn.remember({ cited: [cited] })
  return texts.oneText(occurrence, left, status, basis)
}

async function progress(turn: Turn, { occurrence, assignees, standing }: Meant): Promise<string> {
  const { duty, key } = occurrence
  if (dutyKindByCode(duty.kind)?.uncounted === true || duty.level === 'tick-only') return texts.notCounted
  if (standing.changes.closed.has(key)) return texts.alreadySo(occurrence)
  const statuses = await statusesOf(turn.trx, duty.code, key)
  const of = (wanted: string) =>
    assignees.filter(({ personId }) => (statuses.get(personId) ?? 'open') === wanted)
  const counts = { all: assignees.length, done: of('done').length, waived: of('waived').length }
  const mayName = turn.place.kind === 'single' && keepsDuty(turn, duty)
  return texts.progressText(
    occurrence,
    counts,
    mayName ? of('open').map(({ section, name }) => section ?? name) : undefined,
  )
}

async function list(parts: DutyParts, turn: Turn): Promise<Reply> {
  const today = dayOf(turn.now)
  const span = spanIn(wordsOf(turn), today)
  const from = span.from < today && today <= span.to ? today : span.from
  const duties = await standingDuties(turn.trx, parts.office, parts.calendar, today)
  const membersIn = membersOnce(turn.trx)
  const lines: { day: Day; line: string }[] = []
  for (const standing of duties.filter(({ duty }) => mayBeMeant(turn, duty)))
    for (const occurrence of dutyOccurrences(standing.duty, parts.calendar, from, span.to, standing.changes))
      lines.push(...(await visibleLine(parts, turn, standing, occurrence, membersIn)))
  lines.push(...(await sessionLines(turn, from, span.to)))
  const sorted = lines.toSorted((one, other) => (one.day < other.day ? -1 : 1)).map(({ line }) => line)
  return say(texts.listText(span.name, sorted))
}

/** One line for an occurrence that this person may see here, or none. */
async function visibleLine(
  parts: DutyParts,
  turn: Turn,
  standing: StandingDuty,
  occurrence: DutyOccurrence,
  membersIn: ReturnType<typeof membersOnce>,
): Promise<{ day: Day; line: string }[]> {
  const shown = await shownStatus(parts, turn, standing, occurrence, membersIn)
  const { day, unsure } = occurrence
  const name = texts.listName(occurrence)
  return shown === undefined ? [] : [{ day, line: texts.lineText({ day, name, unsure, ...shown }) }]
}

/** The sessions of the same days that are not over with. */
async function sessionLines(turn: Turn, from: Day, to: Day): Promise<{ day: Day; line: string }[]> {
  const sessions = await sessionsShown(turn, { from, to })
  return sessions
    .filter(({ state }) => state !== 'archived')
    .map(session => ({
      day: dayOf(session.startsAt),
      line: `${whenInWords(session.startsAt)} ${session.title}${session.state === 'draft' ? '(计划)' : ''}`,
    }))
}
