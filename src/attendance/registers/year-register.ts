import type { Row } from 'write-excel-file/node'
import type { CurrentMember } from '../../people/roster-difference.ts'
import { displayName } from '../count-texts.ts'
import type { RegisterLine } from '../tally.ts'
import { count, field, fitted, head, noticeRow, span, text, titleRow, type RegisterSheet } from './cells.ts'
import { monthOfSession, type HeldSession } from './held-sessions.ts'
import * as texts from './year-texts.ts'

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1)
const WIDTHS = [6, 16, ...MONTHS.map(() => 9), 9, 9, 9]

export interface YearRegisterInput {
  branchName: string
  year: number
  /** '主题党日', or undefined for all kinds. */
  kindName?: string | undefined
  held: HeldSession[]
  exportedAt: Date
}

/**
 * 按人年度表: one row for each member in the order of the roster, the marks of each month in order of time, and how often. There is
 * no rate, no order by attendance and no colour for small numbers.
 */
export function yearRegisterSheet({
  branchName,
  year,
  kindName,
  held,
  exportedAt,
}: YearRegisterInput): RegisterSheet {
  const people = peopleOf(held)
  const rows = people.map((member, index) => personRow(index + 1, member, held))
  const none = span(field(texts.nothingHeld), WIDTHS.length)
  const table = [texts.yearHeads(MONTHS).map(head), ...(rows.length === 0 ? [none] : rows)]
  return {
    name: texts.yearSheetName,
    widths: WIDTHS,
    headRows: 2,
    headColumns: 2,
    rows: [
      titleRow(texts.yearTitle(branchName, year, kindName), WIDTHS.length),
      ...[...table, legend(texts.yearLegend), legend(texts.exported(exportedAt))].map(row =>
        fitted(row, WIDTHS),
      ),
      noticeRow(texts.notice, WIDTHS.length),
    ],
  }
}

function legend(words: string): Row {
  return span(text(words, { align: 'left', indent: 1 }), WIDTHS.length)
}

function personRow(number: number, member: CurrentMember, held: HeldSession[]): Row {
  const lines = held.map(one => ({ month: monthOfSession(one), cell: cellOf(one, member.personId) }))
  const total = (counts: (cell: PersonCell) => boolean) => lines.filter(({ cell }) => counts(cell)).length
  return [
    count(number),
    field(displayName({ member, mark: undefined })),
    ...MONTHS.map(month =>
      field(
        lines
          .filter(line => line.month === month)
          .map(({ cell }) => cell.sign)
          .join(' '),
      ),
    ),
    count(total(({ attended }) => attended)),
    count(total(({ onLeave }) => onLeave)),
    count(total(({ madeUp }) => madeUp)),
  ]
}

interface PersonCell {
  sign: string
  attended: boolean
  onLeave: boolean
  madeUp: boolean
}

function cellOf({ register }: HeldSession, personId: string): PersonCell {
  const find = (lines: RegisterLine[]) => lines.find(({ member }) => member.personId === personId)
  const line = find(register.expected)
  const madeUp = line?.madeUp !== undefined
  const none = { attended: false, onLeave: false, madeUp }
  if (line === undefined) return { ...none, sign: signOutside(find(register.exempt), find(register.guests)) }
  const { mark } = line
  const sign = mark === undefined ? texts.signs.pending : texts.signOf(mark)
  return {
    sign: madeUp ? `${sign}${texts.signs.madeUp}` : sign,
    attended: mark !== undefined && ['present', 'late', 'leftEarly'].includes(mark.status),
    onLeave: mark?.status === 'leave',
    madeUp,
  }
}

/** Somebody the session did not expect: excused, there as a guest, or not on its roster at all. */
function signOutside(exempt: RegisterLine | undefined, guest: RegisterLine | undefined): string {
  if (exempt !== undefined) return texts.signs.exempt
  const came = guest?.mark !== undefined && guest.mark.status !== 'leave' && guest.mark.status !== 'absent'
  return came ? texts.signs.guest : texts.signs.notExpected
}

/** Everybody whom some session of the year expected or excused, by party group and then by the number on the roster. */
function peopleOf(held: HeldSession[]): CurrentMember[] {
  const latest = new Map<string, CurrentMember>()
  for (const { register } of held)
    for (const { member } of [...register.expected, ...register.exempt]) latest.set(member.personId, member)
  const members = [...latest.values()].sort((one, other) => one.rosterNumber - other.rosterNumber)
  const groups = [...new Set(members.map(({ partyGroup }) => partyGroup))]
  return members.sort((one, other) => groups.indexOf(one.partyGroup) - groups.indexOf(other.partyGroup))
}
