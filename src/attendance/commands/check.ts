import { audit } from '../../ledger/audit.ts'
import { answerUntil } from '../../talk/conversation.ts'
import type { Turn } from '../../talk/command.ts'
import { say, type Reply } from '../../talk/message.ts'
import { withdrawOfSession } from '../../reminders/reschedule-notice.ts'
import { applyMark } from '../apply.ts'
import { activityNamed, isPrivate, keptSessionsHere } from '../here.ts'
import { withKeptSession } from '../kept-session.ts'
import { daysHeld } from '../last-named.ts'
import { textOf } from '../people-in-text.ts'
import { freezeRoster } from '../roster.ts'
import type { Session } from '../session.ts'
import { sessionById, setSessionState } from '../store.ts'
import { registerOf, tally } from '../tally.ts'
import * as texts from '../count-texts.ts'
import { nothingToConfirm } from '../texts.ts'

/**
 * 核对无误: planned is not present until the secretary says so. The planned become present by her word, nobody becomes
 * absent, and the register is archived.
 */
export async function confirmRegister(turn: Turn): Promise<Reply> {
  const named = activityNamed(turn)
  const isAll = named === undefined && meansAll(turn)
  const all = isAll ? await heldHere(turn) : []
  if (all.length > 1) return archiveAll(turn, all)
  const days = daysHeld(turn, textOf(turn))
  const ask = (sessions: Session[]) => askWhichChecked(turn, sessions)
  return withKeptSession(turn, { named, tense: 'held', days, ask }, async session => {
    if (turn.question?.kind === 'which-checked') turn.remember({ asked: undefined })
    return turn.now >= session.startsAt ? archive(turn, session) : askEarly(turn, session)
  })
}

const ALL_SESSIONS = /两[个项场次]|(?:全部|所有|几[个项场次])的?(?:活动|会议|登记|名单)/
const ALL = /都|全部/

/** 都对 is about the names on a list, unless it answers which of the registers were checked. */
function meansAll(turn: Turn): boolean {
  const text = textOf(turn)
  return ALL_SESSIONS.test(text) || (turn.question?.kind === 'which-checked' && ALL.test(text))
}

/** The sessions here whose registers the speaker keeps and that have begun. */
async function heldHere(turn: Turn): Promise<Session[]> {
  return (await keptSessionsHere(turn)).filter(({ startsAt }) => startsAt <= turn.now)
}

async function archiveAll(turn: Turn, sessions: readonly Session[]): Promise<Reply> {
  turn.remember({ asked: undefined })
  const replies: string[] = []
  for (const session of sessions) replies.push(await archive(turn, session))
  return say(replies.join('\n'))
}

function askWhichChecked(turn: Turn, sessions: Session[]): string {
  const sessionIds = sessions.map(({ id }) => id)
  turn.remember({ asked: { kind: 'which-checked', sessionIds, until: answerUntil(turn.now) } })
  return texts.whichChecked(sessions)
}

/** 党日, 24号的, 都: which of the registers were checked; one that has not begun is asked about once more. */
export async function archiveChosen(turn: Turn, sessionIds: readonly string[]): Promise<string> {
  const replies: string[] = []
  for (const id of sessionIds) {
    const session = await sessionById(turn.trx, id)
    if (session === undefined || session.state === 'archived' || session.state === 'cancelled') continue
    turn.remember({ sessionId: id })
    replies.push(turn.now >= session.startsAt ? await archive(turn, session) : askEarly(turn, session))
  }
  return replies.length === 0 ? nothingToConfirm : replies.join('\n')
}

function askEarly(turn: Turn, session: Session): string {
  const action = { kind: 'archive', sessionId: session.id } as const
  turn.remember({ asked: { kind: 'confirm', action, until: answerUntil(turn.now) } })
  return texts.archiveEarly(session)
}

/** 核对: the list as it stands, by name in private. */
export function showCheckList(turn: Turn): Promise<Reply> {
  const days = daysHeld(turn, textOf(turn))
  return withKeptSession(turn, { named: activityNamed(turn), tense: 'held', days }, async session => {
    const register = await registerOf(turn.trx, session)
    const counts = tally(register)
    return isPrivate(turn)
      ? texts.checkList(register, counts)
      : texts.summaryInGroup(session, counts) + texts.namesInPrivate
  })
}

export async function archiveConfirmed(turn: Turn, sessionId: string): Promise<Reply> {
  const session = await sessionById(turn.trx, sessionId)
  if (session === undefined || session.state === 'archived' || session.state === 'cancelled')
    return say(nothingToConfirm)
  return say(await archive(turn, session))
}

async function archive(turn: Turn, session: Session): Promise<string> {
  const { trx, now, saidAt, speaker } = turn
  const context = { trx, now, saidAt, actor: speaker.personId }
  const before = await registerOf(trx, session)
  for (const { member, mark } of [...before.expected, ...before.guests]) {
    if (mark?.status === 'planned')
      await applyMark(context, session, { personId: member.personId, status: 'present' }, 'secretary')
  }
  await withdrawOfSession(trx, session.id)
  await freezeRoster(trx, session, speaker.personId, now)
  await setSessionState(trx, session.id, 'archived', 'archived', speaker.personId, now)
  await audit(trx, {
    at: now,
    actor: speaker.personId,
    action: 'session.archive',
    object: `session:${session.id}`,
  })
  return texts.archived(session, tally(await registerOf(trx, { ...session, state: 'archived' })))
}
