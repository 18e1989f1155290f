import { addDays, dayOf, instantOf } from '../../calendar/day.ts'
import { nextWorkingMoment } from '../../calendar/working-hours.ts'
import type { ReminderParts } from '../../reminders/parts.ts'
import { queueForMembers } from '../../reminders/queue.ts'
import { keepersOf } from '../../reminders/recipients.ts'
import { setSlotState, takeSlot } from '../../reminders/slots.ts'
import { answerUntil, type ChainAsked, type MarkRequest } from '../../talk/conversation.ts'
import type { Command, Turn } from '../../talk/command.ts'
import { say, type Reply } from '../../talk/message.ts'
import { keepsRegisterOf } from '../../talk/person.ts'
import { applyMark } from '../apply.ts'
import { asPlan } from '../before-start.ts'
import { isFull } from '../capacity.ts'
import { differenceTo, linesAfter, type ChainEdition } from '../chain/edition.ts'
import { digestOf, lastEdition, saveEdition } from '../chain/store.ts'
import * as texts from '../chain/texts.ts'
import { strangersName, unreadLine } from '../chain/unread-line.ts'
import { activityNamed, chosenSession, isPrivate } from '../here.ts'
import { labelsOf, personNamed, withTag } from '../people-named.ts'
import { archivedAlready } from '../record-texts.ts'
import type { Session } from '../session.ts'
import { noneOpenOfKind, noOpenSession, whichOne } from '../texts.ts'
import type { Tense } from '../which-session.ts'

/** A chain (接龙), quoted or pasted: only what is new since its last edition is registered. */
export function chainCommand(parts: ReminderParts): Command {
  return { intents: ['mark.chain'], for: 'everyone', where: 'bound', run: turn => registerChain(turn, parts) }
}

async function registerChain(turn: Turn, parts: ReminderParts): Promise<Reply> {
  const choice = await chosenSession(turn, activityNamed(turn), tenseOf(turn))
  switch (choice.kind) {
    case 'none':
      return say(noOpenSession)
    case 'none-of-kind':
      return say(noneOpenOfKind(choice.name))
    case 'ask': {
      const { requests, ...chain } = await readEdition(turn, choice.sessions[0]?.branch ?? '')
      const sessionIds = choice.sessions.map(({ id }) => id)
      turn.remember({
        asked: { kind: 'which-session', sessionIds, marks: requests, chain, until: answerUntil(turn.now) },
      })
      return say(whichOne(choice.sessions))
    }
    case 'session':
      turn.remember({ sessionId: choice.session.id })
      return say(
        await applyEdition(turn, parts, choice.session, await readEdition(turn, choice.session.branch)),
      )
  }
}

/** 签到接龙 is about who came, any other about who will come. */
function tenseOf({ reading }: Turn): Tense {
  return reading.slots.marks?.some(({ status }) => status === 'present') === true ? 'held' : 'coming'
}

/** An edition with its people found. */
export interface EditionRead extends ChainAsked {
  requests: MarkRequest[]
}

/** Registers what is new in an edition, remembers it, and tells the keepers of the names that are not clear. */
export async function applyEdition(
  turn: Turn,
  parts: ReminderParts,
  session: Session,
  { requests: said, unclear, titleDigest, saidAt }: EditionRead,
): Promise<string> {
  const requests = said.map(request => asPlan(request, session, 'chain', new Date(saidAt)))
  if (session.state !== 'open' && session.state !== 'checking') return archivedAlready(session)
  const { trx, now, speaker } = turn
  const last = await lastEdition(trx, session.id, titleDigest)
  const { changed, vanished } = differenceTo(last, requests)
  const gone = (await labelsOf(trx, vanished)).map(label => texts.vanishedName(withTag(label)))
  const news = [...unclear, ...gone].filter(words => !last.told.includes(digestOf(words)))
  if (requests.length === 0 && news.length === 0) return texts.chainUnread

  const context = { trx, now, saidAt: new Date(saidAt), actor: speaker.personId }
  let registered = 0
  let kept = 0
  const full = new Set<MarkRequest>()
  for (const request of changed) {
    if (request.status === 'planned' && (await isFull(trx, session, request.personId))) {
      full.add(request)
      continue
    }
    const { decision } = await applyMark(context, session, request, 'chain')
    if (decision === 'add') registered += 1
    else if (decision !== 'unchanged') kept += 1
  }
  const tellsHere = isPrivate(turn) && keepsRegisterOf(speaker, session.branch)
  const told = tellsHere || (await tellKeepers(turn, parts, session, news))
  const edition: ChainEdition = {
    lines: linesAfter(
      last,
      requests.filter(request => !full.has(request)),
    ),
    told: [...last.told, ...news.map(digestOf)],
    untold: told ? last.untold : [...last.untold, ...news],
  }
  await saveEdition(trx, session.id, titleDigest, edition, now)
  const reply = texts.chainRegistered(
    session,
    { registered, kept, full: full.size },
    tellsHere ? 0 : news.length,
  )
  return tellsHere && news.length > 0 ? `${reply}\n${texts.chainToCheck(session, news)}` : reply
}

async function readEdition(turn: Turn, branch: string): Promise<EditionRead> {
  const { marks = [], unread = [], title = '' } = turn.reading.slots
  const byPerson = new Map<string, MarkRequest>()
  const unclear = unread.map(line => unreadLine(line, turn.names))
  for (const { name, status = 'planned', leaveType } of marks) {
    const person = await personNamed(turn, name, branch)
    if (person.kind === 'unknown') unclear.push(strangersName(name))
    else if (person.kind === 'ambiguous') unclear.push(texts.sharedName(name))
    else
      byPerson.set(person.personId, {
        personId: person.personId,
        status,
        ...(leaveType !== undefined && { leaveType }),
      })
  }
  const saidAt = turn.saidAt.toISOString()
  return { requests: [...byPerson.values()], unclear, titleDigest: digestOf(title), saidAt }
}

/** Writes to the keepers in private, once for each name. False when nobody can be written to. */
async function tellKeepers(
  { trx, now }: Turn,
  parts: ReminderParts,
  session: Session,
  news: readonly string[],
): Promise<boolean> {
  if (news.length === 0) return true
  if (!parts.canReach.app) return false
  const { reachable } = await keepersOf(trx, session.branch)
  const dueAt = nextWorkingMoment(parts.calendar, parts.hours, now)
  const slotId = await takeSlot(
    trx,
    { job: `session:${session.id}:chain`, slot: now.toISOString() },
    dueAt,
    now,
  )
  if (slotId === undefined) return false
  const text = texts.chainToCheck(session, news)
  const giveUpAt = instantOf(addDays(dayOf(dueAt), 2))
  const queued = await queueForMembers(trx, parts, reachable, { slotId, text, dueAt, giveUpAt, now })
  if (queued === 0) await setSlotState(trx, slotId, 'empty')
  return queued > 0
}
