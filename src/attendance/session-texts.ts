import { chineseDay, dayOf, timeOf } from '../calendar/day.ts'
import { nameWithDay, whenInWords, type Session } from './session.ts'

export function announcement({ title, startsAt, place, theme, answerBy }: Session, botName: string): string {
  return [
    title,
    `时间:${whenInWords(startsAt)}`,
    ...(place === '' ? [] : [`地点:${place}`]),
    ...(theme === '' ? [] : [`内容:${theme}`]),
    ...(answerBy === undefined ? [] : [`请在${chineseDay(dayOf(answerBy))}${timeOf(answerBy)}前告诉我。`]),
    `参加请发"@${botName} 参加",有事发"@${botName} 请假",也可以私聊${botName}。不回复也没关系,支部会另行联系。`,
  ].join('\n')
}

export function needTime(kindName: string): string {
  return `请把时间一起告诉我,例如:发起${kindName},11月27日下午3点,三楼会议室。`
}

export const needDay = '请写上哪一天和几点,例如:11月27日下午3点。'

/** A session that took place and was not entered then. */
export const lateNeedsReason =
  '补录请写明当时为什么没有登记,例如:补录主题党日,11月6日下午3点,三楼会议室,原因:当天没有登记。'

export function openedLate(session: Session): string {
  return `好的,${session.title}(${whenInWords(session.startsAt)})按补录记,登记表上会注明。请告诉我到会情况,例如"除老谭请假外都到了",再回"核对无误"归档。`
}

export const whoIsExpected =
  '这类活动的应到人员请写明姓名,例如:参加人员:王建平、李雪梅。有同名的请写上科室,如"张伟(档案室)"。'
export const whichGroup = '请写明是哪个党小组,例如:发起一组党小组会,11月30日下午3点。'

export function rolesSet(session: Session, lines: string[]): string {
  return `好的,${nameWithDay(session)}:${lines.join(',')}。`
}

export const rolesUnclear = '没有认出姓名,没有改动。请写全名,例如:主持人王建平,记录人彭莉。'
export const notYourTurn = '这次的领读人不是您。请领读的同志自己来换,或请书记安排。'
export const noReader = '这项活动没有领读人,没有改动。'

export function placesSet(session: Session, capacity: number, taken: number): string {
  const after = taken > capacity ? `,已报的${taken}位保留,不再接收新的` : `,已报${taken}`
  return `好的,${nameWithDay(session)}名额${capacity}个${after}。`
}

export function placesUnlimited(session: Session): string {
  return `好的,${nameWithDay(session)}不限名额。`
}

export const placesUnclear = '没有看出改成多少,没有改动。请写总数,例如:读书会名额改成30个。'
export const placesOfWhich = '没有改动。要改名额请写明,例如:读书会名额改成30个。'

export function pastTime(startsAt: Date): string {
  return `${whenInWords(startsAt)}已经过去了,没有发起。没有开过的活动我不能补记录;确实开过、当时没登记,请说"补录",写上实际日期和原因。`
}

export function openedAlready(session: Session): string {
  return `${nameWithDay(session)}已经发起过了,没有重复发起。`
}

export function openedInPrivate(session: Session, botName: string): string {
  return `已发起。在群里可以这样通知:\n${announcement(session, botName)}`
}

export const closedText = '好的,报名截止。之后的变动请直接告诉我。'

export const reopenedText = '好的,重新开放登记。'

export function cancelPreview(session: Session): string {
  return `要取消${nameWithDay(session)}吗?原登记会作废。回"确认"生效,回"取消"作罢。`
}

export function sessionCancelled(session: Session): string {
  return `${session.title}取消,下次时间另行通知。原登记已作废。`
}

export function sessionInfo(session: Session): string {
  return [
    `${nameWithDay(session)}:${whenInWords(session.startsAt)}`,
    ...(session.place === '' ? [] : [`地点:${session.place}`]),
    ...(session.theme === '' ? [] : [`内容:${session.theme}`]),
  ].join('\n')
}

export function stillOn(info: string): string {
  return `没有取消。\n${info}`
}

export function notMovedYet(info: string): string {
  return `没有改期。\n${info}`
}

/** Where it stood before it was moved. */
export function movedFrom(info: string, before: Date): string {
  return `改过期,原定${whenInWords(before)}。\n${info}`
}

export function wasCancelled(session: Session): string {
  return `${nameWithDay(session)}已经取消。`
}

export function plannedFor({
  title,
  startsAt,
  place,
  theme,
}: Pick<Session, 'title' | 'startsAt' | 'place' | 'theme'>): string {
  const known = [place, theme].filter(words => words !== '').map(words => `,${words}`)
  return `${title}计划在${whenInWords(startsAt)}${known.join('')},以通知为准。`
}

export function nothingPlanned(month: number, kindName: string): string {
  return `${month}月还没有安排${kindName}。`
}

export const notSavedIdNumber =
  '内容里像是有证件号码、病情、信访或涉密字样,这些我不保存,所以没有办。请去掉后再说一次。'

export function extendedTo(answerBy: Date): string {
  return `好的,延长到${whenInWords(answerBy)}。`
}

export function oddHour(when: string): string {
  return `您写的时间是${when},不在平常开会的时候,先没有发起。请回日期和时间,例如"11月27日下午3点"。`
}

export function whichBranch(names: readonly string[]): string {
  return `您管着${names.join('、')},请写明是哪一个再说一次,例如“${names.at(-1)}发起……”。没有发起。`
}
