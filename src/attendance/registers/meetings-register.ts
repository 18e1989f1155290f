import type { Row } from 'write-excel-file/node'
import { dayOf } from '../../calendar/day.ts'
import { activityKinds, type ActivityKind } from '../kinds.ts'
import { field, fitted, head, noticeRow, span, text, titleRow, type RegisterSheet } from './cells.ts'
import { monthOfSession, type HeldSession } from './held-sessions.ts'
import * as texts from './meetings-texts.ts'

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1)
const WIDTHS = [24, ...MONTHS.map(() => 9), 12]

export interface MeetingsInput {
  branchName: string
  year: number
  held: HeldSession[]
  /** The party groups of the branch: each holds its own 党小组会. */
  partyGroups: string[]
  /** Only a project branch holds the days of a project branch. */
  isTemporary: boolean
  exportedAt: Date
}

/** 三会一课完成情况表: what was held when, and how often beside how often it is due. Nothing is filled in that was not held. */
export function meetingsSheet(input: MeetingsInput): RegisterSheet {
  const { branchName, year, exportedAt } = input
  const rows = dueRows(input)
    .map(row => meetingRow(row))
    .map(row => fitted(row, WIDTHS))
  const legend = (words: string) =>
    fitted(span(text(words, { align: 'left', indent: 1 }), WIDTHS.length), WIDTHS)
  return {
    name: texts.meetingsSheetName,
    widths: WIDTHS,
    headRows: 2,
    headColumns: 1,
    rows: [
      titleRow(texts.meetingsTitle(branchName, year), WIDTHS.length),
      fitted(texts.meetingHeads(MONTHS).map(head), WIDTHS),
      ...rows,
      legend(texts.meetingsLegend),
      legend(texts.exported(exportedAt)),
      noticeRow(texts.notice, WIDTHS.length),
    ],
  }
}

interface DueRow {
  name: string
  due: number
  held: HeldSession[]
}

const TIMES_A_YEAR = { month: 12, quarter: 4, year: 1 } as const

/** One row for each kind that comes round, in the order of 三会一课; 党小组会 has one for each group. */
function dueRows({ held, partyGroups, isTemporary }: MeetingsInput): DueRow[] {
  return ORDER.flatMap(code => activityKinds.filter(kind => kind.code === code))
    .filter(({ code }) => isTemporary || code !== 'site_branch_day')
    .flatMap(kind => {
      const due = TIMES_A_YEAR[kind.due ?? 'year']
      const sessions = held.filter(({ register }) => register.session.kind === kind.code)
      if (kind.roster !== 'partyGroup' || partyGroups.length === 0)
        return [{ name: kind.name, due, held: sessions }]
      return partyGroups.map(group => ({
        name: texts.ofGroup(kind.name, group),
        due,
        held: sessions.filter(({ register }) => register.session.details?.partyGroup === group),
      }))
    })
}

const ORDER: readonly ActivityKind['code'][] = [
  'general_meeting',
  'committee_meeting',
  'group_meeting',
  'party_lecture',
  'theme_party_day',
  'site_branch_day',
  'org_life_meeting',
  'member_appraisal',
]

function meetingRow({ name, due, held }: DueRow): Row {
  return [
    field(name),
    ...MONTHS.map(month =>
      field(
        held
          .filter(one => monthOfSession(one) === month)
          .map(dayHeld)
          .join('、'),
      ),
    ),
    field(`${due}/${held.length}`),
  ]
}

function dayHeld({ register: { session } }: HeldSession): string {
  return texts.dayHeld(dayOf(session.startsAt), {
    isChecked: session.state === 'archived',
    isLate: session.details?.late !== undefined,
  })
}
