import type { Row } from 'write-excel-file/node'
import { memberTypeNames } from '../../talk/person.ts'
import { kindByCode } from '../kinds.ts'
import { quorumOf } from '../quorum.ts'
import type { Session } from '../session.ts'
import { displayName } from '../count-texts.ts'
import { tally, type Register, type RegisterLine } from '../tally.ts'
import { count, field, fitted, head, noticeRow, span, text, titleRow, type RegisterSheet } from './cells.ts'
import type { MarkChange } from './mark-change.ts'
import * as texts from './texts.ts'

const WIDTHS = [8, 16, 14, 24, 14, 12, 19, 26]

export interface SessionRegisterInput {
  branchName: string
  session: Session
  register: Register
  changes: MarkChange[]
  exportedAt: Date
  /** Left open for the pen when unknown. */
  registeredBy?: string
  checkedBy?: string
  chair?: string
  recorder?: string
  /** Who entered a session afterwards (补录). */
  lateBy?: string
  /** A branch of a project, whose members belong to several units. */
  isTemporary?: boolean
}

/**
 * 单次到会登记表: whoever is expected in the order of the roster, then the guests. There is no rate and no
 * order by attendance, and a small number looks like any other.
 */
export function sessionRegisterSheet(input: SessionRegisterInput): RegisterSheet {
  const { branchName, session, register, changes } = input
  const isVoluntary = register.expected.length === 0
  const guestWords = isVoluntary ? texts.statusWords : texts.guestWords
  const lines = [
    ...register.expected.map(line => ({ line, words: texts.statusWords })),
    ...register.exempt.map(line => ({ line, words: texts.statusWords })),
    ...register.guests.map(line => ({ line, words: guestWords })),
  ]
  const rows = [
    meetingRow(input),
    (input.isTemporary === true ? texts.temporaryHeads : texts.registerHeads).map(head),
    ...lines.map(({ line, words }, index) => lineRow(index + 1, line, words, changes)),
    texts.totalHeads.map(head),
    totalsRow(register, isVoluntary),
    ...noteLines(input).map(note => span(text(note, { align: 'left', indent: 1 }), WIDTHS.length)),
    signatureRow(input),
  ]
  return {
    name: texts.registerSheetName,
    widths: WIDTHS,
    headRows: 3,
    rows: [
      titleRow(texts.registerTitle(branchName, session), WIDTHS.length),
      ...rows.map(row => fitted(row, WIDTHS)),
      noticeRow(texts.notice, WIDTHS.length),
    ],
  }
}

function meetingRow({ session, chair = '', recorder = '' }: SessionRegisterInput): Row {
  const { startsAt, place, theme } = session
  const fields = texts.meetingFields
  return [
    ...span(text(fields.time(startsAt)), 3),
    text(fields.place(place)),
    ...span(text(fields.theme(theme)), 2),
    text(fields.chair(chair), { align: 'left', indent: 1 }),
    text(fields.recorder(recorder)),
  ]
}

/** What stands below the table where there is something to say: the quorum, guests from outside, an entry made afterwards. */
function noteLines({ session, register, lateBy = '' }: SessionRegisterInput): string[] {
  const { guests, late } = session.details ?? {}
  const rule = kindByCode(session.kind)?.quorum
  return [
    ...(rule === undefined ? [] : [texts.quorumLine(quorumOf(register, rule))]),
    ...(guests === undefined ? [] : [texts.guestLine(guests)]),
    ...(late === undefined ? [] : [texts.lateSession(new Date(late.at), lateBy, late.reason)]),
  ]
}

function lineRow(
  number: number,
  line: RegisterLine,
  words: typeof texts.statusWords,
  changes: MarkChange[],
): Row {
  const { member, mark, madeUp } = line
  return [
    count(number),
    field(displayName(line)),
    field(memberTypeNames[member.memberType]),
    field(groupAndDepartment(member)),
    field(mark === undefined ? texts.notHeard : words[mark.status]),
    field(mark?.leaveType === undefined ? '' : texts.leaveWords[mark.leaveType]),
    field(madeUp === undefined ? '' : texts.madeUpOn(madeUp)),
    field(remark(line, changes), 'left'),
  ]
}

function groupAndDepartment({ partyGroup, department }: RegisterLine['member']): string {
  if (partyGroup === '' || department === '') return partyGroup || department
  return `${partyGroup}(${department})`
}

/** A mark that was entered after the check says so, with its day and who entered it; nothing is dated back. */
function remark({ member, mark }: RegisterLine, changes: MarkChange[]): string {
  const entry = changes.findLast(
    change =>
      change.personId === member.personId &&
      change.status === mark?.status &&
      change.source === mark.source &&
      change.saidAt.toISOString() === mark.saidAt,
  )
  const excuse = mark?.excuse === undefined ? '' : texts.excuseWords[mark.excuse]
  if (entry?.lateEntry !== true) return excuse
  const late = texts.lateEntryBy(entry.enteredAt, entry.reportedBy, entry.reason)
  return excuse === '' ? late : `${excuse};${late}`
}

function totalsRow(register: Register, isVoluntary: boolean): Row {
  const guests = register.guests.filter(({ mark }) => mark?.status !== 'leave' && mark?.status !== 'absent')
  const counts = tally(
    isVoluntary ? { ...register, expected: register.guests, guests: [] } : { ...register, guests },
  )
  return [
    isVoluntary ? field(texts.voluntary) : count(counts.expected),
    count(counts.attended),
    count(counts.online),
    field(texts.leaveTotals(counts.leave)),
    count(counts.absent),
    count(counts.observers),
    count(counts.pending),
    count(counts.planned),
  ]
}

function signatureRow({ session, exportedAt, registeredBy = '', checkedBy = '' }: SessionRegisterInput): Row {
  return [
    ...span(text(texts.signatures.registeredBy(registeredBy)), 3),
    ...span(text(texts.signatures.checkedBy(checkedBy)), 2),
    ...span(text(texts.signatures.exported(exportedAt, session.state)), 3),
  ]
}
