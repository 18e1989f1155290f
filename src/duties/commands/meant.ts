import { dayOf } from '../../calendar/day.ts'
import type { ReminderParts } from '../../reminders/parts.ts'
import type { Turn } from '../../talk/command.ts'
import { keepsRegisterOf } from '../../talk/person.ts'
import { assigneesOf, type Assignee } from '../assignees.ts'
import type { Duty } from '../duties.ts'
import { standingDuties, type StandingDuty } from '../facts.ts'
import type { DutyOccurrence } from '../occurrences.ts'
import * as texts from '../reply-texts.ts'
import { currentOccurrence, dutiesNamed } from '../which-duty.ts'

export type DutyParts = ReminderParts

/** The one occurrence a message means, with the people who have to do it. */
export interface Meant {
  standing: StandingDuty
  occurrence: DutyOccurrence
  assignees: Assignee[]
}

/** What was written, without the mention of the bot. */
export function wordsOf({ message, office }: Turn): string {
  const { content } = message
  if (content.kind !== 'text') return ''
  const text = content.text.trim()
  const mention = office.bot.names.map(name => `@${name}`).find(name => text.startsWith(name))
  return mention === undefined ? text : text.slice(mention.length).trim()
}

/** Finds the duty and occurrence a message means, or the sentence that says why there is none. Nothing is told of what is not for this place. */
export async function dutyMeant(
  { office, calendar }: DutyParts,
  turn: Turn,
  find = currentOccurrence,
): Promise<Meant | string> {
  const words = wordsOf(turn)
  const all = await standingDuties(turn.trx, office, calendar, dayOf(turn.now))
  const named = dutiesNamed(all, words).filter(({ duty }) => mayBeMeant(turn, duty))
  const [standing, ...others] = await mine(turn, office, named)
  if (standing === undefined) return texts.unknownDuty
  if (turn.place.kind !== 'single' && standing.duty.level !== 'open') return texts.inPrivate
  if (others.length > 0) return texts.whichDuty([standing, ...others].map(({ duty }) => duty.name))
  const occurrence = find(standing, calendar, turn.now, words)
  if (occurrence === undefined) return texts.noOccurrence(standing.duty.name)
  const assigned = standing.changes.assigned.get(occurrence.key)
  return { standing, occurrence, assignees: await assigneesOf(turn.trx, office, occurrence, assigned) }
}

/** Of several duties of one name (each section its own task) those that the speaker has to do come before the others. */
async function mine(turn: Turn, office: DutyParts['office'], named: StandingDuty[]): Promise<StandingDuty[]> {
  if (named.length < 2) return named
  const own: StandingDuty[] = []
  for (const standing of named) {
    const people = await assigneesOf(turn.trx, office, { duty: standing.duty, key: '' })
    if (people.some(({ personId }) => personId === turn.speaker.personId)) own.push(standing)
  }
  return own.length > 0 ? own : named
}

/** Whether a duty belongs to where somebody speaks. */
export function mayBeMeant({ place, speaker, office }: Turn, duty: Duty): boolean {
  const { to } = duty
  if (to.kind === 'people' && to.own === true && !to.personIds.includes(speaker.personId)) return false
  const branch = branchOf(office, duty)
  if (branch === undefined) return speaker.isAdministrator
  if (place.kind === 'group') return place.branch === branch
  return speaker.memberships.some(membership => membership.branch === branch)
}

export function branchOf(office: Turn['office'], { to }: Duty): string | undefined {
  switch (to.kind) {
    case 'group':
      return office.groups.find(({ name }) => name === to.group)?.branch
    case 'members':
    case 'people':
      return to.branch
    case 'administrators':
      return undefined
  }
}

export function keepsDuty(turn: Turn, duty: Duty): boolean {
  const branch = branchOf(turn.office, duty)
  return branch === undefined ? turn.speaker.isAdministrator : keepsRegisterOf(turn.speaker, branch)
}
