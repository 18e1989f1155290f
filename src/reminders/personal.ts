import { reminderCard } from '../attendance/cards/private.ts'
import { kindNamed } from '../attendance/kinds.ts'
import type { Session } from '../attendance/session.ts'
import { sessionById } from '../attendance/store.ts'
import { addDays, dayOf, instantOf, timeOf } from '../calendar/day.ts'
import { isYearLoaded } from '../calendar/work-calendar.ts'
import { nextWorkingMoment } from '../calendar/working-hours.ts'
import { wordsOf } from '../duties/commands/meant.ts'
import { standingDuties } from '../duties/facts.ts'
import { dutyLeads } from '../duties/occurrences.ts'
import { dutiesNamed } from '../duties/which-duty.ts'
import type { Trx } from '../ledger/ledger.ts'
import { addBody } from '../delivery/outbox.ts'
import { accountOf } from '../people/store.ts'
import { audienceOf } from '../rules/audience.ts'
import type { Citation } from '../rules/document.ts'
import type { Command, Turn } from '../talk/command.ts'
import { say, type Reply } from '../talk/message.ts'
import { readWhen } from '../understand/when.ts'
import { snoozeJob } from './answered.ts'
import { changeReminder } from './change.ts'
import { muteUntil } from './mute-until.ts'
import { textOf } from './enact-duty.ts'
import type { ReminderParts } from './parts.ts'
import { queueForMembers } from './queue.ts'
import * as texts from './reply-texts.ts'
import { takeSlot } from './slots.ts'
import { takeBack } from './take-back.ts'
import { reminderByHandText, soonInWords } from './texts.ts'
import { addWish, isMutedForGood, muteForAWhile } from './wishes.ts'

/** What each person decides about private reminders: none any more, again, or the last one once more later. */
export function personalCommands(parts: ReminderParts): readonly Command[] {
  return [
    { intents: ['remind.mute'], for: 'everyone', where: 'anywhere', run: turn => mute(parts, turn, 'mute') },
    { intents: ['remind.hear'], for: 'everyone', where: 'anywhere', run: turn => mute(parts, turn, 'hear') },
    { intents: ['remind.snooze'], for: 'everyone', where: 'anywhere', run: turn => snooze(parts, turn) },
  ]
}

async function mute(parts: ReminderParts, turn: Turn, wish: 'mute' | 'hear'): Promise<Reply> {
  const { trx, now, speaker, reading } = turn
  if (reading.slots.scope === 'group_mention') return say(texts.neverInGroup)
  // 取消提醒 is what the bot itself offers for a reminder or a duty that somebody has just noted.
  const isOffer = wish === 'mute' && wordsOf(turn).startsWith('取消')
  const takenBack = isOffer ? await takeBack(parts, turn) : undefined
  if (takenBack !== undefined) return say(takenBack)
  if (
    isOffer &&
    /^取消(?:掉)?(?:一?下)?(?:那条|刚才(?:的|那条)?|这条)?提醒(?:吧|了)?[。.]?$/.test(wordsOf(turn))
  )
    return say(texts.noneToMute)
  const about = await subjectOf(parts, turn)
  const until = wish === 'mute' && about === undefined ? muteUntil(wordsOf(turn), parts, now) : undefined
  if (until === 'unclear') return say(texts.muteUntilWhen)
  if (until !== undefined) return say(await muteUntilThen(parts, turn, until))
  await addWish(trx, speaker.personId, wish, about?.code ?? '', now)
  return say(wish === 'mute' ? texts.muted(about?.name) : texts.hearing(about?.name))
}

/** A mute with an end only adds to what was said before: one for good goes on after it. */
async function muteUntilThen(
  { calendar }: ReminderParts,
  { trx, now, speaker }: Turn,
  until: Date,
): Promise<string> {
  if (await isMutedForGood(trx, speaker.personId)) return texts.mutedForGood
  await muteForAWhile(trx, speaker.personId, now, until)
  return texts.mutedUntil(soonInWords(until, now), isYearLoaded(calendar, dayOf(until)))
}

/** 别再提醒我党费: one duty or kind of activity, if one is named. */
async function subjectOf({ office, calendar }: ReminderParts, turn: Turn) {
  const words = wordsOf(turn)
  const duties = await standingDuties(turn.trx, office, calendar, dayOf(turn.now))
  const [duty] = dutiesNamed(duties, words)
  if (duty !== undefined) return { code: duty.duty.code, name: duty.duty.name }
  return kindNamed(words)
}

const HALF_DAY = 4

/** 明天再提醒我: the last private reminder once more, with its numbers right. */
async function snooze(parts: ReminderParts, turn: Turn): Promise<Reply> {
  const { trx, now, speaker } = turn
  if (!parts.canReach.app) return say(texts.noApp)
  // 推迟半小时提醒 right after setting one is about that one.
  if (turn.question?.kind === 'reminder-set' && /推|延|晚/.test(wordsOf(turn)))
    return changeReminder(parts, turn)
  const last = await lastReminder(trx, speaker.personId, now)
  if (last === undefined) return say(texts.nothingToSnooze)
  const at = nextWorkingMoment(parts.calendar, parts.hours, momentIn(turn, parts))
  const again = await wordsAgain(trx, parts, last, at)
  if (again === 'over') return say(texts.snoozedTooLate)
  const { personId } = speaker
  const job = snoozedJob(again, last.job, personId)
  const slotId = await takeSlot(trx, { job, slot: `${personId} ${at.toISOString()}` }, at, now)
  if (slotId === undefined) return say(texts.snoozed(soonInWords(at, now)))
  const when = { slotId, dueAt: at, giveUpAt: instantOf(addDays(dayOf(at), 2)), now }
  if (again === undefined && last.body !== null)
    await addBody(trx, { ...when, channel: 'app', target: personId, body: last.body, anyHour: false })
  else if (again !== undefined) {
    const { text, session } = again
    const userid = await accountOf(trx, personId)
    if (userid === undefined) return say(texts.noAccount)
    const card = session && {
      cardOf: (to: string, words: string) => reminderCard(trx, session, { personId: to, text: words, now }),
    }
    await queueForMembers(trx, parts, [{ personId, userid }], { ...when, text, ...card })
  }
  return say(texts.snoozed(soonInWords(at, now)))
}

function momentIn({ now, reading }: Turn, { hours }: ReminderParts): Date {
  const { day, time } = readWhen(reading.slots.when ?? '', now)
  const first = hours[0]?.from ?? '08:30'
  if (day !== undefined) return instantOf(day, time ?? (day === dayOf(now) ? timeOf(later(now)) : first))
  if (time !== undefined) return instantOf(time > timeOf(now) ? dayOf(now) : addDays(dayOf(now), 1), time)
  return later(now)
}

function later(now: Date): Date {
  return new Date(now.getTime() + HALF_DAY * 60 * 60 * 1000)
}

/** What is put off is taken back with the rest once it is done. */
function snoozedJob(again: Again | undefined, job: string, personId: string): string {
  if (again?.session !== undefined) return snoozeJob(again.session.id)
  const duty = dutyJob(job)
  return duty === undefined ? `snooze:${personId}` : `duty:${duty.join(':')}:snoozed`
}

/** Code and key of the duty that a job is about: duty:month_stat:2026-11-30 or duty:month_stat:2026-11-30:moved. */
function dutyJob(job: string): [code: string, key: string] | undefined {
  const [, code, key] = /^duty:(.+?):(\d{4}-\d\d-\d\d)/.exec(job) ?? []
  return code === undefined || key === undefined ? undefined : [code, key]
}

interface Reminded {
  job: string
  body: string | null
}

const DAYS_BACK = 14

/** The last private reminder that reached somebody. */
async function lastReminder(trx: Trx, personId: string, now: Date): Promise<Reminded | undefined> {
  const since = new Date(now.getTime() - DAYS_BACK * 24 * 60 * 60 * 1000).toISOString()
  return trx
    .selectFrom('outbox')
    .innerJoin('slots', 'slots.id', 'outbox.slot_id')
    .select(['slots.job', 'outbox.body'])
    .where('outbox.channel', '=', 'app')
    .where('outbox.target', '=', personId)
    .where('outbox.state', '=', 'sent')
    .where('outbox.due_at', '>', since)
    .orderBy('outbox.due_at', 'desc')
    .orderBy('outbox.id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

interface Again {
  text: string
  /** The session whose card goes with the words. */
  session?: Session
}

/** The words anew, so that 明天 and 还有几天 are true; undefined to say the same bytes again; 'over' when it is too late. */
async function wordsAgain(
  trx: Trx,
  parts: ReminderParts,
  { job }: Reminded,
  at: Date,
): Promise<Again | undefined | 'over'> {
  const [kind, id = '', rest = ''] = job.split(':')
  if (kind === 'session') {
    const session = await sessionById(trx, id)
    if (session === undefined) return undefined
    if (session.startsAt <= at) return 'over'
    if (!/^(reminder|by-hand|snoozed)/.test(rest)) return undefined
    return { text: reminderByHandText(session, dayOf(at)), session }
  }
  if (kind !== 'duty') return undefined
  const [, key = ''] = dutyJob(job) ?? []
  const lead = await leadOf(trx, parts, id, key, at)
  return lead === undefined ? undefined : { text: textOf(parts, lead, at) }
}

async function leadOf(trx: Trx, { office, calendar }: ReminderParts, code: string, key: string, at: Date) {
  const duties = await standingDuties(trx, office, calendar, dayOf(at))
  const standing = duties.find(({ duty }) => duty.code === code)
  if (standing === undefined) return undefined
  const around = dutyLeads(
    standing.duty,
    calendar,
    addDays(dayOf(at), -30),
    addDays(dayOf(at), 30),
    standing.changes,
  )
  return around.find(lead => lead.key === key)
}

/** The article behind the last reminder that somebody got here, for 依据 and 原文. */
export async function citedByReminder(parts: ReminderParts, turn: Turn): Promise<Citation[]> {
  const { trx, now, speaker, place } = turn
  const target = place.kind === 'group' ? place.name : speaker.personId
  const row = await trx
    .selectFrom('outbox')
    .innerJoin('slots', 'slots.id', 'outbox.slot_id')
    .select('slots.job')
    .where('outbox.target', '=', target)
    .where('outbox.channel', '=', place.kind === 'group' ? 'robot' : 'app')
    .where('outbox.state', '=', 'sent')
    .where('slots.job', 'like', 'duty:%')
    .orderBy('outbox.due_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return []
  const [code] = dutyJob(row.job) ?? []
  const duties = await standingDuties(trx, parts.office, parts.calendar, dayOf(now))
  const basis = duties.find(({ duty }) => duty.code === code)?.duty.basis
  const cited = basis === undefined ? undefined : parts.rules.cited(basis, dayOf(now), audienceOf(turn))
  return cited === undefined ? [] : [cited]
}
