import { dayOf } from '../calendar/day.ts'
import { audit } from '../ledger/audit.ts'
import type { Trx } from '../ledger/ledger.ts'
import { takeTurns } from '../ledger/turns.ts'
import type { RosterRow } from './roster-file.ts'
import { rosterDifference, type AccountAnswer, type RosterDifference } from './roster-difference.ts'
import { rosterChanged } from './roster-version.ts'
import { addMember, changeMember, endMembership, membersOf } from './store.ts'

export interface RosterImport {
  branch: string
  rows: RosterRow[]
  /** Whether members that the file does not name leave the branch. */
  remove: boolean
  /** What becomes of accounts that seem to have changed; undefined: the import is refused where there are some. */
  accounts?: AccountAnswer | undefined
  actor: string
  now: Date
}

/** Somebody has to say whether changed accounts are the same people. Nothing was changed. */
export class AccountsUndecided extends Error {
  override readonly name = 'AccountsUndecided'
  readonly difference: RosterDifference
  constructor(difference: RosterDifference) {
    super('accounts that seem to have changed')
    this.difference = difference
  }
}

/** Applies a roster to a branch inside one unit: all of it or nothing. Returns what changed. */
export async function importRoster(
  trx: Trx,
  { branch, rows, remove, accounts, actor, now }: RosterImport,
): Promise<RosterDifference> {
  await takeTurns(trx, 'roster')
  const difference = rosterDifference(await membersOf(trx, branch), rows, accounts)
  if (difference.accountChanged.length > 0) throw new AccountsUndecided(difference)
  const today = dayOf(now)
  const record = (action: string, subject: string, row: RosterRow) =>
    audit(trx, {
      at: now,
      actor,
      action,
      object: `branch:${branch}`,
      subject,
      detail: { name: row.name, department: row.department },
    })
  for (const { row, rosterNumber } of difference.added)
    await record('member.add', await addMember(trx, branch, row, rosterNumber, now, today), row)
  for (const { before, row, rosterNumber } of difference.changed) {
    await changeMember(trx, branch, before, row, rosterNumber, now, today)
    await record('member.update', before.personId, row)
  }
  if (remove) {
    for (const member of difference.missing) {
      await endMembership(trx, branch, member.personId, today)
      await record('member.remove', member.personId, member)
    }
  }
  await rosterChanged(trx)
  return difference
}
