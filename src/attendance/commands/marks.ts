import { answerUntil, type MarkRequest } from '../../talk/conversation.ts'
import type { Command, Turn } from '../../talk/command.ts'
import { say, type Reply } from '../../talk/message.ts'
import { keepsRegisterOf } from '../../talk/person.ts'
import type { MarkReading } from '../../understand/reading.ts'
import { applyMark, type Applied } from '../apply.ts'
import { activityNamed, branchesHere, chosenSession, isPrivate, openSessionsHere } from '../here.ts'
import type { MarkSource } from '../mark.ts'
import { labelsOf, personNamed, withTag } from '../people-named.ts'
import { kindNamed } from '../kinds.ts'
import { newestSessionOf } from '../newest-session.ts'
import type { Session } from '../session.ts'
import type { Tense } from '../which-session.ts'
import * as texts from '../texts.ts'

/** 参加, 请假, 已到, corrections, withdrawals, proxies and the secretary's own entries. */
export const markCommand: Command = {
  intents: ['mark.self', 'mark.proxy', 'mark.correct', 'mark.withdraw', 'mark.override'],
  for: 'everyone',
  where: 'bound',
  example: '参加 / 请假 / 已到',
  run: registerMarks,
}

/** 可能, 到时候再说: nothing is registered. */
export const ambiguousMarkCommand: Command = {
  intents: ['mark.ambiguous'],
  for: 'everyone',
  where: 'bound',
  run: async () => say(texts.holdBack),
}

async function registerMarks(turn: Turn): Promise<Reply> {
  const readings = turn.reading.slots.marks ?? []
  rememberSaid(turn, readings)
  const replies: string[] = []
  for (const { activity, when, marks } of groupedBySession(readings, activityNamed(turn)))
    replies.push(await registerFor(turn, activity, marks, when))
  return say(replies.filter(text => text !== '').join('\n'))
}

/** In a group a +1 may follow. */
function rememberSaid({ place, now, remember }: Turn, readings: MarkReading[]): void {
  const status = readings.at(-1)?.status
  if (place.kind === 'group' && status !== undefined) remember({ marked: { status, at: now.toISOString() } })
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
  const choice = await chosenSession(turn, activity, tenseOf(readings), undefined, when)
  switch (choice.kind) {
    case 'none':
      return (await justArchived(turn)) ?? texts.noOpenSession
    case 'none-of-kind':
      return (await justArchived(turn)) ?? texts.noneOpenOfKind(choice.name)
    case 'ask':
      return askWhichSession(turn, choice.sessions, readings)
    case 'session': {
      if (turn.reading.slots.lateReply === true && choice.session.startsAt > turn.now)
        return texts.noPastSession
      turn.remember({ sessionId: choice.session.id })
      const reply = await registerIn(turn, choice.session, readings)
      return choice.assumed ? `${reply}${await offerOthers(turn, choice.session, readings)}` : reply
    }
  }
}

/** 刘芳缺席, said by the secretary of somebody else, is an absence; a member who says 缺席 of herself asks for leave. */
function asKeeperSaid({ message }: Turn, reading: MarkReading): MarkReading {
  const isLeave = reading.status === 'leave' && (reading.leaveType ?? 'unspecified') === 'unspecified'
  const { content } = message
  if (!isLeave || reading.name === 'self' || content.kind !== 'text') return reading
  return /缺席|缺勤|旷会/.test(content.text) && !content.text.includes('假')
    ? { name: reading.name, status: 'absent' }
    : reading
}

const WEEK_MS = 7 * 24 * 60 * 60 * 1000

/** Words about a register that was archived within the week are told so, instead of that nothing is open. */
async function justArchived(turn: Turn): Promise<string | undefined> {
  const newest = await newestSessionOf(
    turn.trx,
    branchesHere(turn),
    kindNamed(activityNamed(turn) ?? '')?.code,
  )
  if (newest?.state !== 'archived' || turn.now.getTime() - newest.startsAt.getTime() > WEEK_MS)
    return undefined
  return texts.archivedAlready(newest)
}

const HELD: ReadonlySet<MarkReading['status']> = new Set(['present', 'late', 'leftEarly', 'absent'] as const)

/** 已到 is about a session of today or before, 参加 about one that is still to come. */
function tenseOf(readings: MarkReading[]): Tense {
  return readings.some(({ status }) => HELD.has(status)) ? 'held' : 'coming'
}

/** What was assumed is named, and one word moves it: 若指主题党日,回"党日". */
async function offerOthers(turn: Turn, session: Session, readings: MarkReading[]): Promise<string> {
  const others = (await openSessionsHere(turn)).filter(({ id }) => id !== session.id)
  const marks = await requestsIn(turn, session.branch, readings)
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
    if (person.kind === 'found') marks.push(requestFrom(reading, person.personId))
  }
  return marks
}

async function askWhichSession(turn: Turn, sessions: Session[], readings: MarkReading[]): Promise<string> {
  const marks = await requestsIn(turn, sessions[0]?.branch ?? '', readings)
  const sessionIds = sessions.map(({ id }) => id)
  turn.remember({ asked: { kind: 'which-session', sessionIds, marks, until: answerUntil(turn.now) } })
  return texts.whichOne(sessions)
}

async function registerIn(turn: Turn, session: Session, said: MarkReading[]): Promise<string> {
  const readings = keepsRegisterOf(turn.speaker, session.branch)
    ? said.map(mark => asKeeperSaid(turn, mark))
    : said
  const requests: MarkRequest[] = []
  let notFound = 0
  for (const reading of readings) {
    const person = await personNamed(turn, reading.name, session.branch)
    if (person.kind === 'found') requests.push(requestFrom(reading, person.personId))
    else if (person.kind === 'ambiguous' && readings.length === 1)
      return askWhichPerson(turn, session, reading, person.personIds)
    else if (person.kind === 'unknown' && readings.length === 1) return askFullName(turn, session, reading)
    else notFound += 1
  }
  if (requests.length === 0) return notFound > 0 ? texts.nobodyOfThatName : ''
  const reply = await registerRequests(turn, session, requests)
  return notFound > 0 ? `${reply}${texts.someNotFound(notFound)}` : reply
}

/** The next message may be the full name alone. */
function askFullName(turn: Turn, session: Session, reading: MarkReading): string {
  const { personId: _, ...request } = requestFrom(reading, '')
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
  const { personId: _, ...request } = requestFrom(reading, '')
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

function requestFrom({ status, leaveType }: MarkReading, personId: string): MarkRequest {
  return { personId, status: status ?? 'withdrawn', ...(leaveType !== undefined && { leaveType }) }
}

/** Registers marks whose people are known, and says what happened. */
export async function registerRequests(
  turn: Turn,
  session: Session,
  requests: MarkRequest[],
): Promise<string> {
  if (session.state !== 'open' && session.state !== 'checking') return texts.archivedAlready(session)
  const context = { trx: turn.trx, now: turn.now, saidAt: turn.saidAt, actor: turn.speaker.personId }
  const applied: Applied[] = []
  for (const request of requests)
    applied.push(await applyMark(context, session, request, sourceOf(turn, session, request)))
  const [only] = applied
  if (applied.length === 1 && only?.request.personId === turn.speaker.personId)
    return ownReply(turn, session, only)
  return othersReply(turn, session, applied)
}

function sourceOf(turn: Turn, session: Session, { personId, status }: MarkRequest): MarkSource {
  const keeper = keepsRegisterOf(turn.speaker, session.branch)
  if (personId === turn.speaker.personId)
    return keeper && (status === 'absent' || status === 'exempt') ? 'secretary' : 'self'
  if (keeper) return 'secretary'
  return turn.reading.intent === 'mark.chain' ? 'chain' : 'proxy'
}

function ownReply(turn: Turn, session: Session, { request, decision, changed }: Applied): string {
  const inPrivate = isPrivate(turn)
  switch (decision) {
    case 'outranked':
      return texts.outranked(session)
    case 'secretary-only':
      return texts.onlySecretaryMarksAbsent
    case 'older':
      return texts.olderMessage(session)
    case 'unchanged':
      return texts.alreadySo(session, request, inPrivate)
    case 'add': {
      if (!inPrivate) return texts.markedInGroup(session, request, changed)
      const reply = texts.markedInPrivate(session, request, changed)
      if (request.status !== 'leave' || (request.leaveType ?? 'unspecified') !== 'unspecified') return reply
      turn.remember({ asked: { kind: 'leave-type', sessionId: session.id, until: answerUntil(turn.now) } })
      return `${reply}\n${texts.askLeaveType}`
    }
  }
}

async function othersReply(turn: Turn, session: Session, applied: Applied[]): Promise<string> {
  const labels = await labelsOf(
    turn.trx,
    applied.map(({ request }) => request.personId),
  )
  const nameOf = (personId: string) => {
    const label = labels.find(known => known.personId === personId)
    return label === undefined ? '' : withTag(label)
  }
  const options = {
    showLeaveType: isPrivate(turn),
    bySecretary: keepsRegisterOf(turn.speaker, session.branch),
  }
  const lines: string[] = []
  for (const group of groupedByMark(
    applied.filter(({ decision }) => decision === 'add' || decision === 'unchanged'),
  )) {
    const names = group.map(({ request }) => nameOf(request.personId))
    const [first] = group
    if (first !== undefined) lines.push(texts.reportedFor(names, session, first.request, options))
  }
  if (applied.some(({ decision }) => decision === 'outranked' || decision === 'older'))
    lines.push(texts.outranked(session))
  if (applied.some(({ decision }) => decision === 'secretary-only'))
    lines.push(texts.onlySecretaryMarksAbsent)
  return lines.join('\n')
}

function groupedByMark(applied: Applied[]): Applied[][] {
  return Object.values(
    Object.groupBy(applied, ({ request }) => `${request.status}|${request.leaveType ?? ''}`),
  ).filter(group => group !== undefined)
}
