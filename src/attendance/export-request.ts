import { instantOf } from '../calendar/day.ts'
import type { Trx } from '../ledger/ledger.ts'
import { branchNamed, type Office } from '../office.ts'
import { xlsxBytes } from './export-xlsx.ts'
import { kindByCode } from './kinds.ts'
import { monthPeriod, yearPeriod } from './period.ts'
import { registerFile } from './register-file.ts'
import { periodFileName } from './registers/file-name.ts'
import { makeupSheet } from './registers/makeup-register.ts'
import { makeupSheetName } from './registers/makeup-texts.ts'
import { meetingsSheet } from './registers/meetings-register.ts'
import { meetingsSheetName } from './registers/meetings-texts.ts'
import { monthSheet } from './registers/month-register.ts'
import { monthSheetName } from './registers/month-texts.ts'
import { periodChangeLogSheet } from './registers/period-change-log.ts'
import { heldIn, type HeldSession } from './registers/held-sessions.ts'
import { monthInWords } from './registers/texts.ts'
import { yearRegisterSheet } from './registers/year-register.ts'
import { yearSheetName } from './registers/year-texts.ts'
import { membersOf } from '../people/store.ts'
import { sessionById } from './store.ts'

/** One of the layouts that a secretary can ask for. */
export type ExportRequest =
  | { kind: 'session'; sessionId: string }
  /** 按人年度表, of one kind of activity or of all. */
  | { kind: 'year'; branch: string; year: number; activity?: string | undefined }
  /** 三会一课完成情况表 */
  | { kind: 'meetings'; branch: string; year: number }
  /** 补学清单 */
  | { kind: 'makeup'; branch: string; year: number }
  /** 月统计表; month '2026-11'. */
  | { kind: 'month'; branch: string; month: string }

export interface ExportFile {
  name: string
  bytes: Buffer
}

/** Makes the file of a request as the ledger stands now; undefined when its session does not exist any more. */
export async function exportFile(
  db: Trx,
  office: Office,
  request: ExportRequest,
  now: Date,
): Promise<ExportFile | undefined> {
  if (request.kind !== 'session') return periodFile(db, office, request, now)
  const session = await sessionById(db, request.sessionId)
  return session === undefined ? undefined : registerFile(db, office, session, now)
}

type PeriodRequest = Exclude<ExportRequest, { kind: 'session' }>

async function periodFile(db: Trx, office: Office, request: PeriodRequest, now: Date): Promise<ExportFile> {
  const { branch } = request
  const known = branchNamed(office, branch)
  const branchName = known?.name ?? branch
  const period = request.kind === 'month' ? monthPeriod(request.month) : yearPeriod(request.year)
  const activity = request.kind === 'year' ? request.activity : undefined
  const held = await heldIn(db, period, { branch, kind: activity }, now)
  const common = { branchName, held, exportedAt: now }
  switch (request.kind) {
    case 'year': {
      const { year } = request
      const kindName = kindByCode(activity ?? '')?.name
      const sheet = yearRegisterSheet({ ...common, year, kindName })
      return filed([sheet], held, branchName, `${kindName ?? ''}${yearSheetName}`, `${year}年`, now)
    }
    case 'meetings': {
      const { year } = request
      const partyGroups = await groupsOf(db, branch)
      const sheet = meetingsSheet({ ...common, year, partyGroups, isTemporary: known?.kind === 'temporary' })
      return filed([sheet], held, branchName, meetingsSheetName, `${year}年`, now)
    }
    case 'makeup':
      return filed(
        [makeupSheet({ ...common, year: request.year })],
        held,
        branchName,
        makeupSheetName,
        `${request.year}年`,
        now,
      )
    case 'month': {
      const { month } = request
      const words = monthInWords(instantOf(`${month}-01`))
      return filed([monthSheet({ ...common, month })], held, branchName, monthSheetName, words, now)
    }
  }
}

async function filed(
  sheets: Parameters<typeof xlsxBytes>[0],
  held: HeldSession[],
  branchName: string,
  what: string,
  period: string,
  now: Date,
): Promise<ExportFile> {
  const changes = periodChangeLogSheet(`${branchName}${period}`, held)
  return {
    name: periodFileName(branchName, what, period),
    bytes: await xlsxBytes([...sheets, changes], now),
  }
}

async function groupsOf(db: Trx, branch: string): Promise<string[]> {
  const members = await membersOf(db, branch)
  return [...new Set(members.map(({ partyGroup }) => partyGroup).filter(group => group !== ''))]
}

/** A request as one short word, for the outbox and for links; a session is its id alone. */
export function exportCode(request: ExportRequest): string {
  switch (request.kind) {
    case 'session':
      return request.sessionId
    case 'year':
      return ['year', request.branch, request.year, request.activity].filter(Boolean).join(':')
    case 'meetings':
    case 'makeup':
      return [request.kind, request.branch, request.year].join(':')
    case 'month':
      return ['month', request.branch, request.month].join(':')
  }
}

/** Reads what exportCode wrote. */
export function exportRequest(code: string): ExportRequest {
  const [kind, branch = '', period = '', activity] = code.split(':')
  switch (kind) {
    case 'year':
      return { kind, branch, year: Number(period), activity }
    case 'meetings':
    case 'makeup':
      return { kind, branch, year: Number(period) }
    case 'month':
      return { kind, branch, month: period }
    default:
      return { kind: 'session', sessionId: code }
  }
}
