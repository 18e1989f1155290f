import { dayOf, monthOf, timeOf, yearOf, type Day } from '../../calendar/day.ts'
import type { LeaveType, MarkStatus } from '../../understand/reading.ts'
import { kindByCode } from '../kinds.ts'
import type { MarkSource } from '../mark.ts'
import type { Session } from '../session.ts'
import type { Tally } from '../tally.ts'

export const registerSheetName = '到会登记表'
export const changesSheetName = '变更记录'
export const notice = '仅供支部内部管理使用,请勿外传'
/** &P and &N are the page and the pages, as Excel, WPS and LibreOffice write them. */
export const pageNumbers = '第&P页 共&N页'

export const registerHeads = [
  '序号',
  '姓名',
  '党员类别',
  '所在党小组(科室)',
  '到会情况',
  '请假类别',
  '补学情况',
  '备注',
]
export const totalHeads = [
  '应到',
  '实到',
  '线上参加',
  '请假(公/病/事/其他)',
  '缺席',
  '列席',
  '未报',
  '报名待核对',
]
export const changeHeads = [
  '序号',
  '录入时间',
  '姓名',
  '原登记',
  '登记为',
  '来源',
  '经办人',
  '消息时间',
  '备注',
]

export const notHeard = '未报'
export const noChanges = '还没有登记'
/** 应到 of an activity that expects nobody. */
export const voluntary = '自愿参加'

type Status = MarkStatus | 'withdrawn'

// A registration beforehand is not presence: it says so in the cell.
export const statusWords: Record<Status, string> = {
  planned: '参加(报名)',
  present: '已到',
  late: '迟到',
  leftEarly: '早退',
  leave: '请假',
  online: '线上',
  observer: '列席',
  absent: '缺席',
  exempt: '不计应到',
  withdrawn: '撤回',
}

/** The same for somebody who is not expected but came or means to come. */
export const guestWords: Record<Status, string> = {
  ...statusWords,
  planned: '列席(报名)',
  present: '列席',
  late: '列席(迟到)',
  leftEarly: '列席(早退)',
  online: '列席(线上)',
}

export const leaveWords: Record<LeaveType, string> = {
  official: '公假',
  sick: '病假',
  personal: '事假',
  other: '其他',
  unspecified: '未说明',
}

export const sourceWords: Record<MarkSource, string> = {
  self: '本人',
  proxy: '代报',
  chain: '接龙',
  card: '卡片',
  secretary: '支部登记',
  import: '导入',
}

/** Whoever enters something without being a person of the ledger. */
export const actorWords: Record<string, string> = { cli: '管理员', system: '系统' }

/** '第一党支部2026年11月主题党日到会登记表' */
export function registerTitle(branchName: string, session: Session): string {
  return `${occasion(branchName, session)}${registerSheetName}`
}

/** '第一党支部2026年11月主题党日变更记录' */
export function changesTitle(branchName: string, session: Session): string {
  return `${occasion(branchName, session)}${changesSheetName}`
}

function occasion(branchName: string, session: Session): string {
  return `${branchName}${monthInWords(session.startsAt)}${kindNameOf(session)}`
}

export function kindNameOf({ kind }: Session): string {
  return kindByCode(kind)?.name ?? kind
}

/** '2026年11月' */
export function monthInWords(instant: Date): string {
  const day = dayOf(instant)
  return `${yearOf(day)}年${monthOf(day)}月`
}

/** '2026年11月27日' */
export function dayInWords(day: Day): string {
  return `${yearOf(day)}年${monthOf(day)}月${Number(day.slice(8))}日`
}

/** '2026年11月27日 15:00' */
export function instantInWords(instant: Date): string {
  return `${dayInWords(dayOf(instant))} ${timeOf(instant)}`
}

/** The fields of the second row; what is not known is left open for the pen. */
export const meetingFields = {
  time: (startsAt: Date) => `时间:${instantInWords(startsAt)}`,
  place: (place: string) => `地点:${place}`,
  theme: (theme: string) => `主题:${theme}`,
  chair: '主持人:',
  recorder: '记录人:',
}

export const signatures = {
  registeredBy: (name: string) => `登记人:${name}`,
  checkedBy: (name: string) => `核对人:${name}`,
  exported: (at: Date, state: Session['state']) => `导出时间:${instantInWords(at)}${stateNote(state)}`,
}

function stateNote(state: Session['state']): string {
  switch (state) {
    case 'archived':
      return ''
    case 'cancelled':
      return '(活动已取消)'
    case 'draft':
    case 'open':
    case 'checking':
      return '(尚未核对)'
  }
}

/** '3(公1 病1 事1 其他0)'; 未说明 is added where there is one, so that the parts make up the whole. */
export function leaveTotals({ official, sick, personal, other, unspecified }: Tally['leave']): string {
  const total = official + sick + personal + other + unspecified
  const rest = unspecified === 0 ? '' : ` 未说明${unspecified}`
  return `${total}(公${official} 病${sick} 事${personal} 其他${other}${rest})`
}

/** '请假(公假)' in the list of changes. */
export function markInWords(status: Status, leaveType: LeaveType | undefined): string {
  return leaveType === undefined ? statusWords[status] : `${statusWords[status]}(${leaveWords[leaveType]})`
}

export function lateEntry(enteredAt: Date): string {
  return `补录(${dayInWords(dayOf(enteredAt))})`
}

export function lateEntryBy(enteredAt: Date, name: string): string {
  return `${lateEntry(enteredAt)},经办:${name}`
}
