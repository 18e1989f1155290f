import { chineseDay, dayOf, timeOf } from '../calendar/day.ts'
import type { MarkRequest } from '../talk/conversation.ts'
import type { MarkSource, StandingMark } from './mark.ts'
import { USUAL_REASONS } from './reason.ts'
import type { MarkChange } from './registers/mark-change.ts'
import { nameWithDay, type Session } from './session.ts'
import { markWords, type MarkInWords } from './texts.ts'

export interface OwnLine {
  session: Session
  mark: MarkInWords | undefined
  madeUp: boolean
}

/** `about` is what was asked for ('2026年主题党日'), or empty; `counted` are the lines to add up, when how often was asked. */
export function ownRecord(lines: OwnLine[], about = '', counted: OwnLine[] = []): string {
  if (lines.length === 0) return `还没有您${about}的登记记录。`
  return [
    `您${about}的登记:${counted.length === 0 ? '' : `${howOften(counted)}。`}`,
    ...lines.map(
      ({ session, mark, madeUp }) =>
        `${nameWithDay(session)}:${mark === undefined ? '未报' : markWords(mark, true)}${madeUp ? '(已补学)' : ''}`,
    ),
  ].join('\n')
}

/** '到会3次,请假1次'; a plan is none of it yet. */
function howOften(lines: OwnLine[]): string {
  const count = (...statuses: string[]) =>
    lines.filter(({ mark }) => mark !== undefined && statuses.includes(mark.status)).length
  const parts: [string, number][] = [
    ['到会', count('present', 'late', 'leftEarly')],
    ['线上', count('online')],
    ['列席', count('observer')],
    ['请假', count('leave')],
    ['缺席', count('absent')],
    ['报名还没核对', count('planned')],
  ]
  return parts
    .filter(([, times]) => times > 0)
    .map(([word, times]) => `${word}${times}次`)
    .join(',')
}

export const recordInPrivate = '您的记录请私聊我查看。'
export const colleaguesStayPrivate = '其他同志的记录不便提供,您可以查自己的:"我的记录"。'

export const colleaguesInPrivate = '其他同志的情况请私聊我查看。'
export const nobodyToLookUp = '名单里没有找到这位同志,请写全名再问一次。'

/** `names` are written so that each is understood: 张伟(档案室). */
export function severalToLookUp(names: string[]): string {
  return `名单里有不止一位:${names.join('、')}。请写明是哪一位,例如"${names[0] ?? ''}报了没"。`
}

export function mostToLookUp(most: number): string {
  return `一次最多看${most}位,其余的请再问一次。`
}

export function colleagueIn(
  session: Session,
  name: string,
  mark: MarkInWords | undefined,
  now: Date,
): string {
  return `${nameWithDay(session)}:${name},${colleagueWords(mark, session.startsAt <= now)}。`
}

function colleagueWords(mark: MarkInWords | undefined, hasBegun: boolean): string {
  if (mark === undefined || mark.status === 'withdrawn') return '还没有报'
  return hasBegun && mark.status === 'planned' ? '报的参加,还没核对' : markWords(mark, true)
}

export function makeupList(keeper: boolean): string {
  return keeper ? '谁还没补学,请私聊我发"补学清单"。' : colleaguesStayPrivate
}

export function archivedAlready(session: Session): string {
  return `${nameWithDay(session)}已经归档或取消,没有改动。有出入请本人或书记告诉我,我按更正记。`
}

export function archivedSayWhatWas(session: Session): string {
  return `${nameWithDay(session)}已经归档,没有改动。请直接说当天的情况,例如"那天到了"或"那天请的公假"。`
}

export const noPastSession = '过去的这次活动没有在登记。确实开过的,请书记按"补录"记。'

export function askLateReason(session: Session, marks: string[]): string {
  const reasons = USUAL_REASONS.map((reason, index) => `${index + 1} ${reason}`).join('  ')
  return `${nameWithDay(session)}已经归档,改动要注明原因。将改为:${marks.join(';')}。请回原因:${reasons},或者写"原因:……";回"取消"作罢。`
}

export function nothingToCorrect(session: Session): string {
  return `${nameWithDay(session)}已经是这样登记的,没有改动。`
}

export function enteredLate(
  session: Session,
  marks: string[],
  { now, by, reason }: { now: Date; by: string; reason: string },
): string {
  return `已改:${nameWithDay(session)},${marks.join(';')}。补录 ${dayOf(now)} · 经办:${by} · 原因:${reason}`
}

export const reasonByMember = '本人说明后核实'
export const sayReason = '还没有改动。请回前面的数字,或者写"原因:……";回"取消"作罢。'

export const sayConfirmOrCancel = '更正还等您一句话:属实回"确认",不属实回"取消"。'

export function correctionAsked(session: Session, mark: MarkInWords): string {
  return `收到。${nameWithDay(session)}已经核对归档,我请书记确认后补录:${markWords(mark, true)}。`
}

export function correctionWaits(session: Session): string {
  return `${nameWithDay(session)}的更正已经转给书记,等她确认。`
}

/** To the keeper, who answers with one word. */
export function correctionWaiting(
  session: Session,
  name: string,
  wanted: MarkRequest,
  standing: StandingMark | undefined,
): string {
  const now = standing === undefined ? '未报' : markWords(standing, true)
  return `请核实:${name}说${nameWithDay(session)}应记为${markWords(wanted, true)}(现在是${now})。属实回"确认",按补录记;不属实回"取消"。`
}

export function correctionDeclined(session: Session): string {
  return `好的,${nameWithDay(session)}没有改动。`
}

const sourceWords: Record<MarkSource, string> = {
  self: '本人说的',
  proxy: '代报',
  chain: '接龙',
  card: '本人点卡片',
  secretary: '支部登记',
  import: '导入',
}

export function trail(
  session: Session,
  changes: MarkChange[],
  request: 'waiting' | 'accepted' | 'declined' | undefined,
): string {
  const name = nameWithDay(session)
  const standing = changes.findLast(({ effect }) => effect === 'changed')
  const lines = changes.map(
    ({ enteredAt, status, leaveType, source, reportedBy, effect }) =>
      `${chineseDay(dayOf(enteredAt))}${timeOf(enteredAt)} ${markWords({ status, ...(leaveType !== undefined && { leaveType }) }, true)},${sourceWords[source]}${source === 'self' || source === 'card' ? '' : `(${reportedBy})`}${effect === 'changed' ? '' : ',没有采用'}`,
  )
  const now = standing === undefined || standing.status === 'withdrawn' ? '未报' : markWords(standing, true)
  return [
    `${name},您的登记是:${now}。`,
    ...(lines.length === 0 ? [] : ['经过:', ...lines]),
    ...(request === undefined ? [] : [`您的更正:${REQUESTS[request]}。`]),
    session.state === 'archived'
      ? '与实际不符,请直接说当天的情况,例如"那天到了",我转请书记确认。'
      : '要改随时告诉我,例如"改成参加"。',
  ].join('\n')
}

const REQUESTS = { waiting: '等书记确认', accepted: '书记已确认', declined: '书记没有采纳' } as const

export function madeUpOwn(session: Session): string {
  return `好的,已记:${nameWithDay(session)},已补学。到会情况不变。`
}

export function madeUpOf(session: Session, names: string[]): string {
  return `已记:${nameWithDay(session)},${names.join('、')}已补学。到会情况不变。`
}

export function madeUpTakenBack(session: Session, names: string[]): string {
  return `已撤回${nameWithDay(session)}的补学记录:${names.join('、')}。`
}

export function wasThere(session: Session): string {
  return `${nameWithDay(session)}登记的是到会,不用补学。`
}

export const noMakeup = '最近没有需要补学的活动。'
export const onlyOwnMakeup = '补学由本人或书记来说,我没有登记。'
