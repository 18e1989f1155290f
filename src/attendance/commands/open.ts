import { instantOf } from '../../calendar/day.ts'
import type { Command, Turn } from '../../talk/command.ts'
import { answerUntil, type SaidOfSession } from '../../talk/conversation.ts'
import { say, type Reply } from '../../talk/message.ts'
import { branchNamed } from '../../office.ts'
import { readWhen } from '../../understand/when.ts'
import { isPrivate, keptBranchesHere } from '../here.ts'
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

function open(turn: Turn): Promise<Reply> {
  return openWith(turn, turn.reading.slots)
}

/** The answer to the question about the time: what was said before, and now the time. */
export function openAt(turn: Turn, said: SaidOfSession): Promise<Reply> {
  const { choice = '' } = turn.reading.slots
  return openWith(turn, { ...said, when: `${said.when ?? ''} ${choice}`.trim() })
}

async function openWith(turn: Turn, slots: SaidOfSession): Promise<Reply> {
  const [branch, ...others] = branchesMeant(turn, slots)
  if (branch === undefined) return say(onlyKeepers)
  if (others.length > 0)
    return say(
      texts.whichBranch([branch, ...others].map(code => branchNamed(turn.office, code)?.name ?? code)),
    )
  const { activity = '', when = '', place = '', deadline } = slots
  const topic = themeOf(slots)
  const kind = kindNamed(activity) ?? activityKinds.find(({ code }) => code === 'other')
  if (kind === undefined) return say(texts.needTime('主题党日'))
  if ([place, topic].some(mustNotBeKept)) return say(texts.notSavedIdNumber)
  const { day, time } = readWhen(when, turn.now)
  if (day === undefined || time === undefined)
    return askTime(turn, { ...slots, branch }, texts.needTime(kind.name))
  if (isOddHour(time)) return askTime(turn, { ...slots, branch, when: '' }, texts.oddHour(when))
  const startsAt = instantOf(day, time)
  const details = await detailsSaid(turn, kind, branch, slots)
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

/** The branch that was named before the time was asked for, unless the answer names another one. */
function branchesMeant(turn: Turn, { branch }: SaidOfSession): string[] {
  const kept = keptBranchesHere(turn)
  return branch !== undefined && kept.includes(branch) ? [branch] : kept
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
  const { activity, place, topic, deadline, capacity, books, leadReader, when, branch } = slots
  return {
    ...(activity !== undefined && { activity }),
    ...(place !== undefined && { place }),
    ...(topic !== undefined && { topic }),
    ...(deadline !== undefined && { deadline }),
    ...(capacity !== undefined && { capacity }),
    ...(books !== undefined && { books }),
    ...(leadReader !== undefined && { leadReader }),
    ...(when !== undefined && { when }),
    ...(branch !== undefined && { branch }),
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
  { capacity }: SaidOfSession,
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
  // 1组 is 一组.
  const written = said.replace(
    /(?<!\d)[1-9](?=组|小组|党小组)/g,
    digit => '一二三四五六七八九'[Number(digit) - 1] ?? digit,
  )
  return groups.toSorted((one, other) => other.length - one.length).find(group => written.includes(group))
}

/** The instant that words mean, at the end of the working day where they name no time. */
export function instantFrom(words: string, now: Date): Date | undefined {
  const { day, time } = readWhen(words, now)
  return day === undefined ? undefined : instantOf(day, time ?? '17:00')
}
