import { answerUntil, type MarkRequest } from '../../talk/conversation.ts'
import type { Turn } from '../../talk/command.ts'
import { keepsRegisterOf } from '../../talk/person.ts'
import { applyMark } from '../apply.ts'
import { askForCorrection } from '../correction-requests.ts'
import { labelsOf, withTag } from '../people-named.ts'
import { mustNotBeKept } from '../plain-words.ts'
import { reasonIn } from '../reason.ts'
import * as texts from '../record-texts.ts'
import type { Session } from '../session.ts'
import { notSavedIdNumber } from '../session-texts.ts'
import { markWords } from '../texts.ts'
import { textOf } from '../people-in-text.ts'

/**
 * Marks for a register that was archived. The keeper's need a reason and are shown as late entries (补录); a member's own becomes
 * a request to her; a colleague's is not taken.
 */
export async function lateRequests(turn: Turn, session: Session, requests: MarkRequest[]): Promise<string> {
  if (keepsRegisterOf(turn.speaker, session.branch)) return lateByKeeper(turn, session, requests)
  const [own] = requests
  if (requests.length !== 1 || own === undefined || own.personId !== turn.speaker.personId)
    return texts.archivedAlready(session)
  if (!CORRECTABLE.has(own.status)) return texts.archivedSayWhatWas(session)
  const asked = await askForCorrection(turn.trx, session, own, turn.now)
  return asked ? texts.correctionAsked(session, own) : texts.correctionWaits(session)
}

// 参加 is a plan, and a plan for something over says nothing; 缺席 and 不计应到 are the keeper's.
const CORRECTABLE: ReadonlySet<MarkRequest['status']> = new Set([
  'present',
  'late',
  'leftEarly',
  'online',
  'leave',
  'observer',
])

async function lateByKeeper(turn: Turn, session: Session, requests: MarkRequest[]): Promise<string> {
  if (requests.some(({ status }) => status === 'planned')) return texts.archivedSayWhatWas(session)
  const reason = reasonIn(textOf(turn))
  if (reason !== undefined) return enterLate(turn, session, requests, reason)
  turn.remember({
    asked: { kind: 'late-reason', sessionId: session.id, marks: requests, until: answerUntil(turn.now) },
  })
  return texts.askLateReason(session, await inWords(turn, requests))
}

/** Writes marks after the archive, with the reason beside them. */
export async function enterLate(
  turn: Turn,
  session: Session,
  requests: MarkRequest[],
  reason: string,
): Promise<string> {
  if (mustNotBeKept(reason)) return notSavedIdNumber
  const { trx, now, saidAt, speaker } = turn
  const context = { trx, now, saidAt, actor: speaker.personId, reason }
  const entered: MarkRequest[] = []
  for (const request of requests) {
    const { decision } = await applyMark(context, session, request, 'secretary')
    if (decision === 'add') entered.push(request)
  }
  if (entered.length === 0) return texts.nothingToCorrect(session)
  return texts.enteredLate(session, await inWords(turn, entered), { now, by: speaker.name, reason })
}

async function inWords(turn: Turn, requests: MarkRequest[]): Promise<string[]> {
  const labels = await labelsOf(
    turn.trx,
    requests.map(({ personId }) => personId),
  )
  return requests.map(request => {
    const label = labels.find(({ personId }) => personId === request.personId)
    return `${label === undefined ? '' : withTag(label)},${markWords(request, turn.place.kind === 'single')}`
  })
}
