import { givePart } from '../attendance/give-part.ts'
import { PART_NAMES } from '../attendance/parts.ts'
import { labelsOf, personNamed } from '../attendance/people-named.ts'
import type { Session } from '../attendance/session.ts'
import { withKeptSession } from '../attendance/kept-session.ts'
import { activityNamed } from '../attendance/here.ts'
import { audit } from '../ledger/audit.ts'
import type { Command, Turn } from '../talk/command.ts'
import type { ReminderParts } from './parts.ts'
import * as texts from './reply-texts.ts'
import { tellPart } from './tell-part.ts'

/** 这次读书会由彭莉领读, 党课请王建平主讲: kept with the session, and told to them in private in good time. */
export function partCommand(parts: ReminderParts): Command {
  return {
    intents: ['session.part'],
    for: 'keepers',
    where: 'bound',
    example: '这次读书会由彭莉领读',
    run: turn => {
      const meant = { named: activityNamed(turn), tense: 'coming', drafts: true } as const
      return withKeptSession(turn, meant, session => give(parts, turn, session))
    },
  }
}

async function give(parts: ReminderParts, turn: Turn, session: Session): Promise<string> {
  const { trx, now, speaker, reading } = turn
  const part = PART_NAMES.find(name => name === reading.slots.field)
  if (part === undefined) return texts.whichPart
  const names = reading.slots.subjects ?? ['self']
  const personIds: string[] = []
  for (const name of names) {
    const named = await personNamed(turn, name, session.branch)
    if (named.kind === 'unknown') return texts.nobodyOfThatName
    if (named.kind === 'ambiguous') return texts.severalOfThatName
    personIds.push(named.personId)
  }
  await givePart(trx, session, part, await labelsOf(trx, personIds), speaker.personId, now)
  await audit(trx, {
    at: now,
    actor: speaker.personId,
    action: 'session.part',
    object: `session:${session.id}`,
  })
  const told = await tellPart(parts, turn, session, part, personIds)
  return texts.partGiven(session, part, reading.slots.subjects ?? [speaker.name], told)
}
