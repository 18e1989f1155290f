import { says } from '../input.ts'
import type { GrammarRule, Input } from '../input.ts'
import { activityIn, deadlineIn, periodIn, whenIn } from '../slots.ts'
import { phrases } from '../words/list.ts'

/** Papers a secretary asks for: ledgers, reports, minutes; and ballots. */
export const recordRules: GrammarRule[] = [
  says('ballot opened', 'ballot.open', {
    said: phrases(String.raw`
      (?:发起|搞|开|组织|来|建|做|弄|设|启动|进行|开展|安排|发)(?:一?[个次轮下])?.{0,10}(?:投票|表决|票决|测评(?!表)|票选|举手)
      投(?:个|一)?票(?:选|决定|吧|一下|表决)? 票选 (?:大家|现在)?(?:对|就|把).{1,20}(?:表决|投票)(?:一?下)? 不?记名投票 无记名
    `),
    unless: /人数|够不够|能表决|有效|要多少|规定|怎么|要不要|结果/,
    when: input => !input.asking || /能不能|可不可以|可以|投票(?:决定|选|表决)|^大家/.test(input.flat),
    slots: input => (/无记名|不记名|匿名|秘密/.test(input.flat) ? { secret: true } : {}),
  }),
  says('minutes drafted', 'minutes.draft', {
    said: phrases(String.raw`
      (?:生成|出|写|起草|拟|做|弄|整理|给我|搞|来|拉|准备|形成|填|打|帮我|要)(?:一?[份个下篇])?.{0,14}(?:会议记录|纪要|会议纪要|记录模板|记录表|记录框架|记录本|会议记录表)
      ^(?:会议记录|会议纪要|纪要)$ (?:会议记录|纪要|会议纪要)(?:的)?(?:模板|框架|表头|格式|初稿|草稿|提纲|给我|发我|帮我|起草|生成|写|整理|出|弄) (?:记录|纪要)(?:的)?(?:模板|框架|表头|初稿|草稿)
    `),
    unless: /保存|规定|几年|要不要|必须|多久|谁记|签字/,
    when: input => !input.asking || /能不能|可不可以|能否|有没有/.test(input.flat),
    slots: input => activityIn(input),
  }),
  says('report asked', 'stats.report', {
    said: phrases(String.raw`
      (?:通报|简报|统计报告|分析|小结)(?:稿)?.{0,6}(?:起草|写|拟|出|生成|弄|做|搞|草稿|初稿|给我|发我)
      (?:起草|写|拟|出|生成|弄|做|搞|来|给我|准备|要)(?:一?[份个下篇])?.{0,12}(?:通报|简报|统计(?!表)|小结|总结|分析|月报|季报|年报|完成情况|开展情况|统计表)
      (?:开|搞|组织|办|上|召开|开展|学习|举行)(?:了|过)(?:几|多少)(?:次|场|回|个|堂) (?:开展|组织|召开|开)(?:情况|次数) 够不够(?:数|次数|次)
      次数(?:够|达标|是否|达|齐) (?:还)?(?:差|缺|欠)(?:几|多少)(?:次|场)
      (?:今年|本年|全年|上半年|下半年|(?:上|本|这|一|二|三|四|1|2|3|4)个?季度|上个?月|本月|这个月|年度|去年|\d+月份?|十?[一二三四五六七八九十]月份?).{0,12}(?:统计|汇总|情况|总体|合计|平均|参加率|到会率|总数|总人次|人次|总结|小结)(?!.{0,6}(?:台账|导出|表格发))
      (?:月|季度?|半年|年度?)(?:统计|通报|汇总|小结|总结|报告)(?:数据|情况|一下|给我|发我|出|$) 统计.{0,14}(?:次数|场次) (?:季度|今年|本月|上个?月|月份?).{0,8}(?:开|上|搞|办|组织)了(?:没|吗) 三会一课.{0,6}(?:完成|开展|落实|够|情况|齐)
      (?:到会|出勤|参会|参加)率
    `),
    unless:
      /我(?:今年|参加|请|的)|什么时候|啥时候|几号|哪天|提醒|每月报|规定|要不要|至少|通报批评|导出|台账|每(?:年|月|季)/,
    when: input => !/(?:交|报|填)(?:完|好)?了/.test(input.flat),
    slots: input => ({ ...periodIn(input), ...activityIn(input), ...reportAsk(input) }),
  }),
  says('ledger asked', 'ledger.export', {
    said: phrases(String.raw`
      导出 倒出 下载 导(?:一?[份下个])
      (?:台账|登记表|到会登记|签到表|花名册表|年度表|汇总表|明细表?|考勤表|记录表|情况表|统计表|表格|excel|xlsx|电子表|总表|补学清单).{0,10}(?:给我|发我|发一|来一|要一|一份|出一|出来|拉|打|打印|生成|整理|发到|做|调出|发给)
      (?:给我|发我|发|来|要|出|拉|打印|生成|整理|做|调|提供|准备|弄)(?:一?[份个下张])?.{0,16}(?:台账|登记表|签到表|年度表|汇总表|明细|考勤表|情况表|excel|xlsx|表格|电子表|总表|补学清单)
      ^.{0,14}台账$
    `),
    unless: /保存|几年|多久|规定|谁能|要不要|更新|导入|提醒|什么时候|删|报名表/,
    slots: input => ({ ...periodIn(input), ...activityIn(input) }),
  }),
]

/** Notices sent to the group. They stand behind the session commands: 通知大家明天开党员大会 opens a session. */
export const noticeRules: GrammarRule[] = [
  says('notice sent out', 'notice.publish', {
    said: phrases(String.raw`
      (?:把|将)?(?:这段|这条|这个|下面|以下|上面|这则|刚才那?[段条]|这份|这篇).{0,10}(?:发|转|推送|发布|通知)(?:到|给|在|往|出去|一?下|布)
      (?:发|发布|推送|拟|起草|写|下|出)(?:一?[个条份则下])?(?:.{0,8})?(?:通知|公告|公示|消息|倡议)(?!.{0,6}模板)
      (?:通知|告知|告诉|转告|知会)(?:一?下)?(?:大家|各位|全体|所有人|所有|支部|同志们|党员们?|各科室|各支部|群里)
      (?:发|转|转发|贴|推)(?:到|至|在|给)(?:支部|工作|党员|一?支部|本)?(?:群|大家|各位) 群发 广播(?:一?下)? 发(?:个|一?条)公告
      群里(?:说|讲|发|通知)(?:一?[声下条])? ^通知(?:一下)?[,:]
    `),
    unless: /周末能不能|几点|收到通知|刚看到|微信群|可以发|能不能发|别|没收到|通知太多|提醒/,
    when: input =>
      (!input.asking || /^(?:能不能|可不可以|能否|可以)?(?:帮我|帮忙|麻烦|给大家)/.test(input.flat)) &&
      !/我(?:请假|参加|来不了|要请)/.test(input.flat),
    slots: input => ({ ...noticeAck(input), ...deadlineIn(input), ...whenIn(input) }),
  }),
]

function reportAsk(input: Input) {
  if (/通报|简报/.test(input.flat)) return { ask: 'draft_bulletin' }
  if (/够|达标|差|缺|齐/.test(input.flat)) return { ask: 'compliance' }
  return {}
}

function noticeAck(input: Input) {
  if (/(?:不用|不要|不需|无需|不必|别|免)(?:大家|他们|各位)?.{0,4}(?:回|收到|确认|反馈)/.test(input.flat))
    return { ackRequired: false }
  return /(?:要|需|请|让大家|得)(?:大家|他们|各位)?.{0,4}(?:确认|回复|收到|反馈|签收)/.test(input.flat)
    ? { ackRequired: true }
    : {}
}
