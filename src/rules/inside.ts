import type { Turn } from '../talk/command.ts'

/** Whether a member of the office asks where members are; strangers and unbound groups are told of public rules only. */
export function isInside({ place, speaker }: Pick<Turn, 'place' | 'speaker'>): boolean {
  return place.kind !== 'unbound-group' && (speaker.memberships.length > 0 || speaker.isAdministrator)
}
