import { dayOf, timeOf } from '../calendar/day.ts'
import { audit } from '../ledger/audit.ts'
import type { Trx } from '../ledger/ledger.ts'
import { kindByCode } from './kinds.ts'
import { newSessionId, sessionFrom, titleOf, type Session, type SessionDetails } from './session.ts'
import { addSession } from './store.ts'

export interface SessionDraft {
  kind: string
  branch: string
  startsAt: Date
  place: string
  theme: string
  details?: SessionDetails
  answerBy?: Date
  chatId?: string
}

/** Opens a session for marks, or returns the one of the same kind and time that is open already. */
export async function openSession(
  trx: Trx,
  draft: SessionDraft,
  actor: string,
  now: Date,
): Promise<{ session: Session; isNew: boolean }> {
  const { kind, branch, startsAt } = draft
  const { partyGroup, late } = draft.details ?? {}
  const occurrenceKey = [dayOf(startsAt), timeOf(startsAt), partyGroup].filter(Boolean).join(' ')
  const name = kindByCode(kind)?.name ?? kind
  const title = titleOf(partyGroup === undefined ? name : `${name}(${partyGroup})`, startsAt)
  const session: Session = {
    ...draft,
    id: newSessionId(),
    title,
    // What took place already is not announced: its register waits for the check.
    state: late === undefined ? 'open' : 'checking',
  }
  const series = `ad-hoc:${kind}`
  const isNew = await addSession(trx, { ...session, series, occurrenceKey, actor, now })
  if (isNew) {
    await audit(trx, { at: now, actor, action: 'session.open', object: `session:${session.id}` })
    return { session, isNew }
  }
  const row = await trx
    .selectFrom('sessions')
    .selectAll()
    .where('branch', '=', branch)
    .where('series', '=', series)
    .where('occurrence_key', '=', occurrenceKey)
    .executeTakeFirstOrThrow()
  return { session: sessionFrom(row), isNew }
}
