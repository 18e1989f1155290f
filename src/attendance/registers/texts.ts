import { dayOf, monthOf, timeOf, yearOf, type Day } from '../../calendar/day.ts'
import type { LeaveType, MarkStatus } from '../../understand/reading.ts'
import type { ExcuseReason } from '../../talk/conversation.ts'
import { kindByCode } from '../kinds.ts'
import type { Quorum } from '../quorum.ts'
import { QUORUM_WORDS } from '../quorum-words.ts'
import type { MarkSource } from '../mark.ts'
import type { MarkChange } from './mark-change.ts'
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
export const temporaryHeads = registerHeads.with(3, '所在单位')
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

// prettier-ignore
export const periodChangeHeads = ['序号', '活动', '录入时间', '姓名', '原登记', '登记为', '来源', '经办人', '备注']
export const noLaterChanges = '没有更正和补录'

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
  chair: (name: string) => `主持人:${name}`,
  recorder: (name: string) => `记录人:${name}`,
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

export function lateEntryBy(enteredAt: Date, name: string, reason?: string): string {
  const why = reason === undefined ? '' : `,原因:${reason}`
  return `${lateEntry(enteredAt)},经办:${name}${why}`
}

/** '已补学(12月3日)' */
export function madeUpOn(at: Date): string {
  const day = dayOf(at)
  return `已补学(${monthOf(day)}月${Number(day.slice(8))}日)`
}

export const excuseWords: Record<ExcuseReason, string> = {
  illness: '住院病休',
  maternity: '产假哺乳',
  frail: '年老体弱',
  away: '长期外出',
  other: '支部决定',
}

/** Shows the base and who was taken out of it: nothing is decided by the program. */
export function quorumLine({ rule, base, needed, present, votesToPass, excluded }: Quorum): string {
  const whom = rule.base === 'voting' ? '有表决权' : '委员'
  const votes = votesToPass === undefined ? '' : `;表决通过须赞成${votesToPass}票以上`
  const without = excluded === 0 ? '' : `;另有${excluded}位经支部决定不计应到`
  return `到会人数:应到会${whom}${base},实到会${whom}${present},须${QUORUM_WORDS[rule.rule]}(${needed}),${present >= needed ? '已达到' : '未达到'}${votes}${without}`
}

export function guestLine(guests: string): string {
  return `列席(名单以外):${guests}`
}

export function lateSession(at: Date, name: string, reason: string): string {
  return `本次为补录:${dayInWords(dayOf(at))}录入,经办:${name},原因:${reason}`
}

export const notTaken = '未采用(本人或书记已登记)'

/** '补录(2026年12月2日),原因:当天漏记', or that a claim changed nothing. */
export function changeRemark({
  lateEntry: isLate,
  enteredAt,
  reason,
  effect,
}: Pick<MarkChange, 'lateEntry' | 'enteredAt' | 'reason' | 'effect'>): string {
  const parts = [
    ...(effect === 'not-taken' ? [notTaken] : []),
    ...(isLate ? [lateEntry(enteredAt)] : []),
    ...(isLate && reason !== undefined ? [`原因:${reason}`] : []),
  ]
  return parts.join(',')
}
