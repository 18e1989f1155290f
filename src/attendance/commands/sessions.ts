import { audit } from '../../ledger/audit.ts'
import { withdrawOfSession } from '../../reminders/reschedule-notice.ts'
import { answerUntil } from '../../talk/conversation.ts'
import type { Command, Turn } from '../../talk/command.ts'
import type { Reply } from '../../talk/message.ts'
import { activityNamed } from '../here.ts'
import { withKeptSession } from '../kept-session.ts'
import { sessionFrom, type Session } from '../session.ts'
import { setAnswerBy, setSessionState } from '../store.ts'
import * as texts from '../session-texts.ts'
import { nothingToConfirm } from '../texts.ts'
import { instantFrom } from './open.ts'

/** 报名截止 */
export const closeSessionCommand: Command = {
  intents: ['session.close'],
  for: 'keepers',
  where: 'bound',
  run: turn =>
    withComingSession(turn, async session => {
      await setSessionState(turn.trx, session.id, 'checking', 'closed', turn.speaker.personId, turn.now)
      return texts.closedText
    }),
}

/** 再开一下 */
export const reopenSessionCommand: Command = {
  intents: ['session.reopen'],
  for: 'keepers',
  where: 'bound',
  run: turn =>
    withComingSession(turn, async session => {
      await setSessionState(turn.trx, session.id, 'open', 'reopened', turn.speaker.personId, turn.now)
      return texts.reopenedText
    }),
}

/** 延长到周五下班: a new day to answer by; marks are taken until the register is archived anyway. */
export const extendSessionCommand: Command = {
  intents: ['session.extend'],
  for: 'keepers',
  where: 'bound',
  run: turn =>
    withComingSession(turn, async session => {
      const { deadline = '', when = '' } = turn.reading.slots
      const answerBy = instantFrom(deadline || when, turn.now)
      if (session.state !== 'open')
        await setSessionState(turn.trx, session.id, 'open', 'reopened', turn.speaker.personId, turn.now)
      if (answerBy === undefined || answerBy <= turn.now || answerBy > session.startsAt)
        return texts.reopenedText
      await setAnswerBy(turn.trx, session.id, answerBy, turn.speaker.personId, turn.now)
      return texts.extendedTo(answerBy)
    }),
}

/** 取消活动: asks first, because the marks go with it. */
export const cancelSessionCommand: Command = {
  intents: ['session.cancel'],
  for: 'keepers',
  where: 'bound',
  run: turn =>
    withComingSession(turn, async session => {
      turn.remember({
        asked: {
          kind: 'confirm',
          action: { kind: 'cancel-session', sessionId: session.id },
          until: answerUntil(turn.now),
        },
      })
      return texts.cancelPreview(session)
    }),
}

function withComingSession(turn: Turn, act: (session: Session) => Promise<string>): Promise<Reply> {
  return withKeptSession(turn, { named: activityNamed(turn), tense: 'coming' }, act)
}

/** The confirmed half of a cancellation. */
export async function cancelSession(turn: Turn, sessionId: string): Promise<string> {
  const row = await turn.trx.selectFrom('sessions').selectAll().where('id', '=', sessionId).executeTakeFirst()
  if (row === undefined || row.state === 'archived' || row.state === 'cancelled') return nothingToConfirm
  await withdrawOfSession(turn.trx, sessionId)
  await setSessionState(turn.trx, sessionId, 'cancelled', 'cancelled', turn.speaker.personId, turn.now)
  await audit(turn.trx, {
    at: turn.now,
    actor: turn.speaker.personId,
    action: 'session.cancel',
    object: `session:${sessionId}`,
  })
  return texts.sessionCancelled(sessionFrom(row))
}
