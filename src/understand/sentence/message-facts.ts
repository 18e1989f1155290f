import type { Mark } from './mark.ts'

/** What a message says about attendance, before anybody decides what to do with it. */
export interface Facts {
  /** Said plainly. One per person and activity; the later word wins. */
  marks: Mark[]
  /** Said with a hedge, a condition, for nobody in particular, or against itself. */
  unsure: { lean?: 'planned' | 'leave' } | undefined
  /** The doubt is a condition: 如果能线上就参加,不能只好请假. */
  conditioned: boolean
  /** A kind of leave was denied (不是公假). */
  deniedType: boolean
  /** What was open is said to be decided. */
  settled: boolean
  /** A leave was denied: whoever comes after that means it. */
  deniedLeave: boolean
  /** Somebody is named or meant besides the sender. */
  proxied: boolean
  /** Everybody else (其余) is spoken of. */
  bulk: boolean
  /** A correction word stands before a mark. */
  fixed: boolean
  /** A value is said to have been written by mistake. */
  mistaken: boolean
  /** A correction word was said and the mark that replaces the earlier one has not come yet. */
  pendingFix: boolean
  /** A status was denied (我不请假). */
  negated: boolean
  /** The sender says who they are. */
  introduced: boolean
  /** Somebody else's words or doings are told. */
  hearsay: boolean
  /** A plain mark or a hedge is said about the sender or somebody named, not only a question. */
  asked: boolean
  unknown: number
  reason: string | undefined
  when: string | undefined
}

export const noFacts: Omit<Facts, 'hearsay' | 'asked' | 'unknown' | 'reason' | 'when'> = {
  marks: [],
  unsure: undefined,
  conditioned: false,
  settled: false,
  deniedType: false,
  deniedLeave: false,
  proxied: false,
  bulk: false,
  fixed: false,
  pendingFix: false,
  mistaken: false,
  negated: false,
  introduced: false,
}
