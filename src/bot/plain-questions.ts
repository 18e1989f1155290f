import { chineseDay, addDays, dayOf, timeOf, yearOf } from '../calendar/day.ts'
import { isWorkday } from '../calendar/workday.ts'
import { peopleByAccount } from '../duties/assignees.ts'
import type { ReminderParts } from '../reminders/parts.ts'
import type { Turn } from '../talk/command.ts'
import { say, type Reply } from '../talk/message.ts'
import { isStranger } from '../talk/person.ts'
import { withoutMentions } from '../understand/mentions.ts'
import { normalise } from '../understand/normalise.ts'
import * as texts from './texts.ts'

const LONGEST = 20
const DAY =
  /^(?:请问|问一?下)?(今天|今日|明天|后天|昨天)?(?:是|又是)?(?:几月几[号日]|几[号日]|(?:星期|礼拜|周)几|什么日子)(?:了|呀|啊|呢|来着)*$/
const TIME = /^(?:请问|问一?下)?(?:现在|这会儿?)(?:是)?(?:几点|什么时间|什么时候)(?:钟)?(?:了|呀|啊|呢)*$/
const BOT = '(?:这个?|这)?(?:机器人|助手|清风|系统|程序|你)'
const KEEPERS = new RegExp(
  `^(?:请问)?(?:谁(?:在)?(?:管|负责|维护|管理)(?:着)?${BOT}|${BOT}(?:是|归|由)?谁(?:在)?(?:管|负责|维护|管理|弄|做)(?:的)?|(?:你的)?管理员(?:是谁|是哪位|找谁)|谁是(?:你的)?管理员|${BOT}?(?:出|有|出了|有了|坏)?(?:问题|故障|毛病|坏)了?(?:该|应该|要|可以)?(?:找|问|联系)(?:谁|哪[个位]))(?:了|呀|啊|呢|的)*$`,
)
const DISTANCE: Readonly<Record<string, number>> = { 昨天: -1, 明天: 1, 后天: 2 }

/** 今天星期几, 谁管这个机器人: what is no matter of the rules or a session, answered in one line; undefined for all else. */
export async function plainQuestion(
  { calendar }: Pick<ReminderParts, 'calendar'>,
  turn: Turn,
): Promise<Reply | undefined> {
  const { message, office, reading, now } = turn
  if (message.content.kind !== 'text' || reading.intent.startsWith('mark.')) return undefined
  const own = withoutMentions(normalise(message.content.text), office.bot.names).written.text
  const said = own.replace(/[\s?。!,]+/g, '')
  if (said === '' || said.length > LONGEST) return undefined
  const day = DAY.exec(said)
  if (day !== null) {
    const [, name = '今天'] = day
    const asked = addDays(dayOf(now), DISTANCE[name] ?? 0)
    return say(texts.whatDay(name, `${yearOf(asked)}年${chineseDay(asked)}`, isWorkday(calendar, asked)))
  }
  if (TIME.test(said)) return say(texts.whatTime(timeOf(now)))
  if (!KEEPERS.test(said)) return undefined
  // Names stay among those who know each other.
  const isAmongUs = turn.place.kind !== 'unbound-group' && !isStranger(turn.speaker)
  if (!isAmongUs) return say(texts.whoKeepsMe([]))
  const administrators = await peopleByAccount(turn.trx, office.administrators)
  return say(texts.whoKeepsMe(administrators.map(({ name }) => name)))
}
