import type { Row } from 'write-excel-file/node'
import { nameWithDay, type Session } from '../session.ts'
import { count, field, fitted, head, noticeRow, span, titleRow, type RegisterSheet } from './cells.ts'
import type { MarkChange } from './mark-change.ts'
import type { HeldSession } from './held-sessions.ts'
import * as texts from './texts.ts'

const WIDTHS = [8, 24, 22, 16, 16, 16, 12, 16, 34]

/**
 * 变更记录 of a year or a month, the second sheet of its exports: what was changed after it had been said once, what was entered
 * late, and what was not taken. The first word of everybody stands in the register itself.
 */
export function periodChangeLogSheet(title: string, held: HeldSession[]): RegisterSheet {
  const changed = held.flatMap(({ register, changes }) =>
    changes.filter(isChange).map(change => ({ session: register.session, change })),
  )
  const rows = changed
    .toSorted((one, other) => one.change.enteredAt.getTime() - other.change.enteredAt.getTime())
    .map(({ session, change }, index) => changeRow(index + 1, session, change))
  const none = span(field(texts.noLaterChanges), WIDTHS.length)
  return {
    name: texts.changesSheetName,
    widths: WIDTHS,
    headRows: 2,
    rows: [
      titleRow(`${title}${texts.changesSheetName}`, WIDTHS.length),
      ...[texts.periodChangeHeads.map(head), ...(rows.length === 0 ? [none] : rows)].map(row =>
        fitted(row, WIDTHS),
      ),
      noticeRow(texts.notice, WIDTHS.length),
    ],
  }
}

// The check turns 参加 into 已到 for everybody: that is the register itself and no correction.
function isChange({ before, lateEntry, effect, status }: MarkChange): boolean {
  if (lateEntry || effect === 'not-taken') return true
  return before !== undefined && !(before.status === 'planned' && status === 'present')
}

function changeRow(number: number, session: Session, change: MarkChange): Row {
  const { before, name, status, leaveType, source, reportedBy, enteredAt } = change
  return [
    count(number),
    field(nameWithDay(session)),
    field(texts.instantInWords(enteredAt)),
    field(name),
    field(before === undefined ? texts.notHeard : texts.markInWords(before.status, before.leaveType)),
    field(texts.markInWords(status, leaveType)),
    field(texts.sourceWords[source]),
    field(reportedBy),
    field(texts.changeRemark(change), 'left'),
  ]
}
