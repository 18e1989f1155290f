import type { ReminderParts } from '../../reminders/parts.ts'
import { tellPart } from '../../reminders/tell-part.ts'
import type { Command, Turn } from '../../talk/command.ts'
import { say, type Reply } from '../../talk/message.ts'
import { keepsRegisterOf } from '../../talk/person.ts'
import { activityNamed, branchesHere, openSessionsHere } from '../here.ts'
import { draftsOf, withKeptSession } from '../kept-session.ts'
import { labelsOf, withTag } from '../people-named.ts'
import { personIn, textOf } from '../people-in-text.ts'
import { mustNotBeKept, plainWords } from '../plain-words.ts'
import type { SessionDetails } from '../session.ts'
import { givePart, partsShown, READER } from '../give-part.ts'
import { addFact, setDetails } from '../store.ts'
import * as texts from '../session-texts.ts'

/** 主持人王建平,记录人彭莉; 列席人员:区委组织部一人; 本月领读我换给彭莉 */
export function rolesCommand(parts: ReminderParts): Command {
  return {
    intents: ['session.roles'],
    for: 'everyone',
    where: 'bound',
    run: turn => (/领读|换给/.test(textOf(turn)) ? changeReader(turn, parts) : setRoles(turn, parts)),
  }
}

function setRoles(turn: Turn, parts: ReminderParts): Promise<Reply> {
  const meant = { named: activityNamed(turn), tense: 'either', drafts: true } as const
  return withKeptSession(turn, meant, async session => {
    const said = textOf(turn)
    const change: SessionDetails = {}
    const lines: string[] = []
    for (const [task, key] of TASKS) {
      const personId = await personIn(turn, said, task, session.branch)
      if (personId === undefined) continue
      change[key] = personId
      lines.push(`${task}${(await labelsOf(turn.trx, [personId])).map(withTag).join('')}`)
    }
    const guests = plainWords(/列席(?:人员)?(?:是|有|[:,])\s*([^。;\n]{2,120})/u.exec(said)?.[1] ?? '')
    if (mustNotBeKept(guests)) return texts.notSavedIdNumber
    if (guests !== '') {
      change.guests = guests
      lines.push(`列席:${guests}`)
    }
    if (lines.length === 0) return texts.rolesUnclear
    const { trx, now, speaker } = turn
    await setDetails(trx, session, change, speaker.personId, now)
    // Their reminders go to them, whoever was given the part before.
    for (const { part, who } of partsShown({ theme: '', details: change })) {
      await addFact(trx, session.id, 'part', { part, personIds: [who] }, speaker.personId, now)
      await tellPart(parts, turn, session, part, [who])
    }
    return texts.rolesSet(session, lines)
  })
}

const TASKS = [
  ['主持', 'chair'],
  ['记录', 'recorder'],
  ['主讲', 'lecturer'],
] as const

/** 本月领读我换给彭莉: whoever reads this time hands it on, or a keeper settles it; the next turns stay as they are. */
async function changeReader(turn: Turn, parts: ReminderParts): Promise<Reply> {
  const { trx, now, speaker } = turn
  const sessions = [...(await openSessionsHere(turn)), ...(await draftsOf(trx, branchesHere(turn), now))]
  const session = sessions.find(({ theme, startsAt }) => startsAt > now && READER.test(theme))
  if (session === undefined) return say(texts.noReader)
  const isOwn = READER.exec(session.theme)?.[1] === speaker.name
  if (!isOwn && !keepsRegisterOf(speaker, session.branch)) return say(texts.notYourTurn)
  const personId =
    (await personIn(turn, textOf(turn), '换给', session.branch)) ??
    (await personIn(turn, textOf(turn), '领读', session.branch))
  const [label] = personId === undefined ? [] : await labelsOf(trx, [personId])
  if (label === undefined) return say(texts.rolesUnclear)
  await givePart(trx, session, '领读', [label], speaker.personId, now)
  await tellPart(parts, turn, session, '领读', [label.personId])
  return say(texts.rolesSet(session, [`领读${withTag(label)}`]))
}
