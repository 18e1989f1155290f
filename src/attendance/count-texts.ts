import { QUORUM_WORDS } from './quorum-words.ts'
import { nameWithDay, whenInWords, type Session } from './session.ts'
import type { Quorum } from './quorum.ts'
import { leaveTotal, type Register, type RegisterLine, type Tally } from './tally.ts'

export function countsInGroup({ title }: Session, counts: Tally): string {
  return `${title}:应到${counts.expected},已报${counts.expected - counts.pending},还有${counts.pending}位没有报。`
}

export const noneHeld = '最近三个月没有开过这项活动。更早的可以请书记导出登记表。'
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
    ['其他', leave.other],
    ['未说明', leave.unspecified],
  ]
    .filter(([, count]) => count !== 0)
    .map(([word, count]) => `${word}${count}`)
  const named = (title: string, lines: RegisterLine[]) =>
    lines.length === 0 ? [] : [`${title}:${lines.map(displayName).join('、')}`]
  const withStatus = (...statuses: string[]) =>
    register.expected.filter(({ mark }) => mark !== undefined && statuses.includes(mark.status))
  return [
    `${nameWithDay(register.session)}:应到${counts.expected},${heardCounts(counts, types.join(' ')).join(',')},未报${counts.pending}。`,
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

/** `types` stands behind the leave: 请假3(公2 病1). */
function heardCounts(counts: Tally, types = ''): string[] {
  const parts: [string, number][] = [
    ['参加', counts.planned],
    ['实到', counts.attended],
    ['线上', counts.online],
    ['请假', leaveTotal(counts)],
    ['缺席', counts.absent],
  ]
  const heard = parts
    .filter(([, count]) => count > 0)
    .map(([word, count]) => `${word}${count}${word === '请假' && types !== '' ? `(${types})` : ''}`)
  return heard.length === 0 ? ['参加0'] : heard
}

export function displayName({ member }: RegisterLine): string {
  return member.tag === undefined ? member.name : `${member.name}(${member.tag})`
}

export const noQuorum = '这类活动没有到会人数的要求。'

export function quorumInWords(session: Session, quorum: Quorum): string {
  const { rule, base, needed, present, planned, votesToPass, excluded } = quorum
  const whom = rule.base === 'voting' ? '有表决权' : '委员'
  const enough = present >= needed ? '已达到' : `还差${needed - present}位`
  const coming = planned === 0 ? '' : `,另有${planned}位报名未核对`
  return [
    `${nameWithDay(session)}:应到会${whom}${base}位,须${needed}位到会(${QUORUM_WORDS[rule.rule]})。`,
    `实到会${whom}${present}位${coming},${enough}。`,
    votesToPass === undefined ? '' : `表决通过须赞成${votesToPass}票以上(按应到会有表决权的过半数)。`,
    excluded === 0 ? '' : `另有${excluded}位经支部决定不计应到。`,
  ].join('')
}

/** What a bulk change is about to write, every name as it was read. */
export interface BulkPreview {
  session: Session
  count: number
  /** The names of the rest; none in a group. */
  rest: string[]
  restWord: string
  /** Those named in the sentence, with what becomes of them. */
  named: string[]
  /** Those whose leave stays as it was registered; no names in a group. */
  onLeave: { count: number; names: string[] }
  early: boolean
}

export function bulkPreview(preview: BulkPreview): string {
  const { session, count, rest, restWord, named, onLeave, early } = preview
  const names = rest.length === 0 ? '' : `:${rest.join('、')}`
  const except = named.length === 0 ? '' : `;${named.join('、')}`
  const note = early ? `(活动时间是${whenInWords(session.startsAt)},还没有到)` : ''
  return `${nameWithDay(session)}${note}:将有${count}位登记为${restWord}${names}${except}${keptLeave(onLeave)}。回"确认"生效,回"取消"作罢。`
}

function keptLeave({ count, names }: BulkPreview['onLeave']): string {
  if (count === 0) return ''
  return `;另有${count}位已登记请假,不改${names.length === 0 ? '' : `:${names.join('、')}`}`
}

export function bulkDone(session: Session, count: number): string {
  return `已登记${count}位:${session.title}。回"核对无误"归档,或直接告诉我怎么改。`
}

export function checkList(register: Register, counts: Tally): string {
  return `请核对:\n${summaryInPrivate(register, counts)}\n未报的不会记为缺席,除非您说明。回"核对无误"归档,或直接告诉我怎么改。`
}

export const sayWhichChecked = '没有对上,还没有归档。请回序号、名称或日期;都没有问题请回"都核对无误"。'

/** Several registers wait to be checked: numbered, so that one word answers. */
export function whichChecked(sessions: readonly Session[]): string {
  const list = sessions.map((session, index) => `${index + 1} ${nameWithDay(session)}`)
  return `有${sessions.length}项在等核对:\n${list.join('\n')}\n是哪一项?请回序号、名称或日期;都没有问题请回"都核对无误"。`
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
