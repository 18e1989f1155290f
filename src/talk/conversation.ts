import type { LeaveType, MarkStatus, Slots } from '../understand/reading.ts'

/**
 * What the bot remembers of one person in one chat for a day: structure only, never what somebody wrote.
 * Kept in the ledger, so that a restart does not forget a question that waits for 确认.
 */
export interface Conversation {
  asked?: PendingQuestion
  /** The session named last here, and the instant of that. */
  sessionId?: string
  namedAt?: string
  /** The mark that this person said last here, which the +1 of a colleague follows. `at` is an instant. */
  marked?: { status: MarkStatus; at: string }
  /** What did not fit into the last reply (更多). */
  more?: string
  /** The articles of the last rule answer, for 还有呢 and 原文. */
  cited?: readonly unknown[]
  /** The last rule answer quoted a part of its article: 更多 shows the whole. */
  citedPart?: true
  /** The message that the last rule answer answered, for 没用. */
  answerTo?: { channel: string; msgid: string }
  /** The question that the last rule answer left open, for 请回复我; or that the question was too private to keep. */
  gapId?: number | 'not-kept'
  /** A reply of the office was offered today. */
  offered?: true
  /** The last reply was “not understood”: it is never given twice in a row. */
  puzzled?: boolean
}

/** A question that waits for one word. `until` is an instant: an old 确认 must not confirm something new. */
export type PendingQuestion = { until: string } & (
  | { kind: 'which-session'; sessionIds: string[]; marks: MarkRequest[]; chain?: ChainAsked }
  /** Which register was checked (核对无误) and is to be archived. */
  | { kind: 'which-checked'; sessionIds: string[] }
  /** The marks were registered in `from` without its being named; one word moves them. */
  | { kind: 'other-session'; from: string; sessionIds: string[]; marks: MarkRequest[] }
  /** 发起 without a time, or with one at night: the slots that were said wait for it. */
  | { kind: 'session-time'; slots: SaidOfSession }
  | { kind: 'which-person'; personIds: string[]; request: Omit<MarkRequest, 'personId'>; sessionId: string }
  /** `also`: the same leave was registered in these sessions. */
  | { kind: 'leave-type'; sessionId: string; also?: string[] }
  | { kind: 'confirm'; action: ConfirmedAction }
  /** Why the archived register is to be changed. */
  | { kind: 'late-reason'; sessionId: string; marks: MarkRequest[] }
  /** The bot has just said what it will send: 改到9点 and 先别发 are about that. */
  | { kind: 'reminder-set' }
  /** Which of several reminders, by their jobs, is to be moved or taken back. */
  | {
      kind: 'which-reminder'
      jobs: string[]
      change: { kind: 'move'; when: string } | { kind: 'cancel' | 'now' }
    }
  | { kind: 'identify' }
)

/** The marks that wait come from a chain: the digest of its title, and the names in it that are not clear. */
export interface ChainAsked {
  /** When the chain was said, as an instant: what others said until the answer is newer. */
  saidAt: string
  titleDigest: string
  unclear: string[]
}

/** Why somebody is not expected (不计应到): a code only, never the words. */
export type ExcuseReason = 'illness' | 'maternity' | 'frail' | 'away' | 'other'
/** What a 发起 sentence said besides the time, as its slots; `branch`: for which one, by its code. */
export type SaidOfSession = Pick<
  Slots,
  'activity' | 'place' | 'topic' | 'deadline' | 'capacity' | 'books' | 'leadReader' | 'when'
> & { branch?: string }

/** A mark as somebody asked for it, with the person already found. */
export interface MarkRequest {
  personId: string
  status: MarkStatus | 'withdrawn'
  leaveType?: LeaveType
  excuse?: ExcuseReason
}

export type ConfirmedAction =
  | {
      kind: 'bulk-marks'
      sessionId: string
      marks: MarkRequest[]
      /** `silent`: only those of whom nothing is registered. */
      rest?: { status: MarkStatus; except: string[]; silent?: true }
    }
  | { kind: 'archive'; sessionId: string }
  | { kind: 'cancel-session'; sessionId: string }
  /** An answer of the office that was shown and waits to be published. */
  | { kind: 'publish-answer'; faqId: number }
  /** What a member wants put right in an archived register. */
  | { kind: 'accept-correction'; requestId: string }
  | { kind: 'publish-notice'; noticeId: string; anyHour: boolean }

const MINUTES_TO_ANSWER = 30

/** When a question asked now stops waiting for its answer. */
export function answerUntil(now: Date): string {
  return new Date(now.getTime() + MINUTES_TO_ANSWER * 60_000).toISOString()
}

/** After something was planned, 改到9点 and 先别发 are about it; a question about marks or notices goes on waiting. */
export function planned(waiting: PendingQuestion | undefined, now: Date): { asked?: PendingQuestion } {
  const isFree = waiting === undefined || waiting.kind === 'which-reminder' || waiting.kind === 'reminder-set'
  return isFree ? { asked: { kind: 'reminder-set', until: answerUntil(now) } } : {}
}

/** The question that still waits, or undefined. */
export function waitingQuestion({ asked }: Conversation, now: Date): PendingQuestion | undefined {
  return asked !== undefined && asked.until > now.toISOString() ? asked : undefined
}
