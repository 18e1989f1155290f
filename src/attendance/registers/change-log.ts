import type { Row } from 'write-excel-file/node'
import type { Session } from '../session.ts'
import { count, field, fitted, head, noticeRow, span, titleRow, type RegisterSheet } from './cells.ts'
import type { MarkChange } from './mark-change.ts'
import * as texts from './texts.ts'

const WIDTHS = [8, 22, 16, 16, 16, 12, 16, 22, 22]

/** 变更记录: who changed whose mark when, in the order of entry, so that a late entry is visible. */
export function changeLogSheet(branchName: string, session: Session, changes: MarkChange[]): RegisterSheet {
  const rows = changes.map((change, index) => changeRow(index + 1, change))
  const none = span(field(texts.noChanges), WIDTHS.length)
  return {
    name: texts.changesSheetName,
    widths: WIDTHS,
    headRows: 2,
    rows: [
      titleRow(texts.changesTitle(branchName, session), WIDTHS.length),
      ...[texts.changeHeads.map(head), ...(rows.length === 0 ? [none] : rows)].map(row =>
        fitted(row, WIDTHS),
      ),
      noticeRow(texts.notice, WIDTHS.length),
    ],
  }
}

function changeRow(number: number, change: MarkChange): Row {
  const { before } = change
  return [
    count(number),
    field(texts.instantInWords(change.enteredAt)),
    field(change.name),
    field(before === undefined ? texts.notHeard : texts.markInWords(before.status, before.leaveType)),
    field(texts.markInWords(change.status, change.leaveType)),
    field(texts.sourceWords[change.source]),
    field(change.reportedBy),
    field(texts.instantInWords(change.saidAt)),
    field(texts.changeRemark(change), 'left'),
  ]
}
