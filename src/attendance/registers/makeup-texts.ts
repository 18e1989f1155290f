export { dayInWords, madeUpOn, markInWords, notice } from './texts.ts'
export { exported } from './year-texts.ts'

export const makeupSheetName = '补学清单'
export const nothingMissed = '没有需要补学的'
export const makeupHeads = ['序号', '姓名', '活动', '日期', '到会情况', '补学截止', '补学情况']
export const notYet = '待补学'

export function makeupTitle(branchName: string, year: number): string {
  return `${branchName}${year}年补学清单`
}
