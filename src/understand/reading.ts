import type { NameIndex } from './names.ts'

/** What a message wants: the fifty labels of the domain notes, and those that the bot needs besides. */
export const INTENTS = [
  'mark.self',
  'mark.proxy',
  'mark.correct',
  'mark.withdraw',
  'mark.chain',
  'mark.override',
  'mark.bulk',
  'mark.ambiguous',
  'makeup.report',
  'ack',
  'clarify.reply',
  'session.open',
  'session.close',
  'session.extend',
  'session.reopen',
  'session.reschedule',
  'session.cancel',
  'session.info',
  'roster.pending',
  'roster.summary',
  'roster.query_self',
  'roster.query_person',
  'quorum.check',
  'remind.pending',
  'remind.set',
  'remind.cancel',
  'remind.mute',
  'remind.snooze',
  'duty.query',
  'duty.done',
  'duty.create',
  'notice.publish',
  'ledger.export',
  'stats.report',
  'minutes.draft',
  'ballot.open',
  'rule.ask',
  'rule.source',
  'rule.version',
  'rule.list',
  'member.add',
  'member.remove',
  'member.update',
  'member.import',
  'member.list',
  'privacy.ask',
  'feedback',
  'help',
  'none',
  'sensitive.redirect',
  'more',
  'identify',
  'bind',
  'bindCode',
  'confirm.claim',
  'gap.list',
  'gap.answer',
  'gap.drop',
  'gap.wish',
  'gap.unhelpful',
  'opinions.list',
  'roster.why',
  'session.roles',
  'session.places',
  'duty.word',
  'duty.move',
  'duty.assign',
  'duty.waive',
  'duty.undo',
  'remind.hear',
  'session.part',
  'notice.change',
  'notice.withdraw',
  'remind.change',
  'remind.list',
  'remind.who',
] as const

export type Intent = (typeof INTENTS)[number]

export type MarkStatus =
  'planned' | 'present' | 'late' | 'leftEarly' | 'leave' | 'online' | 'observer' | 'absent' | 'exempt'

export type LeaveType = 'official' | 'sick' | 'personal' | 'other' | 'unspecified'

/** One thing said about one person's attendance. */
export interface MarkReading {
  /** As written; `self` is the sender, `rest` is everybody the message does not name. */
  name: string
  /** Absent in withdrawals and makeup reports, which carry no status. */
  status?: MarkStatus
  leaveType?: LeaveType
  /** The activity as the text names it. */
  activity?: string
  /** The day as the text names it, when the mark stands beside one. */
  when?: string
  /** People brought along who are not on the roster. */
  extra?: number
}

/**
 * What the message said besides its intent: raw pieces of the text, except where a closed list is named.
 * `reason` is there for scoring only and must never be stored.
 */
export interface Slots {
  marks?: MarkReading[]
  activity?: string
  previousActivity?: string
  when?: string
  place?: string
  topic?: string
  deadline?: string
  capacity?: number
  /** Titles of books, for a 读书会. */
  books?: string[]
  /** 领读人, as written. */
  leadReader?: string
  period?: string
  ask?: string
  kind?: string
  choice?: string
  leaveType?: LeaveType
  subjects?: string[]
  duty?: string
  lead?: string
  scope?: string
  doc?: string
  article?: string
  asOf?: string
  followUp?: boolean
  field?: string
  value?: string
  memberType?: string
  dept?: string
  title?: string
  text?: string
  name?: string
  code?: string
  lean?: 'planned' | 'leave'
  previous?: LeaveType | MarkStatus
  reason?: string
  lateReply?: boolean
  ackRequired?: boolean
  secret?: boolean
  /** Names or lines of a chain that could not be read as a person. */
  unread?: string[]
}

export interface Reading {
  intent: Intent
  slots: Slots
  /** The name of the rule that decided. */
  why: string
  /** `soft` asks the caller to confirm in passing: a bare emoji, a +1. Absent means sure. */
  confidence?: 'soft'
}

/** What the bot last asked this person here. */
export type PromptKind =
  | 'which-session'
  | 'which-checked'
  | 'other-session'
  | 'session-time'
  | 'confirm'
  | 'leave-type'
  | 'which-person'
  | 'late-reason'
  | 'announcement'
  | 'reminder-set'
  | 'which-reminder'

/** What is known around a message before it is read. */
export interface Situation {
  chatType: 'group' | 'single'
  role: 'cadre' | 'secretary' | 'admin'
  names: NameIndex
  botNames: string[]
  /** Whether the bot was mentioned. Undefined: looked up in the text (a platform may have cut the mention out). */
  addressed?: boolean
  /** What the member quoted, where the platform says so. */
  quote?: string
  prompt?: PromptKind
  /** The last mark said in this chat, which +1 and 同上 follow. */
  lastMark?: { status: MarkStatus }
}
