import type { Turn } from '../talk/command.ts'
import { keepsRegisterOf } from '../talk/person.ts'
import { branchesSaid } from './branches-said.ts'
import { lastCardIn } from './cards/store.ts'
import { activityKinds, kindNamed } from './kinds.ts'
import type { Session } from './session.ts'
import { daysNamed, lastNamedHere } from './last-named.ts'
import { standingMark } from './mark-store.ts'
import { openSessionsOf } from './store.ts'
import { whichSession, type Choice, type Tense } from './which-session.ts'

/** The branches a message can be about: a group's own; in a single chat those of the speaker's that it names, or all of them. */
export function branchesHere({ place, speaker, office, message: { content } }: Turn): string[] {
  if (place.kind === 'group') return [place.branch]
  const own = [...new Set(speaker.memberships.map(({ branch }) => branch))]
  if (own.length < 2 || content.kind !== 'text') return own
  const named = branchesSaid(office, own, content.text)
  return named.length > 0 ? named : own
}

/** The sessions that accept marks here, soonest first. */
export async function openSessionsHere(turn: Turn): Promise<Session[]> {
  const sessions: Session[] = []
  for (const branch of branchesHere(turn)) sessions.push(...(await openSessionsOf(turn.trx, branch)))
  return sessions
}

/** The sessions among them whose register the speaker keeps. */
export async function keptSessionsHere(turn: Turn): Promise<Session[]> {
  return (await openSessionsHere(turn)).filter(({ branch }) => keepsRegisterOf(turn.speaker, branch))
}

/** The session that a message is about, among those here (`open`, when they are known already) or among the given ones. */
export async function chosenSession(
  turn: Turn,
  named: string | undefined,
  tense: Tense,
  among?: Session[],
  when?: string,
  open?: Session[],
): Promise<Choice> {
  const sessions = among ?? open ?? (await openSessionsHere(turn))
  const meant = { named, quote: quotedIn(turn), days: daysNamed(turn, when), tense, now: turn.now }
  const choice = whichSession(sessions, meant)
  if (choice.kind !== 'ask' || named !== undefined) return choice
  // Only marks: a question is answered for each, and what a keeper says is never taken for granted.
  const isMark = among === undefined && tense !== 'either'
  const own = isMark ? await lastTappedOrNamed(turn, choice.sessions) : undefined
  if (own !== undefined) return { kind: 'session', session: own, assumed: true }
  const byTalk = whichSession(sessions, { ...meant, lastNamedId: await lastNamedHere(turn) })
  if (byTalk.kind !== 'ask' || !isMark) return byTalk
  const shown = await lastShown(turn, byTalk.sessions)
  return shown === undefined ? byTalk : { kind: 'session', session: shown, assumed: true }
}

/** The words that were quoted; in the app's chat they stand before the answer, in corner brackets. */
function quotedIn({ message: { content } }: Turn): string | undefined {
  if (content.kind !== 'text') return undefined
  return content.quote ?? (content.text.startsWith('「') ? content.text : undefined)
}

const DAY_MS = 24 * 60 * 60 * 1000

/** The session on whose card the speaker tapped last, or the one that the speaker named after that; without a tap none. */
async function lastTappedOrNamed(turn: Turn, sessions: Session[]): Promise<Session | undefined> {
  const { trx, speaker, conversation, now } = turn
  const yesterday = new Date(now.getTime() - DAY_MS).toISOString()
  const own: { session: Session; saidAt: string; byTap: boolean }[] = []
  for (const session of sessions) {
    const mark = await standingMark(trx, session.id, speaker.personId)
    const isOwn = mark?.source === 'card' || mark?.source === 'self'
    if (isOwn && mark.saidAt > yesterday)
      own.push({ session, saidAt: mark.saidAt, byTap: mark.source === 'card' })
    // Without a mark: by a question about it.
    if (session.id === conversation.sessionId && conversation.namedAt !== undefined)
      own.push({ session, saidAt: conversation.namedAt, byTap: false })
  }
  if (!own.some(({ byTap }) => byTap)) return undefined
  // Of a tap and words in the same second the words are meant.
  const latest = own.toSorted(
    (one, other) => other.saidAt.localeCompare(one.saidAt) || Number(one.byTap) - Number(other.byTap),
  )
  return latest[0]?.session
}

/** The session whose card the group saw last: words after it are about it. */
async function lastShown({ trx, place, now }: Turn, sessions: Session[]): Promise<Session | undefined> {
  if (place.kind !== 'group') return undefined
  const shown = await lastCardIn(trx, place.chatId, now)
  return sessions.find(({ id }) => id === shown)
}

/** The branch whose register the speaker keeps here, or undefined. */
export function keptBranchHere(turn: Turn): string | undefined {
  return keptBranchesHere(turn)[0]
}

/** All branches whose register the speaker keeps here. */
export function keptBranchesHere(turn: Turn): string[] {
  return branchesHere(turn).filter(branch => keepsRegisterOf(turn.speaker, branch))
}

/** The activity that the message names anywhere: by itself, with a mark, or as the title of a chain. */
export function activityNamed({ reading, message }: Turn): string | undefined {
  const { activity, marks, title } = reading.slots
  const named = activity ?? marks?.find(mark => mark.activity !== undefined)?.activity
  if (named !== undefined) return named
  if (title !== undefined && kindNamed(title) !== undefined) return title
  return onlyKindIn(message)
}

/** The one kind whose name stands in the message; with two of them the sentence is about something else. */
function onlyKindIn({ content }: Turn['message']): string | undefined {
  if (content.kind !== 'text' || content.text.length > 200) return undefined
  const { text } = content
  if (!NAMES_A_KIND.test(text)) return SHORT_NAMES.find(([short]) => short.test(text))?.[1]
  const kinds = activityKinds.filter(
    ({ code, words }) => code !== 'other' && words.some(word => word.length > 2 && text.includes(word)),
  )
  const [only] = kinds
  if (kinds.length === 1) return only?.name
  return kinds.length === 0 && text.includes('党日') ? '党日' : undefined
}

// What people say for short, where no other 大会 is named with it.
const SHORT_NAMES: readonly (readonly [RegExp, string])[] = [
  [/(?<!表彰|动员|代表|职工|总结|誓师|运动|人民|部署|会员|年度)大会(?!堂|议室|厅)/, '支部党员大会'],
  [/志愿(?!军|书|者|表)/, '志愿服务'],
  [/(?<!领导)小组会(?!议室)/, '党小组会'],
]

// Nearly every message is shorter than a look at each kind.
const NAMES_A_KIND = new RegExp(['党日', ...activityKinds.flatMap(({ words }) => words)].join('|'))

export function isPrivate({ place }: Turn): boolean {
  return place.kind === 'single'
}
