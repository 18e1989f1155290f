import type { LeaveType, MarkStatus } from '../../understand/reading.ts'
import type { Claim, MarkSource } from '../mark.ts'

/** One row of the append-only marks: who changed whose mark to what, and when. */
export interface MarkChange {
  personId: string
  /** With the tag that tells namesakes apart. */
  name: string
  status: MarkStatus | 'withdrawn'
  leaveType?: LeaveType
  source: MarkSource
  /** The name of whoever said it. */
  reportedBy: string
  saidAt: Date
  enteredAt: Date
  /** Entered after the register was archived. */
  lateEntry: boolean
  /** Why it was entered late, in the keeper's words. */
  reason?: string
  /** What stood for this person before it was entered. */
  before?: Pick<Claim, 'status' | 'leaveType'>
  /** Whether it changed the register; what weighed less, or was said earlier, is kept and did not. */
  effect: 'changed' | 'not-taken'
}
