import type { Turn } from '../talk/command.ts'
import { isInside } from './inside.ts'
import type { Audience } from './shelf.ts'

/**
 * For whom an answer is. In a group everybody reads along, so the group decides, whoever asks; in a single chat the groups
 * of the member's branches do. Strangers, and groups that nobody bound, are told of public rules only. An administrator,
 * who looks after the rule book, sees all of it in a single chat.
 */
export function audienceOf(turn: Pick<Turn, 'place' | 'speaker' | 'office'>): Audience {
  const { place, speaker, office } = turn
  if (place.kind === 'unbound-group' || !isInside(turn)) return { kind: 'anyone' }
  if (place.kind === 'group') return { kind: 'groups', names: [place.name] }
  return speaker.isAdministrator ? { kind: 'all' } : { kind: 'groups', names: ownGroups(speaker, office) }
}

/** The groups whose rules a member asks with: the group itself, or in a single chat those of the own branches. */
export function groupsOfAsker({
  place,
  speaker,
  office,
}: Pick<Turn, 'place' | 'speaker' | 'office'>): string[] {
  return place.kind === 'group' ? [place.name] : ownGroups(speaker, office)
}

function ownGroups({ memberships }: Turn['speaker'], { groups }: Turn['office']): string[] {
  const branches = new Set(memberships.map(({ branch }) => branch))
  return groups.filter(({ branch }) => branches.has(branch)).map(({ name }) => name)
}
