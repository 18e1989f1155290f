import { activityKinds } from '../../attendance/kinds.ts'
import { MONTHS_BETWEEN } from '../../attendance/required.ts'
import type { Session } from '../../attendance/session.ts'
import { chineseDay, dayOf, type Day } from '../../calendar/day.ts'
import type { Turn } from '../../talk/command.ts'
import { say, type Reply } from '../../talk/message.ts'
import { keepsRegisterOf } from '../../talk/person.ts'
import { membersOnce } from '../assignees.ts'
import type { Duty } from '../duties.ts'
import { standingDuties } from '../facts.ts'
import { dutyKindByCode } from '../kinds.ts'
import { dutyOccurrences, type DutyOccurrence } from '../occurrences.ts'
import { spanIn } from '../read-duty.ts'
import * as texts from '../reply-texts.ts'
import { mayBeMeant, wordsOf, type DutyParts } from './meant.ts'
import { sessionsShown } from './sessions-shown.ts'
import { shownStatus } from './shown.ts'

interface Days {
  from: Day
  to: Day
}

/** One thing of the span; what is not to be done is left out. */
interface Item {
  day: Day
  name: string
  isDone: boolean
}

/** 这个月该做的都做了没有: the duties and sessions of the span that the speaker may see here, done and open. */
export async function askAllDone(parts: DutyParts, turn: Turn): Promise<Reply> {
  const today = dayOf(turn.now)
  const span = spanIn(wordsOf(turn), today)
  const sessions = await sessionsShown(turn, span)
  const items = [
    ...(await dutyItems(parts, turn, span)),
    ...sessions.map(session => itemOf(turn, session)),
  ].toSorted((one, other) => (one.day < other.day ? -1 : 1))
  const open = items.filter(({ isDone }) => !isDone)
  return say(
    texts.allDoneText(span.name, {
      done: items.filter(({ isDone }) => isDone).map(inWords),
      over: open.filter(({ day }) => day < today).map(inWords),
      ahead: open.filter(({ day }) => day >= today).map(inWords),
      missing: requiredMissing(turn, span.name, sessions),
    }),
  )
}

function inWords({ day, name }: Item): string {
  return `${chineseDay(day)}${name}`
}

async function dutyItems(parts: DutyParts, turn: Turn, { from, to }: Days): Promise<Item[]> {
  const today = dayOf(turn.now)
  const all = await standingDuties(turn.trx, parts.office, parts.calendar, today)
  const membersIn = membersOnce(turn.trx)
  const items: Item[] = []
  for (const standing of all.filter(({ duty }) => mayBeMeant(turn, duty))) {
    const { duty, changes } = standing
    const every = dutyOccurrences(duty, parts.calendar, from, to, changes)
    for (const occurrence of isWeeklyOrAnnounced(duty) ? nextOf(every, today) : every) {
      const shown = await shownStatus(parts, turn, standing, occurrence, membersIn)
      if (shown === undefined || shown.status === 'waived') continue
      items.push({ day: occurrence.day, name: texts.listName(occurrence), isDone: shown.status === 'done' })
    }
  }
  return items
}

/** What comes round every week, or is over with its day: nobody says that it is done. */
function isWeeklyOrAnnounced({ rule, kind }: Duty): boolean {
  return rule.kind === 'weekly' || dutyKindByCode(kind)?.draft !== undefined
}

function nextOf(every: readonly DutyOccurrence[], today: Day): readonly DutyOccurrence[] {
  return every.filter(({ day }) => day >= today).slice(0, 1)
}

/** Whose register is not archived yet is told in private, to who keeps it. */
function itemOf({ place, speaker, now }: Turn, { title, startsAt, state, branch }: Session): Item {
  const isOver = startsAt < now
  const mayTell = place.kind === 'single' && keepsRegisterOf(speaker, branch)
  const name = isOver && mayTell && state !== 'archived' ? `${title}(还没归档)` : title
  return { day: dayOf(startsAt), name, isDone: isOver }
}

/** The monthly kinds of which a keeper's month has no session, not even a planned one; never said in a group. */
function requiredMissing({ place, speaker }: Turn, span: string, sessions: readonly Session[]): string[] {
  const isKeeper = speaker.memberships.some(({ branch }) => keepsRegisterOf(speaker, branch))
  if (place.kind !== 'single' || !isKeeper || !span.endsWith('月')) return []
  return activityKinds
    .filter(({ code }) => MONTHS_BETWEEN[code] === 1 && sessions.every(({ kind }) => kind !== code))
    .map(kind => kind.name)
}
