import type { LeaveType, MarkStatus } from '../understand/reading.ts'
import { dayOf } from '../calendar/day.ts'
import { kindByCode } from './kinds.ts'
import { nameWithDay, type Session } from './session.ts'

const statusWords: Record<MarkStatus | 'withdrawn', string> = {
  planned: '参加',
  present: '已到',
  late: '迟到',
  leftEarly: '早退',
  leave: '请假',
  online: '线上参加',
  observer: '列席',
  absent: '缺席',
  exempt: '不计应到',
  withdrawn: '撤回',
}

const leaveWords: Record<LeaveType, string> = {
  official: '公假',
  sick: '病假',
  personal: '事假',
  other: '其他假',
  unspecified: '未说明类别',
}

export interface MarkInWords {
  status: MarkStatus | 'withdrawn'
  leaveType?: LeaveType
}

/** '请假(公假)' in a single chat; in a group the type of leave is never shown. */
export function markWords({ status, leaveType }: MarkInWords, showLeaveType: boolean): string {
  if (status !== 'leave' || leaveType === undefined || leaveType === 'unspecified' || !showLeaveType)
    return statusWords[status]
  return `${statusWords[status]}(${leaveWords[leaveType]})`
}

export function markedInPrivate(session: Session, mark: MarkInWords, changed: boolean): string {
  if (mark.status === 'withdrawn') return `已撤回:${nameWithDay(session)}。需要时再告诉我。`
  const words = markWords(mark, true)
  return changed
    ? `已改为:${nameWithDay(session)},${words}。`
    : `已登记:${nameWithDay(session)},${words}。要改随时告诉我。`
}

/** Said before the session by somebody who comes late or leaves early; stands behind the answer to the mark. */
export const asOnTheDay = '晚到早走以当天为准。'

export const askLeaveType = '方便的话回复 公/病/事 中的一个字;不方便说明也可以不回。'

export function reportedFor(
  names: string[],
  session: Session,
  mark: MarkInWords,
  options: { showLeaveType: boolean; bySecretary: boolean },
): string {
  const changeable = options.bySecretary ? '' : '本人可随时更改。'
  return `已按您说的登记:${names.join('、')},${markWords(mark, options.showLeaveType)}(${session.title})。${changeable}`
}

export function alreadySo(session: Session, mark: MarkInWords, showLeaveType: boolean): string {
  return mark.status === 'withdrawn'
    ? `${session.title}里还没有您的登记,不用撤回。`
    : `${session.title}已经登记为:${markWords(mark, showLeaveType)},没有变化。`
}

export function olderMessage(session: Session): string {
  return `${session.title}里已有您更晚的登记,这条迟到的消息没有改动它。`
}

export function outranked(session: Session): string {
  return `${session.title}这一项已由本人或书记登记,我没有改动。如需更改请告诉书记。`
}

/** Everybody who has a place keeps it. */
export function full({ title, details }: Session): string {
  return `${title}名额${details?.capacity ?? 0}个,已经满了,先没有登记。有人退出时再告诉我一声。`
}

export const onlySecretaryMarksAbsent = '缺席和不计应到由支部书记登记。'

export const noOpenSession = '现在没有正在登记的活动。有新的活动我会在群里说明。'

export function noneOpenOfKind(name: string): string {
  return `现在没有正在登记的${name}。`
}

export function whichOne(sessions: Session[]): string {
  const list = sessions.map((session, index) => `${index + 1} ${nameWithDay(session)}`).join('  ')
  return `目前有${sessions.length === 2 ? '两' : sessions.length}项在登记:${list}。请回数字${sessions.length === 2 ? ',或"都是"' : ''}。`
}

export function whichOneByName(sessions: Session[]): string {
  return `目前有${sessions.length}项在登记:${sessions.map(nameWithDay).join('、')}。请带上活动名称再说一次。`
}

/** What was assumed is named; one word moves it to the other one. */
export function assumedSession(session: Session, others: readonly Session[]): string {
  const [other] = others
  if (other === undefined) return ''
  if (others.length > 1) return `若指另一项活动,请带上活动名称再说一次(现在登记的是${nameWithDay(session)})。`
  const word = other.kind === session.kind ? `${Number(dayOf(other.startsAt).slice(8))}日` : shortName(other)
  return `若指${nameWithDay(other)},回"${word}"。`
}

/** 党日 for 11月主题党日: what people say. */
function shortName({ kind, title }: Session): string {
  return kindByCode(kind)?.words.at(-1) ?? title
}

export function movedTo(from: Session, reply: string): string {
  return `${reply}${from.title}的登记已撤回。`
}

/** What was said of the other session before stands again. */
export function movedBack(from: Session, reply: string): string {
  return `${reply}${from.title}的登记恢复原样。`
}

export const holdBack = '明白,先不登记。定下来时告诉我一声就行。'

/** Nothing was said that changes the mark that stands. */
export function holdBackBeside(mark: MarkInWords, inPrivate: boolean): string {
  return `明白,先不改,登记的仍是${markWords(mark, inPrivate)}。要改请直接说"参加"或"请假"。`
}

/** `names`: whose words were only told; whatever they said themselves stands. */
export function notOnHearsay(names: readonly string[]): string {
  return `没有替${names.join('、')}登记:请本人说一声;${byYou(names)}`
}

/** The same where nothing else was registered either. */
export function holdBackHearsay(names: readonly string[]): string {
  return `明白,先不登记。请${names.join('、')}本人说一声;${byYou(names)}`
}

function byYou([first = '']: readonly string[]): string {
  return `托您代报的,请说"帮${first}请假"或"帮${first}报参加"。`
}

export function whichPersonInPrivate(name: string, tags: string[]): string {
  return `名单里有${tags.length === 2 ? '两' : tags.length}位${name}:${tags.join('、')}。请问是哪一位?回${tags.map(tag => `"${tag}"`).join('或')}即可。`
}

export const whichPersonInGroup =
  '名单里有同名的同志,我先不登记。请私聊我说明,或写上科室再说一次,例如"张伟(档案室)请假"。'

export const nobodyOfThatName = '名单里没有找到这位同志,我先不登记。请写全名再说一次。'

export function someNotFound(count: number): string {
  return `另有${count}位在名单里没有找到或有同名,没有登记,请写全名再说一次。`
}

export const notOfThisBranch = '您不在这个支部的名单里,我先不登记。如果名单有误,请告诉书记。'

export const cancelled = '好的,没有改动。'

export const nothingToConfirm = '现在没有等您确认的事。'

export const onlyKeepers = '这一步由支部书记、副书记或组织委员来做。'

export const sayNumber = '没有对上,还没有登记。请回活动前面的数字,或说活动名称。'
