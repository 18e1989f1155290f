import { answerUntil, waitingQuestion } from '../../talk/conversation.ts'
import type { Command, Turn } from '../../talk/command.ts'
import { say, type Reply } from '../../talk/message.ts'
import { decide, oldestRequest, ownRequest, waitingRequest } from '../correction-requests.ts'
import { activityNamed, branchesHere, isPrivate, keptBranchesHere } from '../here.ts'
import { kindNamed } from '../kinds.ts'
import { standingMark } from '../mark-store.ts'
import { labelsOf, withTag } from '../people-named.ts'
import * as texts from '../record-texts.ts'
import { changesOf } from '../registers/changes.ts'
import { sessionFrom, type Session } from '../session.ts'
import { nothingToConfirm } from '../texts.ts'
import { enterLate } from './late-marks.ts'

/** 为什么算我缺席: how one's own mark came about, in private only. */
export const whyCommand: Command = {
  intents: ['roster.why'],
  for: 'everyone',
  where: 'anywhere',
  example: '为什么算我缺席',
  run: async turn => (isPrivate(turn) ? say(await trail(turn)) : say(texts.recordInPrivate)),
}

async function trail(turn: Turn): Promise<string> {
  const { trx, speaker } = turn
  const session = await sessionAsked(turn)
  if (session === undefined) return texts.ownRecord([])
  const own = (await changesOf(trx, session.id)).filter(({ personId }) => personId === speaker.personId)
  return texts.trail(session, own, await ownRequest(trx, session.id, speaker.personId))
}

/** The latest session of the kind that is named, else the latest that shows her absent, else the latest with a mark of hers. */
async function sessionAsked(turn: Turn): Promise<Session | undefined> {
  const { trx, speaker } = turn
  const kind = kindNamed(activityNamed(turn) ?? '')?.code
  const rows = await trx
    .selectFrom('sessions')
    .selectAll()
    .where('branch', 'in', ['', ...branchesHere(turn)])
    .where('state', 'in', ['open', 'checking', 'archived'])
    .$if(kind !== undefined, query => query.where('kind', '=', kind ?? ''))
    .orderBy('starts_at', 'desc')
    .limit(12)
    .execute()
  const sessions = rows.map(sessionFrom)
  if (kind !== undefined) return sessions[0]
  let marked: Session | undefined
  for (const session of sessions) {
    const mark = await standingMark(trx, session.id, speaker.personId)
    if (mark?.status === 'absent') return session
    if (mark !== undefined) marked ??= session
  }
  return marked ?? sessions[0]
}

/**
 * Adds to a private reply to a keeper the correction that has waited longest, as a question that one word answers. Nothing is
 * added while another question waits.
 */
export async function withWaitingCorrection(turn: Turn, reply: Reply): Promise<Reply> {
  if (waitingQuestion(turn.conversation, turn.now) !== undefined) return reply
  const waiting = await oldestRequest(turn.trx, keptBranchesHere(turn))
  if (waiting === undefined) return reply
  const { id, session, request } = waiting
  const [label] = await labelsOf(turn.trx, [request.personId])
  const standing = await standingMark(turn.trx, session.id, request.personId)
  turn.remember({
    asked: {
      kind: 'confirm',
      action: { kind: 'accept-correction', requestId: id },
      until: answerUntil(turn.now),
    },
  })
  const question = texts.correctionWaiting(
    session,
    label === undefined ? '' : withTag(label),
    request,
    standing,
  )
  return say([reply.text, question].filter(text => text !== '').join('\n'))
}

/** The keeper's one word. */
export async function decideCorrection(turn: Turn, requestId: string, accepted: boolean): Promise<string> {
  const { trx, now, speaker } = turn
  const waiting = await waitingRequest(trx, requestId)
  if (waiting === undefined || !(await decide(trx, requestId, accepted, speaker.personId, now)))
    return nothingToConfirm
  const { session, request } = waiting
  if (!accepted) return texts.correctionDeclined(session)
  return enterLate(turn, session, [request], texts.reasonByMember)
}
