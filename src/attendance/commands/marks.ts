import { isoOf } from '../../clock.ts'
import { answerUntil, type MarkRequest } from '../../talk/conversation.ts'
import type { Command, Turn } from '../../talk/command.ts'
import { say, type Reply } from '../../talk/message.ts'
import type { MarkReading } from '../../understand/reading.ts'
import { archivedMeant } from '../archived-meant.ts'
import { sessionsExpecting } from '../expecting.ts'
import { activityNamed, chosenSession, isPrivate, keptSessionsHere, openSessionsHere } from '../here.ts'
import { keeperReading } from '../keeper-reading.ts'
import { allMeant } from '../all-meant.ts'
import { labelsOf, personNamed } from '../people-named.ts'
import { onlyTold } from '../only-told.ts'
import { noPastSession } from '../record-texts.ts'
import type { Session } from '../session.ts'
import { possibleIn, type Choice, type Tense } from '../which-session.ts'
import { textOf } from '../people-in-text.ts'
import { excuseIn } from '../reason.ts'
import * as texts from '../texts.ts'
import { lateRequests } from './late-marks.ts'
import { askLeaveTypeOnce, registerRequests, type Registered } from './register-requests.ts'

/** 参加, 请假, 已到, corrections, withdrawals, proxies and the secretary's own entries. */
export const markCommand: Command = {
  intents: ['mark.self', 'mark.proxy', 'mark.correct', 'mark.withdraw', 'mark.override'],
  for: 'everyone',
  where: 'bound',
  example: '参加 / 请假 / 已到',
  run: registerMarks,
}

async function registerMarks(turn: Turn): Promise<Reply> {
  const readings = turn.reading.slots.marks ?? []
  // An administrator may be on no roster.
  const isOwn = readings.some(({ name }) => name === 'self')
  if (isOwn && turn.speaker.memberships.length === 0) return say(texts.notOfThisBranch)
  rememberSaid(turn, readings)
  const replies: string[] = []
  for (const { activity, when, marks } of groupedBySession(readings, activityNamed(turn)))
    replies.push(await registerFor(turn, activity, marks, when))
  const told = onlyTold(turn)
  if (told.length > 0) replies.push(texts.notOnHearsay(told))
  return say([...new Set(replies)].filter(text => text !== '').join('\n'))
}

/** In a group a +1 may follow. */
function rememberSaid({ place, now, remember }: Turn, readings: MarkReading[]): void {
  const status = readings.at(-1)?.status
  if (place.kind === 'group' && status !== undefined) remember({ marked: { status, at: isoOf(now) } })
}

interface MarksOfSession {
  activity: string | undefined
  when: string | undefined
  marks: MarkReading[]
}

/** “读书会请假,党日参加” and “25号请假,27号参加” are about two sessions; everything else about one. */
function groupedBySession(readings: MarkReading[], activity: string | undefined): MarksOfSession[] {
  const severalDays = new Set(readings.map(({ when }) => when)).size > 1
  const groups = new Map<string, MarksOfSession>()
  for (const reading of readings) {
    const named = reading.activity ?? activity
    const when = severalDays ? reading.when : undefined
    const key = `${named ?? ''}|${when ?? ''}`
    const group = groups.get(key) ?? { activity: named, when, marks: [] }
    groups.set(key, { ...group, marks: [...group.marks, reading] })
  }
  return [...groups.values()]
}

async function registerFor(
  turn: Turn,
  activity: string | undefined,
  readings: MarkReading[],
  when: string | undefined,
): Promise<string> {
  const open = await sessionsFor(turn, activity, readings)
  const archived = await archivedMeant(turn, open, activity, tenseOf(readings))
  if (archived !== undefined) return registerLate(turn, archived, readings)
  const all = activity === undefined && when === undefined ? allOf(turn, open, readings) : []
  if (all.length > 0) return registerInAll(turn, all, readings)
  const choice = await sessionMeant(turn, open, activity, tenseOf(readings), when)
  switch (choice.kind) {
    case 'none':
      return texts.noOpenSession
    case 'none-of-kind':
      return texts.noneOpenOfKind(choice.name)
    case 'ask':
      return askWhichSession(turn, choice.sessions, readings)
    case 'session': {
      if (turn.reading.slots.lateReply === true && choice.session.startsAt > turn.now) return noPastSession
      turn.remember({ sessionId: choice.session.id })
      const { reply, applied } = await registerIn(turn, choice.session, readings)
      const added = applied.filter(({ decision }) => decision === 'add')
      if (!choice.assumed || added.length === 0) return reply
      const people = new Set(added.map(({ request }) => request.personId))
      return `${reply}${await offerOthers(turn, choice.session, readings, people)}`
    }
  }
}

/** Those that are open; without the name of an activity only those that expect whom the message is about. */
async function sessionsFor(
  turn: Turn,
  activity: string | undefined,
  readings: MarkReading[],
): Promise<Session[]> {
  const open = await openSessionsHere(turn)
  if (activity !== undefined) return open
  return sessionsExpecting(
    turn,
    open,
    readings.map(({ name }) => name),
  )
}

/** 两个都参加, said by somebody of himself: all that are open. */
function allOf(turn: Turn, open: Session[], readings: MarkReading[]): readonly Session[] {
  const isOwn = readings.every(({ name }) => name === 'self')
  return isOwn ? allMeant(textOf(turn), possibleIn(open, tenseOf(readings), turn.now)) : []
}

async function registerInAll(
  turn: Turn,
  sessions: readonly Session[],
  readings: MarkReading[],
): Promise<string> {
  const replies: string[] = []
  for (const session of sessions) {
    turn.remember({ sessionId: session.id })
    replies.push((await registerIn(turn, session, readings)).reply)
  }
  return askLeaveTypeOnce(turn, replies, sessions)
}

/** What a keeper says of leave on the day after is about the register that waits for her check. */
async function sessionMeant(
  turn: Turn,
  open: Session[],
  activity: string | undefined,
  tense: Tense,
  when: string | undefined,
): Promise<Choice> {
  const choice = await chosenSession(turn, activity, tense, undefined, when, open)
  if (choice.kind !== 'none' || tense !== 'coming') return choice
  return chosenSession(turn, activity, 'held', await keptSessionsHere(turn), when)
}

const HELD: ReadonlySet<MarkReading['status']> = new Set(['present', 'late', 'leftEarly', 'absent'] as const)

/** 已到 is about a session of today or before, 参加 about one that is still to come. */
function tenseOf(readings: MarkReading[]): Tense {
  return readings.some(({ status }) => HELD.has(status)) ? 'held' : 'coming'
}

/** What was assumed is named, and one word moves it: 若指主题党日,回"党日". */
async function offerOthers(
  turn: Turn,
  session: Session,
  readings: MarkReading[],
  people: ReadonlySet<string>,
): Promise<string> {
  const others = (await sessionsFor(turn, undefined, readings)).filter(({ id }) => id !== session.id)
  const marks = (await requestsIn(turn, session.branch, readings)).filter(({ personId }) =>
    people.has(personId),
  )
  turn.remember({
    asked: {
      kind: 'other-session',
      from: session.id,
      sessionIds: others.map(({ id }) => id),
      marks,
      until: answerUntil(turn.now),
    },
  })
  return texts.assumedSession(session, others)
}

async function requestsIn(turn: Turn, branch: string, readings: MarkReading[]): Promise<MarkRequest[]> {
  const marks: MarkRequest[] = []
  for (const reading of readings) {
    const person = await personNamed(turn, reading.name, branch)
    if (person.kind === 'found') marks.push(requestFrom(turn, reading, person.personId))
  }
  return marks
}

async function askWhichSession(turn: Turn, sessions: Session[], readings: MarkReading[]): Promise<string> {
  const marks = await requestsIn(turn, sessions[0]?.branch ?? '', readings)
  const sessionIds = sessions.map(({ id }) => id)
  turn.remember({ asked: { kind: 'which-session', sessionIds, marks, until: answerUntil(turn.now) } })
  return texts.whichOne(sessions)
}

async function registerIn(turn: Turn, session: Session, said: MarkReading[]): Promise<Registered> {
  const readings = said.map(mark => keeperReading(turn, session, mark))
  const requests: MarkRequest[] = []
  let notFound = 0
  for (const reading of readings) {
    const person = await personNamed(turn, reading.name, session.branch)
    if (person.kind === 'found') requests.push(requestFrom(turn, reading, person.personId))
    else if (person.kind === 'ambiguous' && readings.length === 1)
      return onlySaid(await askWhichPerson(turn, session, reading, person.personIds))
    else if (person.kind === 'unknown' && readings.length === 1)
      return onlySaid(askFullName(turn, session, reading))
    else notFound += 1
  }
  if (requests.length === 0) return onlySaid(notFound > 0 ? texts.nobodyOfThatName : '')
  const { reply, applied } = await registerRequests(turn, session, requests)
  return { reply: notFound > 0 ? `${reply}${texts.someNotFound(notFound)}` : reply, applied }
}

function onlySaid(reply: string): Registered {
  return { reply, applied: [] }
}

/** A register that was archived is changed only as a whole sentence: one name that is not clear stops all of it. */
async function registerLate(turn: Turn, session: Session, said: MarkReading[]): Promise<string> {
  turn.remember({ sessionId: session.id })
  const requests: MarkRequest[] = []
  for (const mark of said) {
    const reading = keeperReading(turn, session, mark)
    const person = await personNamed(turn, reading.name, session.branch)
    if (person.kind === 'unknown') return texts.nobodyOfThatName
    if (person.kind === 'ambiguous') return texts.whichPersonInGroup
    requests.push(requestFrom(turn, reading, person.personId))
  }
  return lateRequests(turn, session, requests)
}

/** The next message may be the full name alone. */
function askFullName(turn: Turn, session: Session, reading: MarkReading): string {
  const { personId: _, ...request } = requestFrom(turn, reading, '')
  turn.remember({
    asked: {
      kind: 'which-person',
      personIds: [],
      request,
      sessionId: session.id,
      until: answerUntil(turn.now),
    },
  })
  return texts.nobodyOfThatName
}

async function askWhichPerson(
  turn: Turn,
  session: Session,
  reading: MarkReading,
  personIds: string[],
): Promise<string> {
  const { personId: _, ...request } = requestFrom(turn, reading, '')
  turn.remember({
    asked: { kind: 'which-person', personIds, request, sessionId: session.id, until: answerUntil(turn.now) },
  })
  if (!isPrivate(turn)) return texts.whichPersonInGroup
  const labels = await labelsOf(turn.trx, personIds)
  return texts.whichPersonInPrivate(
    labels[0]?.name ?? '',
    labels.map(({ label }, index) => label || String(index + 1)),
  )
}

function requestFrom(turn: Turn, { status, leaveType }: MarkReading, personId: string): MarkRequest {
  return {
    personId,
    status: status ?? 'withdrawn',
    ...(leaveType !== undefined && { leaveType }),
    ...(status === 'exempt' && { excuse: excuseIn(textOf(turn)) }),
  }
}
