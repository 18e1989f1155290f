import { chineseDay, dayOf, type Day } from '../calendar/day.ts'
import { kindNamed } from './kinds.ts'
import type { Session } from './session.ts'

export type Choice =
  | {
      kind: 'session'
      session: Session
      /** Chosen without being named, so the reply names it. */ assumed: boolean
    }
  | { kind: 'ask'; sessions: Session[] }
  | { kind: 'none' }
  | { kind: 'none-of-kind'; name: string }

/** What is said about it: that somebody will come (or not), that somebody came, or neither. */
export type Tense = 'coming' | 'held' | 'either'

export interface Meant {
  /** The activity as the message named it. */
  named?: string | undefined
  /** The words that were quoted: an announcement, or a card. */
  quote?: string | undefined
  /** The days that the message may name, the likelier first: 27日的党日. */
  days?: readonly Day[]
  /** The session named last in this chat: by words, or by a tap on its card. */
  lastNamedId?: string | undefined
  tense?: Tense
  now: Date
}

/**
 * Which session a message is about: the one named, then the one quoted, then the one named last in this chat, then the only
 * one it can be about by its tense — nobody will come to a session that is over, nobody came to one that is days away. It asks only
 * when none of these decides.
 */
export function whichSession(
  all: Session[],
  { named, quote = '', days = [], lastNamedId, tense = 'either', now }: Meant,
): Choice {
  if (all.length === 0) return { kind: 'none' }
  const open = onDay(all, named, days)
  if (named !== undefined) return ofKind(open, named, quote, tense, now)
  const quoted = quotedAmong(open, quote)
  if (quoted !== undefined) return { kind: 'session', session: quoted, assumed: open.length > 1 }
  const possible = open.filter(session => isInTense(session, tense, now))
  // 请假 on the day after is not about yesterday's register: without its name nothing is changed there.
  if (possible.length === 0 && tense === 'coming') return { kind: 'none' }
  if (possible.length === 0) return only(open)
  const last = possible.find(({ id }) => id === lastNamedId)
  if (last !== undefined) return { kind: 'session', session: last, assumed: possible.length > 1 }
  return only(possible)
}

/** Those of the named day; a day on which none of them is says something else (周三我有接访,请假). */
function onDay(sessions: Session[], named: string | undefined, days: readonly Day[]): Session[] {
  const kind = named === undefined ? undefined : kindNamed(named)?.code
  const ofKind = sessions.filter(session => kind === undefined || session.kind === kind)
  for (const day of days) {
    const ofDay = ofKind.filter(({ startsAt }) => dayOf(startsAt) === day)
    if (ofDay.length > 0) return ofDay
  }
  return sessions
}

/** The one session whose title stands in the quoted words, and of two of one title the one whose day stands there too. */
function quotedAmong(open: Session[], quote: string): Session | undefined {
  const titled = open.filter(({ title }) => quote.includes(title))
  const dated = titled.filter(({ startsAt }) => quote.includes(chineseDay(dayOf(startsAt))))
  const [only, ...others] = titled.length === 1 ? titled : dated
  return others.length === 0 ? only : undefined
}

function ofKind(open: Session[], named: string, quote: string, tense: Tense, now: Date): Choice {
  const kind = kindNamed(named)
  const sessions = open.filter(session => session.kind === kind?.code)
  if (sessions.length === 0) return { kind: 'none-of-kind', name: kind?.name ?? '这项活动' }
  const possible = sessions.filter(session => isInTense(session, tense, now))
  const quoted = quotedAmong(possible, quote)
  if (quoted !== undefined) return { kind: 'session', session: quoted, assumed: false }
  return only(possible.length > 0 ? possible : sessions)
}

function only(sessions: Session[]): Choice {
  const [first] = sessions
  return sessions.length === 1 && first !== undefined
    ? { kind: 'session', session: first, assumed: false }
    : { kind: 'ask', sessions }
}

/** A session lasts the afternoon: after four hours nobody comes any more. */
const LONGEST_MS = 4 * 60 * 60 * 1000

/** The sessions that words of this tense can be about. */
export function possibleIn(sessions: readonly Session[], tense: Tense, now: Date): Session[] {
  return sessions.filter(session => isInTense(session, tense, now))
}

function isInTense({ startsAt }: Session, tense: Tense, now: Date): boolean {
  if (tense === 'coming') return startsAt.getTime() + LONGEST_MS > now.getTime()
  return tense === 'either' || dayOf(startsAt) <= dayOf(now)
}
