import { instantOf } from '../../calendar/day.ts'
import { answerUntil, type SaidOfSession } from '../../talk/conversation.ts'
import type { Command, Turn } from '../../talk/command.ts'
import { say, type Reply } from '../../talk/message.ts'
import { withdrawOfSession } from '../../reminders/reschedule-notice.ts'
import { readWhen } from '../../understand/when.ts'
import { audit } from '../../ledger/audit.ts'
import { activityNamed, chosenSession, isPrivate, keptBranchHere, keptSessionsHere } from '../here.ts'
import { mustNotBeKept, plainWords } from '../plain-words.ts'
import { activityKinds, kindNamed } from '../kinds.ts'
import { openSession } from '../open-session.ts'
import { sessionFrom, type Session } from '../session.ts'
import { setAnswerBy, setSessionState } from '../store.ts'
import type { Tense } from '../which-session.ts'
import * as texts from '../texts.ts'

/** 发起主题党日,11月27日下午3点,三楼会议室 */
export const openSessionCommand: Command = {
  intents: ['session.open'],
  for: 'keepers',
  where: 'bound',
  example: '发起主题党日,11月27日下午3点,三楼会议室',
  run: open,
}

/** 报名截止 */
export const closeSessionCommand: Command = {
  intents: ['session.close'],
  for: 'keepers',
  where: 'bound',
  run: turn =>
    withKeptSession(turn, 'coming', async session => {
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
    withKeptSession(turn, 'coming', async session => {
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
    withKeptSession(turn, 'coming', async session => {
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
    withKeptSession(turn, 'coming', async session => {
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

function open(turn: Turn): Promise<Reply> {
  return openWith(turn, turn.reading.slots)
}

/** The answer to the question about the time: what was said before, and now the time. */
export function openAt(turn: Turn, said: SaidOfSession): Promise<Reply> {
  const { choice = '' } = turn.reading.slots
  return openWith(turn, { ...said, when: `${said.when ?? ''} ${choice}`.trim() })
}

/** Before seven and after half past nine nobody meets: more likely a slip than a wish. */
function isOddHour(time: string): boolean {
  return time < '07:00' || time > '21:30'
}

function askTime(turn: Turn, slots: SaidOfSession, question: string): Reply {
  turn.remember({ asked: { kind: 'session-time', slots: saidOf(slots), until: answerUntil(turn.now) } })
  return say(question)
}

function saidOf(slots: SaidOfSession): SaidOfSession {
  const { activity, place, topic, deadline, capacity, books, leadReader, when } = slots
  return {
    ...(activity !== undefined && { activity }),
    ...(place !== undefined && { place }),
    ...(topic !== undefined && { topic }),
    ...(deadline !== undefined && { deadline }),
    ...(capacity !== undefined && { capacity }),
    ...(books !== undefined && { books }),
    ...(leadReader !== undefined && { leadReader }),
    ...(when !== undefined && { when }),
  }
}

/** 读《乡土中国》,领读:何静 is what a 读书会 is about, when no theme was said. */
function themeOf({ topic, books = [], leadReader }: SaidOfSession): string {
  const reading = books.length === 0 ? '' : `读${books.map(book => `《${book}》`).join('')}`
  const about = topic === undefined || books.some(book => topic.includes(book)) ? reading : topic
  return [about || (topic ?? ''), ...(leadReader === undefined ? [] : [`领读:${leadReader}`])]
    .filter(words => words !== '')
    .join(',')
}

async function openWith(turn: Turn, slots: SaidOfSession): Promise<Reply> {
  const branch = keptBranchHere(turn)
  if (branch === undefined) return say(texts.onlyKeepers)
  const { activity = '', when = '', place = '', deadline } = slots
  const topic = themeOf(slots)
  const kind = kindNamed(activity) ?? activityKinds.find(({ code }) => code === 'other')
  if (kind === undefined) return say(texts.needTime('主题党日'))
  const { day, time } = readWhen(when, turn.now)
  if (day === undefined || time === undefined) return askTime(turn, slots, texts.needTime(kind.name))
  if (isOddHour(time)) return askTime(turn, { ...slots, when: '' }, texts.oddHour(when))
  const startsAt = instantOf(day, time)
  if (startsAt <= turn.now) return say(texts.pastTime(startsAt))
  if ([place, topic].some(mustNotBeKept)) return say(texts.notSavedIdNumber)

  const answerBy = deadline === undefined ? undefined : instantFrom(deadline, turn.now)
  const { session, isNew } = await openSession(
    turn.trx,
    {
      kind: kind.code,
      branch,
      startsAt,
      place: plainWords(place),
      theme: plainWords(topic),
      ...(answerBy !== undefined && answerBy < startsAt && { answerBy }),
      ...(turn.place.kind === 'group' && { chatId: turn.place.chatId }),
    },
    turn.speaker.personId,
    turn.now,
  )
  turn.remember({ sessionId: session.id })
  if (!isNew) return say(texts.openedAlready(session))
  const botName = turn.office.bot.names[0] ?? ''
  return say(isPrivate(turn) ? texts.openedInPrivate(session, botName) : texts.announcement(session, botName))
}

function instantFrom(words: string, now: Date): Date | undefined {
  const { day, time } = readWhen(words, now)
  return day === undefined ? undefined : instantOf(day, time ?? '17:00')
}

/** Runs something on the one session meant, among those whose register the speaker keeps. */
export async function withKeptSession(
  turn: Turn,
  tense: Tense,
  act: (session: Session) => Promise<string>,
): Promise<Reply> {
  if (keptBranchHere(turn) === undefined) return say(texts.onlyKeepers)
  const choice = await chosenSession(turn, activityNamed(turn), tense, await keptSessionsHere(turn))
  switch (choice.kind) {
    case 'none':
      return say(texts.noOpenSession)
    case 'none-of-kind':
      return say(texts.noneOpenOfKind(choice.name))
    case 'ask':
      return say(texts.whichOneByName(choice.sessions))
    case 'session':
      turn.remember({ sessionId: choice.session.id })
      return say(await act(choice.session))
  }
}

/** The confirmed half of a cancellation. */
export async function cancelSession(turn: Turn, sessionId: string): Promise<string> {
  const row = await turn.trx.selectFrom('sessions').selectAll().where('id', '=', sessionId).executeTakeFirst()
  if (row === undefined || row.state === 'archived' || row.state === 'cancelled')
    return texts.nothingToConfirm
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
