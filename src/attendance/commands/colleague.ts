import type { Command, Turn } from '../../talk/command.ts'
import { say, type Reply } from '../../talk/message.ts'
import { keepsRegisterOf, keepsSomeRegister } from '../../talk/person.ts'
import { isPrivate } from '../here.ts'
import { standingMark } from '../mark-store.ts'
import { labelsOf, personNamed, withTag } from '../people-named.ts'
import * as records from '../record-texts.ts'
import type { Session } from '../session.ts'
import { lastHeld, withSession } from './queries.ts'

/** 刘芳报了没: who keeps the register hears it in private; everybody else is declined. */
export const colleagueCommand: Command = {
  intents: ['roster.query_person'],
  for: 'everyone',
  where: 'anywhere',
  run: askedAbout,
}

async function askedAbout(turn: Turn): Promise<Reply> {
  const [name] = turn.reading.slots.subjects ?? []
  if (name === undefined || !keepsSomeRegister(turn.speaker)) return say(records.colleaguesStayPrivate)
  if (!isPrivate(turn)) return say(records.colleaguesInPrivate)
  return withSession(turn, session => markOf(turn, session, name), lastHeld)
}

async function markOf(turn: Turn, session: Session, name: string): Promise<string> {
  if (!keepsRegisterOf(turn.speaker, session.branch)) return records.colleaguesStayPrivate
  const person = await personNamed(turn, name, session.branch)
  if (person.kind === 'unknown') return records.nobodyToLookUp
  if (person.kind === 'ambiguous') return records.severalToLookUp
  const [label] = await labelsOf(turn.trx, [person.personId])
  const mark = await standingMark(turn.trx, session.id, person.personId)
  return records.colleagueIn(session, label === undefined ? name : withTag(label), mark)
}
