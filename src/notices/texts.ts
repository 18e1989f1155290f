import { demandCut } from '../reminders/demands.ts'
import { momentInWords, soonInWords } from '../reminders/texts.ts'

/** What the bot says about notices. */

/** The notice as the groups read it. */
export function noticeInGroup(words: string, by: string): string {
  return `通知:${words}\n(${by})`
}

export function preview(
  text: string,
  groups: readonly string[],
  at: Date | undefined,
  cutDemand: boolean,
): string {
  const when = at === undefined ? '现在' : momentInWords(at)
  const cut = cutDemand ? `\n${demandCut}` : ''
  return `${when}发到${groups.join('、')}:\n${text}${cut}\n可以发请回"确认",不发请回"取消";要改就说"通知改成:…"。`
}

export function planned(groups: readonly string[], goesOutAt: Date, later: boolean, now: Date): string {
  const where = groups.join('、')
  if (goesOutAt <= now) return `好的,已发到${where}。`
  const why = later ? '现在是下班时间,' : '好的,'
  return `${why}${soonInWords(goesOutAt, now)}发到${where}。发出之前可以说"通知改成:…"或"撤回通知"。`
}

export function someWithoutRobot(names: readonly string[]): string {
  return names.length === 0 ? '' : `${names.join('、')}还没有配置消息推送,请您自己转发。`
}

/** One notice a session and group (减负). */
export const sentOnce =
  '活动的通知在群里只发一次,不重复打扰。没报的可以私下提醒一次,回"提醒没报的"。要发别的内容,请说:发通知:……'
export const whatToSay = '请把通知内容一起发给我,例如:发通知:周五下午停电,请提前保存文件。'
export const pastMoment = '这个时间已经过去了,请换一个时间再说一次。'
export const whenInstead = '请说改到什么时候发,例如:通知改到明天上午10点。'
export const notKept =
  '通知里有证件号、电话、病情、信访或涉密的内容,我不能发到群里,也没有保存。请改一下再说一次。'
export const noGroup = '没有可以发的群:只能发到您所在支部的群。'
export const noRobot = '这些群还没有配置消息推送,我不能主动发。请管理员配置后再试,或自己复制到群里。'
export const nothingWaiting = '没有还没发出的通知。'
export const nothingToConfirm = '这条通知已经撤回或过期了,请重新说一次。'
export const withdrawn = '好的,那条通知不发了。'
export const alreadySent = '那条通知已经发出去了,收不回来。要更正请再发一条。'
export const cancelled = '好的,不发。'
