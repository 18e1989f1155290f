import { instantOf } from '../../calendar/day.ts'
import type { Command, Turn } from '../../talk/command.ts'
import { say, type Reply } from '../../talk/message.ts'
import { readWhen } from '../../understand/when.ts'
import { isPrivate, keptBranchHere } from '../here.ts'
import { activityKinds, kindNamed, type ActivityKind } from '../kinds.ts'
import { namedRoster } from '../named-roster.ts'
import { openSession, type SessionDraft } from '../open-session.ts'
import { peopleIn, personIn, textOf } from '../people-in-text.ts'
import { mustNotBeKept, plainWords } from '../plain-words.ts'
import { reasonIn } from '../reason.ts'
import type { SessionDetails } from '../session.ts'
import * as texts from '../session-texts.ts'
import { onlyKeepers } from '../texts.ts'

/** 发起主题党日,11月27日下午3点,三楼会议室; 补录主题党日,11月6日下午3点,原因:当天没有登记 */
export const openSessionCommand: Command = {
  intents: ['session.open'],
  for: 'keepers',
  where: 'bound',
  example: '发起主题党日,11月27日下午3点,三楼会议室',
  run: open,
}

async function open(turn: Turn): Promise<Reply> {
  const branch = keptBranchHere(turn)
  if (branch === undefined) return say(onlyKeepers)
  const { activity = '', when = '', place = '', topic = '', deadline } = turn.reading.slots
  const kind = kindNamed(activity) ?? activityKinds.find(({ code }) => code === 'other')
  if (kind === undefined) return say(texts.needTime('主题党日'))
  const { day, time } = readWhen(when, turn.now)
  if (day === undefined || time === undefined) return say(texts.needTime(kind.name))
  const startsAt = instantOf(day, time)
  if ([place, topic].some(mustNotBeKept)) return say(texts.notSavedIdNumber)
  const details = await detailsSaid(turn, kind, branch)
  if (typeof details === 'string') return say(details)
  const late = startsAt <= turn.now ? lateEntry(turn, startsAt) : undefined
  if (typeof late === 'string') return say(late)

  const answerBy = deadline === undefined ? undefined : instantFrom(deadline, turn.now)
  return opened(turn, {
    kind: kind.code,
    branch,
    startsAt,
    place: plainWords(place),
    theme: plainWords(topic),
    details: { ...details, ...(late !== undefined && { late }) },
    ...(answerBy !== undefined && answerBy < startsAt && { answerBy }),
    ...(turn.place.kind === 'group' && { chatId: turn.place.chatId }),
  })
}

async function opened(turn: Turn, draft: SessionDraft): Promise<Reply> {
  const { session, isNew } = await openSession(turn.trx, draft, turn.speaker.personId, turn.now)
  turn.remember({ sessionId: session.id })
  if (!isNew) return say(texts.openedAlready(session))
  if (session.details?.late !== undefined) return say(texts.openedLate(session))
  const botName = turn.office.bot.names[0] ?? ''
  return say(isPrivate(turn) ? texts.openedInPrivate(session, botName) : texts.announcement(session, botName))
}

/** What took place and was not entered then is entered as that, with its real day and a reason; nothing is dated back. */
function lateEntry(turn: Turn, startsAt: Date): SessionDetails['late'] | string {
  const said = textOf(turn)
  if (!said.includes('补')) return texts.pastTime(startsAt)
  const reason = reasonIn(said)
  if (reason === undefined) return texts.lateNeedsReason
  if (mustNotBeKept(reason)) return texts.notSavedIdNumber
  return { at: turn.now.toISOString(), by: turn.speaker.personId, reason }
}

/** Who chairs, who is expected and the rest, where the sentence says so; or the sentence that says what is not clear. */
async function detailsSaid(
  turn: Turn,
  kind: ActivityKind,
  branch: string,
): Promise<Omit<SessionDetails, 'late'> | string> {
  const said = textOf(turn)
  const listed = await peopleIn(turn, said, branch)
  if (listed === 'unclear') return texts.whoIsExpected
  const named = listed ?? (await namedRoster(turn.trx, turn.office, branch, kind.code))
  if (kind.roster === 'named' && named === undefined) return texts.whoIsExpected
  const partyGroup = kind.roster === 'partyGroup' ? groupIn(said, await groupsOf(turn, branch)) : undefined
  if (kind.roster === 'partyGroup' && partyGroup === undefined) return texts.whichGroup
  const chair = await personIn(turn, said, '主持', branch)
  const recorder = await personIn(turn, said, '记录', branch)
  const lecturer = await personIn(turn, said, '主讲', branch)
  const { capacity } = turn.reading.slots
  return {
    ...(chair !== undefined && { chair }),
    ...(recorder !== undefined && { recorder }),
    ...(lecturer !== undefined && { lecturer }),
    ...(named !== undefined && { named }),
    ...(partyGroup !== undefined && { partyGroup }),
    ...(capacity !== undefined && { capacity }),
  }
}

async function groupsOf({ trx }: Turn, branch: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('memberships')
    .select('party_group')
    .distinct()
    .where('branch', '=', branch)
    .where('to_day', 'is', null)
    .where('party_group', '<>', '')
    .execute()
  return rows.map(({ party_group }) => party_group)
}

function groupIn(said: string, groups: string[]): string | undefined {
  if (groups.length === 1) return groups[0]
  return groups.toSorted((one, other) => other.length - one.length).find(group => said.includes(group))
}

/** The instant that words mean, at the end of the working day where they name no time. */
export function instantFrom(words: string, now: Date): Date | undefined {
  const { day, time } = readWhen(words, now)
  return day === undefined ? undefined : instantOf(day, time ?? '17:00')
}
