import type { LeaveType, MarkStatus } from '../understand/reading.ts'
import { chineseDay, dayOf, timeOf } from '../calendar/day.ts'
import { kindByCode } from './kinds.ts'
import { nameWithDay, whenInWords, type Session } from './session.ts'
import { leaveTotal, type Register, type RegisterLine, type Tally } from './tally.ts'

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

export function markedInGroup(session: Session, mark: MarkInWords, changed: boolean): string {
  if (mark.status === 'withdrawn') return `好的,已撤回:${session.title}。`
  return changed
    ? `好的,已改为:${session.title},${markWords(mark, false)}。`
    : `好的,已登记:${session.title},${markWords(mark, false)}。`
}

export function markedInPrivate(session: Session, mark: MarkInWords, changed: boolean): string {
  if (mark.status === 'withdrawn') return `已撤回:${nameWithDay(session)}。需要时再告诉我。`
  const words = markWords(mark, true)
  return changed
    ? `已改为:${nameWithDay(session)},${words}。`
    : `已登记:${nameWithDay(session)},${words}。要改随时告诉我。`
}

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

export function oddHour(when: string): string {
  return `您写的时间是${when},不在平常开会的时候,先没有发起。请回日期和时间,例如"11月27日下午3点"。`
}

export const holdBack = '明白,先不登记。定下来时告诉我一声就行。'

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

export function countsInGroup({ title }: Session, counts: Tally): string {
  return `${title}:应到${counts.expected},已报${counts.expected - counts.pending},还有${counts.pending}位没有报。`
}

export const namesInPrivate = '名单请私聊我看。'

export function pendingInPrivate({ session, expected }: Register, counts: Tally): string {
  const names = expected.filter(({ mark }) => mark === undefined).map(displayName)
  if (names.length === 0) return `${nameWithDay(session)}:应到${counts.expected},都报了。`
  return `${nameWithDay(session)}:应到${counts.expected},还有${names.length}位没有报:${names.join('、')}。`
}

export function summaryInGroup({ title }: Session, counts: Tally): string {
  const parts = [`应到${counts.expected}`, ...heardCounts(counts), `未报${counts.pending}`]
  return `${title}:${parts.join(',')}。`
}

export function summaryInPrivate(register: Register, counts: Tally): string {
  const { leave } = counts
  const types = [
    ['公', leave.official],
    ['病', leave.sick],
    ['事', leave.personal],
    ['其他', leave.other + leave.unspecified],
  ]
    .filter(([, count]) => count !== 0)
    .map(([word, count]) => `${word}${count}`)
  const named = (title: string, lines: RegisterLine[]) =>
    lines.length === 0 ? [] : [`${title}:${lines.map(displayName).join('、')}`]
  const withStatus = (...statuses: string[]) =>
    register.expected.filter(({ mark }) => mark !== undefined && statuses.includes(mark.status))
  return [
    `${nameWithDay(register.session)}:应到${counts.expected},${heardCounts(counts).join(',')}${types.length > 0 ? `(${types.join(' ')})` : ''},未报${counts.pending}。`,
    ...named('参加', withStatus('planned')),
    ...named('已到', withStatus('present', 'late', 'leftEarly')),
    ...named('线上', withStatus('online')),
    ...named('请假', withStatus('leave')),
    ...named('缺席', withStatus('absent')),
    ...named('列席', register.guests),
    ...named(
      '未报',
      register.expected.filter(({ mark }) => mark === undefined),
    ),
  ].join('\n')
}

function heardCounts(counts: Tally): string[] {
  const parts: [string, number][] = [
    ['参加', counts.planned],
    ['实到', counts.attended],
    ['线上', counts.online],
    ['请假', leaveTotal(counts)],
    ['缺席', counts.absent],
  ]
  const heard = parts.filter(([, count]) => count > 0).map(([word, count]) => `${word}${count}`)
  return heard.length === 0 ? ['参加0'] : heard
}

export function displayName({ member }: RegisterLine): string {
  return member.tag === undefined ? member.name : `${member.name}(${member.tag})`
}

export function bulkPreview(
  session: Session,
  restCount: number,
  restWord: string,
  named: string[],
  early: boolean,
): string {
  const except = named.length === 0 ? '' : `;${named.join('、')}`
  const note = early ? `(活动时间是${whenInWords(session.startsAt)},还没有到)` : ''
  return `${nameWithDay(session)}${note}:将有${restCount}位登记为${restWord}${except}。回"确认"生效,回"取消"作罢。`
}

export function bulkDone(session: Session, count: number): string {
  return `已登记${count}位:${session.title}。回"核对无误"归档,或直接告诉我怎么改。`
}

export function checkList(register: Register, counts: Tally): string {
  return `请核对:\n${summaryInPrivate(register, counts)}\n未报的不会记为缺席,除非您说明。回"核对无误"归档,或直接告诉我怎么改。`
}

export function archiveEarly(session: Session): string {
  return `${nameWithDay(session)}的时间是${whenInWords(session.startsAt)},还没有到。确实已经开过,请回"确认"归档;还没开就不用管。`
}

export function archived(session: Session, counts: Tally): string {
  const parts = [`应到${counts.expected}`, `实到${counts.attended}`, `请假${leaveTotal(counts)}`]
  if (counts.online > 0) parts.push(`线上${counts.online}`)
  if (counts.absent > 0) parts.push(`缺席${counts.absent}`)
  if (counts.pending > 0) parts.push(`未报${counts.pending}(不记缺席)`)
  return `${nameWithDay(session)}已核对归档:${parts.join(',')}。`
}

export const cancelled = '好的,没有改动。'
export const nothingToConfirm = '现在没有等您确认的事。'
export const onlyKeepers = '这一步由支部书记、副书记或组织委员来做。'
export const colleaguesStayPrivate = '其他同志的记录不便提供,您可以查自己的:"我的记录"。'

export function needTime(kindName: string): string {
  return `请把时间一起告诉我,例如:发起${kindName},11月27日下午3点,三楼会议室。`
}

export const needDay = '请写上哪一天和几点,例如:11月27日下午3点。'

export function pastTime(startsAt: Date): string {
  return `${whenInWords(startsAt)}已经过去了,没有发起。没有事先登记的活动这里不能补记,请以支部的纸质记录为准。`
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

export function ownRecord(lines: { session: Session; mark: MarkInWords }[]): string {
  if (lines.length === 0) return '还没有您的登记记录。'
  return [
    '您的登记:',
    ...lines.map(({ session, mark }) => `${nameWithDay(session)}:${markWords(mark, true)}`),
  ].join('\n')
}

export const recordInPrivate = '您的记录请私聊我查看。'
export const notSavedIdNumber =
  '内容里像是有证件号码、病情、信访或涉密字样,这些我不保存,所以没有办。请去掉后再说一次。'

export const nothingToExport = '还没有可导出的活动。'

export function exportOnItsWay(session: Session): string {
  return `${nameWithDay(session)}的登记表稍后发到您与本应用的单聊里。仅供支部内部管理使用,请勿外传。`
}

export function exportLink(session: Session, link: string, minutes: number): string {
  return `${nameWithDay(session)}的登记表:${link}\n${minutes}分钟内有效,只能下载一次。仅供支部内部管理使用,请勿外传。`
}

export function exportByAdministrator(session: Session): string {
  return `单位还没有配置自建应用,也没有设置访问地址,我不能把文件发给您。请管理员运行:qingfeng export session --session ${session.id} --out 登记表.xlsx`
}

export function extendedTo(answerBy: Date): string {
  return `好的,延长到${whenInWords(answerBy)}。`
}

export function archivedAlready(session: Session): string {
  return `${nameWithDay(session)}已经归档或取消,没有改动。有出入请告诉书记,以纸质记录更正。`
}

export const noPastSession = '过去的这次活动没有在登记。已经开过的请告诉书记,以纸质记录为准。'

export const sayNumber = '没有对上,还没有登记。请回活动前面的数字,或说活动名称。'
