import { says } from '../input.ts'
import type { GrammarRule, Input, Outcome } from '../input.ts'
import { ACK_EMOJI, ACKS, COURTESIES, THANKED_FOR, UNDERTAKES, UNDERTAKING } from '../words/acks.ts'
import { anyOf } from '../words/list.ts'
import * as phrase from '../words/said/smalltalk.ts'

/** What is said to the bot about the bot. */
export const helpRules: GrammarRule[] = [
  says('more asked', 'more', {
    said: /^(?:更多|查看更多|看更多|更多功能|下一页|还有别的功能吗)$/,
  }),
  says('help asked', 'help', {
    said: phrase.HELP_ASKED,
  }),
  { name: 'called without words', read: readEmptyCall },
  says('feedback given', 'feedback', {
    said: phrase.FEEDBACK_GIVEN,
    unless:
      /(?<!意见.{0,40}|建议.{0,40})请假|参加不|来不了|静音|(?:关|停)(?:掉|了)(?:吧|提醒|推送|$)|书面意见|征求意见|意见(?:稿|箱在哪)|批评与自我|消息太多.{0,4}(?:翻|找|没看|刷)|(?:几点|哪天|在哪|什么时候|几号|几楼)/,
    slots: input => ({ text: input.flat }),
  }),
]

function readEmptyCall(input: Input): Outcome | undefined {
  return input.addressed && input.situation.chatType === 'group' && input.text === '' && !input.quoted
    ? { intent: 'help', slots: {} }
    : undefined
}

/** 收到,会通知到位: heard, and a short word of what will be done. */
function isPromise(input: Input): boolean {
  if (input.asking) return false
  if (UNDERTAKES.test(input.flat)) return true
  if (UNDERTAKING.test(input.flat) && !input.addressed) return true
  const facts = input.facts()
  if (facts.marks.length > 0) return false
  const rest = promisedIn(input.flat)
  return rest !== undefined && facts.unsure === undefined && !FOR_ONESELF.test(rest)
}

function promisedIn(said: string): string | undefined {
  const casual = CASUAL.exec(said)?.[1]
  return casual !== undefined && DUTIFUL.test(casual) ? casual : PROMISE.exec(said)?.[1]
}

// 督查科已阅: a department, or everybody in it, has heard.
const HEARD = new RegExp(
  `^[\\p{Script=Han}]{0,8}(?:均|都|全都|全体|已经?|也)?(?:${[
    '收到(?:通知|文件|材料|消息)?',
    '收悉|知悉|已?阅知?|传阅|学习|传达|知道|知晓|晓得|明白|看到|看过|记下',
  ].join(
    '|',
  )})[了啦咯哒嘞]$|^[\\p{Script=Han}]{0,8}(?:均|都|全体|已经?)?(?:收到(?:通知|文件|材料|消息)?|收悉|知悉|已阅知?|知晓|已传阅|已传达(?:到位)?|已学习)$|^(?:通知|文件|要求|规定|安排|精神|(?:[\\p{Script=Han}]{0,4}的?)?新?规矩)[^,。]{0,4}(?:看到|看见|看仔细|看清楚|清楚|知道|晓得|明白|记住)(?:了|啦|咯|哒)(?:[,。](?!.*(?:参加|请.{0,2}假|来|到)).{1,16})?$`,
  'u',
)
const TITLE = '(?:书记|主任|领导|局长|科长|组长|老师|各位|[\\p{Script=Han}]{1,2}[局科处姐哥总])?'
// 好的书记,马上转告科里: an acknowledgement first, a few words of what will be done behind it.
const PROMISE = new RegExp(
  `^(?:(?:才|刚|刚刚)(?:看到|看见)(?:消息|通知)?[,。])?(?:哦|噢|嗯|啊)?(?:已?收到(?:收到)?|收悉|(?:好[的嘞哒滴勒]){1,2}|得嘞|得令|要得|妥[了嘞]?|明白|知道|知悉|已悉|已阅|阅|了解|晓得|有数|ok的?|没问题|遵命|遵照|嗯[嗯呐呢]|领命)[了啦咯哒嘞哈呀喽哉呐噻嘛呢的]{0,2}${TITLE}(?:[,。!~]|(?=已|马上|这就|会|我去|立即|立马|按|就按|照))([^?]{0,30})$`,
  'u',
)
// 行,下午我去拿: what people also say to each other counts only beside something that is done.
const CASUAL = new RegExp(
  `^(?:好|行|中|成|得|嗯|看到|看见|懂|可以|是|管|要的)[了啦咯哒嘞哈呀喽吧嘛]?${TITLE}(?:[,。!~]|(?=马上|这就|立即|立马))([^?]{0,30})$`,
  'u',
)
const DUTIFUL =
  /转(?:给|告|发|达|到|科|群|组|股|室|所|各|办公)|传达|通知|告诉|安排|落实|部署|办(?!公)|去弄|去搞|准备|整理|组织|喊|叫|提醒|学习|照(?:办|做)|按(?:要求|时|通知)|记(?:住|下|好|到)|填|统计|跟进|处理|执行|到位|打印|张贴|上墙|存(?:下|好)|往下传/

// 中,算俺一个: that is more than having heard.
const FOR_ONESELF =
  /^(?:但|不过|可是|可我|只是|就是|可惜)|(?:算|报|加|记|登|带|留|写|排|添|喊|占|搭|捎|把)(?:上|个|我|俺|咱|偶|起)/
const AWAITS =
  /^(?:那)?(?:我)?(?:就)?(?:先)?(?:等|听|候)(?:着|候)?(?:[你您]|书记|领导)?(?:的)?(?:通知|安排|消息|招呼|信|吩咐)$/
const THANKED = `(?:辛苦|谢谢|多谢|感谢|劳烦|有劳)[\\p{Script=Han}]{0,4}(?:书记|主任|委员|科长|局长|组长|老师|干事|同志|领导|姐|哥|[您你])?(?:们)?(?:${anyOf(THANKED_FOR)}|费心|操心)?了?`
const ACK_ONLY = new RegExp(
  `^(?:(?:${THANKED}|${anyOf([...ACKS, ...COURTESIES])})[,。、;:~!?.√✓]*){1,8}$`,
  'u',
)
const HAS_ACK = new RegExp(anyOf(ACKS))
const COURTESY_ONLY = new RegExp(`^(?:(?:${anyOf(COURTESIES)})[,。、;:~!.]*){1,8}$`)
const LONGEST_ACK = 40

/** 好滴,等通知: what is waited for is no doubt about coming. Stands before the hedges. */
export const awaitRules: GrammarRule[] = [
  {
    name: 'heard and waiting',
    read: ({ flat }) => {
      const rest = PROMISE.exec(flat)?.[1]
      return rest !== undefined && AWAITS.test(rest) ? { intent: 'ack', slots: {} } : undefined
    },
  },
]

/** 收到, 好的, 👌: heard, and nothing more. Never a mark. */
export const ackRules: GrammarRule[] = [{ name: 'acknowledged', read: readAck }]

function readAck(input: Input): Outcome | undefined {
  const said = input.flat
  if (said === '') return ACK_EMOJI.test(input.text) ? { intent: 'ack', slots: {} } : undefined
  if (said.length > LONGEST_ACK || COURTESY_ONLY.test(said) || said.includes('?')) return undefined
  if (ACK_ONLY.test(said) && HAS_ACK.test(said)) return { intent: 'ack', slots: {} }
  if (HEARD.test(said)) return { intent: 'ack', slots: {} }
  return isPromise(input) ? { intent: 'ack', slots: {} } : undefined
}
