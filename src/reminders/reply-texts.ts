import type { PartName } from '../attendance/parts.ts'
import { nameWithDay, type Session } from '../attendance/session.ts'
import { chineseDay, dayOf, timeOf } from '../calendar/day.ts'
import { demandCut } from './demands.ts'
import type { NotPlanned, PendingReminded, ReminderTarget, UnsentReminder } from './by-hand.ts'
import { nameOf } from './recipients.ts'
import type { RestDay } from './rest-day.ts'
import { momentInWords, soonInWords } from './texts.ts'

/** The answer to 提醒没报的: names only in private. */
export function pendingReminded(
  session: Session,
  outcome: PendingReminded,
  now: Date,
  mayNamePeople: boolean,
): string {
  const title = nameWithDay(session)
  switch (outcome.kind) {
    case 'nobody-pending':
      return `${title}:${WHO_ANSWERED[outcome.named] ?? '这几位都'}报了,不用提醒。`
    case 'already-today':
      return `${title}今天已经提醒过一次了,先不再打扰。`
    case 'all-told':
      return `${title}没有报的同志都已经私下提醒过一次,不再打扰。`
    case 'too-late':
      return `${title}在下次上班前就开始了,来不及私下提醒,请直接联系。`
    case 'no-app': {
      const names = mayNamePeople ? `:${outcome.pending.map(nameOf).join('、')}` : ''
      return `还没有配置自建应用,我不能私下提醒。没有报的有${outcome.pending.length}位${names}。`
    }
    case 'reminded': {
      const { count, withoutAccount, goesOutAt } = outcome
      const names = mayNamePeople ? `(${withoutAccount.map(nameOf).join('、')})` : ''
      const others =
        withoutAccount.length === 0 ? '' : `另有${withoutAccount.length}位没有企业微信账号${names},请您转告。`
      if (count === 0) return `${title}${others.replace(/^另/, ':')}`
      return goesOutAt > now
        ? `现在是下班时间,给${count}位的提醒${soonInWords(goesOutAt, now)}发出。${others}`
        : `好的,已私下提醒${count}位。${others}`
    }
  }
}

const WHO_ANSWERED = ['都', '这位同志已经']

export const noShaming = '我不在群里点名,也不通报没有报的同志。需要的话可以私下提醒一次:回"提醒没报的"。'
export const whatToSay = '请把要提醒的内容一起告诉我,例如:明天上午9点提醒大家交季度考核材料。'
export const whenClearly = '请说清楚什么时候提醒,写上日期和时间,例如:12月4日上午9点提醒大家带党徽。'
export const pastMoment = '这个时间已经过去了,请换一个时间再说一次。'
export const noApp = '还没有配置自建应用,我不能私下发给个人。请管理员配置后再试。'
export const noAccount = '这位同志还没有绑定企业微信账号,我发不到,请您转告。'
export const nobodyOfThatName = '名单里没有找到这位同志,请写全名再说一次。'
export const severalOfThatName = '名单里有同名的同志,请写上科室再说一次,例如"张伟(档案室)"。'
export const noGroup = '这个支部还没有工作群,我不知道发到哪里。'

export function noRobot(group: string): string {
  return `${group}还没有配置消息推送,我不能主动发到群里。请管理员配置后再试。`
}

/** Why nothing was planned, and what to do about it. */
export function notPlanned({ kind }: NotPlanned, to: ReminderTarget): string {
  switch (kind) {
    case 'past':
      return pastMoment
    case 'no-text':
      return whatToSay
    case 'no-app':
      return noApp
    case 'no-account':
      return noAccount
    case 'no-robot':
      return noRobot(to.kind === 'group' ? to.group : '')
  }
}

/** What was planned, word for word, so that a slip is seen before it goes out. */
export function reminderPlanned(
  outcome: {
    goesOutAt: Date
    later: boolean
    text: string
    withoutAccount: number
    cutDemand: boolean
    /** It was asked for on a day of rest. */
    restDay?: RestDay
  },
  where: string,
  asked: Date,
  now: Date,
): string {
  const { goesOutAt, later, text, withoutAccount, cutDemand, restDay } = outcome
  const cut = cutDemand ? `${demandCut}\n` : ''
  const others = withoutAccount === 0 ? '' : `另有${withoutAccount}位没有企业微信账号,请您转告。`
  const when = soonInWords(goesOutAt, now)
  const head = restDay
    ? `${isRestDay(restDay)}这条${when}发到${where}:`
    : later
      ? `${asked <= now ? '现在' : momentInWords(asked)}是下班时间,这条通知${when}发到${where}:`
      : goesOutAt > now
        ? `好的,${when}发到${where}:`
        : `好的,现在就发到${where}:`
  const earlier = earlierThan(restDay)
  const offer = earlier === '' ? '' : `(${earlier})`
  const close = later ? `要改时间请告诉我${offer},` : ''
  return `${head}\n${text}\n${cut}${others}${goesOutAt > now ? `${close}不想发请回"取消提醒"。` : ''}`.trimEnd()
}

function isRestDay({ day }: RestDay): string {
  return `${chineseDay(day)}是休息日,休息日我不打扰大家。`
}

function earlierThan(restDay: RestDay | undefined): string {
  return restDay?.before === undefined ? '' : `要赶在那天以前,请回"改到${dayInNumbers(restDay.before)}"`
}

/** 11月20日14:30, as it can be said back. */
function dayInNumbers(moment: Date): string {
  return chineseDay(dayOf(moment)).replace(/\(.*/, '') + timeOf(moment)
}

export const privately = (count: number) => (count === 1 ? '对方的单聊' : `${count}位的单聊`)
export const toYourself = '您的单聊'

/** Named by moment and place: the words may not belong where this is said. */
export function reminderWithdrawn(gone: readonly UnsentReminder[], speaker: string, now: Date): string {
  return `好的,${gone.map(one => momentAndPlace(one, speaker, now)).join('、')}的${gone.length > 1 ? `${gone.length}条` : '那条'}提醒不发了。`
}

function momentAndPlace({ goesOutAt, to }: UnsentReminder, speaker: string, now: Date): string {
  return `${soonInWords(goesOutAt, now)}发到${placeOf(to, speaker)}`
}

export function reminderMoved(
  one: UnsentReminder,
  { wish, restDay }: { wish: Date; restDay: RestDay | undefined },
  speaker: string,
  now: Date,
): string {
  const { goesOutAt, to } = one
  const where = placeOf(to, speaker)
  if (goesOutAt <= now) return `好的,那条提醒现在就发到${where}。`
  const moment = soonInWords(goesOutAt, now)
  if (restDay !== undefined) {
    const earlier = earlierThan(restDay)
    const close = earlier === '' ? '' : `${earlier}。`
    return `${isRestDay(restDay)}那条提醒改到${moment}发到${where}。${close}`
  }
  if (goesOutAt > wish) return `${momentInWords(wish)}是下班时间,那条提醒改到${moment}发到${where}。`
  return `好的,那条提醒改到${moment}发到${where}。`
}

/** Which one: their moments and places, numbered, so that one digit answers. */
export function whichReminder(
  unsent: readonly UnsentReminder[],
  speaker: string,
  now: Date,
  inOneSentence = false,
): string {
  const list = unsent.map((one, index) => `${index + 1} ${momentAndPlace(one, speaker, now)}`).join('\n')
  const how = inOneSentence ? '请连时间再说一次,例如:周一9点的提醒内容改成:…' : '是哪一条?请回序号。'
  return `还有${unsent.length}条没发的提醒:\n${list}\n${how}`
}

export function reminderList(unsent: readonly UnsentReminder[], speaker: string, now: Date): string {
  if (unsent.length === 0) return '您没有还没发的提醒。每月、每周要办的事请问"本月有哪些事"。'
  const inOrder = unsent.toSorted((one, other) => one.goesOutAt.getTime() - other.goesOutAt.getTime())
  const list = inOrder.map(one => momentAndPlace(one, speaker, now))
  return [`您定的提醒还有${unsent.length}条没发:`, ...list].join('\n')
}

export const noReminderLeft =
  '您没有还没发的提醒,没有变动。要定一条请说时间和内容,例如:明天上午9点提醒大家交季度考核材料。'
export const sayItAnew = '要改这一项,请先回"取消提醒",再把日子和内容一起说一次。'
export const nothingChanged = '好的,都没有改动。'
export const reminderHasLeft = '那条提醒已经发出去了,改不了。要更正请再定一条。'
export const whenInstead = '请说改到什么时候,例如:提醒改到明天上午10点。'
export const wordsInstead = '请把新的内容一起告诉我,例如:提醒内容改成:周五前交学习心得。'
export const followsItsDay =
  '这项的提醒跟着它的日子走,不单独改时间。要改日子,请说"某事改到某日";不要提醒,请说"取消某事提醒"。'
export const undoneOnlyNow = '还没办的同志只能现在私下提醒,到时候请再说一次。'
export const oldOneStays = (why: string) => `${why}原来那条没有变动。`
export const noneSentHere = '最近两周我没有在这里发过提醒。您自己定的、还没发的,可以问"我定了哪些提醒"。'
export const setBy = (name: string, day: string) => `上一条提醒是${name}在${day}定的。`
export const setByPlan = (plan: string) => `上一条提醒是按${plan}到日子自动发的,不是哪位同志临时定的。`
export const setByKeepers = '上一条是支部请我发的,想了解可以问支部书记或组织委员。'
export const yourself = '您自己'
export const anAdministrator = '管理员'
export const changeOrSay =
  '是要改提醒的时间,还是要提醒大家这句话?改时间请说"提醒改到9点";要提醒大家,请说"提醒大家"加上内容。'

export function placeOf(to: ReminderTarget, speaker: string): string {
  if (to.kind === 'group') return to.group
  const [first, ...others] = to.personIds
  return first === speaker && others.length === 0 ? toYourself : privately(to.personIds.length)
}

export function draftPaused({ title }: Session): string {
  return `好的,${title}的通知不自动发了。要发起时请说"发起${title.replace(/^\d+月/, '')}",带上时间和地点。`
}

export function reminderPaused({ title }: Session): string {
  return `好的,${title}不再提醒没报的同志。`
}

export const neverInGroup = '我不在群里点名,提醒只在单聊里说。连单聊也不要,请回"别再提醒我"。'
export const muted = (name = '') =>
  `好的,${name}不再私下提醒您。群里的通知照常看得到;要恢复请回"恢复${name}提醒"。`
/** `sure`: the holidays of that year are known. */
export const mutedUntil = (until: string, sure: boolean) =>
  `好的,${until}以前不私下提醒您,之后照常${sure ? '' : '(那一年的放假安排还没有公布,日子待核)'}。群里的通知照常看得到;要提前恢复请回"恢复提醒"。`
export const mutedForGood =
  '好的。您此前请我不再私下提醒,那一条没有期限,到期也不会自动恢复;要恢复请回"恢复提醒"。'
export const muteUntilWhen = '请说清楚静音到哪一天,例如:静音到下周一。一直不要提醒,请回"别再提醒我"。'
export const noneToMute = '没有您定的、还没发出的提醒,没有变动。不想再收到我的私下提醒,请回"别再提醒我"。'
/** A keeper's 取消提醒 when she set none: the notices of sessions are stopped by their names. */
export const noneToTakeBack =
  '没有您定的、还没发出的提醒,没有变动。要停某项活动的提醒,请带上名称,例如:取消主题党日提醒。'
export const hearing = (name: string | undefined) => `好的,${name ?? ''}到时再私下提醒您。`
export const nothingToSnooze = '最近没有给您发过提醒。要我提醒,请说时间和内容,例如:明天上午9点提醒我交材料。'
export const snoozed = (when: string) => `好的,${when}再提醒您一次。`
export const snoozedTooLate = '到那时已经开始了,就不再提醒了。'
export const onlyYourself =
  '给别人的提醒由支部书记、副书记或组织委员来定。提醒您自己可以说:明天上午9点提醒我交材料。'
export const whichPart = '请说清楚做什么,例如:这次读书会由彭莉领读。'

export function partGiven(
  session: Session,
  part: PartName,
  names: readonly string[],
  told: string | undefined,
): string {
  const next = told === undefined ? '请您转告。' : `${told}私下提醒。`
  return `好的,${nameWithDay(session)}${part}:${names.join('、')},${next}`
}

/** To a member whom somebody else's account says to be. */
export const claimedText =
  '您好,有一个我不认识的账号私聊我,说是您本人。支部书记确认以前不算数,也没有登记任何内容。是您本人就不用管;不是您,请告诉书记一声。'
