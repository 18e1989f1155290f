import { sql } from 'kysely'
import { dayOf, type Day } from '../calendar/day.ts'
import type { Trx } from '../ledger/ledger.ts'
import { rememberedOnce } from '../ledger/remembered.ts'
import type { SessionsTable } from '../ledger/tables.ts'
import type { Turn } from '../talk/command.ts'
import { say, type Reply } from '../talk/message.ts'
import { keptBranchHere, keptBranchesHere, keptSessionsHere } from './here.ts'
import { sessionFrom, type Session } from './session.ts'
import * as texts from './texts.ts'
import { whichSession, type Choice, type Tense } from './which-session.ts'

/** Which sessions of the speaker's own registers something can be about, besides those that are open. */
export interface KeptSession {
  /** The activity as the message named it. */
  named: string | undefined
  tense: Tense
  /** Also what is planned and not announced yet, when nothing open is meant. */
  drafts?: boolean
  /** Also what was archived within the last months, when nothing open is meant. */
  archived?: boolean
  /** The days that may tell it from another. */
  days?: readonly Day[]
  /** The question when several may be meant; without it she is asked to say it again with a name. */
  ask?: (sessions: Session[]) => string
}

/** Runs something on the one session that a keeper means, or says why there is none. */
export async function withKeptSession(
  turn: Turn,
  meant: KeptSession,
  act: (session: Session) => Promise<string>,
): Promise<Reply> {
  if (keptBranchHere(turn) === undefined) return say(texts.onlyKeepers)
  const choice = await keptSession(turn, meant)
  switch (choice.kind) {
    case 'none':
      return say(texts.noOpenSession)
    case 'none-of-kind':
      return say(texts.noneOpenOfKind(choice.name))
    case 'ask':
      return say((meant.ask ?? texts.whichOneByName)(choice.sessions))
    case 'session':
      turn.remember({ sessionId: choice.session.id })
      return say(await act(choice.session))
  }
}

async function keptSession(
  turn: Turn,
  { named, tense, drafts, archived, days = [] }: KeptSession,
): Promise<Choice> {
  const meant = { named, days, lastNamedId: turn.conversation.sessionId, tense, now: turn.now }
  const ofOpen = whichSession(await keptSessionsHere(turn), meant)
  if (ofOpen.kind !== 'none' && ofOpen.kind !== 'none-of-kind') return ofOpen
  const branches = keptBranchesHere(turn)
  const others = [
    ...(drafts === true ? await draftsOf(turn.trx, branches, turn.now) : []),
    ...(archived === true ? await archivedOf(turn.trx, branches, turn.now) : []),
  ]
  if (others.length === 0) return ofOpen
  const choice = whichSession(others, meant)
  // Of several archived ones of a kind the latest is meant.
  if (choice.kind !== 'ask' || drafts === true) return choice
  const [latest] = choice.sessions.toSorted((one, other) => other.startsAt.getTime() - one.startsAt.getTime())
  return latest === undefined ? choice : { kind: 'session', session: latest, assumed: true }
}

/** The sessions of branches that are planned and not announced yet, soonest first. */
export async function draftsOf(trx: Trx, branches: readonly string[], now: Date): Promise<Session[]> {
  const rows = await trx
    .selectFrom('sessions')
    .selectAll()
    .where('branch', 'in', ['', ...branches])
    .where('state', '=', 'draft')
    .where('starts_at', '>', now.toISOString())
    .orderBy('starts_at')
    .execute()
  return rows.map(sessionFrom)
}

/** For how long an archived register can be corrected by chat. */
const CORRECTABLE_MS = 100 * 24 * 60 * 60 * 1000

/** The archived sessions of branches that a correction can be about, latest first. */
export async function archivedOf(trx: Trx, branches: readonly string[], now: Date): Promise<Session[]> {
  const since = dayOf(new Date(now.getTime() - CORRECTABLE_MS))
  const sessions: Session[] = []
  for (const branch of branches) sessions.push(...(await archived(trx, branch, since)))
  return sessions.sort((one, other) => other.startsAt.getTime() - one.startsAt.getTime())
}

const archived = rememberedOnce<[string, Day], SessionsTable, readonly Session[]>(
  (db, branch, since) =>
    db
      .selectFrom('sessions')
      .selectAll()
      .where('branch', '=', branch)
      .where('state', '=', sql.lit('archived' as const))
      .where('starts_at', '>', since),
  rows => rows.map(sessionFrom),
)
