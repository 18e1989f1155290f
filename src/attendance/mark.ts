import type { LeaveType, MarkStatus } from '../understand/reading.ts'

export type MarkSource = 'self' | 'proxy' | 'chain' | 'card' | 'secretary' | 'import'

/** A mark as it stands in the register: the newest of the weightiest source. */
export interface StandingMark {
  status: MarkStatus | 'withdrawn'
  leaveType?: LeaveType
  source: MarkSource
  rank: number
  saidAt: string
}

export interface NewMark {
  status: MarkStatus | 'withdrawn'
  leaveType?: LeaveType
  source: MarkSource
  saidAt: string
}

// The person beats a proxy; the secretary beats both.
const RANKS: Record<MarkSource, number> = { chain: 1, import: 1, proxy: 1, self: 2, card: 2, secretary: 3 }

export function rankOf(source: MarkSource): number {
  return RANKS[source]
}

/** The weight under which a new mark is kept: never below the one that stands, so that the newest decision is found first. */
export function keptRank(standing: StandingMark | undefined, source: MarkSource): number {
  return Math.max(RANKS[source], standing?.rank ?? 0)
}

export type MarkDecision = 'add' | 'unchanged' | 'outranked' | 'older' | 'secretary-only'

/**
 * Whether a new mark is added to the register. The platform's time decides between two marks of one source, not
 * their arrival: a message that comes late through a retry does not undo a later one.
 */
export function decideMark(standing: StandingMark | undefined, wanted: NewMark): MarkDecision {
  const secretaryOnly = wanted.status === 'absent' || wanted.status === 'exempt'
  if (secretaryOnly && wanted.source !== 'secretary') return 'secretary-only'
  if (standing === undefined) return wanted.status === 'withdrawn' ? 'unchanged' : 'add'
  const rank = rankOf(wanted.source)
  // What was taken back weighs nothing: otherwise a slip of the secretary would keep the member out for good.
  const weight = standing.status === 'withdrawn' ? 0 : rankOf(standing.source)
  if (rank < weight) return 'outranked'
  if ((rank === weight || weight === 0) && wanted.saidAt < standing.saidAt) return 'older'
  return sameMark(standing, wanted) && rank === weight ? 'unchanged' : 'add'
}

function sameMark(standing: StandingMark, wanted: NewMark): boolean {
  return standing.status === wanted.status && (standing.leaveType ?? '') === (wanted.leaveType ?? '')
}
