import { timeOf } from '../../calendar/day.ts'
import type { Counts } from '../kept-counts.ts'

export const buttons = {
  planned: '参加',
  leave: '请假',
  online: '线上',
  official: '公假',
  sick: '病假',
  personal: '事假',
} as const

export const facts = { when: '时间', where: '地点' } as const

export const tapHere = '点一下即可,不用再发字'
export const notRegistered = '没有登记上,请再点一次'
export const slowly = '登记得慢,请过一会儿再点一次'
export const cancelled = '活动已取消,没有登记'
export const archived = '已核对归档,有出入请告诉书记'
export const notOpenYet = '还没有开始登记'
export const outranked = '书记已登记过,没有改动;有出入请告诉书记'
export const full = '名额已满,没有登记'
export const older = '您后来的登记有效,这次没有改动'
export const strange = '我还不认识您,请私聊我"我是+姓名"'
export const notListed = '您不在支部名单里,没有登记'
export const closedButton = { archived: '已归档', cancelled: '已取消', draft: '还没有开始' } as const
export const unknownTitle = '活动登记'

/** '截至 15:04:应到26,参加18,请假3': counts only, and how many are silent is nobody's business here. */
export function countsLine(counts: Counts, now: Date): string {
  const { expected, planned, attended, online, leave, absent, observers } = counts
  if (expected === 0) return `截至 ${timeOf(now)}:报名${observers}`
  const others: [string, number][] = [
    ['实到', attended],
    ['线上', online],
    ['缺席', absent],
    ['列席', observers],
  ]
  const heard = others.flatMap(([word, count]) => (count > 0 ? [`${word}${count}`] : []))
  return [`截至 ${timeOf(now)}:应到${expected}`, `参加${planned}`, `请假${leave}`, ...heard].join(',')
}

const own: Record<string, string> = {
  planned: '参加',
  online: '线上参加',
  leave: '请假',
  official: '公假',
  sick: '病假',
  personal: '事假',
}

/** What a card in private says about one's own mark. */
export function ownMark({ status, leaveType }: { status: string; leaveType?: string }): string {
  return `已登记:${own[leaveType ?? status] ?? ''},要改再点`
}

export const leaveTypeOptional = '方便的话点一下假别;不方便说明也可以不点。'
