import { says } from '../input.ts'
import type { GrammarRule, Input, Outcome } from '../input.ts'
import { ACK_EMOJI, ACKS, COURTESIES } from '../words/acks.ts'
import { anyOf, phrases } from '../words/list.ts'

/** What is said to the bot about the bot. */
export const helpRules: GrammarRule[] = [
  says('more asked', 'more', {
    said: /^(?:更多|查看更多|看更多|更多功能|下一页|还有别的功能吗)$/,
  }),
  says('help asked', 'help', {
    said: phrases(String.raw`
      ^(?:帮助|help|菜单|功能|指令|命令|使用说明|说明书?|使用方法|用法|怎么用|咋用|如何使用|操作说明|操作指南|使用手册|指南|新手|教程|\?+|命令列表|功能列表|使用帮助)$
      (?:你|清风|助手|机器人|它|这个机器人)(?:到底|究竟|都)?(?:能|会|可以|可|有)(?:帮我|帮忙|给我)?(?:做|干|办|弄|查|提供)?(?:些)?(?:啥|什么|哪些|么子|咩)(?:事|功能|用|本事|呢|呀|啊)?(?:情)?$
      ^(?:你|这个|这|助手|机器人)(?:是)?(?:怎么|咋|如何)(?:用|使用|操作|玩) 有(?:什么|啥|哪些)(?:功能|指令|命令)
      (?:指令|命令|功能|菜单)(?:都)?有(?:哪些|什么|啥) (?:怎么|咋|如何)(?:跟你|和你|对你|使唤你|用你) 使用说明 操作手册 (?:不会|不知道怎么)用你?$
      怎么(?:跟你)?(?:报名|登记|请假)(?:来着)?(?:.{0,4}发什么|.{0,4}说什么) 你(?:是谁|是干(?:啥|什么)的|叫什么|有什么用) 能干(?:啥|什么|嘛)$
      ^介绍一下(?:你)?自己 (?:你)?(?:到底)?是(?:不是)?(?:人|真人|机器人?|程序|电脑|ai)(?:吗|么|还是.{1,6})?$ (?:怎么|咋)(?:用|弄|操作|使)(?:啊|呀|呢|的)?(?:$|[,。]).{0,12}$ 年纪大.{0,8}(?:不会|搞不|不懂|弄不) ^(?:我)?(?:不会|不太会|不懂怎么)(?:用|弄|操作)
    `),
  }),
  { name: 'called without words', read: readEmptyCall },
  says('feedback given', 'feedback', {
    said: phrases(String.raw`
      (?:提|有|反映|反馈|说)(?:一?[个条点些下])?(?:点)?(?:意见|建议|看法) (?:反映|反馈)(?:一?[个下])?(?:小)?(?:问题|情况)
      ^(?:意见|建议|反馈|吐槽|投诉)(?:箱|一下)?(?:[:,。]|$)
      (?:我)?(?:建议|希望|盼望|能不能(?:以后|别|少|改进))(?:.{0,6})(?:你|机器人|清风|提醒|群里|通知|功能|少发|别|以后|增加|改|取消打卡|优化|字体|回复|能|少|晚上)
      (?:太|真|好)(?:吵|烦|麻烦|多|啰嗦|难用|慢|笨)(?:了)?(?:吧|啊|。|$|,) (?:不好用|不太好用|难用|好用|挺好用|很方便|用着不错|体验|界面|点赞)(?:.{0,4})$
      (?:不满意|要投诉|吐槽|提个醒你) (?:通知|消息|提醒|群)(?:实在)?太(?:多|频繁|晚|早|吵) (?:点个赞|给你点赞|做得(?:好|不错))(?:.{0,4})$
      (?:有个|有点|提一个)(?:小)?(?:问题|毛病|bug|缺点|不足)(?:反映|反馈|要说|:|,)
    `),
    unless: /(?<!意见.{0,40}|建议.{0,40})请假|参加不|来不了|书面意见|征求意见|意见(?:稿|箱在哪)|批评与自我/,
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
  const facts = input.facts()
  return PROMISE.test(input.flat) && !input.asking && facts.marks.length === 0 && facts.unsure === undefined
}

// 好的书记,马上转告科里: an acknowledgement first, a few words of what will be done behind it.
const HEARD = /^[\p{Script=Han}]{0,8}(?:均|都|已|已经)?收到(?:通知|文件|材料|消息)?(?:了)?$/u
const PROMISE =
  /^(?:(?:才|刚)看到[,。])?(?:已?收到(?:收到)?|好[的嘞哒滴]?|明白了?|知道[了啦]|知悉|收悉|已悉|已阅|了解了?|晓得了?|ok的?|行|没问题|遵命|遵照)(?:书记|主任|领导|局长|科长|[\p{Script=Han}]{1,2}[局科处姐哥总])?(?:[,。!~]|(?=已|马上|这就|会|我去|立即|按))[^?]{0,26}$/u
const ACK_ONLY = new RegExp(`^(?:(?:${anyOf([...ACKS, ...COURTESIES])})[,。、;:~!?.]*){1,8}$`)
const HAS_ACK = new RegExp(anyOf(ACKS))
const COURTESY_ONLY = new RegExp(`^(?:(?:${anyOf(COURTESIES)})[,。、;:~!.]*){1,8}$`)
const LONGEST_ACK = 40

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
