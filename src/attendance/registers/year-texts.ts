import type { StandingMark } from '../mark.ts'
import { instantInWords } from './texts.ts'

export { notice } from './texts.ts'

export const yearSheetName = '年度到会情况'
export const nothingHeld = '这一年还没有开过活动'

export function yearTitle(branchName: string, year: number, kindName: string | undefined): string {
  return `${branchName}${year}年${kindName ?? ''}党员到会情况年度表`
}

export function yearHeads(months: number[]): string[] {
  return ['序号', '姓名', ...months.map(month => `${month}月`), '到会次数', '请假次数', '补学次数']
}

/** One sign for each session of a month, in order of time. */
export const signs = {
  attended: '√',
  late: '◇',
  leftEarly: '退',
  online: '线',
  official: '公',
  sick: '病',
  personal: '事',
  other: '他',
  unspecified: '假',
  absent: '×',
  planned: '○',
  pending: '·',
  exempt: '免',
  guest: '列',
  notExpected: '—',
  madeUp: '补',
} as const

export const yearLegend =
  '符号:√ 到会  ◇ 迟到  退 早退  线 线上参加(不计入到会次数)  公/病/事/他/假 请假(假:未说明)  × 缺席(已核实)  ○ 报名未核对  · 未报  免 不计应到  列 列席  — 不在应到  补 已补学。一个月里有几次活动的,按时间先后排列。'

export function signOf({ status, leaveType = 'unspecified' }: StandingMark): string {
  switch (status) {
    case 'present':
      return signs.attended
    case 'leave':
      return signs[leaveType]
    case 'late':
    case 'leftEarly':
    case 'online':
    case 'absent':
    case 'planned':
    case 'exempt':
      return signs[status]
    case 'observer':
      return signs.guest
    case 'withdrawn':
      return signs.pending
  }
}

export function exported(at: Date): string {
  return `导出时间:${instantInWords(at)}`
}
