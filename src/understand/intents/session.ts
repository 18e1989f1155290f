import { says } from '../input.ts'
import type { GrammarRule, Input } from '../input.ts'
import { activityIn, deadlineIn, placeIn, sessionSlots, whenIn } from '../slots.ts'
import { phrases } from '../words/list.ts'

const EVENT =
  '党日|读书会|大会|支委会|小组会|党课|生活会|评议|中心组|警示|谈话会?|会议|联席会|参观|讲座|辅导|志愿|植树|活动|学习|培训|座谈|例会|动员会|表彰|述职|(?<!不)会(?![后员计])'

/** Not a member speaking of their own coming: 会改期了,我能来了 is no command. */
function commands(input: Input): boolean {
  return (
    !input.asking &&
    input.addressed &&
    !/(?:^|[,。])(?:那|所以)?我[^,。]{0,6}(?:能|可以|不能|来|去|参加|请假|报名|到)/.test(input.flat)
  )
}

/** Also for questions: 能不能把党日改到下周. */
function asksForChange(input: Input): boolean {
  return (
    commands({ ...input, asking: false }) &&
    (!input.asking || /^(?:能不能|可不可以|能否|可否|麻烦|请)/.test(input.flat))
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
    said: phrases(
      String.raw`(?:${EVENT}).{0,6}(?:改到|改在|改成|改为)(?=\d{1,2}月|\d{1,2}[日号]|下?周|下?星期|明天|后天|大后天)`,
    ),
    when: input => asksForChange(input),
    slots: input => ({ ...whenIn(input), ...placeIn(input), ...activityIn(input) }),
  }),
]

/** The life of a session as a secretary steers it, in the order in which the patterns give way to each other. */
export const sessionRules: GrammarRule[] = [
  says('date put back', 'session.reschedule', {
    said: phrases(String.raw`
      (?:日期|时间|记录).{0,4}(?:改成|改到|写成|填成|倒签|填|写).{0,12}(?:其实|实际|补) (?:倒签|补签日期|日期往前|把日期写早)
    `),
    when: commands,
    slots: input => ({ ...whenIn(input), ask: 'backdate' }),
  }),
  says('session reopened', 'session.reopen', {
    said: phrases(String.raw`
      重新(?:打开|开放|开启|开|放开|启动|接受)(?:报名|登记|填报|一下)? 重开 再(?:开|放开|打开|开放|开启)(?:一下|一?会儿?|报名|登记|半天|一天|.{1,4}小时|.{1,4}分钟)
      恢复(?:报名|登记) (?:关|截)(?:了|掉)的.{0,6}(?:再|重新)?(?:放开|打开|开) 再开开 再(?:放|开)(?:一)?(?:放|开) (?:截(?:止)?|关)早了 (?:报名|登记)(?:再|重新)(?:开|打开|放开) 解除截止 取消截止
    `),
    when: asksForChange,
    slots: input => deadlineIn(input),
  }),
  says('deadline extended', 'session.extend', {
    said: phrases(String.raw`
      再给.{0,6}(?:天|小时|分钟|时间|会儿?|半天|机会)
      (?:截止|报名|登记|填报)(?:的)?(?:时间|日期)?.{0,4}(?:放到|延长|延到|延至|延期|延后|推迟|往后|宽限|顺延|改到|改成|放宽)
      (?:延长|推迟|宽限|放宽|延后|顺延).{0,3}(?:截止|报名|登记) 宽限 放宽(?:到|至) (?:别|不要|先别)(?:那么|这么)?(?:早|急着)?(?:关|截)[^,。]{0,4}[,。] 顺延到.{0,8}(?:下班|中午|晚上|早上|上午|点) 延长.{0,4}(?:天|小时|分钟|半天|到|至)
      多(?:等|给|留).{0,5}(?:天|小时|分钟|会儿?) ^(?:再)?延(?:长|期)?(?:到|至).{1,10}
      再(?:等|延|留|宽限).{0,5}(?:天|小时|分钟|会儿?)(?!.{0,4}提醒) 晚(?:点|些|一天|半天)(?:再)?截止 先不截止 别急着截止
    `),
    unless: /会议?(?:延长|推迟)/,
    when: input => asksForChange(input),
    slots: input => deadlineIn(input),
  }),
  says('registration closed', 'session.close', {
    said: phrases(String.raw`
      ^(?:好了?[,。])?(?:可以)?(?:现在|马上|立即)?(?:报名|登记|统计|接龙|填报)?(?:到此)?(?:截止|截至|结束|关闭|停止)(?:吧|了|报名|登记|统计|接龙|填报|收集)?(?:[,。].*)?$
      (?:截止|停止|结束|关闭|关掉|停|封)(?:一下)?(?:本次|这次)?(?:报名|登记|统计|接龙|填报|收集)
      (?:报名|登记|统计|接龙|填报|名单)(?:现在|马上|就)?(?:可以)?(?:截止|停止|结束|关闭|关了|停了|封了|到此|锁定)(?:吧|了|。|,|$) 报名.{0,8}截止$ 到(?:这|此).{0,4}截止
      不再(?:收|接受)(?:报名|登记) 不收了 就这些人 收口 封单 名单封 就到这里 到此为止 关了?报名 报名关
    `),
    when: asksForChange,
  }),
  says('session called off', 'session.cancel', {
    said: phrases(String.raw`
      (?:取消|撤销|撤掉|停办|停开|删掉|作废)(?:掉|了|一?下|本次|这次|今天|明天|下午|周.|的|这场|这个|那个|\d+号|.{0,10}?){0,1}(?:${EVENT})
      (?:${EVENT})(?:的)?(?:通知|安排)?(?:就|先|都|暂时|临时|因故)?(?:取消|不开|不搞|不办|停开|停办|作废|不举行|不组织|撤销)
      (?:${EVENT}).{0,8}(?:开不成|搞不成|办不成) (?:不开|不搞|不办)了
    `),
    unless: /我的?(?:报名|请假|登记)|取消(?:报名|请假|登记)/,
    when: input => asksForChange(input),
    slots: input => ({ ...whenIn(input), ...activityIn(input) }),
  }),
  says('session moved', 'session.reschedule', {
    said: phrases(String.raw`
      (?:${EVENT}|时间|日期|地点|地方|会场).{0,12}(?:改到|改在|改成|改为|改期|改(?=下?周|星期|明天|后天|上午|下午|\d|[一二三四五六七八九十]{1,2}[点号楼月])|改至|换到|换成|挪到|移到|推迟|延期|延后|顺延|提前(?!.{0,6}提醒)|往后推|往后挪|往前|调整[到为至]|调到|变更|后延|改[一下]{0,2}时间|改时间)
      (?:推迟|延期|延后|顺延|提前|改期|调整|更改|变更|改)(?:一下)?(?:召开|举行|本次|这次)?.{0,8}(?:${EVENT}|时间|地点).{0,12}
      (?:改到|改在|推迟到|提前到|顺延到|延期到|挪到|改期到|推到|换到|移到|调到).{0,14} 改期 ^(?:推迟|顺延|延期|提前)(?:一|两|半|三|\d)(?:天|周|个?星期|小时|个小时)
    `),
    unless: /提前到(?:会|了|场|达)|提前.{0,6}(?:提醒|走|离开|退|通知|告诉|一天提醒)|提醒/,
    when: input => asksForChange(input),
    slots: input => ({ ...whenIn(input), ...placeIn(input), ...activityIn(input) }),
  }),
  says('session opened', 'session.open', {
    said: phrases(String.raw`
      (?:发起|新建|建一?个|创建|开启|发布|组织|安排|召开|定于|拟于|(?:计划|准备)(?:开|搞|办|组织|召开|举行)|开个|开一个|搞个|搞一个|举办|举行|办一?[个次场]|来一?[个次场]|登记一?个|建个|新增|加一?[个场次]|设一?个|起一?个|订一?个|预定|定一?下|定个)(?!.{0,4}(?:投票|表决|提醒|事项)).{0,20}(?:${EVENT})
      (?:收|收集|摸底|征集)(?:一?下)?.{0,14}(?:参加|参会|报名|人数|情况) (?:统计|登记)(?:一?下)?.{0,8}(?:参加|报名).{0,4}(?:${EVENT}).{0,6}
      (?:统计|登记)(?:一?下)?.{0,10}(?:${EVENT}).{0,8}(?:参加情况|参会情况|报名|意向) (?:发|搞|做|弄)(?:一?[个次])?接龙
      通知(?:大家|各位|全体|所有|一下|支部|同志|党员|各科室).{0,20}(?:开|参加|召开|举行|集中|搞).{0,12}(?:${EVENT})
      (?:${EVENT}).{0,16}(?:发起|开始)(?:报名|登记|接龙) (?:发起|开始|开放|开启|启动)(?:一下)?(?:报名|登记|接龙)
      (?:定|安排|放)在.{0,12}(?:点|号|日|上午|下午|周).{0,8}(?:开|举行|召开|${EVENT})
      (?:${EVENT}).{0,6}(?:定|安排|放)(?:在|于|到).{0,8}(?:点|号|日|上午|下午|周|天)
      ^(?:${EVENT}|.{0,8}(?:${EVENT}))[,:,](?=.{0,4}(?:时间|\d+月|周|下周|明天|后天|本周|今天|星期)).{4,} 大家报(?:个|一下)名
      请(?:大家|各位|同志们).{0,4}报名
      (?:\d+[月号日点]|明天|后天|周.|下周.|星期.|上午|下午).{0,12}(?:召开|举行|组织|开展|集合|开)(?!会议室).{0,12}(?:${EVENT})
    `),
    unless:
      /导出|纪要|会议记录|记录模板|台账|请.{0,2}假|[公病事年]假|来不了|去不了|参加不了|不能参加|迟到|投票|没报的|提醒/,
    when: input => commands(input) && !/^(?:收到|好的)/.test(input.flat),
    slots: input => sessionSlots(input),
  }),
]

const INFO = phrases(String.raw`
      几点 什么时候 啥时候 何时 几时 多久开始 哪天 几号 星期几 周几 礼拜几 在哪 哪里 哪儿 哪个会议室 几楼 什么地方 啥地方 地点 什么内容 啥内容 内容是 主题(?!党日|教育|日) 议题 议程 学什么 学啥 讲什么 讲啥
      读什么 看什么 什么书 哪本书 啥书 读哪 读啥 谁主持 谁讲 谁领读 主讲 领读人 谁来讲 带什么 带啥 要带 要不要带 穿什么 着装 穿正装 徽章 党徽 开多久 多长时间 几个小时 几点结束 结束 集合 什么会 有会 有活动 出发
      啥会 出发 坐什么车 怎么去 坐车 车辆 要签到吗 能线上 可以线上 线上.{0,4}(?:可以|行)(?:吧|吗|不|么) 线上链接 会议号 链接 会议码 是不是有 有没有 有什么活动 有啥活动 哪些活动 什么活动 啥活动 还开吗 还开不 还搞不 开不开 还能报
      还可以报 还能改 能改 报名截止 什么时候截止 截止 谁负责 几个人参加 有变化 改了吗 改时间 取消了 取消没 推迟了 通知在哪 怎么报名 怎么报 材料在哪 材料发 发材料 要准备 准备什么 准备啥 食堂
      管饭 中饭
    `)

/** Questions about a session at hand, and about the makeup material. */
export const sessionInfoRules: GrammarRule[] = [
  says('makeup material asked', 'session.info', {
    said: phrases(String.raw`
      补(?:学|课|看).{0,8}(?:哪|材料|资料|什么|怎么看|链接|视频) (?:材料|资料|片子|视频).{0,6}(?:在哪|哪里|哪儿|发我|给我|发一?下|怎么看)
    `),
    unless: /补(?:学|课)(?:了|完)/,
    when: input => input.asking || /补学|补课/.test(input.flat),
    slots: () => ({ ask: 'makeup_material' }),
  }),
  says('session asked', 'session.info', {
    said: INFO,
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

const RULE_LIKE = phrases(String.raw`
      多久(?:开|搞|一次) 每月 每季 每年 一年 一般 通常 规定 制度 办法 遇到? 国庆 节假日 算不算 能不能(?!线上|报) 可不可以 要不要(?!带) 需不需要 是什么意思 怎么处理 流程 程序 顺延
      几次 标准 条件 法定 有效 表决 应到 才能 谁牵头 谁召集 心得 字数 多少字 超过 范围
    `)

/** A question about one session at hand, not about the rule behind all of them. */
function aboutSession(input: Input): boolean {
  if (!asksOrNames(input) || RULE_LIKE.test(input.flat)) return false
  const named = input.tokens().some(token => token.kind === 'activity' || token.kind === 'general')
  const near =
    /这次|本次|今天|明天|后天|下午|上午|下次|下回|周[一二三四五六日]|本周|这周|这个月|本月|今晚|下周|最近|\d+号|待会|等会|报名|截止/.test(
      input.flat,
    )
  return (
    named ||
    near ||
    /几点开始|几点到|在哪开|哪个会议室|谁主持|集合|会议室|领读|哪本书|什么书/.test(input.flat)
  )
}

function asksOrNames(input: Input): boolean {
  return input.asking || /(?:时间|地点|内容|主题|议程|安排)$/.test(input.flat)
}
