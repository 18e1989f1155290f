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
  const names = [...new Set(turn.reading.slots.subjects)]
  if (names.length === 0 || !keepsSomeRegister(turn.speaker)) return say(records.colleaguesStayPrivate)
  if (!isPrivate(turn)) return say(records.colleaguesInPrivate)
  return withSession(turn, session => marksOf(turn, session, names), lastHeld)
}

const MOST = 5

async function marksOf(turn: Turn, session: Session, names: string[]): Promise<string> {
  if (!keepsRegisterOf(turn.speaker, session.branch)) return records.colleaguesStayPrivate
  const lines: string[] = []
  for (const name of names.slice(0, MOST)) {
    const line = await markOf(turn, session, name)
    lines.push(line.found || names.length === 1 ? line.text : `${name}:${line.text}`)
  }
  if (names.length > MOST) lines.push(records.mostToLookUp(MOST))
  return lines.join('\n')
}

async function markOf(turn: Turn, session: Session, name: string): Promise<{ found: boolean; text: string }> {
  const person = await personNamed(turn, name, session.branch)
  if (person.kind === 'unknown') return { found: false, text: records.nobodyToLookUp }
  if (person.kind === 'ambiguous') {
    const candidates = await labelsOf(turn.trx, person.personIds)
    return { found: false, text: records.severalToLookUp(candidates.map(withTag)) }
  }
  const [label] = await labelsOf(turn.trx, [person.personId])
  const mark = await standingMark(turn.trx, session.id, person.personId)
  const shown = label === undefined ? name : withTag(label)
  return { found: true, text: records.colleagueIn(session, shown, mark, turn.now) }
}
