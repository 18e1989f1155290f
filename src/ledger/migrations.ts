import type { ColumnTypes } from './dialect.ts'

export interface Migration {
  id: number
  name: string
  /** The statements, in order; they run in one transaction. Never edit one that was released: add another. */
  statements(column: ColumnTypes): string[]
}

export const migrations: readonly Migration[] = [
  { id: 1, name: 'people, messages, sessions, marks, audit', statements: firstTables },
  { id: 2, name: 'slots and outbox', statements: slotsAndOutbox },
  { id: 3, name: 'open questions, answers of the office, opinions', statements: gapsAndFaq },
  { id: 4, name: 'details of sessions, late entries, makeup', statements: lateEntriesAndMakeup },
  { id: 5, name: 'cards and kept counts', statements: cardsAndCounts },
  { id: 6, name: 'editions of chains, what was said last in a chat', statements: chainsAndChats },
  { id: 7, name: 'duties, notices, wishes about reminders', statements: dutiesAndNotices },
  { id: 8, name: 'where a question was asked', statements: whereAsked },
  { id: 9, name: 'marks in the order of their arrival', statements: marksInOrder },
  { id: 10, name: 'audit rows without an index of the unsealed', statements: unsealedAtTheEnd },
  { id: 11, name: 'messages in the order of their arrival', statements: messagesInOrder },
]

function firstTables({ text, integer, instant, day, serial, end, endKeyed }: ColumnTypes): string[] {
  return [
    `create table meta (key ${text} primary key, value ${text} not null)${endKeyed}`,
    `create table people (
      id ${text} primary key, name ${text} not null, tag ${text},
      created_at ${instant} not null, forgotten_at ${instant})${end}`,
    `create table person_aliases (
      person_id ${text} not null references people(id), alias ${text} not null,
      primary key (person_id, alias))${end}`,
    `create table person_identities (
      channel ${text} not null, external_id ${text} not null,
      person_id ${text} not null references people(id), bound_at ${instant} not null,
      primary key (channel, external_id))${endKeyed}`,
    `create index person_identities_person on person_identities(person_id)`,
    `create table memberships (
      id ${serial}, person_id ${text} not null references people(id), branch ${text} not null,
      member_type ${text} not null, party_group ${text} not null, department ${text} not null, role ${text},
      roster_number ${integer} not null, from_day ${day} not null, to_day ${day})${end}`,
    `create index memberships_person on memberships(person_id)`,
    `create index memberships_branch on memberships(branch)`,
    `create table identity_claims (
      channel ${text} not null, external_id ${text} not null,
      person_id ${text} not null references people(id), asked_at ${instant} not null,
      primary key (channel, external_id))${endKeyed}`,
    `create table bind_codes (
      digest ${text} primary key, purpose ${text} not null, subject ${text} not null,
      made_by ${text} not null, expires_at ${instant} not null, used_at ${instant})${endKeyed}`,
    `create table chats (
      chat_id ${text} primary key, group_name ${text} not null,
      bound_at ${instant} not null, bound_by ${text} not null)${endKeyed}`,
    `create table inbox (
      channel ${text} not null, msgid ${text} not null, sender ${text} not null, effect ${text} not null,
      reply ${text}, received_at ${instant} not null, primary key (channel, msgid))${endKeyed}`,
    `create table conversations (
      chat_id ${text} not null, person_id ${text} not null, json ${text} not null, until ${instant} not null,
      primary key (chat_id, person_id))${endKeyed}`,
    `create table sessions (
      id ${text} primary key, branch ${text} not null, kind ${text} not null,
      series ${text} not null, occurrence_key ${text} not null,
      title ${text} not null, theme ${text} not null, place ${text} not null,
      starts_at ${instant} not null, answer_by ${instant}, chat_id ${text}, state ${text} not null,
      created_by ${text} not null, created_at ${instant} not null,
      unique (branch, series, occurrence_key))${end}`,
    `create index sessions_open on sessions(branch) where state in ('open', 'checking')`,
    `create index sessions_branch on sessions(branch, starts_at)`,
    `create table session_facts (
      id ${serial}, session_id ${text} not null references sessions(id), fact ${text} not null,
      json ${text} not null, actor ${text} not null, at ${instant} not null)${end}`,
    `create index session_facts_session on session_facts(session_id)`,
    // One tree, in the order in which it is read: the last row of a person in a session is the mark that stands.
    `create table marks (
      session_id ${text} not null references sessions(id), person_id ${text} not null references people(id),
      rank ${integer} not null, said_at ${instant} not null, id ${text} not null,
      status ${text} not null, leave_type ${text}, source ${text} not null, reported_by ${text} not null,
      entered_at ${instant} not null, late_entry ${integer} not null,
      primary key (session_id, person_id, rank, said_at, id))${endKeyed}`,
    `create table audit (
      id ${serial}, at ${instant} not null, actor ${text} not null, action ${text} not null,
      object ${text} not null, subject ${text}, detail ${text}, salt ${text}, digest ${text} not null,
      seal ${integer})${end}`,
    `create index audit_unsealed on audit(id) where seal is null`,
    `create table audit_seals (seal ${integer} primary key, row_count ${integer} not null, mac ${text} not null)${end}`,
  ]
}

function slotsAndOutbox({ text, integer, instant, serial, end }: ColumnTypes): string[] {
  return [
    `create table slots (
      id ${serial}, job ${text} not null, slot ${text} not null, due_at ${instant} not null,
      state ${text} not null, created_at ${instant} not null, unique (job, slot))${end}`,
    `create index slots_due on slots(due_at)`,
    `create table outbox (
      id ${text} primary key, slot_id ${integer} references slots(id), channel ${text} not null,
      target ${text} not null, body ${text}, body_hash ${text} not null, state ${text} not null,
      attempt ${integer} not null, due_at ${instant} not null, give_up_at ${instant} not null,
      any_hour ${integer} not null, lease_until ${instant}, sent_at ${instant}, error ${text},
      created_at ${instant} not null, unique (slot_id, channel, target))${end}`,
    `create index outbox_due on outbox(state, due_at)`,
    `create index outbox_target on outbox(channel, target, state, due_at)`,
  ]
}

function gapsAndFaq({ text, integer, instant, serial, end, endKeyed }: ColumnTypes): string[] {
  return [
    `create table rule_questions (
      channel ${text} not null, msgid ${text} not null, question ${text} not null, key ${text} not null,
      cited ${text}, asked_at ${instant} not null, primary key (channel, msgid))${endKeyed}`,
    `create index rule_questions_asked on rule_questions(asked_at)`,
    `create table gaps (
      id ${serial}, key ${text} not null unique, question ${text} not null, cited ${text}, state ${text} not null,
      first_at ${instant} not null, last_at ${instant} not null)${end}`,
    `create table gap_voices (
      gap_id ${integer} not null references gaps(id), voice ${text} not null, kind ${text} not null,
      reasons ${text} not null, said_at ${instant} not null, primary key (gap_id, voice))${endKeyed}`,
    `create index gap_voices_voice on gap_voices(voice)`,
    `create table gap_wishes (
      gap_id ${integer} not null references gaps(id), person_id ${text} not null references people(id),
      group_name ${text} not null, wished_at ${instant} not null, faq_id ${integer},
      primary key (gap_id, person_id, group_name))${endKeyed}`,
    `create table faq (
      id ${serial}, gap_id ${integer} not null references gaps(id), question ${text} not null, key ${text} not null,
      answer ${text} not null, tied ${text} not null, office ${text} not null, state ${text} not null,
      answered_by ${text} not null, answered_at ${instant} not null)${end}`,
    `create index faq_gap on faq(gap_id, state)`,
    `create table opinions (id ${serial}, text ${text} not null, said_at ${instant} not null)${end}`,
  ]
}

function lateEntriesAndMakeup({ text, integer, instant, end, endKeyed }: ColumnTypes): string[] {
  return [
    `alter table sessions add column details ${text} not null default '{}'`,
    `alter table marks add column excuse ${text}`,
    `alter table marks add column reason ${text}`,
    `create table makeups (
      session_id ${text} not null references sessions(id), person_id ${text} not null references people(id),
      said_at ${instant} not null, id ${text} not null, done ${integer} not null, source ${text} not null,
      reported_by ${text} not null, entered_at ${instant} not null,
      primary key (session_id, person_id, said_at, id))${endKeyed}`,
    `create table correction_requests (
      id ${text} primary key, session_id ${text} not null references sessions(id),
      person_id ${text} not null references people(id), status ${text} not null, leave_type ${text},
      asked_at ${instant} not null, decided_at ${instant}, decided_by ${text}, accepted ${integer})${end}`,
    `create index correction_requests_waiting on correction_requests(session_id) where decided_at is null`,
  ]
}

function cardsAndCounts({ text, integer, instant, end, endKeyed }: ColumnTypes): string[] {
  const counts = ['expected', 'planned', 'attended', 'online', 'leave', 'absent', 'observers']
  const parts = [0, 1, 2, 3, 4, 5, 6, 7]
  return [
    `create table cards (
      id ${text} primary key, session_id ${text} not null references sessions(id), slot ${text} not null,
      chat_id ${text}, person_id ${text}, made_at ${instant} not null, unique (session_id, slot))${end}`,
    `create index cards_chat on cards(chat_id, made_at)`,
    `create table session_counts (
      session_id ${text} not null references sessions(id), part ${integer} not null, basis ${text} not null,
      ${counts.map(count => `${count} ${integer} not null`).join(', ')},
      primary key (session_id, part))${endKeyed}`,
    // Sessions that are there already: without a basis they are counted anew when somebody asks.
    ...parts.map(
      part => `insert into session_counts
        select id, ${part}, '', ${counts.map(() => 0).join(', ')} from sessions`,
    ),
    `alter table inbox add column card ${text}`,
  ]
}

function chainsAndChats({ text, instant, endKeyed }: ColumnTypes): string[] {
  return [
    `create table chain_editions (
      session_id ${text} not null references sessions(id), title_digest ${text} not null, json ${text} not null,
      at ${instant} not null, primary key (session_id, title_digest))${endKeyed}`,
    `create index conversations_chat on conversations(chat_id, until)`,
  ]
}

function dutiesAndNotices({ text, instant, serial, end }: ColumnTypes): string[] {
  return [
    `create table duty_facts (
      id ${serial}, duty ${text} not null, occurrence ${text} not null, person_id ${text} not null,
      fact ${text} not null, json ${text} not null, actor ${text} not null, at ${instant} not null)${end}`,
    `create index duty_facts_occurrence on duty_facts(duty, occurrence)`,
    `create index duty_facts_person on duty_facts(person_id, occurrence)`,
    `create table notices (
      id ${text} primary key, author ${text} not null, words ${text} not null, groups_json ${text} not null,
      send_at ${instant}, state ${text} not null, created_at ${instant} not null)${end}`,
    `create index notices_author on notices(author, state)`,
    `create table reminder_wishes (
      id ${serial}, person_id ${text} not null, wish ${text} not null, about ${text} not null,
      at ${instant} not null)${end}`,
    `create index reminder_wishes_person on reminder_wishes(person_id)`,
  ]
}

function whereAsked({ text }: ColumnTypes): string[] {
  return [
    `alter table rule_questions add column asked_in ${text} not null default '[]'`,
    `alter table gaps add column asked_in ${text} not null default '[]'`,
  ]
}

/**
 * A burst of marks comes from people in no order: each would write a page of its own. In the order of arrival sixteen marks
 * share one; who looks for a person's has them in memory. PostgreSQL is asked by person each time and keeps its key.
 */
function marksInOrder({ text, integer, instant, endKeyed, isEmbedded }: ColumnTypes): string[] {
  if (!isEmbedded) return []
  const columns =
    'session_id, id, person_id, rank, said_at, status, leave_type, source, reported_by, entered_at, late_entry, excuse, reason'
  return [
    `create table arrived_marks (
      session_id ${text} not null references sessions(id), id ${text} not null,
      person_id ${text} not null references people(id), rank ${integer} not null, said_at ${instant} not null,
      status ${text} not null, leave_type ${text}, source ${text} not null, reported_by ${text} not null,
      entered_at ${instant} not null, late_entry ${integer} not null, excuse ${text}, reason ${text},
      primary key (session_id, id))${endKeyed}`,
    `insert into arrived_marks (${columns}) select ${columns} from marks order by session_id, id`,
    `drop table marks`,
    `alter table arrived_marks rename to marks`,
  ]
}

/** What one process writes is sealed in the order of its ids: the unsealed rows are the last ones, and need no index. */
function unsealedAtTheEnd({ isEmbedded }: ColumnTypes): string[] {
  return isEmbedded ? [`drop index audit_unsealed`] : []
}

/**
 * The platform's message ids come in no order. Rows that lie by id make each message write a page of whole replies; in the order
 * of arrival only the index of the ids is written all over.
 */
function messagesInOrder({ text, instant, end, isEmbedded }: ColumnTypes): string[] {
  if (!isEmbedded) return []
  const columns = 'channel, msgid, sender, effect, reply, received_at, card'
  return [
    `create table arrived_messages (
      channel ${text} not null, msgid ${text} not null, sender ${text} not null, effect ${text} not null,
      reply ${text}, received_at ${instant} not null, card ${text}, primary key (msgid, channel))${end}`,
    `insert into arrived_messages (${columns}) select ${columns} from inbox order by received_at`,
    `drop table inbox`,
    `alter table arrived_messages rename to inbox`,
  ]
}
