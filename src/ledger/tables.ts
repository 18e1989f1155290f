import type { Generated } from 'kysely'

/**
 * Every table of the ledger on one page. Instants are UTC ISO text, days 'YYYY-MM-DD' in Asia/Shanghai,
 * `json` text columns hold small structures that are only ever read back whole.
 */
export interface Tables {
  meta: { key: string; value: string }
  people: PeopleTable
  person_aliases: { person_id: string; alias: string }
  person_identities: { channel: string; external_id: string; person_id: string; bound_at: string }
  memberships: MembershipsTable
  identity_claims: { channel: string; external_id: string; person_id: string; asked_at: string }
  bind_codes: BindCodesTable
  chats: { chat_id: string; group_name: string; bound_at: string; bound_by: string }
  inbox: InboxTable
  conversations: { chat_id: string; person_id: string; json: string; until: string }
  sessions: SessionsTable
  session_facts: SessionFactsTable
  marks: MarksTable
  makeups: MakeupsTable
  correction_requests: CorrectionRequestsTable
  cards: CardsTable
  session_counts: SessionCountsTable
  chain_editions: ChainEditionsTable
  audit: AuditTable
  audit_seals: AuditSealsTable
  slots: SlotsTable
  outbox: OutboxTable
  rule_questions: RuleQuestionsTable
  gaps: GapsTable
  gap_voices: GapVoicesTable
  gap_wishes: GapWishesTable
  faq: FaqTable
  opinions: { id: Generated<number>; text: string; said_at: string }
  duty_facts: DutyFactsTable
  notices: NoticesTable
  reminder_wishes: ReminderWishesTable
}

export interface PeopleTable {
  id: string
  name: string
  /** Tells two members of one name apart: 档案室. */
  tag: string | null
  created_at: string
  forgotten_at: string | null
}

export interface MembershipsTable {
  id: Generated<number>
  person_id: string
  branch: string
  member_type: string
  party_group: string
  department: string
  role: string | null
  /** The order of the paper roster; every list and register keeps it. */
  roster_number: number
  from_day: string
  to_day: string | null
}

export interface BindCodesTable {
  /** HMAC of the code: the code itself is shown once and not kept. */
  digest: string
  purpose: 'group' | 'person' | 'file'
  /** A group's name, a person's id or the code of an export. */
  subject: string
  made_by: string
  expires_at: string
  used_at: string | null
}

export interface InboxTable {
  channel: string
  msgid: string
  /** The person's id, or '' for a stranger. */
  sender: string
  /** What the message did, as an intent name; never its words. */
  effect: string
  /** The reply in plain text; null once its day is over. */
  reply: string | null
  /** The card that was shown with it or instead of it, as JSON; goes with the reply. */
  card: string | null
  received_at: string
}

export interface SessionsTable {
  id: string
  branch: string
  kind: string
  /** Who makes sessions of this line: a series' code or 'ad-hoc'. */
  series: string
  /** The unshifted date of the occurrence, so that a moved holiday never makes a second session. */
  occurrence_key: string
  title: string
  theme: string
  place: string
  starts_at: string
  answer_by: string | null
  /** The group in which it was opened, if any. */
  chat_id: string | null
  /** JSON: who chairs, for how many there is room, who else is expected and the like. */
  details: string
  /** The projection of session_facts, written in the same unit. */
  state: 'draft' | 'open' | 'checking' | 'archived' | 'cancelled'
  created_by: string
  created_at: string
}

export interface SessionFactsTable {
  id: Generated<number>
  session_id: string
  fact: string
  json: string
  actor: string
  at: string
}

export interface MarksTable {
  /** Sorts in the order of writing. */
  id: string
  session_id: string
  person_id: string
  status: string
  leave_type: string | null
  /** Why somebody is not expected, as a code. */
  excuse: string | null
  source: string
  /** Weight of the source: a secretary's mark beats the person's own, which beats a colleague's. */
  rank: number
  reported_by: string
  /** The platform's time of the message, or its arrival where the platform gives none. */
  said_at: string
  entered_at: string
  late_entry: number
  /** Why it was entered late, in the keeper's words; never why somebody was away. */
  reason: string | null
}

/** 补学: beside the mark, never instead of it. What was said last counts. */
export interface MakeupsTable {
  id: string
  session_id: string
  person_id: string
  /** 0: taken back. */
  done: number
  source: string
  reported_by: string
  said_at: string
  entered_at: string
}

/** What a member wants put right in an archived register; a keeper decides. */
export interface CorrectionRequestsTable {
  id: string
  session_id: string
  person_id: string
  status: string
  leave_type: string | null
  asked_at: string
  decided_at: string | null
  decided_by: string | null
  accepted: number | null
}

/** A card that was shown: whatever is tapped on it is about its session. */
export interface CardsTable {
  /** The platform's task id, never used twice. */
  id: string
  session_id: string
  /** '2026-11-24 am' for a group, of which a session gets one; a private card's own id. */
  slot: string
  /** The group it stands in; null in private. */
  chat_id: string | null
  /** The member whose private card it is; null in a group. */
  person_id: string | null
  made_at: string
}

/** What a register adds up to, kept in several parts so that replicas do not wait for one row: the sum of them counts. */
export interface SessionCountsTable {
  session_id: string
  part: number
  /** Part 0: by which roster the sum was counted; '' in the others. */
  basis: string
  expected: number
  planned: number
  attended: number
  online: number
  leave: number
  absent: number
  observers: number
}

/** The last edition of a chain (接龙), so that only what is new in the next one is applied. */
export interface ChainEditionsTable {
  session_id: string
  title_digest: string
  /** Person ids with what their line said; names that are not clear, until the keeper has read them. */
  json: string
  at: string
}

export interface AuditTable {
  id: Generated<number>
  at: string
  actor: string
  action: string
  object: string
  /** The person the row is about, so that `forget` finds it. */
  subject: string | null
  /** The personal part as JSON, with its salt; both go with `forget`, the digest stays and the chain still holds. */
  detail: string | null
  salt: string | null
  digest: string
  /** The seal that covers this row; null until the sealer has come by. */
  seal: number | null
}

/** One link of the audit chain: the rows that were committed since the one before. */
export interface AuditSealsTable {
  /** 1, 2, 3, … without a gap. */
  seal: number
  row_count: number
  mac: string
}

export interface SlotsTable {
  id: Generated<number>
  /** What is due: 'session:s1:notice', 'duty:yearend_assessment:2026-12-15'. Unique together with `slot`. */
  job: string
  /** Which of its times: 'T-3', 'once'. */
  slot: string
  due_at: string
  /** 'planned' has its outbox rows; 'missed' was found too late; 'empty' had nobody to tell. */
  state: 'planned' | 'missed' | 'empty'
  created_at: string
}

export interface OutboxTable {
  id: string
  /** The slot it belongs to, or null for what a person asked for. */
  slot_id: number | null
  channel: string
  /** The group's name, a person's id, or what else the channel calls its target. */
  target: string
  /** Frozen bytes as text; null a week after the end. */
  body: string | null
  body_hash: string
  state: 'pending' | 'sending' | 'sent' | 'failed' | 'unknown' | 'missed'
  attempt: number
  due_at: string
  /** After this instant it is not worth sending any more: it ends as missed. */
  give_up_at: string
  /** 1: goes out at any hour (an answer, or 现在发); 0: waits for working hours. */
  any_hour: number
  /** When the claim ends; after the end it tells when the last try began. On a pending row: that try may have arrived. */
  lease_until: string | null
  sent_at: string | null
  error: string | null
  created_at: string
}

/** What a rule answer of the last day answered, for 👎 and 没用: only questions free of private matters, and no name. */
export interface RuleQuestionsTable {
  channel: string
  msgid: string
  question: string
  /** What tells the same question said otherwise. */
  key: string
  /** The first article of the answer, or of the answer before it, as JSON; null without one. */
  cited: string | null
  asked_at: string
  /** The groups whose rules existed for the asker, as JSON. */
  asked_in: string
}

/** A question that the rule book left open. */
export interface GapsTable {
  id: Generated<number>
  key: string
  question: string
  cited: string | null
  state: 'open' | 'answered' | 'dropped'
  first_at: string
  last_at: string
  /** For each place where it was asked: the groups whose rules existed there, as JSON. */
  asked_in: string
}

/** One asking or one 👎. `voice` is a keyed digest: it stops the same event from counting twice and names nobody. */
export interface GapVoicesTable {
  gap_id: number
  voice: string
  kind: 'unanswered' | 'unhelpful'
  /** The platform's reasons, as JSON. */
  reasons: string
  said_at: string
}

/** Who wants to hear the answer; gone once told. */
export interface GapWishesTable {
  gap_id: number
  person_id: string
  /** The group in which to answer; '' for in private. */
  group_name: string
  wished_at: string
  /** The answer that waits to be told in the next reply, where nothing can be pushed. */
  faq_id: number | null
}

/** What the office answered. A newer answer to the same gap is a new row. */
export interface FaqTable {
  id: Generated<number>
  gap_id: number
  question: string
  key: string
  answer: string
  /** The articles it rests on, with digests of their words, as JSON. */
  tied: string
  office: string
  state: 'draft' | 'current' | 'replaced'
  answered_by: string
  answered_at: string
}

export interface DutyFactsTable {
  id: Generated<number>
  /** The duty's code: of office.yaml, or made by chat or import. */
  duty: string
  /** The unshifted date of the occurrence, or '' for the duty as a whole. */
  occurrence: string
  /** Who did it, or '' for everybody. */
  person_id: string
  /**
   * 'created' and 'ended' of a duty; 'moved', 'assigned', 'worded' of an occurrence; 'done', 'open', 'waived' of a person in
   * one, or of everybody. The last one counts.
   */
  fact: string
  json: string
  actor: string
  at: string
}

/** What a keeper wants to be said in groups; the words go a week after it was sent or given up. */
export interface NoticesTable {
  id: string
  author: string
  words: string
  /** The names of the groups, as a JSON list. */
  groups_json: string
  /** Null: at once. */
  send_at: string | null
  state: 'draft' | 'planned' | 'withdrawn'
  created_at: string
}

/** What somebody wishes of private reminders: 'mute' or 'hear', about one duty or session, or '' for all. The last one counts. */
export interface ReminderWishesTable {
  id: Generated<number>
  person_id: string
  wish: 'mute' | 'hear'
  about: string
  at: string
}
