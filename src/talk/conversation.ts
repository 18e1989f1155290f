import type { MarkStatus, LeaveType } from '../understand/reading.ts'

/**
 * What the bot remembers of one person in one chat for a day: structure only, never what somebody wrote.
 * Kept in the ledger, so that a restart does not forget a question that waits for 确认.
 */
export interface Conversation {
  asked?: PendingQuestion
  /** The session named last here. */
  sessionId?: string
  /** What did not fit into the last reply (更多). */
  more?: string
  /** The articles of the last rule answer, for 还有呢 and 原文. */
  cited?: readonly unknown[]
  /** The last reply was “not understood”: it is never given twice in a row. */
  puzzled?: boolean
}

/** A question that waits for one word. `until` is an instant: an old 确认 must not confirm something new. */
export type PendingQuestion = { until: string } & (
  | { kind: 'which-session'; sessionIds: string[]; marks: MarkRequest[] }
  | { kind: 'which-person'; personIds: string[]; request: Omit<MarkRequest, 'personId'>; sessionId: string }
  | { kind: 'leave-type'; sessionId: string }
  | { kind: 'confirm'; action: ConfirmedAction }
  | { kind: 'identify' }
)

/** A mark as somebody asked for it, with the person already found. */
export interface MarkRequest {
  personId: string
  status: MarkStatus | 'withdrawn'
  leaveType?: LeaveType
}

export type ConfirmedAction =
  | {
      kind: 'bulk-marks'
      sessionId: string
      marks: MarkRequest[]
      rest?: { status: MarkStatus; except: string[] }
    }
  | { kind: 'archive'; sessionId: string }
  | { kind: 'cancel-session'; sessionId: string }
  | { kind: 'publish-notice'; noticeId: string; anyHour: boolean }

const MINUTES_TO_ANSWER = 30

/** When a question asked now stops waiting for its answer. */
export function answerUntil(now: Date): string {
  return new Date(now.getTime() + MINUTES_TO_ANSWER * 60_000).toISOString()
}

/** The question that still waits, or undefined. */
export function waitingQuestion({ asked }: Conversation, now: Date): PendingQuestion | undefined {
  return asked !== undefined && asked.until > now.toISOString() ? asked : undefined
}
