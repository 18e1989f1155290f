import type { MemberType } from '../talk/person.ts'
import type { QuorumRule } from './kinds.ts'
import type { Register } from './tally.ts'

export interface Quorum {
  rule: QuorumRule
  base: number
  /** The least number that must be there. */
  needed: number
  present: number
  /** Who said that they come and has not been entered as present. */
  planned: number
  /** More than half of those who should attend, not of those present; undefined without a vote. */
  votesToPass: number | undefined
  /** Whom a keeper took out of the roster (不计应到), so that the base is seen to be somebody's decision. */
  excluded: number
}

/** Counts a register against its rule. Who only joins online is not counted. */
export function quorumOf({ expected, exempt }: Register, rule: QuorumRule): Quorum {
  const counts = ({ memberType }: { memberType: MemberType }) =>
    rule.base === 'expected' || hasVote(memberType)
  const lines = expected.filter(({ member }) => counts(member))
  const base = lines.length
  const isPresent = (status: string | undefined) =>
    status === 'present' || status === 'late' || status === 'leftEarly'
  return {
    rule,
    base,
    needed: leastOf(rule.rule, base),
    present: lines.filter(({ mark }) => isPresent(mark?.status)).length,
    planned: lines.filter(({ mark }) => mark?.status === 'planned').length,
    votesToPass: rule.base === 'voting' ? Math.floor(base / 2) + 1 : undefined,
    excluded: exempt.filter(({ member }) => counts(member)).length,
  }
}

/** 预备党员 take part without a vote. */
export function hasVote(memberType: MemberType): boolean {
  return memberType === 'full' || memberType === 'mobile' || memberType === 'retired'
}

function leastOf(rule: QuorumRule['rule'], base: number): number {
  switch (rule) {
    case 'atLeastHalf':
      return Math.ceil(base / 2)
    case 'moreThanHalf':
      return Math.floor(base / 2) + 1
    case 'twoThirds':
      return Math.ceil((base * 2) / 3)
    case 'fourFifths':
      return Math.ceil((base * 4) / 5)
  }
}
