import { chineseDay, type Day } from '../calendar/day.ts'
import type { DutyOccurrence } from './occurrences.ts'

/** What the bot answers about duties. */

export const unknownDuty =
  '我这里没有记这件事。要我记下,请说日子和内容,例如:3月底前签责任书,提前一周提醒各科室。'
export const inPrivate = '这一项只在单聊里说,请私聊我。'
export const notYours = '这一项没有分给您。如果分错了,请告诉支部书记。'
export const onlyKeepers = '这一步由支部书记、副书记或组织委员来做。'
export const notKept = '这里面有不该存的内容,我没有记。请只写事项名称和日子。'
export const nothingToUndo = '这一项现在就是未办,没有变动。'

/** '11月月统计': which of its times; once-only things have no month. */
export function occurrenceName({ duty, key }: Pick<DutyOccurrence, 'duty' | 'key'>): string {
  const { name, rule } = duty
  if (rule.kind === 'weekly') return `${Number(key.slice(5, 7))}月${Number(key.slice(8))}日${name}`
  const isMonthly = (rule.kind === 'dayOfMonth' || rule.kind === 'nthWorkday') && rule.months === undefined
  return isMonthly ? `${Number(key.slice(5, 7))}月${name}` : name
}

/** The same behind its date. */
export function listName(occurrence: Pick<DutyOccurrence, 'duty' | 'key'>): string {
  return occurrence.duty.rule.kind === 'weekly' ? occurrence.duty.name : occurrenceName(occurrence)
}

export function whichDuty(names: readonly string[]): string {
  return `有几件这样的事:${names.slice(0, 6).join('、')}。请写上名称再说一次。`
}

export function noOccurrence(name: string): string {
  return `${name}近期没有要办的。`
}

export function doneText(occurrence: DutyOccurrence, section: string | undefined, whole: boolean): string {
  const name = occurrenceName(occurrence)
  if (whole) return `好的,${name}已办结,不再提醒。`
  return section === undefined ? `已记下:${name},已办。不再提醒您这一项。` : `已记下:${name},${section}已办。`
}

export const doneInGroup = '好的,已记下。'

export function alreadySo(
  occurrence: DutyOccurrence,
  status: 'done' | 'waived' = occurrence.waived ? 'waived' : 'done',
): string {
  return `${occurrenceName(occurrence)}已经记为${status === 'waived' ? '不办' : '已办'},没有变化。`
}

export function waivedText(occurrence: DutyOccurrence, section: string | undefined, whole: boolean): string {
  const name = occurrenceName(occurrence)
  if (whole) return `好的,${name}这一次不办,不再提醒。要恢复请说"${name}改回未办"。`
  return `已记下:${name},${section ?? '您这边'}这一次不用办。`
}

/** `soon`: when what had been taken back with the tick is said again. */
export function reopenedText(occurrence: DutyOccurrence, soon?: string): string {
  return `好的,${occurrenceName(occurrence)}改回未办,${soon ?? '到时照常'}提醒。`
}

export function reopenedLate(occurrence: DutyOccurrence): string {
  return `好的,${occurrenceName(occurrence)}改回未办。它的提醒时间都过了,不会再发;要我提醒请再定一条,例如:明天上午9点提醒我${occurrence.duty.name}。`
}

/** `soon`: the time of the one reminder that is left, when the usual ones would come too late. */
export function movedText(occurrence: DutyOccurrence, day: Day, soon: string | undefined): string {
  const told = soon === undefined ? '提醒按新的日子重新安排' : `日子近了,${soon}提醒`
  return `好的,${occurrenceName(occurrence)}改到${chineseDay(day)},${told}。`
}

export function movedNotice(occurrence: DutyOccurrence, day: Day): string {
  return `${occurrenceName(occurrence)}改到${chineseDay(day)}。已办的同志请忽略。`
}

export const whichRepeats =
  '重复的提醒,我只记每周的一天和每月、每季度、每年的固定日子,例如:每周五下午4点提醒我交周报;每天、隔天和一天几次的不设。只提醒一次,请说:明天上午9点提醒我交周报。'
export const needDay = '请说一个具体的日子,例如:月统计顺延到12月2日。'
export const pastDay = '这个日子已经过去了,请换一个日子再说一次。'

export function assignedText(
  occurrence: DutyOccurrence,
  names: readonly string[],
  soon: string | undefined,
): string {
  return `好的,${occurrenceName(occurrence)}交给${names.join('、')},${soon ?? '到时'}私下提醒。`
}

export function swappedText(mine: DutyOccurrence, name: string, theirs: DutyOccurrence): string {
  return `好的,已对调:${occurrenceName(mine)}由${name}接,${occurrenceName(theirs)}由您接。`
}

export const noTurn = '你们两位近期没有可以对调的班次。请说清楚日子,或请支部书记来换。'
export const onlyRota = '这一项不是轮流的,不用对调。要换人办,请说"某事交给某某"。'

export function wordedText(occurrence: DutyOccurrence): string {
  return `好的,${occurrence.duty.name}按您写的发。`
}

export const onlyOpenWords = '这一项不发到群里,不用改文字。'

/** What was understood, so that a slip is seen at once. */
export function createdText(
  name: string,
  days: readonly Day[],
  tellOn: readonly Day[],
  whom: string,
  time: string,
): string {
  // 每周五提醒我: the days are those of the reminders, and are said once.
  if (tellOn.length > 0 && tellOn.every(day => days.includes(day) || days.length === 0))
    return `已记下:${name}:${tellOn.map(chineseDay).join('、')}${tellOn.length > 1 ? '……' : ''}${time}提醒${whom}。不要了请回"取消提醒"。`
  const when = days.length === 0 ? '' : `:${days.map(chineseDay).join('、')}${days.length > 1 ? '……' : ''}`
  const told =
    tellOn.length === 0 ? '日子太近,不再另外提醒' : `${tellOn.map(chineseDay).join('、')}${time}提醒${whom}`
  return `已记下:${name}${when},${told}。不要了请回"取消提醒"。`
}

export const needDate = '请把日子一起告诉我,例如:3月底前签责任书,提前一周提醒各科室。'
export const endedText = (name: string) => `好的,${name}已删除,不再提醒。`
export const unclearPerson = '名单里没有找到这位同志,或有同名的,请写全名和科室再说一次。'

export interface QueryLine {
  day: Day
  name: string
  unsure: boolean
  status: 'done' | 'waived' | 'open' | undefined
}

const statusWords = { done: ' 已办', waived: ' 不办', open: '' }

export function listText(span: string, lines: readonly string[]): string {
  return lines.length === 0 ? `${span}没有要办的事项。` : [`${span}的事项:`, ...lines].join('\n')
}

export function lineText({ day, name, unsure, status }: QueryLine): string {
  return `${chineseDay(day)} ${name}${unsure ? '(日期待核)' : ''}${status === undefined ? '' : statusWords[status]}`
}

export function oneText(
  occurrence: DutyOccurrence,
  left: number,
  status: string | undefined,
  basis: string | undefined,
): string {
  const { day, unsure } = occurrence
  const remaining = left < 0 ? '已过期' : left === 0 ? '就是今天' : `还有${left}个工作日`
  const state = status === undefined ? '' : `,${status}`
  const said = `${listName(occurrence)}:${chineseDay(day)}${occurrence.duty.rule.kind === 'weekly' ? '' : '前'},${remaining}${state}。${unsure ? '日期待核:当年的放假安排还没有公布。' : ''}`
  return basis === undefined ? said : `${said}\n${basis}`
}

/** Counts for everybody who may see the duty; who is still open only for its keeper, in private. */
export function progressText(
  occurrence: DutyOccurrence,
  { all, done, waived }: { all: number; done: number; waived: number },
  open: readonly string[] | undefined,
): string {
  const rest = all - done - waived
  const names = open === undefined || open.length === 0 ? '' : `:${open.join('、')}`
  const without = waived === 0 ? '' : `,不办${waived}`
  return `${occurrenceName(occurrence)}:应办${all},已办${done}${without},未办${rest}${names}。`
}

/** How the things of a span stand; `missing`: what the rules ask for every month and nobody has planned, for the keepers. */
export function allDoneText(
  span: string,
  { done, over, ahead, missing }: Record<'done' | 'over' | 'ahead' | 'missing', readonly string[]>,
): string {
  const lines = [
    ...(done.length === 0 ? [] : [`已办好:${shortened(done)}。`]),
    ...(over.length === 0 ? [] : [`日子已过、没有登记办好:${shortened(over)}。`]),
    ...(ahead.length === 0 ? [] : [`还要办:${shortened(ahead)}。`]),
    ...(missing.length === 0 ? [] : [`按规定每月一次、没有登记的:${missing.join('、')}。`]),
  ]
  if (lines.length === 0) return `${span}没有要办的事项。`
  const isAll = over.length + ahead.length + missing.length === 0
  return [`${span}的事项${isAll ? '都办好了' : ''}:`, ...lines].join('\n')
}

const MOST_NAMED = 12

function shortened(names: readonly string[]): string {
  return names.length > MOST_NAMED
    ? `${names.slice(0, MOST_NAMED).join('、')}等${names.length}项`
    : names.join('、')
}

export const noApp = '还没有配置自建应用,我不能私下发给个人。请管理员配置后再试。'

export function nobodyOpen(occurrence: DutyOccurrence): string {
  return `${occurrenceName(occurrence)}没有可以提醒的同志:都办了,或者收不到提醒。`
}

export function undoneToldToday(occurrence: DutyOccurrence): string {
  return `${occurrenceName(occurrence)}今天已经提醒过一次了,先不再打扰。`
}

export function undoneReminded(occurrence: DutyOccurrence, count: number, later: string | undefined): string {
  const name = occurrenceName(occurrence)
  return later === undefined
    ? `好的,${name}已私下提醒还没办的${count}位。`
    : `现在是下班时间,${name}给${count}位的提醒${later}发出。`
}

export const notCounted = '这一项只由本人记,我不统计,也不看谁办没办。'
