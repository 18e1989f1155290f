import type { Day } from '../../calendar/day.ts'

export { notice } from './texts.ts'
export { exported } from './year-texts.ts'

export const meetingsSheetName = '三会一课完成情况'

export function meetingsTitle(branchName: string, year: number): string {
  return `${branchName}${year}年三会一课完成情况表`
}

export function meetingHeads(months: number[]): string[] {
  return ['项目', ...months.map(month => `${month}月`), '应开/已开']
}

export const meetingsLegend =
  '格内为开会日期;* 尚未核对归档,△ 补录。应开为全年次数:党员大会、党课每季度,支委会、党小组会、主题党日每月,组织生活会、民主评议每年。'

export function ofGroup(kindName: string, group: string): string {
  return `${kindName}(${group})`
}

/** '6日', '6日*', '6日△' */
export function dayHeld(day: Day, { isChecked, isLate }: { isChecked: boolean; isLate: boolean }): string {
  return `${Number(day.slice(8))}日${isChecked ? '' : '*'}${isLate ? '△' : ''}`
}
