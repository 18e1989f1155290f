import { dayOf } from '../../calendar/day.ts'
import { isWorkday } from '../../calendar/workday.ts'
import { noticeAt, type PlannedSession } from '../../reminders/due-slots.ts'
import type { ReminderParts } from '../../reminders/parts.ts'
import { plannedSession } from '../../reminders/planned-sessions.ts'
import {
  announceNow,
  rescheduleNotice,
  rescheduleText,
  withdrawOfSession,
} from '../../reminders/reschedule-notice.ts'
import { momentInWords, soonInWords } from '../../reminders/texts.ts'
import type { Command, Turn } from '../../talk/command.ts'
import { say, type Reply } from '../../talk/message.ts'
import { activityNamed, isPrivate } from '../here.ts'
import { newStart, rescheduleSession } from '../reschedule.ts'
import { mustNotBeKept, plainWords } from '../plain-words.ts'
import * as texts from '../reschedule-texts.ts'
import type { Session } from '../session.ts'
import { notSavedIdNumber } from '../session-texts.ts'
import { withKeptSession } from '../kept-session.ts'

/** 主题党日改到11月27日下午3点: marks stay, the group hears of it only if it knew of the session. */
export function rescheduleCommand(parts: ReminderParts): Command {
  return {
    intents: ['session.reschedule'],
    for: 'keepers',
    where: 'bound',
    example: '主题党日改到11月27日下午3点',
    run: turn => reschedule(parts, turn),
  }
}

async function reschedule(parts: ReminderParts, turn: Turn): Promise<Reply> {
  const { previousActivity, ask } = turn.reading.slots
  if (ask === 'backdate') return say(texts.noBackdating)
  if (previousActivity !== undefined) return say(texts.kindStays)
  return withKeptSession(turn, { named: activityNamed(turn), tense: 'coming', drafts: true }, session =>
    move(parts, turn, session),
  )
}

async function move(parts: ReminderParts, turn: Turn, before: Session): Promise<string> {
  const { trx, now, speaker } = turn
  const { when, place: written } = turn.reading.slots
  if (when === undefined && written === undefined) return texts.needNewTime(before)
  const startsAt = when === undefined ? before.startsAt : newStart(before.startsAt, when, now)
  if (startsAt === undefined) return texts.needNewTime(before)
  if (startsAt <= now) return texts.noBackdating
  const place = written === undefined ? before.place : plainWords(written.replace(/^改(?:到|在|为|成)?/, ''))
  if (mustNotBeKept(place)) return notSavedIdNumber
  if (startsAt.getTime() === before.startsAt.getTime() && place === before.place)
    return texts.notMoved(before)
  await rescheduleSession(trx, before, { startsAt, place }, speaker.personId, now)
  const planned = await plannedSession(trx, parts.office, before.id)
  if (planned === undefined) throw new Error('a session that was just moved is there')
  const said =
    before.state === 'draft'
      ? await confirmDraft(parts, turn, planned)
      : await tellOfChange(parts, turn, planned, before)
  const isRestDay = !isWorkday(parts.calendar, dayOf(startsAt))
  return isRestDay && isPrivate(turn) ? said + texts.restDay : said
}

/** Nobody has heard of a draft: only the secretary is answered, unless its notice is due by now. */
async function confirmDraft(
  parts: ReminderParts,
  { trx, now }: Turn,
  planned: PlannedSession,
): Promise<string> {
  if (planned.paused) return texts.draftMovedQuietly(planned.session)
  const at = noticeAt(planned, parts)
  if (at > now) return texts.draftMoved(planned.session, momentInWords(at))
  const told = await announceNow(trx, parts, planned, now)
  return told?.kind === 'queued'
    ? texts.draftMovedAndTold(planned.session, soonInWords(told.goesOutAt, now))
    : texts.draftMovedAndOpened(planned.session)
}

async function tellOfChange(
  parts: ReminderParts,
  turn: Turn,
  planned: PlannedSession,
  before: Session,
): Promise<string> {
  const { trx, now } = turn
  const { groupKnewNothing } = await withdrawOfSession(trx, before.id)
  const text = rescheduleText(parts, planned, before, groupKnewNothing)
  // Said in the group, the answer itself tells everybody.
  if (!isPrivate(turn)) return text
  const told = await rescheduleNotice(trx, parts, planned, text, now)
  return told.kind === 'queued'
    ? texts.movedAndTold(planned.session, soonInWords(told.goesOutAt, now))
    : texts.movedAndNamedLater(planned.session)
}
