import type { Row } from 'write-excel-file/node'
import { dayOf } from '../../calendar/day.ts'
import { nameWithDay } from '../session.ts'
import { tally, type Register } from '../tally.ts'
import { count, field, fitted, head, noticeRow, span, text, titleRow, type RegisterSheet } from './cells.ts'
import type { HeldSession } from './held-sessions.ts'
import * as texts from './month-texts.ts'

const WIDTHS = [28, 18, 9, 9, 9, 9, 9, 9, 9, 9, 30]

export interface MonthInput {
  branchName: string
  /** '2026-11' */
  month: string
  held: HeldSession[]
  exportedAt: Date
}

/** 月统计表: totals of each activity of a month. No names, no rates. */
export function monthSheet({ branchName, month, held, exportedAt }: MonthInput): RegisterSheet {
  const rows = held.map(({ register }) => sessionRow(register))
  const none = span(field(texts.nothingHeld), WIDTHS.length)
  return {
    name: texts.monthSheetName,
    widths: WIDTHS,
    headRows: 2,
    rows: [
      titleRow(texts.monthTitle(branchName, month), WIDTHS.length),
      ...[
        texts.monthHeads.map(head),
        ...(rows.length === 0 ? [none] : rows),
        span(text(texts.exported(exportedAt), { align: 'left', indent: 1 }), WIDTHS.length),
      ].map(row => fitted(row, WIDTHS)),
      noticeRow(texts.notice, WIDTHS.length),
    ],
  }
}

function sessionRow(register: Register): Row {
  const { session, expected } = register
  const counts = tally(register)
  const { leave } = counts
  return [
    field(nameWithDay(session)),
    field(texts.dayInWords(dayOf(session.startsAt))),
    count(counts.expected),
    count(counts.attended),
    count(leave.official),
    count(leave.sick),
    count(leave.personal),
    count(counts.absent),
    count(counts.observers),
    count(expected.filter(({ madeUp }) => madeUp !== undefined).length),
    field(texts.monthRemark(counts, session), 'left'),
  ]
}
