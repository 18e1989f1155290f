import { asksThere, says } from '../input.ts'
import type { GrammarRule, Input } from '../input.ts'
import { activityIn, deadlineIn, newTimeIn, placeIn, sessionSlots, whenIn } from '../slots.ts'
import * as phrase from '../words/said/session.ts'
import * as asked from '../words/said/session-asked.ts'

/** Not a member speaking of their own coming: 会改期了,我能来了 is no command. */
function commands(input: Input, match: RegExpExecArray): boolean {
  return !speaksOfOneself(input) && !asksThere(input, match)
}

/** Also for questions: 能不能把党日改到下周. */
function asksForChange(input: Input, match: RegExpExecArray): boolean {
  if (speaksOfOneself(input)) return false
  return /^(?:能不能|可不可以|能否|可否|麻烦|请)/.test(input.flat) || !asksThere(input, match)
}

function speaksOfOneself({ flat }: Input): boolean {
  return (
    /(?:^|[,。])(?:那|所以)?我[^,。]{0,6}(?:能|可以|不能|来|去|参加|请假|报名|到)/.test(flat) ||
    // 帮我和罗小燕都登记参加党日
    /(?:^|[,。])(?:请|麻烦)?(?:帮|给|替)我[和跟与、][^,。]{2,10}(?:参加|请假|报名)/.test(flat)
  )
}

/** 不是党日是读书会: stands before the corrections of marks, which use the same words. */
export const sessionKindRules: GrammarRule[] = [
  says('kind of the session put right', 'session.reschedule', {
    said: /不是.{0,8}(?:党日|读书会|大会|支委会|党课|会|教育|学习|活动)[,,]?(?:而)?是.{0,8}(?:党日|读书会|大会|支委会|党课|会|教育|学习|活动)/,
    when: commands,
    slots: input => {
      const [previous, next] = input.tokens().filter(token => token.kind === 'activity')
      return { ...(previous && { previousActivity: previous.word }), ...(next && { activity: next.word }) }
    },
  }),
]

/** 主题党日改为11月26日: a day behind 改 moves the activity; it is no correction of anybody's mark. */
export const sessionMovedRules: GrammarRule[] = [
  says('session moved to a day', 'session.reschedule', {
    said: phrase.SESSION_MOVED_TO_A_DAY,
    fromKeeper: phrase.SESSION_MOVED_TO_A_DAY_BY_KEEPER,
    when: asksForChange,
    slots: input => ({ ...newTimeIn(input), ...placeIn(input), ...activityIn(input) }),
  }),
]

/** The life of a session as a secretary steers it, in the order in which the patterns give way to each other. */
export const sessionRules: GrammarRule[] = [
  says('date put back', 'session.reschedule', {
    said: phrase.DATE_PUT_BACK,
    when: commands,
    slots: input => ({ ...whenIn(input), ask: 'backdate' }),
  }),
  says('session reopened', 'session.reopen', {
    said: phrase.SESSION_REOPENED,
    fromKeeper: phrase.SESSION_REOPENED_BY_KEEPER,
    when: asksForChange,
    slots: input => deadlineIn(input),
  }),
  says('deadline extended', 'session.extend', {
    said: phrase.DEADLINE_EXTENDED,
    fromKeeper: phrase.DEADLINE_EXTENDED_BY_KEEPER,
    unless: /会议?(?:延长|推迟)/,
    when: asksForChange,
    slots: input => deadlineIn(input),
  }),
  says('registration closed', 'session.close', {
    said: phrase.REGISTRATION_CLOSED,
    fromKeeper: phrase.REGISTRATION_CLOSED_BY_KEEPER,
    when: asksForChange,
  }),
  says('session called off', 'session.cancel', {
    said: phrase.SESSION_CALLED_OFF,
    fromKeeper: phrase.SESSION_CALLED_OFF_BY_KEEPER,
    unless: /我的?(?:报名|请假|登记|[公病事]假)|取消(?:报名|请假|登记)|取消了?没(?:有)?$/,
    when: asksForChange,
    slots: input => ({ ...whenIn(input), ...activityIn(input) }),
  }),
  says('session moved', 'session.reschedule', {
    said: phrase.SESSION_MOVED,
    fromKeeper: phrase.SESSION_MOVED_BY_KEEPER,
    unless:
      /提前到(?:会|了|场|达)|请(?:个|一?下|了)?[公病事]?假(?!的|人|同志|多)|来不了|去不了|参加不了|就能(?:来|去)|提前.{0,6}(?:提醒|走|离开|退|通知|告诉|一天提醒)|提醒|改(?:成|为)(?:请)?[公病事产婚丧年]?假|改(?:成|为)(?:参加|已到|到会|缺席|线上|迟到)/,
    when: asksForChange,
    slots: input => ({ ...newTimeIn(input), ...placeIn(input), ...activityIn(input) }),
  }),
  says('session opened', 'session.open', {
    said: phrase.SESSION_OPENED,
    unless:
      /以[^,。]{0,6}收看|导出|纪要|会议记录|记录模板|台账|请.{0,2}假|[公病事年]假|来不了|去不了|参加不了|不能参加|迟到|投票|没报的|提醒/,
    when: (input, match) =>
      commands(input, match) && !/^(?:(?:通知|消息|信息)?已?(?:收到|看到|知悉)|好的)/.test(input.flat),
    slots: input => sessionSlots(input),
  }),
  says('names called for', 'session.open', {
    said: phrase.NAMES_CALLED_FOR,
    unless: phrase.NAMES_CALLED_FOR_NOT,
    when: (input, match) =>
      input.secretary &&
      liesAhead(input) &&
      !speaksOfOneself(input) &&
      (phrase.ASKED_OF_ALL.test(match[0]) || !asksThere(input, match)),
    slots: input => sessionSlots(input),
  }),
]

/** Something with a day or an hour of its own, and not what has been. */
function liesAhead(input: Input): boolean {
  return (
    input.tokens().some(({ kind }) => kind === 'time') &&
    !/昨|前天|上(?:周|次|回|个?月)|刚才/.test(input.flat)
  )
}

/** Questions about a session at hand, and about the makeup material. */
export const sessionInfoRules: GrammarRule[] = [
  says('makeup material asked', 'session.info', {
    said: asked.MAKEUP_MATERIAL_ASKED,
    unless: /补(?:学|课)(?:了|完)/,
    when: input => input.asking || /补学|补课/.test(input.flat),
    slots: () => ({ ask: 'makeup_material' }),
  }),
  says('session asked', 'session.info', {
    said: asked.INFO,
    // 看接访几点散,赶得上就来: the sender's coming depends on it.
    unless: /(?:赶得上|赶得及|来得及|有空)就|就(?:来|去|参加)$/,
    when: input => aboutSession(input),
    slots: input => ({ ...whenIn(input), ...readingBook(input), ...activityIn(input), ...askedFor(input) }),
  }),
]

function readingBook(input: Input) {
  return /哪本书|什么书|啥书|领读|读哪|读啥/.test(input.flat) ? { activity: '读书会' } : {}
}

function askedFor(input: Input) {
  if (/内容|主题|议题|学什么|学啥|书|讲什么|讲啥|片/.test(input.flat)) return { ask: 'topic' }
  if (/在哪|哪里|哪儿|几楼|地点|会议室|地方/.test(input.flat)) return { ask: 'place' }
  if (/几点|什么时候|啥时候|哪天|几号|星期几|周几|何时/.test(input.flat)) return { ask: 'time' }
  return {}
}

/** A question about one session at hand, not about the rule behind all of them. */
function aboutSession(input: Input): boolean {
  if (!asksOrNames(input) || asked.RULE_LIKE.test(input.flat)) return false
  const named = input.tokens().some(token => token.kind === 'activity' || token.kind === 'general')
  const near =
    /这[次回场]|那[天场次]|本次|今天|明天|后天|下午|上午|下次|下回|周[一二三四五六日]|本周|这周|这个月|本月|今晚|下周|最近|\d+号|待会|等会|报名|截止/.test(
      input.flat,
    )
  return named || near || OF_A_SESSION.test(input.flat)
}

// Words that only a session at hand has.
const OF_A_SESSION =
  /^在?(?:几楼|哪里?|哪儿)(?:啊|呀|呢|开|集合)?$|几点开始|几点到|在哪开|哪个会议室|谁主持|集合|会议室|领读|哪本书|什么书|党徽|制服|正装|着装|上车|发车|大巴|中巴|会场|片子|散会|散得|几点散|名额|主讲|便装|夏装|春秋装|空位|(?:带|穿|戴)不(?:带|穿|戴)|(?:要|用|需要?)(?:不要|不用)?(?:带|穿|戴)|管(?:不管)?饭|线上(?:入口|链接)|会议号|改期|发地点|点名|接送|远不远|管饭|(?:参观|去)基地|基地(?:在|远|有|要)|交钱|现在报|入会|腾讯会议|带队|进场|入场|(?:去|到).{1,6}基地|纪念馆|陈列馆|博物馆|烈士陵园/

function asksOrNames(input: Input): boolean {
  return (
    input.asking ||
    /(?:会议号|会议码|入会码|链接|口令|定位|地址)(?:再|帮忙)?(?:发|给|贴|转)/.test(input.flat) ||
    /(?:时间|地点|内容|主题|议程|安排|取消了?没有?)$/.test(input.flat)
  )
}
