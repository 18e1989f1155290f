import type { Turn } from '../talk/command.ts'
import { keepsRegisterOf } from '../talk/person.ts'
import { kindNamed } from './kinds.ts'
import type { Session } from './session.ts'
import { openSessionsOf } from './store.ts'
import { whichSession, type Choice, type Tense } from './which-session.ts'

/** The branches a message can be about: a group's own, or the speaker's in a single chat. */
export function branchesHere({ place, speaker }: Turn): string[] {
  if (place.kind === 'group') return [place.branch]
  return [...new Set(speaker.memberships.map(({ branch }) => branch))]
}

/** The sessions that accept marks here, soonest first. */
export async function openSessionsHere(turn: Turn): Promise<Session[]> {
  const sessions: Session[] = []
  for (const branch of branchesHere(turn)) sessions.push(...(await openSessionsOf(turn.trx, branch)))
  return sessions
}

export async function chosenSession(turn: Turn, named: string | undefined, tense: Tense): Promise<Choice> {
  const { conversation, now } = turn
  return whichSession(await openSessionsHere(turn), {
    named,
    lastNamedId: conversation.sessionId,
    tense,
    now,
  })
}

/** The branch whose register the speaker keeps here, or undefined. */
export function keptBranchHere(turn: Turn): string | undefined {
  return branchesHere(turn).find(branch => keepsRegisterOf(turn.speaker, branch))
}

/** The activity that the message names anywhere: by itself, with a mark, or as the title of a chain. */
export function activityNamed({ reading }: Turn): string | undefined {
  const { activity, marks, title } = reading.slots
  const named = activity ?? marks?.find(mark => mark.activity !== undefined)?.activity
  if (named !== undefined) return named
  return title !== undefined && kindNamed(title) !== undefined ? title : undefined
}

export function isPrivate({ place }: Turn): boolean {
  return place.kind === 'single'
}
