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
  { id: 3, name: 'duties, notices, wishes about reminders', statements: dutiesAndNotices },
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
      seq ${integer} unique, mac ${text})${end}`,
    `create index audit_unsealed on audit(id) where seq is null`,
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
