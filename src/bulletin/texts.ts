import { chineseDay } from '../calendar/day.ts'
import type { DutyOccurrence } from '../duties/occurrences.ts'
import { occurrenceName } from '../duties/reply-texts.ts'
import type { Figures, Held } from './figures.ts'

const CLOSING = '以上只有总数,不含个人情况,不排名次。请核对后使用。'

/** 季通报: what was held, totals, what comes next; no names, no order of branches. A draft that a person looks at. */
export function bulletin(figures: Figures, next: readonly DutyOccurrence[]): string {
  const { period, held, duties } = figures
  const ahead = next.slice(0, 8).map(one => `${chineseDay(one.day)}${occurrenceName(one)}`)
  return [
    `${period.name}通报(草稿)`,
    `一、开展情况:${held.length === 0 ? '没有登记的活动' : held.map(heldInWords).join('、')}。`,
    `二、到会情况:${totalsInWords(figures)}`,
    `三、事项办理:到期${duties.due}项,已办结${duties.closed}项。`,
    `四、下一步:${ahead.length === 0 ? '没有已排定的事项' : ahead.join('、')}。`,
    CLOSING,
  ].join('\n')
}

/** 月统计 and the like: totals only. */
export function totalsText(figures: Figures): string {
  const { period, held } = figures
  return [
    `${period.name}统计:${held.length === 0 ? '没有登记的活动' : held.map(heldInWords).join('、')}。`,
    totalsInWords(figures),
  ].join('\n')
}

/** 党课今年开了几次: the dates of one kind. */
export function oneKindText({ period }: Figures, name: string, held: Held | undefined): string {
  const { days = [], required } = held ?? {}
  const dates = days.length === 0 ? '' : `:${days.map(chineseDay).join('、')}`
  const due = required === undefined ? '' : `,到今天应开${required}次`
  return `${period.name}${name}开了${days.length}次${dates}${due}。`
}

/** 三会一课够不够: held against required. */
export function complianceText({ period, held }: Figures): string {
  const ruled = held.filter(({ required }) => required !== undefined)
  if (ruled.length === 0) return `${period.name}到现在还没有应开的次数。`
  const short = ruled.filter(({ days, required = 0 }) => days.length < required)
  const list = ruled.map(one => `${one.name} 应开${one.required ?? 0},已开${one.days.length}`).join('\n')
  const end =
    short.length === 0
      ? '次数都够了。'
      : `还差:${short.map(({ name, days, required = 0 }) => `${name}${required - days.length}次`).join('、')}。没有开过的不能补记,请按实际安排补开。`
  return `${period.name}三会一课(到今天为止):\n${list}\n${end}`
}

function heldInWords({ name, days, required }: Held): string {
  return `${name}${days.length}次${required === undefined ? '' : `(应开${required})`}`
}

function totalsInWords({ totals }: Figures): string {
  const { sessions, expected, attended, online, leave, absent } = totals
  if (sessions === 0) return '没有已开展的活动。'
  const apart = online === 0 ? '' : `,线上${online}`
  return `共${sessions}场,应到${expected}人次,实到${attended}人次${apart},请假${leave}人次,缺席${absent}人次。`
}
