import type { Row } from 'write-excel-file/node'
import { rankOf } from '../mark.ts'
import type { Session } from '../session.ts'
import { count, field, fitted, head, noticeRow, span, titleRow, type RegisterSheet } from './cells.ts'
import type { MarkChange } from './changes.ts'
import * as texts from './texts.ts'

const WIDTHS = [8, 22, 16, 16, 16, 12, 16, 22, 22]

/** 变更记录: who changed whose mark when, in the order of entry, so that a late entry is visible. */
export function changeLogSheet(branchName: string, session: Session, changes: MarkChange[]): RegisterSheet {
  const rows = withBefore(changes).map(({ change, before }, index) => changeRow(index + 1, change, before))
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

/** Each change with the mark that stood before it. */
function withBefore(changes: MarkChange[]): { change: MarkChange; before: MarkChange | undefined }[] {
  const standing = new Map<string, MarkChange>()
  return changes.map(change => {
    const before = standing.get(change.personId)
    if (before === undefined || !outweighs(before, change)) standing.set(change.personId, change)
    return { change, before }
  })
}

/** The order in which the register weighs marks: the source first, then the time of the message. */
function outweighs(before: MarkChange, change: MarkChange): boolean {
  const difference = rankOf(before.source) - rankOf(change.source)
  return difference === 0 ? before.saidAt > change.saidAt : difference > 0
}

function changeRow(number: number, change: MarkChange, before: MarkChange | undefined): Row {
  return [
    count(number),
    field(texts.instantInWords(change.enteredAt)),
    field(change.name),
    field(before === undefined ? texts.notHeard : texts.markInWords(before.status, before.leaveType)),
    field(texts.markInWords(change.status, change.leaveType)),
    field(texts.sourceWords[change.source]),
    field(change.reportedBy),
    field(texts.instantInWords(change.saidAt)),
    field(change.lateEntry ? texts.lateEntry(change.enteredAt) : '', 'left'),
  ]
}
