import type { Command, Turn } from '../../talk/command.ts'
import { say, silence, type Reply } from '../../talk/message.ts'
import { answerUntil, type MarkRequest, type PendingQuestion } from '../../talk/conversation.ts'
import type { LeaveType } from '../../understand/reading.ts'
import { kindNamed } from '../kinds.ts'
import { labelsOf, type PersonLabel } from '../people-named.ts'
import { sessionById } from '../store.ts'
import * as texts from '../texts.ts'
import { applyBulk } from './bulk.ts'
import { archiveConfirmed, confirmRegister } from './check.ts'
import { registerRequests } from './marks.ts'
import { cancelSession } from './sessions.ts'

/** 确认, 取消, 1, 都是, 档案室, 公: the one-word answer to what the bot asked last. */
export const answerCommand: Command = {
  intents: ['clarify.reply'],
  for: 'everyone',
  where: 'bound',
  run: answer,
}

async function answer(turn: Turn): Promise<Reply> {
  const { question, reading } = turn
  if (question?.kind !== 'confirm' && saysChecked(turn)) return confirmRegister(turn)
  if (question === undefined) return turn.place.kind === 'single' ? say(texts.nothingToConfirm) : silence
  turn.remember({ asked: undefined })
  switch (question.kind) {
    case 'confirm':
      return reading.slots.choice === 'no' ? say(texts.cancelled) : confirmed(turn, question)
    case 'which-session':
      return say(await chooseSessions(turn, question))
    case 'which-person':
      return say(await choosePerson(turn, question))
    case 'leave-type':
      return say(await giveLeaveType(turn, question.sessionId, reading.slots.leaveType))
    case 'identify':
      return silence
  }
}

/** 核对无误 and 归档 are about the register, even when nothing was asked. */
function saysChecked({ message, reading }: Turn): boolean {
  const said = message.content.kind === 'text' && /核对无误|核对过了|归档/.test(message.content.text)
  return said && reading.slots.choice !== 'no'
}

async function confirmed(turn: Turn, { action }: PendingQuestion & { kind: 'confirm' }): Promise<Reply> {
  switch (action.kind) {
    case 'bulk-marks':
      return say(await applyBulk(turn, action))
    case 'archive':
      return archiveConfirmed(turn, action.sessionId)
    case 'cancel-session':
      return say(await cancelSession(turn, action.sessionId))
    case 'publish-notice':
      // bot/answers hands this one to its own feature.
      return say(texts.nothingToConfirm)
  }
}

async function chooseSessions(
  turn: Turn,
  { sessionIds, marks }: PendingQuestion & { kind: 'which-session' },
): Promise<string> {
  const chosen = await chosenIds(turn, sessionIds)
  if (chosen.length === 0) {
    turn.remember({ asked: { kind: 'which-session', sessionIds, marks, until: answerUntil(turn.now) } })
    return texts.sayNumber
  }
  const replies: string[] = []
  for (const id of chosen) {
    const session = await sessionById(turn.trx, id)
    if (session === undefined || marks.length === 0) continue
    turn.remember({ sessionId: id })
    replies.push(await registerRequests(turn, session, marks))
  }
  return replies.join('\n')
}

/** 1, 都是, or the name of one of them. */
async function chosenIds(turn: Turn, sessionIds: string[]): Promise<string[]> {
  const choice = turn.reading.slots.choice ?? ''
  if (choice === 'both' || choice === 'all') return sessionIds
  const numbered = sessionIds[Number(choice) - 1]
  if (numbered !== undefined) return [numbered]
  const kind = kindNamed(choice)?.code
  const named: string[] = []
  for (const id of sessionIds)
    if (kind !== undefined && (await sessionById(turn.trx, id))?.kind === kind) named.push(id)
  return named.length === 1 ? named : []
}

async function choosePerson(
  turn: Turn,
  question: PendingQuestion & { kind: 'which-person' },
): Promise<string> {
  const labels = await labelsOf(turn.trx, question.personIds)
  const said = turn.reading.slots.choice ?? ''
  const person = labelled(labels, said) ?? labels[Number(said) - 1]
  const session = await sessionById(turn.trx, question.sessionId)
  if (person === undefined || session === undefined) return texts.nobodyOfThatName
  const request: MarkRequest = { ...question.request, personId: person.personId }
  return registerRequests(turn, session, [request])
}

/** The one whose label was said; of 办公室 and 办公室二科 the longer one, if that was said. */
function labelled(labels: PersonLabel[], said: string): PersonLabel | undefined {
  const fitting = labels.filter(({ label }) => label !== '' && said.includes(label))
  return fitting.sort((one, other) => other.label.length - one.label.length)[0]
}

async function giveLeaveType(
  turn: Turn,
  sessionId: string,
  leaveType: LeaveType | undefined,
): Promise<string> {
  const session = await sessionById(turn.trx, sessionId)
  if (session === undefined || leaveType === undefined) return texts.cancelled
  return registerRequests(turn, session, [{ personId: turn.speaker.personId, status: 'leave', leaveType }])
}
