import type { Command, Turn } from '../../talk/command.ts'
import { say, silence, type Reply } from '../../talk/message.ts'
import {
  answerUntil,
  type ConfirmedAction,
  type MarkRequest,
  type PendingQuestion,
} from '../../talk/conversation.ts'
import type { ReminderParts } from '../../reminders/parts.ts'
import { readNumber } from '../../understand/numbers.ts'
import type { LeaveType } from '../../understand/reading.ts'
import { dayOf } from '../../calendar/day.ts'
import { kindNamed } from '../kinds.ts'
import { daysHeld, daysNamed } from '../last-named.ts'
import { requestBefore } from '../marks-before.ts'
import { labelsOf, personNamed, type PersonLabel } from '../people-named.ts'
import { reasonAnswered } from '../reason.ts'
import { textOf } from '../people-in-text.ts'
import { sayWhichChecked } from '../count-texts.ts'
import { sayConfirmOrCancel, sayReason } from '../record-texts.ts'
import type { Session } from '../session.ts'
import { sessionById } from '../store.ts'
import * as texts from '../texts.ts'
import { applyBulk } from './bulk.ts'
import { applyEdition } from './chain.ts'
import { archiveChosen, archiveConfirmed, confirmRegister, showCheckList } from './check.ts'
import { decideCorrection } from './corrections.ts'
import { enterLate } from './late-marks.ts'
import { openAt } from './open.ts'
import { applyRequests, askLeaveTypeOnce, registerRequests } from './register-requests.ts'
import { cancelSession } from './sessions.ts'

/** 确认, 取消, 1, 都是, 档案室, 公: the one-word answer to what the bot asked last. */
export function answerCommand(parts: ReminderParts): Command {
  return { intents: ['clarify.reply'], for: 'everyone', where: 'bound', run: turn => answer(turn, parts) }
}

async function answer(turn: Turn, parts: ReminderParts): Promise<Reply> {
  const { question, reading } = turn
  if (reading.slots.choice === 'check') return showCheckList(turn)
  if (!asksToConfirm(question) && saysChecked(turn)) return confirmRegister(turn)
  if (question === undefined) return turn.place.kind === 'single' ? say(texts.nothingToConfirm) : silence
  turn.remember({ asked: undefined })
  switch (question.kind) {
    case 'confirm':
      return confirmed(turn, question, reading.slots.choice !== 'no')
    case 'which-session':
      return say(await chooseSessions(turn, question, parts))
    case 'which-checked':
      return say(await chooseChecked(turn, question))
    case 'other-session':
      return say(await moveMarks(turn, question))
    case 'session-time':
      return openAt(turn, question.slots)
    case 'which-person':
      return say(await choosePerson(turn, question))
    case 'leave-type':
      return say(await giveLeaveType(turn, question, reading.slots.leaveType))
    case 'late-reason':
      return say(await giveReason(turn, question))
    case 'reminder-set':
    case 'which-reminder':
    case 'identify':
      return silence
  }
}

/** A correction that was put to her beside something else is not what 核对无误 answers. */
function asksToConfirm(question: PendingQuestion | undefined): boolean {
  return question?.kind === 'confirm' && question.action.kind !== 'accept-correction'
}

/** 核对无误 and 归档 are about the register, even when nothing was asked. */
function saysChecked({ message, reading }: Turn): boolean {
  const said = message.content.kind === 'text' && /核对无误|核对过了|归档/.test(message.content.text)
  return said && reading.slots.choice !== 'no'
}

async function confirmed(
  turn: Turn,
  { action }: PendingQuestion & { kind: 'confirm' },
  yes: boolean,
): Promise<Reply> {
  if (action.kind === 'accept-correction') return say(await answerCorrection(turn, action, yes))
  // 现在发 is no yes to a cancellation; the question stays.
  if (turn.reading.slots.choice === 'send') {
    turn.remember({ asked: { kind: 'confirm', action, until: answerUntil(turn.now) } })
    return say(sayConfirmOrCancel)
  }
  if (!yes) return say(texts.cancelled)
  switch (action.kind) {
    case 'bulk-marks':
      return say(await applyBulk(turn, action))
    case 'archive':
      return archiveConfirmed(turn, action.sessionId)
    case 'cancel-session':
      return say(await cancelSession(turn, action.sessionId))
    case 'publish-answer':
    case 'publish-notice':
      // Their own features confirm these.
      return silence
  }
}

/** 好的 and 收到 are said to the rest of that reply: only an unmistakable word changes an archived register. */
async function answerCorrection(
  turn: Turn,
  action: ConfirmedAction & { kind: 'accept-correction' },
  yes: boolean,
): Promise<string> {
  if (/确认|同意|属实|取消|不/.test(textOf(turn))) return decideCorrection(turn, action.requestId, yes)
  turn.remember({ asked: { kind: 'confirm', action, until: answerUntil(turn.now) } })
  return sayConfirmOrCancel
}

/** Why the archived register is changed; whatever is no reason leaves the question waiting. */
async function giveReason(turn: Turn, question: PendingQuestion & { kind: 'late-reason' }): Promise<string> {
  const { choice = '' } = turn.reading.slots
  if (choice === 'no') return texts.cancelled
  const reason = reasonAnswered(choice)
  const session = await sessionById(turn.trx, question.sessionId)
  if (session === undefined) return texts.nothingToConfirm
  if (reason !== undefined) return enterLate(turn, session, question.marks, reason)
  turn.remember({ asked: { ...question, until: answerUntil(turn.now) } })
  return sayReason
}

async function chooseSessions(
  turn: Turn,
  question: PendingQuestion & { kind: 'which-session' },
  parts: ReminderParts,
): Promise<string> {
  const { sessionIds, marks, chain } = question
  const chosen = await chosenIds(turn, sessionIds)
  if (chosen.length === 0) {
    turn.remember({ asked: { ...question, until: answerUntil(turn.now) } })
    return texts.sayNumber
  }
  const replies: string[] = []
  for (const id of chosen) {
    const session = await sessionById(turn.trx, id)
    if (session === undefined || (marks.length === 0 && chain === undefined)) continue
    turn.remember({ sessionId: id })
    const said = saidAnew(turn, marks)
    replies.push(
      chain !== undefined && said === marks
        ? await applyEdition(turn, parts, session, { requests: marks, ...chain })
        : (await registerRequests(turn, session, said)).reply,
    )
  }
  return askLeaveTypeOnce(
    turn,
    replies,
    chosen.map(id => ({ id })),
  )
}

async function chooseChecked(
  turn: Turn,
  question: PendingQuestion & { kind: 'which-checked' },
): Promise<string> {
  if (turn.reading.slots.choice === 'no') return texts.cancelled
  const chosen = await chosenIds(turn, question.sessionIds)
  if (chosen.length > 0) return archiveChosen(turn, chosen)
  turn.remember({ asked: { ...question, until: answerUntil(turn.now) } })
  return sayWhichChecked
}

/** 都请假 instead of 都是: the answer says anew what is to be registered for the sender. */
function saidAnew({ reading, speaker }: Turn, marks: MarkRequest[]): MarkRequest[] {
  const [said] = reading.slots.marks ?? []
  if (said?.status === undefined) return marks
  const { status, leaveType } = said
  return [{ personId: speaker.personId, status, ...(leaveType !== undefined && { leaveType }) }]
}

/** 党日 after the marks were registered for another session: for those that are taken here the other one is as it was before. */
async function moveMarks(
  turn: Turn,
  { from, sessionIds, marks }: PendingQuestion & { kind: 'other-session' },
): Promise<string> {
  const [to, ...others] = await chosenIds(turn, sessionIds)
  const session = to === undefined ? undefined : await sessionById(turn.trx, to)
  const before = await sessionById(turn.trx, from)
  if (session === undefined || before === undefined || others.length > 0) return texts.sayNumber
  turn.remember({ sessionId: session.id })
  const { reply, applied } = await registerRequests(turn, session, marks)
  const moved = applied.filter(({ decision }) => decision === 'add' || decision === 'unchanged')
  if (moved.length === 0) return reply
  const back: MarkRequest[] = []
  for (const { request } of moved) back.push(await requestBefore(turn.trx, from, request))
  await applyRequests(turn, before, back)
  const wasBefore = back.some(({ status }) => status !== 'withdrawn')
  return wasBefore ? texts.movedBack(before, reply) : texts.movedTo(before, reply)
}

/** 1, 都是, or the name of one of them. */
async function chosenIds(turn: Turn, sessionIds: string[]): Promise<string[]> {
  const choice = turn.reading.slots.choice ?? ''
  if (choice === 'both' || choice === 'all') return sessionIds
  const numbered = sessionIds[(readNumber(choice) ?? 0) - 1]
  if (numbered !== undefined) return [numbered]
  const kind = kindNamed(choice)?.code
  const days = [...daysNamed(turn, choice), ...daysHeld(turn, choice)]
  const sessions: Session[] = []
  for (const id of sessionIds) {
    const session = await sessionById(turn.trx, id)
    if (session !== undefined && (kind === undefined || session.kind === kind)) sessions.push(session)
  }
  const day = days.find(one => sessions.some(({ startsAt }) => dayOf(startsAt) === one)) ?? days[0]
  const named = sessions.filter(({ startsAt }) => day === undefined || dayOf(startsAt) === day)
  const isNamed = kind !== undefined || day !== undefined
  return isNamed && named.length === 1 ? named.map(({ id }) => id) : []
}

async function choosePerson(
  turn: Turn,
  question: PendingQuestion & { kind: 'which-person' },
): Promise<string> {
  const labels = await labelsOf(turn.trx, question.personIds)
  const said = turn.reading.slots.choice ?? ''
  const session = await sessionById(turn.trx, question.sessionId)
  if (session === undefined) return texts.nobodyOfThatName
  const named = await personNamed(turn, said, session.branch)
  const personId =
    (labelled(labels, said) ?? labels[Number(said) - 1])?.personId ??
    (named.kind === 'found' ? named.personId : undefined)
  if (personId === undefined) return texts.nobodyOfThatName
  const request: MarkRequest = { ...question.request, personId }
  return (await registerRequests(turn, session, [request])).reply
}

/** The one whose label was said; of 办公室 and 办公室二科 the longer one, if that was said. */
function labelled(labels: PersonLabel[], said: string): PersonLabel | undefined {
  const fitting = labels.filter(({ label }) => label !== '' && said.includes(label))
  return fitting.sort((one, other) => other.label.length - one.label.length)[0]
}

async function giveLeaveType(
  turn: Turn,
  { sessionId, also = [] }: PendingQuestion & { kind: 'leave-type' },
  leaveType: LeaveType | undefined,
): Promise<string> {
  if (leaveType === undefined) return texts.cancelled
  const request: MarkRequest = { personId: turn.speaker.personId, status: 'leave', leaveType }
  const replies: string[] = []
  for (const id of [...also, sessionId]) {
    const session = await sessionById(turn.trx, id)
    if (session !== undefined) replies.push((await registerRequests(turn, session, [request])).reply)
  }
  return replies.length === 0 ? texts.cancelled : replies.join('\n')
}
