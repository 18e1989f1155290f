import { answerUntil, type MarkRequest } from '../../talk/conversation.ts'
import type { Turn } from '../../talk/command.ts'
import { keepsRegisterOf } from '../../talk/person.ts'
import { applyMark, type Applied } from '../apply.ts'
import { asPlan, isPartOfTheTime } from '../before-start.ts'
import { isFull } from '../capacity.ts'
import { hasSaidLeaveBefore } from '../cards/leave-asked.ts'
import { offerCard } from '../cards/offer.ts'
import { countsOf, heard } from '../counts.ts'
import * as groupTexts from '../group-texts.ts'
import { isPrivate } from '../here.ts'
import type { MarkSource } from '../mark.ts'
import { labelsOf, withTag } from '../people-named.ts'
import { archivedAlready } from '../record-texts.ts'
import type { Session } from '../session.ts'
import * as texts from '../texts.ts'

export interface Registered {
  reply: string
  /** What became of each request, up to the first for which there was no place. */
  applied: Applied[]
}

/** Registers marks whose people are known, and says what happened. */
export async function registerRequests(
  turn: Turn,
  session: Session,
  requests: MarkRequest[],
): Promise<Registered> {
  const { applied, refusal } = await applyRequests(turn, session, requests)
  if (refusal !== undefined) return { reply: refusal, applied }
  const reply = await replyTo(turn, session, applied)
  return { reply: saysLater(requests, applied) ? reply + texts.asOnTheDay : reply, applied }
}

/** Somebody will come late or leave early, and stands among those who come. */
function saysLater(requests: MarkRequest[], applied: Applied[]): boolean {
  return applied.some(
    ({ request, decision }, index) =>
      request.status === 'planned' &&
      (decision === 'add' || decision === 'unchanged') &&
      isPartOfTheTime(requests[index] ?? request),
  )
}

/** Registers without a word; `refusal` says why it went no further. */
export async function applyRequests(
  turn: Turn,
  session: Session,
  requests: MarkRequest[],
): Promise<{ applied: Applied[]; refusal?: string }> {
  if (session.state !== 'open' && session.state !== 'checking')
    return { applied: [], refusal: archivedAlready(session) }
  const context = { trx: turn.trx, now: turn.now, saidAt: turn.saidAt, actor: turn.speaker.personId }
  const applied: Applied[] = []
  for (const said of requests) {
    const source = sourceOf(turn, session, said)
    const request = asPlan(said, session, source, turn.saidAt)
    // The keeper may exceed the number of places; nobody else may.
    const isTooMany =
      request.status === 'planned' &&
      source !== 'secretary' &&
      (await isFull(turn.trx, session, request.personId))
    if (isTooMany) return { applied, refusal: texts.full(session) }
    applied.push(await applyMark(context, session, request, source))
  }
  return { applied }
}

async function replyTo(turn: Turn, session: Session, applied: Applied[]): Promise<string> {
  const [only] = applied
  if (applied.length === 1 && only?.request.personId === turn.speaker.personId)
    return isPrivate(turn) ? privateReply(turn, session, only) : groupReply(turn, session, only)
  if (applied.some(({ decision }) => decision === 'add'))
    await offerCard(turn, session, await countsOf(turn.trx, session))
  return othersReply(turn, session, applied)
}

function sourceOf(turn: Turn, session: Session, { personId, status }: MarkRequest): MarkSource {
  const keeper = keepsRegisterOf(turn.speaker, session.branch)
  if (personId === turn.speaker.personId)
    return keeper && (status === 'absent' || status === 'exempt') ? 'secretary' : 'self'
  if (keeper) return 'secretary'
  return turn.reading.intent === 'mark.chain' ? 'chain' : 'proxy'
}

/** At most twelve characters and the count, and with the first mark the card. */
async function groupReply(turn: Turn, session: Session, applied: Applied): Promise<string> {
  const { request, decision, changed } = applied
  const refusal = refusalOf(session, applied)
  if (refusal !== undefined) return refusal
  const counts = await countsOf(turn.trx, session)
  if (decision === 'add') await offerCard(turn, session, counts)
  const words =
    decision === 'add' ? groupTexts.marked(session, request, changed) : groupTexts.asBefore(request)
  return `${words}${groupTexts.heardSoFar(heard(counts))}`
}

async function privateReply(turn: Turn, session: Session, applied: Applied): Promise<string> {
  const { request, decision, changed } = applied
  if (decision === 'unchanged') return texts.alreadySo(session, request, true)
  const reply = refusalOf(session, applied) ?? texts.markedInPrivate(session, request, changed)
  if (decision !== 'add' || request.status !== 'leave') return reply
  if ((request.leaveType ?? 'unspecified') !== 'unspecified') return reply
  if (await hasSaidLeaveBefore(turn.trx, session.id, request.personId)) return reply
  turn.remember({ asked: { kind: 'leave-type', sessionId: session.id, until: answerUntil(turn.now) } })
  return `${reply}\n${texts.askLeaveType}`
}

/** One question about the type of a leave that was registered in several sessions; its answer is for all of them. */
export function askLeaveTypeOnce(
  turn: Turn,
  replies: readonly string[],
  sessions: readonly Pick<Session, 'id'>[],
): string {
  const { asked } = turn.conversation
  if (asked?.kind !== 'leave-type' || replies.length < 2) return replies.join('\n')
  const also = sessions.map(({ id }) => id).filter(id => id !== asked.sessionId)
  turn.remember({ asked: { ...asked, also } })
  const marked = replies.map(reply => reply.replace(`\n${texts.askLeaveType}`, ''))
  return [...marked, texts.askLeaveType].join('\n')
}

/** Why nothing was changed, where that is not what the member wanted. */
function refusalOf(session: Session, { decision }: Applied): string | undefined {
  switch (decision) {
    case 'outranked':
      return texts.outranked(session)
    case 'secretary-only':
      return texts.onlySecretaryMarksAbsent
    case 'older':
      return texts.olderMessage(session)
    default:
      return undefined
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
