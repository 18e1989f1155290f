import { audit } from '../../ledger/audit.ts'
import { answerUntil } from '../../talk/conversation.ts'
import type { Turn } from '../../talk/command.ts'
import { say, type Reply } from '../../talk/message.ts'
import { withdrawOfSession } from '../../reminders/reschedule-notice.ts'
import { applyMark } from '../apply.ts'
import { activityNamed, isPrivate } from '../here.ts'
import { withKeptSession } from '../kept-session.ts'
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
export function confirmRegister(turn: Turn): Promise<Reply> {
  return withKeptSession(turn, { named: activityNamed(turn), tense: 'held' }, async session => {
    if (turn.now >= session.startsAt) return archive(turn, session)
    turn.remember({
      asked: {
        kind: 'confirm',
        action: { kind: 'archive', sessionId: session.id },
        until: answerUntil(turn.now),
      },
    })
    return texts.archiveEarly(session)
  })
}

/** 核对: the list as it stands, by name in private. */
export function showCheckList(turn: Turn): Promise<Reply> {
  return withKeptSession(turn, { named: activityNamed(turn), tense: 'held' }, async session => {
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
