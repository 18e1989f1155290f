import type { Row } from 'write-excel-file/node'
import { addDays, dayOf } from '../../calendar/day.ts'
import { displayName } from '../count-texts.ts'
import { kindByCode } from '../kinds.ts'
import { nameWithDay } from '../session.ts'
import type { RegisterLine } from '../tally.ts'
import { count, field, fitted, head, noticeRow, span, text, titleRow, type RegisterSheet } from './cells.ts'
import type { HeldSession } from './held-sessions.ts'
import * as texts from './makeup-texts.ts'

const WIDTHS = [8, 18, 28, 20, 18, 20, 24]

export interface MakeupInput {
  branchName: string
  year: number
  held: HeldSession[]
  exportedAt: Date
}

/** 补学清单: who missed what by leave or confirmed absence, until when it is made up, and whether it was. Online is there. */
export function makeupSheet({ branchName, year, held, exportedAt }: MakeupInput): RegisterSheet {
  const missed = held.flatMap(one => missedIn(one).map(line => ({ one, line })))
  const rows = missed.map(({ one, line }, index) => missedRow(index + 1, one, line))
  const none = span(field(texts.nothingMissed), WIDTHS.length)
  return {
    name: texts.makeupSheetName,
    widths: WIDTHS,
    headRows: 2,
    rows: [
      titleRow(texts.makeupTitle(branchName, year), WIDTHS.length),
      ...[
        texts.makeupHeads.map(head),
        ...(rows.length === 0 ? [none] : rows),
        span(text(texts.exported(exportedAt), { align: 'left', indent: 1 }), WIDTHS.length),
      ].map(row => fitted(row, WIDTHS)),
      noticeRow(texts.notice, WIDTHS.length),
    ],
  }
}

function missedIn({ register }: HeldSession): RegisterLine[] {
  if (kindByCode(register.session.kind)?.makeupDays === undefined) return []
  return register.expected.filter(({ mark }) => mark?.status === 'leave' || mark?.status === 'absent')
}

function missedRow(number: number, { register: { session } }: HeldSession, line: RegisterLine): Row {
  const { mark, madeUp } = line
  const dueOn = addDays(dayOf(session.startsAt), kindByCode(session.kind)?.makeupDays ?? 0)
  return [
    count(number),
    field(displayName(line)),
    field(nameWithDay(session)),
    field(texts.dayInWords(dayOf(session.startsAt))),
    field(mark === undefined ? '' : texts.markInWords(mark.status, mark.leaveType)),
    field(texts.dayInWords(dueOn)),
    field(madeUp === undefined ? texts.notYet : texts.madeUpOn(madeUp)),
  ]
}
