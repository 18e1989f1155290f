import type { Trx } from '../ledger/ledger.ts'
import type { Turn } from '../talk/command.ts'
import { say, type Reply } from '../talk/message.ts'
import { keptBranchHere, openSessionsHere } from './here.ts'
import { sessionFrom, type Session } from './session.ts'
import * as texts from './texts.ts'
import { whichSession } from './which-session.ts'

/**
 * Runs something on the one session that a keeper means, drafts included. A draft is meant when it is named and nothing open is,
 * or when nothing is open at all.
 */
export async function withSteeredSession(
  turn: Turn,
  named: string | undefined,
  act: (session: Session) => Promise<string>,
): Promise<Reply> {
  const branch = keptBranchHere(turn)
  if (branch === undefined) return say(texts.onlyKeepers)
  const meant = { named, lastNamedId: turn.conversation.sessionId, tense: 'coming' as const, now: turn.now }
  const open = (await openSessionsHere(turn)).filter(session => session.branch === branch)
  const ofOpen = whichSession(open, meant)
  const isElsewhere = ofOpen.kind === 'none' || ofOpen.kind === 'none-of-kind'
  const drafts = isElsewhere ? await draftsOf(turn.trx, branch, turn.now) : []
  const choice = drafts.length === 0 ? ofOpen : whichSession(drafts, meant)
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

/** The sessions of a branch that are planned and not announced yet, soonest first. */
export async function draftsOf(trx: Trx, branch: string, now: Date): Promise<Session[]> {
  const rows = await trx
    .selectFrom('sessions')
    .selectAll()
    .where('branch', '=', branch)
    .where('state', '=', 'draft')
    .where('starts_at', '>', now.toISOString())
    .orderBy('starts_at')
    .execute()
  return rows.map(sessionFrom)
}
