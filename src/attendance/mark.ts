import type { ExcuseReason } from '../talk/conversation.ts'
import type { LeaveType, MarkStatus } from '../understand/reading.ts'

export type MarkSource = 'self' | 'proxy' | 'chain' | 'card' | 'secretary' | 'import'

/** What somebody said of one person's attendance in one session. Every claim is kept; which of them stands is computed. */
export interface Claim {
  status: MarkStatus | 'withdrawn'
  leaveType?: LeaveType
  excuse?: ExcuseReason
  source: MarkSource
  /** UTC ISO text: the platform's time of the message. */
  saidAt: string
}

/** The claim that stands in the register. */
export type StandingMark = Claim

// The person beats a proxy; the secretary beats both.
const RANKS: Record<MarkSource, number> = { chain: 1, import: 1, proxy: 1, self: 2, card: 2, secretary: 3 }

export function rankOf(source: MarkSource): number {
  return RANKS[source]
}

/**
 * The claim that stands among all claims about one person in one session: in the order in which they were said, each one
 * replaces what stood unless that weighs more. The order in which they arrive does not matter, nor does a repetition. What was
 * taken back weighs nothing: otherwise a slip of the secretary would keep the member out for good.
 */
export function standingClaim<Kept extends Claim>(claims: readonly Kept[]): Kept | undefined {
  let standing: Kept | undefined
  for (const claim of inOrderSaid(claims)) if (RANKS[claim.source] >= weightOf(standing)) standing = claim
  return standing
}

/** Claims of one instant stay in the order of their arrival. */
function inOrderSaid<Kept extends Claim>(claims: readonly Kept[]): readonly Kept[] {
  const isSorted = claims.every((claim, index) => (claims[index - 1]?.saidAt ?? '') <= claim.saidAt)
  return isSorted
    ? claims
    : claims.toSorted((one, other) => (one.saidAt < other.saidAt ? -1 : Number(one.saidAt > other.saidAt)))
}

function weightOf(standing: Claim | undefined): number {
  return standing === undefined || standing.status === 'withdrawn' ? 0 : RANKS[standing.source]
}

/** What a new claim does: 'add' changes the register; the others but 'secretary-only' are kept and change nothing. */
export type MarkDecision = 'add' | 'unchanged' | 'outranked' | 'older' | 'secretary-only'

export function decideMark(claims: readonly Claim[], wanted: Claim): MarkDecision {
  const secretaryOnly = wanted.status === 'absent' || wanted.status === 'exempt'
  if (secretaryOnly && wanted.source !== 'secretary') return 'secretary-only'
  const before = standingClaim(claims)
  const after = standingClaim([...claims, wanted])
  if (sameMark(before, after)) return after === wanted ? 'unchanged' : whyNot(before, wanted)
  return 'add'
}

function whyNot(before: Claim | undefined, wanted: Claim): MarkDecision {
  if (before !== undefined && weightOf(before) > RANKS[wanted.source]) return 'outranked'
  return sameMark(before, wanted) ? 'unchanged' : 'older'
}

/** Whether two claims say the same; one that was taken back says as little as none. */
export function sameMark(one: Claim | undefined, other: Claim | undefined): boolean {
  return wordsOf(one) === wordsOf(other)
}

function wordsOf(claim: Claim | undefined): string {
  if (claim === undefined || claim.status === 'withdrawn') return ''
  return `${claim.status}|${claim.leaveType ?? ''}|${claim.excuse ?? ''}`
}
