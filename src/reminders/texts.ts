import { whenInWords, type Session } from '../attendance/session.ts'
import * as lists from '../attendance/count-texts.ts'
import { announcement } from '../attendance/session-texts.ts'
import type { PartName } from '../attendance/parts.ts'
import type { Register, Tally } from '../attendance/tally.ts'
import { addDays, chineseDay, dayOf, timeOf, type Day } from '../calendar/day.ts'
import type { CurrentMember } from '../people/roster-difference.ts'
import { nameOf } from './recipients.ts'

export interface NoticeInWords {
  session: Session
  botName: string
  required: boolean
  /** 待核: the holiday table of its year is missing. */
  unsure: boolean
}

/** What the group hears when a session opens. */
export function noticeText({ session, botName, required, unsure }: NoticeInWords): string {
  const lines = announcement(session, botName).split('\n')
  const closing = lines.pop() ?? ''
  return [
    ...lines,
    ...(session.kind === 'warning_education' ? ['范围:名单内全体同志'] : []),
    ...(unsure ? ['日期待核:当年的放假安排还没有公布,有变动另行通知。'] : []),
    required ? closing : `自愿参加,想来的同志发"@${botName} 参加"就好,也可以私聊${botName}。`,
  ].join('\n')
}

/** What the keepers see two working days before. */
export function previewText(
  notice: string,
  { title }: Session,
  at: Date,
  group: string | undefined,
  withoutAccount: readonly CurrentMember[],
): string {
  const byMouth =
    withoutAccount.length === 0 ? '' : `另有${listed(withoutAccount)}没有企业微信账号,请您转告。`
  const where =
    group === undefined
      ? '群里没有消息推送,到时先开放登记,有人在群里@我时再说明。内容如下:'
      : `这条通知将于${momentInWords(at)}发到${group}:`
  return [
    where,
    notice,
    `要改时间请说"${kindOf(title)}改到…";不想发,请回"取消${kindOf(title)}提醒"。${byMouth}`,
  ].join('\n')
}

/** One private line to those who have not answered. */
export function reminderText({ title, startsAt, place }: Session, today: Day): string {
  const where = place === '' ? '' : `,${place}`
  return `您好,${title}定在${dayInWords(dayOf(startsAt), today)}${timeOf(startsAt)}${where}。您这边还没有登记,方便时回"参加"或"请假"。只提醒这一次,打扰了。`
}

/** To somebody with a part in a session. */
export function partText({ title, startsAt, place, theme }: Session, part: PartName): string {
  const where = place === '' ? '' : `,${place}`
  const about = theme === '' ? '' : `内容:${theme}。`
  return `您好,${title}${whenInWords(startsAt)}${where},请您${partInWords[part]}。${about}有变动请告诉书记。`
}

const partInWords: Record<PartName, string> = {
  主持: '主持',
  领读: '领读,不超过40分钟就好',
  主讲: '主讲',
  中心发言: '作中心发言',
}

/** What the keepers hear when those who have not answered are reminded: it informs, nobody has to answer. */
export function remindedSummary(register: Register, counts: Tally, told: number): string {
  return `${lists.summaryInPrivate(register, counts)}\n已私下提醒${told}位,不用您再做什么。`
}

/** The secretary's own reminder on top of the one above. */
export function reminderByHandText({ title, startsAt, place }: Session, today: Day): string {
  const where = place === '' ? '' : `,${place}`
  return `您好,${title}定在${dayInWords(dayOf(startsAt), today)}${timeOf(startsAt)}${where}。支部在汇总名单,您方便时回"参加"或"请假"即可。`
}

/** The register as the keepers have to look at it on the next working day. */
export function checkText(
  register: Register,
  counts: Tally,
  withoutAccount: readonly CurrentMember[],
  today: Day,
): string {
  const { session } = register
  const when = heldInWords(session, today)
  const byPaper =
    withoutAccount.length === 0 ? '' : `其中${listed(withoutAccount)}没有企业微信账号,请您代为登记。`
  const full = [
    `${when}的活动请您核对:`,
    lists.summaryInPrivate(register, counts),
    `未报的不会记为缺席,除非您说明。${byPaper}回"核对无误"归档(参加的记为已到),或直接告诉我怎么改。`,
  ].join('\n')
  if (Buffer.byteLength(full) <= MOST_BYTES) return full
  return `${when}的活动请您核对。${lists.summaryInGroup(session, counts)}人多,名单请回"核对"查看。未报的不会记为缺席,除非您说明。回"核对无误"归档(参加的记为已到)。`
}

/** The same for a voluntary session: who said something, and not a word of those who did not. */
export function voluntaryCheckText({ session, expected, guests }: Register, today: Day): string {
  const came = [...expected, ...guests].filter(
    ({ mark }) => mark !== undefined && mark.status !== 'leave' && mark.status !== 'absent',
  )
  const names = came.length === 0 ? '' : `:${came.map(lists.displayName).join('、')}`
  return `${heldInWords(session, today)}的${session.title}请您核对:报名${came.length}${names}。回"核对无误"归档(报名的记为已到),或直接告诉我怎么改。`
}

function heldInWords({ startsAt }: Session, today: Day): string {
  const day = dayOf(startsAt)
  return day === addDays(today, -1) ? '昨天' : chineseDay(day)
}

// One message of the app holds 2048 bytes; a large branch's names do not fit into it.
const MOST_BYTES = 2000

/** The first names of a list, and how many there are. */
function listed(members: readonly CurrentMember[]): string {
  const names = members.slice(0, 10).map(nameOf).join('、')
  return members.length > 10 ? `${names}等${members.length}位` : names
}

/** After a downtime. */
export function lateText(text: string): string {
  return `补发:${text}`
}

/** The group hears of a new time or place. */
export function rescheduledText(session: Session, before: Pick<Session, 'startsAt' | 'place'>): string {
  const movedTime = session.startsAt.getTime() !== before.startsAt.getTime()
  const movedPlace = session.place !== before.place
  const place = movedPlace ? `地点改到${session.place}` : '地点不变'
  const what = movedTime
    ? `改到${whenInWords(session.startsAt)}${session.place === '' ? '' : `,${place}`}`
    : `${place},时间不变`
  return `${session.title}${what}。原来的登记保留${movedTime ? ',时间不合适的请告诉我' : ''}。`
}

/** What somebody asked to be said, with the name and the day of the asking, because it may say 明天. */
export function byHandText(text: string, by: string | undefined, today: Day): string {
  const said = /[。?!.?!]$/.test(text) ? text : `${text}。`
  return by === undefined ? `提醒:${said}` : `提醒(${by},${chineseDay(today)}):${said}`
}

/** '明天(11月27日)': a text that waits for the morning must not lie. */
export function dayInWords(day: Day, today: Day): string {
  const date = `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`
  const word = ['今天', '明天', '后天'].find((_, days) => addDays(today, days) === day)
  return word === undefined ? chineseDay(day) : `${word}(${date})`
}

/** '11月23日(周一)8:30' */
export function momentInWords(moment: Date): string {
  return `${chineseDay(dayOf(moment))}${timeOf(moment).replace(/^0/, '')}`
}

/** '明天8:30' or '11月23日(周一)8:30', as said in a reply that is read at once. */
export function soonInWords(moment: Date, now: Date): string {
  const day = dayOf(moment)
  const word = ['今天', '明天'].find((_, days) => addDays(dayOf(now), days) === day) ?? chineseDay(day)
  return `${word}${timeOf(moment).replace(/^0/, '')}`
}

function kindOf(title: string): string {
  return title.replace(/^\d+月/, '')
}
