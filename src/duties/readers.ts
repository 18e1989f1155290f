import type { Office } from '../office.ts'
import type { Audience } from '../rules/shelf.ts'
import type { Duty } from './duties.ts'

/** Whose rules may be cited to those who are told of a duty: its group's, those of its branch's groups, or all of them. */
export function readersOf({ to }: Pick<Duty, 'to'>, { groups }: Pick<Office, 'groups'>): Audience {
  switch (to.kind) {
    case 'group':
      return { kind: 'groups', names: [to.group] }
    case 'members':
    case 'people':
      return {
        kind: 'groups',
        names: groups.filter(({ branch }) => branch === to.branch).map(({ name }) => name),
      }
    case 'administrators':
      return { kind: 'all' }
  }
}
