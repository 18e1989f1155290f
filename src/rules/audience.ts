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
  if (speaker.isAdministrator) return { kind: 'all' }
  const branches = new Set(speaker.memberships.map(({ branch }) => branch))
  return {
    kind: 'groups',
    names: office.groups.filter(({ branch }) => branches.has(branch)).map(({ name }) => name),
  }
}
