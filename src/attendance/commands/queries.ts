import type { Command, Turn } from '../../talk/command.ts'
import { addDays, dayOf, instantOf } from '../../calendar/day.ts'
import { say, type Reply } from '../../talk/message.ts'
import { keepsRegisterOf, keepsSomeRegister } from '../../talk/person.ts'
import { activityNamed, branchesHere, chosenSession, isPrivate, openSessionsHere } from '../here.ts'
import { archivedOf } from '../kept-session.ts'
import { sessionFrom, type Session } from '../session.ts'
import { kindByCode, kindNamed } from '../kinds.ts'
import { textOf } from '../people-in-text.ts'
import { periodSaid } from '../period-said.ts'
import { quorumOf } from '../quorum.ts'
import { makeupsOf } from '../makeup-store.ts'
import { standingMark } from '../mark-store.ts'
import { registerOf, tally } from '../tally.ts'
import * as counts from '../count-texts.ts'
import * as records from '../record-texts.ts'
import * as texts from '../texts.ts'

/** 还有谁没报: counts in the group, names to the keeper in private. */
export const pendingCommand: Command = {
  intents: ['roster.pending'],
  for: 'everyone',
  where: 'bound',
  example: '还有谁没报',
  run: turn =>
    asksMakeup(turn)
      ? Promise.resolve(say(records.makeupList(keepsSomeRegister(turn.speaker))))
      : withSession(turn, async session => {
          const register = await registerOf(turn.trx, session)
          const totals = tally(register)
          if (mayReadNames(turn, session)) return counts.pendingInPrivate(register, totals)
          return (
            counts.countsInGroup(session, totals) +
            (keepsRegisterOf(turn.speaker, session.branch) ? counts.namesInPrivate : '')
          )
        }),
}

/** 谁还没补学 is not about answers: the list of it is a file. */
function asksMakeup(turn: Turn): boolean {
  return /补[学课]/.test(textOf(turn))
}

/** 应到多少实到多少: counts in the group, names to the keeper in private. */
export const summaryCommand: Command = {
  intents: ['roster.summary'],
  for: 'everyone',
  where: 'bound',
  example: '应到多少,实到多少',
  run: turn =>
    turn.reading.slots.ask === 'names'
      ? lastRegister(turn)
      : withSession(turn, session => summaryOf(turn, session), lastHeld),
}

async function summaryOf(turn: Turn, session: Session): Promise<string> {
  const register = await registerOf(turn.trx, session)
  const totals = tally(register)
  return mayReadNames(turn, session)
    ? counts.summaryInPrivate(register, totals)
    : counts.summaryInGroup(session, totals)
}

/** 上次党日的名单: by name for its keeper in private; everybody else is offered their own record. */
async function lastRegister(turn: Turn): Promise<Reply> {
  if (!keepsSomeRegister(turn.speaker)) return say(records.colleaguesStayPrivate)
  const session = await lastHeld(turn)
  if (session === undefined) return say(counts.noneHeld)
  if (!keepsRegisterOf(turn.speaker, session.branch)) return say(records.colleaguesStayPrivate)
  const where = isPrivate(turn) ? '' : counts.namesInPrivate
  return say((await summaryOf(turn, session)) + where)
}

/** 人数够不够表决: the base, who is there and what the rule asks; the program decides nothing. */
export const quorumCommand: Command = {
  intents: ['quorum.check'],
  for: 'everyone',
  where: 'bound',
  example: '人数够不够表决',
  run: turn =>
    withSession(turn, async session => {
      const register = await registerOf(turn.trx, session)
      const rule = kindByCode(session.kind)?.quorum
      if (rule !== undefined) return counts.quorumInWords(session, quorumOf(register, rule))
      return `${counts.summaryInGroup(session, tally(register))}${counts.noQuorum}`
    }),
}

/** 我的记录: one's own marks, in private only. */
export const ownRecordCommand: Command = {
  intents: ['roster.query_self'],
  for: 'everyone',
  where: 'anywhere',
  example: '我的记录',
  run: async turn => (isPrivate(turn) ? ownRecord(turn) : say(records.recordInPrivate)),
}

function mayReadNames(turn: Turn, session: Session): boolean {
  return isPrivate(turn) && keepsRegisterOf(turn.speaker, session.branch)
}

/** 上次党日谁没来: the last one that was held, archived or not, of the kind that was named. */
export async function lastHeld(turn: Turn): Promise<Session | undefined> {
  const kind = kindNamed(activityNamed(turn) ?? '')
  const archived = await archivedOf(turn.trx, branchesHere(turn), turn.now)
  const begun = (await openSessionsHere(turn)).filter(({ startsAt }) => startsAt <= turn.now)
  return [...begun, ...archived]
    .filter(session => kind === undefined || session.kind === kind.code)
    .toSorted((one, other) => other.startsAt.getTime() - one.startsAt.getTime())[0]
}

/** `last` finds the session that is meant where none is open, or where 上次 was said. */
export async function withSession(
  turn: Turn,
  answer: (session: Session) => Promise<string>,
  last?: (turn: Turn) => Promise<Session | undefined>,
): Promise<Reply> {
  const choice = await chosenSession(turn, activityNamed(turn), 'either')
  const isOver = choice.kind === 'none' || choice.kind === 'none-of-kind' || /上[次回]/.test(textOf(turn))
  const held = isOver ? await last?.(turn) : undefined
  if (held !== undefined) return say(await answer(held))
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

const MOST_LINES = 12

/** The marks of the kind and the period that were asked for; of everything when none was. */
async function ownRecord(turn: Turn): Promise<Reply> {
  const { trx, speaker, now, reading } = turn
  const { activity, period } = reading.slots
  const kind = kindNamed(activity ?? '')
  const span = period === undefined ? undefined : periodSaid(period, now)
  const rows = await trx
    .selectFrom('sessions')
    .selectAll()
    .where('branch', 'in', ['', ...speaker.memberships.map(({ branch }) => branch)])
    .where('state', 'in', ['open', 'checking', 'archived'])
    .$if(kind !== undefined, query => query.where('kind', '=', kind?.code ?? ''))
    .$if(span !== undefined, query =>
      query
        .where('starts_at', '>=', instantOf(span?.from ?? dayOf(now)).toISOString())
        .where('starts_at', '<', instantOf(addDays(span?.to ?? dayOf(now), 1)).toISOString()),
    )
    .orderBy('starts_at', 'desc')
    .limit(span === undefined ? MOST_LINES : MOST_IN_A_YEAR)
    .execute()
  const lines: records.OwnLine[] = []
  for (const session of rows.map(sessionFrom)) {
    const mark = await standingMark(trx, session.id, speaker.personId)
    const madeUp = (await makeupsOf(trx, session.id)).has(speaker.personId)
    const isHeard = mark !== undefined && mark.status !== 'withdrawn'
    if (isHeard || madeUp) lines.push({ session, mark: isHeard ? mark : undefined, madeUp })
  }
  const about = `${period === undefined ? '' : (span?.name ?? '')}${kind?.name ?? ''}`
  const isCounted = /几[次回场]|多少次/.test(textOf(turn))
  return say(records.ownRecord(lines.slice(0, MOST_LINES), about, isCounted ? lines : []))
}

const MOST_IN_A_YEAR = 200
