import { audit } from '../../ledger/audit.ts'
import type { Command, Turn } from '../../talk/command.ts'
import { say } from '../../talk/message.ts'
import { keepsRegisterOf } from '../../talk/person.ts'
import { activityNamed, branchesHere } from '../here.ts'
import { isExpected, kindByCode, kindNamed } from '../kinds.ts'
import { addMakeup, makeupsOf } from '../makeup-store.ts'
import { standingMark } from '../mark-store.ts'
import { labelsOf, personNamed, withTag } from '../people-named.ts'
import { textOf } from '../people-in-text.ts'
import * as texts from '../record-texts.ts'
import { rosterOf } from '../roster.ts'
import { sessionFrom, type Session } from '../session.ts'
import { nobodyOfThatName, whichPersonInGroup } from '../texts.ts'

/** 已补学, 刘芳已补学: beside the mark of a session that was missed, never instead of it. */
export const makeupCommand: Command = {
  intents: ['makeup.report'],
  for: 'everyone',
  where: 'bound',
  example: '已补学',
  run: async turn => say(await report(turn)),
}

async function report(turn: Turn): Promise<string> {
  const { speaker } = turn
  const personIds: string[] = []
  const sessions = await heldSessions(turn)
  const branch = sessions[0]?.branch ?? branchesHere(turn)[0] ?? ''
  for (const { name } of turn.reading.slots.marks ?? []) {
    const person = await personNamed(turn, name, branch)
    if (person.kind === 'unknown') return nobodyOfThatName
    if (person.kind === 'ambiguous') return whichPersonInGroup
    personIds.push(person.personId)
  }
  const others = personIds.filter(personId => personId !== speaker.personId)
  if (others.length > 0 && !keepsRegisterOf(speaker, branch)) return texts.onlyOwnMakeup
  const session = await sessionMissed(turn, sessions, personIds)
  if (session === undefined) return texts.noMakeup
  turn.remember({ sessionId: session.id })
  return record(turn, session, personIds)
}

async function record(turn: Turn, session: Session, personIds: string[]): Promise<string> {
  const { trx, now, saidAt, speaker } = turn
  const actor = speaker.personId
  const done = !/(?:没|还没|未)(?:有)?补|撤回|不算|作废/.test(textOf(turn))
  for (const personId of personIds) {
    if (done && (await wasThere(turn, session, personId))) return texts.wasThere(session)
    const source = personId === actor ? 'self' : 'secretary'
    await addMakeup(trx, { sessionId: session.id, personId, done, source, reportedBy: actor, saidAt, now })
    const detail = { done }
    await audit(trx, {
      at: now,
      actor,
      action: 'makeup',
      object: `session:${session.id}`,
      subject: personId,
      detail,
    })
  }
  const names = (await labelsOf(trx, personIds)).map(withTag)
  if (!done) return texts.madeUpTakenBack(session, names)
  return personIds.every(personId => personId === actor)
    ? texts.madeUpOwn(session)
    : texts.madeUpOf(session, names)
}

/** What took place within the last months and is made up by those who missed it, latest first. */
async function heldSessions(turn: Turn): Promise<Session[]> {
  const named = kindNamed(activityNamed(turn) ?? '')?.code
  const rows = await turn.trx
    .selectFrom('sessions')
    .selectAll()
    .where('branch', 'in', ['', ...branchesHere(turn)])
    .where('state', 'in', ['open', 'checking', 'archived'])
    .where('starts_at', '<=', turn.now.toISOString())
    .where('starts_at', '>', new Date(turn.now.getTime() - REACH_MS).toISOString())
    .orderBy('starts_at', 'desc')
    .execute()
  return rows
    .map(sessionFrom)
    .filter(({ kind }) => (named === undefined ? kindByCode(kind)?.makeupDays !== undefined : kind === named))
}

const REACH_MS = 100 * 24 * 60 * 60 * 1000

/** The latest session that one of these people was expected at, missed and has not made up. */
async function sessionMissed(
  turn: Turn,
  sessions: readonly Session[],
  personIds: readonly string[],
): Promise<Session | undefined> {
  for (const session of sessions) {
    const made = await makeupsOf(turn.trx, session.id)
    const expected = await expectedAt(turn, session)
    for (const personId of personIds)
      if (expected.has(personId) && !made.has(personId) && !(await wasThere(turn, session, personId)))
        return session
  }
  // Said twice, or taken back: it is about the last one of all.
  return sessions[0]
}

async function expectedAt({ trx }: Turn, session: Session): Promise<Set<string>> {
  const kind = kindByCode(session.kind)
  const members = await rosterOf(trx, session)
  return new Set(
    members.filter(member => isExpected(kind, session.details, member)).map(({ personId }) => personId),
  )
}

async function wasThere({ trx }: Turn, { id }: Session, personId: string): Promise<boolean> {
  const mark = await standingMark(trx, id, personId)
  return mark !== undefined && ['present', 'late', 'leftEarly'].includes(mark.status)
}
