import { registerOf, type Register } from '../attendance/tally.ts'
import type { Session } from '../attendance/session.ts'
import type { Trx } from '../ledger/ledger.ts'
import { membersOf } from '../people/store.ts'
import type { CurrentMember } from '../people/roster-difference.ts'
import { keepsRegisterOf } from '../talk/person.ts'

/** People to tell something in private, and those who cannot be reached so, because they have no account. */
export interface Recipients {
  reachable: CurrentMember[]
  withoutAccount: CurrentMember[]
}

export function recipientsAmong(members: readonly CurrentMember[]): Recipients {
  return {
    reachable: members.filter(({ userid }) => userid !== ''),
    withoutAccount: members.filter(({ userid }) => userid === ''),
  }
}

/** Those who keep the register of a branch (书记, 副书记, 组织委员). */
export async function keepersOf(db: Trx, branch: string): Promise<Recipients> {
  return recipientsAmong((await membersOf(db, branch)).filter(member => keeps(member, branch)))
}

function keeps({ personId, name, memberType, role }: CurrentMember, branch: string) {
  const membership = { branch, memberType, ...(role !== undefined && { role }) }
  return keepsRegisterOf({ personId, name, memberships: [membership], isAdministrator: false }, branch)
}

/** Who is expected at a session and has said nothing yet, in roster order. */
export async function pendingOf(db: Trx, session: Session): Promise<Recipients> {
  return pendingIn(await registerOf(db, session))
}

export function pendingIn({ expected }: Register): Recipients {
  return recipientsAmong(expected.filter(({ mark }) => mark === undefined).map(({ member }) => member))
}

/** '张伟(档案室)' */
export function nameOf({ name, tag }: CurrentMember): string {
  return tag === undefined ? name : `${name}(${tag})`
}
