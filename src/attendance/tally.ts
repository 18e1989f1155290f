import type { Trx } from '../ledger/ledger.ts'
import type { CurrentMember } from '../people/roster-difference.ts'
import { isExpected, kindByCode } from './kinds.ts'
import { makeupsOf } from './makeup-store.ts'
import type { StandingMark } from './mark.ts'
import { standingMarks } from './mark-store.ts'
import { rosterOf } from './roster.ts'
import type { Session } from './session.ts'

export interface RegisterLine {
  member: CurrentMember
  /** undefined: nothing heard yet (未报), which is not the same as absent. */
  mark: StandingMark | undefined
  /** When it was said to be made up (已补学): beside the mark, never instead of it. */
  madeUp?: Date
}

/** The register of one session as it stands: who is expected, with their marks; who is excused; and the guests. */
export interface Register {
  session: Session
  expected: RegisterLine[]
  /** 不计应到, by a keeper's decision. */
  exempt: RegisterLine[]
  guests: RegisterLine[]
}

/** Reads the register of a session in roster order. */
export async function registerOf(db: Trx, session: Session): Promise<Register> {
  const members = await rosterOf(db, session)
  const marks = await standingMarks(db, session.id)
  const makeups = await makeupsOf(db, session.id)
  const lines = members.map((member): RegisterLine => {
    const madeUp = makeups.get(member.personId)
    const mark = heard(marks.get(member.personId))
    return { member, mark, ...(madeUp !== undefined && { madeUp }) }
  })
  const kind = kindByCode(session.kind)
  const onRoster = ({ member }: RegisterLine) => isExpected(kind, session.details, member)
  return {
    session,
    expected: lines.filter(
      line => onRoster(line) && line.mark?.status !== 'exempt' && line.mark?.status !== 'observer',
    ),
    exempt: lines.filter(line => onRoster(line) && line.mark?.status === 'exempt'),
    guests: lines.filter(
      line =>
        line.mark !== undefined &&
        line.mark.status !== 'exempt' &&
        (!onRoster(line) || line.mark.status === 'observer'),
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
