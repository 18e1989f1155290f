import type { Command, Turn } from '../../talk/command.ts'
import { say, type Reply } from '../../talk/message.ts'
import { keepsRegisterOf } from '../../talk/person.ts'
import type { MarkStatus, LeaveType } from '../../understand/reading.ts'
import { chosenSession, isPrivate } from '../here.ts'
import { sessionFrom, type Session } from '../session.ts'
import { standingMark } from '../store.ts'
import { registerOf, tally } from '../tally.ts'
import * as texts from '../texts.ts'

/** 还有谁没报: counts in the group, names to the keeper in private. */
export const pendingCommand: Command = {
  intents: ['roster.pending'],
  for: 'everyone',
  where: 'bound',
  example: '还有谁没报',
  run: turn =>
    withSession(turn, async session => {
      const register = await registerOf(turn.trx, session)
      const counts = tally(register)
      if (mayReadNames(turn, session)) return texts.pendingInPrivate(register, counts)
      return (
        texts.countsInGroup(session, counts) +
        (keepsRegisterOf(turn.speaker, session.branch) ? texts.namesInPrivate : '')
      )
    }),
}

/** 应到多少实到多少: counts in the group, names to the keeper in private. */
export const summaryCommand: Command = {
  intents: ['roster.summary', 'quorum.check'],
  for: 'everyone',
  where: 'bound',
  example: '应到多少,实到多少',
  run: turn =>
    withSession(turn, async session => {
      const register = await registerOf(turn.trx, session)
      const counts = tally(register)
      return mayReadNames(turn, session)
        ? texts.summaryInPrivate(register, counts)
        : texts.summaryInGroup(session, counts)
    }),
}

/** 什么时候、在哪里: what is known of the session. */
export const sessionInfoCommand: Command = {
  intents: ['session.info'],
  for: 'everyone',
  where: 'bound',
  run: turn => withSession(turn, async session => texts.sessionInfo(session)),
}

/** 我的记录: one's own marks, in private only. */
export const ownRecordCommand: Command = {
  intents: ['roster.query_self'],
  for: 'everyone',
  where: 'anywhere',
  example: '我的记录',
  run: async turn => (isPrivate(turn) ? ownRecord(turn) : say(texts.recordInPrivate)),
}

/** 刘芳为啥没来: declined. */
export const colleagueCommand: Command = {
  intents: ['roster.query_person'],
  for: 'everyone',
  where: 'anywhere',
  run: async () => say(texts.colleaguesStayPrivate),
}

function mayReadNames(turn: Turn, session: Session): boolean {
  return isPrivate(turn) && keepsRegisterOf(turn.speaker, session.branch)
}

async function withSession(turn: Turn, answer: (session: Session) => Promise<string>): Promise<Reply> {
  const choice = await chosenSession(turn, turn.reading.slots.activity, 'either')
  switch (choice.kind) {
    case 'none':
      return say(texts.noOpenSession)
    case 'none-of-kind':
      return say(texts.noneOpenOfKind(choice.name))
    case 'ask': {
      const answers: string[] = []
      for (const session of choice.sessions) answers.push(await answer(session))
      return say(answers.join('\n'))
    }
    case 'session':
      turn.remember({ sessionId: choice.session.id })
      return say(await answer(choice.session))
  }
}

async function ownRecord({ trx, speaker }: Turn): Promise<Reply> {
  const rows = await trx
    .selectFrom('sessions')
    .selectAll()
    .where('branch', 'in', ['', ...speaker.memberships.map(({ branch }) => branch)])
    .where('state', 'in', ['open', 'checking', 'archived'])
    .orderBy('starts_at', 'desc')
    .limit(12)
    .execute()
  const lines: { session: Session; mark: { status: MarkStatus | 'withdrawn'; leaveType?: LeaveType } }[] = []
  for (const session of rows.map(sessionFrom)) {
    const mark = await standingMark(trx, session.id, speaker.personId)
    if (mark !== undefined && mark.status !== 'withdrawn') lines.push({ session, mark })
  }
  return say(texts.ownRecord(lines))
}
