import { hash } from 'node:crypto'
import { dayOf } from '../calendar/day.ts'
import type { Trx } from '../ledger/ledger.ts'
import { rememberedOnce } from '../ledger/remembered.ts'
import type { MembershipsTable } from '../ledger/tables.ts'
import type { MemberType, Role } from '../talk/person.ts'
import type { MarkStatus } from '../understand/reading.ts'
import { addToCounts, combined, keptCounts, noCounts, replaceCounts, type Counts } from './kept-counts.ts'
import { isExpected, kindByCode } from './kinds.ts'
import type { Session } from './session.ts'
import { registerOf } from './tally.ts'

type Status = MarkStatus | 'withdrawn' | undefined

/** The counts of a session as they stand, from what is kept beside the marks; counted anew after a change of the roster. */
export async function countsOf(trx: Trx, session: Session): Promise<Counts> {
  const { counts, basis, rosterVersion } = await keptCounts(trx, session.id)
  if (basis === basisOf(session, rosterVersion)) return counts
  return replaceCounts(trx, session.id, async () => {
    const { rosterVersion: counted } = await keptCounts(trx, session.id)
    return { counts: await addedUp(trx, session), basis: basisOf(session, counted) }
  })
}

/** The roster by which a session is counted, the day for which it is taken, and whom the session names. */
function basisOf({ startsAt, details }: Session, rosterVersion: string): string {
  const { named, partyGroup } = details ?? {}
  return `${rosterVersion} ${dayOf(startsAt)} ${named === undefined ? '' : hash('sha256', named.join(), 'base64')}${partyGroup ?? ''}`
}

async function addedUp(trx: Trx, session: Session): Promise<Counts> {
  const { expected, guests } = await registerOf(trx, session)
  return [
    ...expected.map(({ mark }) => share(true, mark?.status)),
    ...guests.map(({ mark }) => share(false, mark?.status)),
  ].reduce(sum, noCounts)
}

/** How many have said something. Where nobody is expected (志愿服务), those who come. */
export function heard({ expected, planned, attended, online, leave, absent, observers }: Counts): number {
  return expected === 0 ? observers : planned + attended + online + leave + absent
}

/** Keeps the counts right after a mark was added to a register. */
export async function countMark(
  trx: Trx,
  { id, kind, branch, details }: Session,
  personId: string,
  before: Status,
  after: Status,
): Promise<void> {
  const member = (await membershipsOf(trx, personId)).find(membership => membership.branch === branch)
  // Who is no member of the branch stands in its marks and not in its register.
  if (member === undefined) return
  // Only the roster import writes these columns.
  const expects = isExpected(kindByCode(kind), details, {
    personId,
    memberType: member.member_type as MemberType,
    partyGroup: member.party_group,
    ...(member.role !== null && { role: member.role as Role }),
  })
  await addToCounts(trx, id, personId, difference(share(expects, after), share(expects, before)))
}

// By person alone: with the branch beside it SQLite may read the whole branch.
const membershipsOf = rememberedOnce<[string], CountedMembership, readonly CountedMembership[]>(
  (db, personId) =>
    db
      .selectFrom('memberships')
      .select(['branch', 'member_type', 'party_group', 'role'])
      .where('person_id', '=', personId)
      .where('to_day', 'is', null),
  rows => rows,
)

type CountedMembership = Pick<MembershipsTable, 'branch' | 'member_type' | 'party_group' | 'role'>

/** What one member adds to the counts; the same rules as the register's own tally. */
function share(expects: boolean, status: Status): Counts {
  if (!expects) {
    const comes = status !== undefined && !['withdrawn', 'exempt', 'leave', 'absent'].includes(status)
    return comes ? { ...noCounts, observers: 1 } : noCounts
  }
  switch (status) {
    case 'exempt':
      return noCounts
    case 'observer':
      return { ...noCounts, observers: 1 }
    case 'present':
    case 'late':
    case 'leftEarly':
      return { ...noCounts, expected: 1, attended: 1 }
    case 'planned':
    case 'online':
    case 'leave':
    case 'absent':
      return { ...noCounts, expected: 1, [status]: 1 }
    default:
      return { ...noCounts, expected: 1 }
  }
}

function sum(one: Counts, other: Counts): Counts {
  return combined(one, other, 1)
}

function difference(one: Counts, other: Counts): Counts {
  return combined(one, other, -1)
}
