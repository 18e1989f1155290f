import type { Session } from '../session.ts'
import type { Tally } from '../tally.ts'

export { dayInWords, notice } from './texts.ts'
export { exported } from './year-texts.ts'

export const monthSheetName = '月统计'
export const nothingHeld = '这个月还没有开过活动'

// prettier-ignore
export const monthHeads = ['活动名称', '日期', '应到', '实到', '公假', '病假', '事假', '缺席', '列席', '补学', '备注']

export function monthTitle(branchName: string, month: string): string {
  return `${branchName}${Number(month.slice(0, 4))}年${Number(month.slice(5))}月组织生活月统计表`
}

/** What makes up the rest of 应到, so that the numbers of a row can be added up. */
export function monthRemark({ online, leave, pending, planned }: Tally, session: Session): string {
  const rest: [string, number][] = [
    ['线上', online],
    ['其他假', leave.other],
    ['请假未说明', leave.unspecified],
    ['未报', pending],
    ['报名待核对', planned],
  ]
  return [
    ...rest.filter(([, many]) => many > 0).map(([word, many]) => `${word}${many}`),
    ...(session.details?.late === undefined ? [] : ['补录']),
    ...(session.state === 'archived' ? [] : ['尚未核对']),
  ].join(' ')
}
