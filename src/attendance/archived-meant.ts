import { dayOf } from '../calendar/day.ts'
import type { Turn } from '../talk/command.ts'
import { keepsSomeRegister } from '../talk/person.ts'
import { branchesHere } from './here.ts'
import { archivedOf } from './kept-session.ts'
import { kindNamed } from './kinds.ts'
import { daysNamed } from './last-named.ts'
import { textOf } from './people-in-text.ts'
import type { Session } from './session.ts'
import type { Tense } from './which-session.ts'

/** For how long words without an activity can be about a register that was archived. */
const WEEK_MS = 7 * 24 * 60 * 60 * 1000

/**
 * The archived session that a mark is about: the one whose month and name are written, the latest of the kind that is written
 * when none of it is open, or that of the last week when nothing of the past is open. Only words about the past and a keeper's
 * correction are about one: 请假 alone never is.
 */
export async function archivedMeant(
  turn: Turn,
  open: readonly Session[],
  activity: string | undefined,
  tense: Tense,
): Promise<Session | undefined> {
  const kind = kindNamed(activity ?? '')
  const text = textOf(turn)
  const isPast = tense === 'held' || saysPast(turn, text)
  const month = monthBefore(text, kind?.words ?? [])
  const fits = (session: Session) =>
    (kind === undefined || session.kind === kind.code) &&
    (month === undefined || session.title.startsWith(`${month}月`))
  const isAbout = (session: Session) => fits(session) && (!isPast || session.startsAt <= turn.now)
  const tellsOfSession = kind !== undefined || DONE.test(text)
  const onDay = tellsOfSession ? await archivedOnDay(turn, open.filter(fits), fits) : undefined
  if (onDay !== undefined) return onDay
  const mayMean = isPast || month !== undefined || isKeepersCorrection(turn)
  if (!mayMean || open.some(isAbout)) return undefined
  const latest = (await archivedOf(turn.trx, branchesHere(turn), turn.now)).find(fits)
  if (latest === undefined) return undefined
  const isRecent = turn.now.getTime() - latest.startsAt.getTime() < WEEK_MS
  if (kind !== undefined) return open.some(fits) && !isRecent && month === undefined ? undefined : latest
  return isRecent && (isPast || open.length === 0) ? latest : undefined
}

// 3号我有接访,请假 tells of another day than 3号我请的假.
const DONE = /[请报]过?[的了]|[到来去参加]+了/

/** The archived session on the day that the message names, when nothing open is on it: 27日的党日我请的病假. */
async function archivedOnDay(
  turn: Turn,
  open: readonly Session[],
  fits: (session: Session) => boolean,
): Promise<Session | undefined> {
  const days = daysNamed(turn)
  const passed = days.filter(day => day < dayOf(turn.now))
  if (passed.length === 0 || open.some(({ startsAt }) => days.includes(dayOf(startsAt)))) return undefined
  const archived = await archivedOf(turn.trx, branchesHere(turn), turn.now)
  return archived.find(session => fits(session) && passed.includes(dayOf(session.startsAt)))
}

/** 主题党日刘芳改成病假: what a keeper puts right, or says of somebody else. */
function isKeepersCorrection({ reading, speaker }: Turn): boolean {
  if (!keepsSomeRegister(speaker)) return false
  const isOfAnother = (reading.slots.marks ?? []).some(({ name }) => name !== 'self')
  return isOfAnother || reading.intent === 'mark.correct'
}

/** 那天, 昨天, 上次: what is said is about something that is over. */
function saysPast({ reading }: Turn, text: string): boolean {
  return reading.slots.lateReply === true || OVER.test(text)
}

// 那天要值班 is said of a day still to come.
const OVER = /昨天|前天|上次|上回|上周|上个?月|(?:那天|那次|当天)(?:我|其实|是|请的|请了|已经|确实|明明|就)/

/** The 11 of 11月主题党日. */
function monthBefore(text: string, words: readonly string[]): number | undefined {
  for (const word of words) {
    const month = new RegExp(String.raw`(\d{1,2})月(?:份|的)?${word}`).exec(text)?.[1]
    if (month !== undefined) return Number(month)
  }
  return undefined
}
