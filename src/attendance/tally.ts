import type { Trx } from '../ledger/ledger.ts'
import { membersOf } from '../people/store.ts'
import type { CurrentMember } from '../people/roster-difference.ts'
import { kindByCode } from './kinds.ts'
import { frozenRoster } from './frozen-roster.ts'
import type { StandingMark } from './mark.ts'
import type { Session } from './session.ts'
import { standingMarks } from './store.ts'

export interface RegisterLine {
  member: CurrentMember
  /** undefined: nothing heard yet (未报), which is not the same as absent. */
  mark: StandingMark | undefined
}

/** The register of one session as it stands: who is expected, with their marks, and the guests. */
export interface Register {
  session: Session
  expected: RegisterLine[]
  guests: RegisterLine[]
}

/** Reads the register of a session in roster order. */
export async function registerOf(db: Trx, session: Session): Promise<Register> {
  const members = (await frozenRoster(db, session)) ?? (await membersOf(db, session.branch))
  const marks = await standingMarks(db, session.id)
  const expects = kindByCode(session.kind)?.expects ?? (() => true)
  const lines = members.map(member => ({ member, mark: heard(marks.get(member.personId)) }))
  const isExpected = ({ member, mark }: RegisterLine) =>
    expects(member.memberType) && mark?.status !== 'exempt' && mark?.status !== 'observer'
  return {
    session,
    expected: lines.filter(isExpected),
    guests: lines.filter(
      line => !isExpected(line) && line.mark !== undefined && line.mark.status !== 'exempt',
    ),
  }
}

function heard(mark: StandingMark | undefined): StandingMark | undefined {
  return mark?.status === 'withdrawn' ? undefined : mark
}

export interface Tally {
  expected: number
  planned: number
  /** 实到: present, late, left early; online is shown apart. */
  attended: number
  online: number
  leave: { official: number; sick: number; personal: number; other: number; unspecified: number }
  absent: number
  pending: number
  observers: number
}

/** Counts a register. */
export function tally({ expected, guests }: Register): Tally {
  const count = (test: (mark: StandingMark) => boolean) =>
    expected.filter(({ mark }) => mark !== undefined && test(mark)).length
  const onLeave = (type: keyof Tally['leave']) =>
    count(mark => mark.status === 'leave' && (mark.leaveType ?? 'unspecified') === type)
  return {
    expected: expected.length,
    planned: count(mark => mark.status === 'planned'),
    attended: count(({ status }) => status === 'present' || status === 'late' || status === 'leftEarly'),
    online: count(({ status }) => status === 'online'),
    leave: {
      official: onLeave('official'),
      sick: onLeave('sick'),
      personal: onLeave('personal'),
      other: onLeave('other'),
      unspecified: onLeave('unspecified'),
    },
    absent: count(({ status }) => status === 'absent'),
    pending: expected.filter(({ mark }) => mark === undefined).length,
    observers: guests.filter(
      ({ mark }) => mark !== undefined && mark.status !== 'leave' && mark.status !== 'absent',
    ).length,
  }
}

export function leaveTotal({ leave }: Tally): number {
  return leave.official + leave.sick + leave.personal + leave.other + leave.unspecified
}
