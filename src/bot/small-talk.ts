import type { Turn } from '../talk/command.ts'
import { say, silence, type Reply } from '../talk/message.ts'
import type { Intent } from '../understand/reading.ts'
import { withoutMentions } from '../understand/mentions.ts'
import { normalise } from '../understand/normalise.ts'
import { menuRole } from './commands.ts'
import * as texts from './texts.ts'

const END = '[吗么呢啊呀哦哈了吧的~!?。,]*$'
const starting = (words: string) => new RegExp(`^(?:${words})${END}`)

const GREETING = starting(
  '你好|您好|大家好|hi|hello|嗨|哈喽|(?:早上|上午|中午|下午|晚上)好|早|早安|在吗|在么|在不在|有人吗|有人在吗|清风你好|你好清风',
)
const PLEASED = starting('(?:很|真|挺|太)?(?:有用|厉害|给力|棒|好使)|帮大忙|哈{2,9}|呵呵|嘿嘿|晚安')
const IDENTITY =
  /^(?:你|清风|对面)?(?:到底|究竟)?是(?:不是)?(?:一个)?(?:真人|人工|机器人|机器|ai|人工智能|大模型|chatgpt|gpt|deepseek|豆包|文心一言|人)(?:吗|么|还是.{1,6}|智能|客服)*[?。!]*$/
const RELIABILITY =
  /^(?:你|清风)?(?:的)?(?:答案|回答|答复|说的|查的)?(?:准不准|准确|准|可信|可靠|靠不靠谱|权威|能信|算不算数|算数)(?:吗|么)?[?。]*$|^(?:你)?(?:答|说|查)错了?(?:谁|怎么|找谁).{0,6}$/
const DELETION =
  /(?:删|清|抹)(?:除|掉|去|了)?.{0,4}(?:我|本人|自己)的?.{0,6}(?:信息|数据|记录|资料|名字|账号|登记)|(?:我|本人|自己)的?.{0,4}(?:信息|数据|记录|资料|名字|账号).{0,6}(?:删|清空|清除|抹)|(?:不想|不要|别|不愿|不准|不许)(?:再)?(?:被)?(?:你)?(?:记录|保存|留存|收集)(?:我|下来)?(?:的)?(?:信息|数据|记录|资料)?(?:了)?$/
// 删掉我的登记,我不参加党日了: a mark to be taken back, or another one.
const SAYS_MORE = /参加|请假|不来|不去|能来|能去|我来|我去|报名/
const ELSEWHERE =
  /^(?:请|麻烦)?(?:你)?(?:能不能|可以|能)?(?:帮忙|(?:给|帮|替|跟)我)(?:讲|说|来|唱|写|作|做|画|翻译|念|编|拟|润色|改)(?:一?[个首份篇段下张])?.{0,12}(?:笑话|故事|歌|诗|检讨书?|心得体会?|心得|发言稿|讲话稿|演讲稿|作文|文章|材料|ppt|思想汇报|读后感)(?:吗|吧|呗)?[?。]*$|^(?:讲|说|来)个(?:笑话|故事)(?:吧|呗|听听)?$|^(?:请|麻烦)?(?:帮我|给我)翻译(?:一?下|.{0,10})$/
const TROUBLE =
  /家暴|打我|抑郁|焦虑|崩溃|撑不住|不想活|想死|自杀|轻生|压力.{0,3}大|睡不着|失眠|离婚|不想干了|想辞职|被.{0,6}(?:骂|欺负|排挤|骚扰|穿小鞋)|吵架|心里难受/
// Beside a mark, a rule or a colleague's affairs such words are about these.
const NO_TROUBLE =
  /假|参加|来不了|去不了|到不了|来不成|走不开|报名|登记|补学|规定|制度|办法|处分|会不会|怎么处理|能不能|可以吗|要不要|算不算|有没有|更正|材料|报告|申报|事项|多久|怎么报|填报/
const MAY_BE_TROUBLE: ReadonlySet<Intent> = new Set([
  'none',
  'rule.ask',
  'help',
  'mark.ambiguous',
  'sensitive.redirect',
] as const)
const LONGEST = 40

/** What is said to the bot as to a colleague, and about the bot itself; undefined where a command or the rules are meant. */
export function smallTalk(turn: Turn): Reply | undefined {
  const { message, office, reading } = turn
  // A mark is none of it, and the most frequent message of all.
  const isMark = reading.intent.startsWith('mark.') && reading.intent !== 'mark.ambiguous'
  if (message.content.kind !== 'text' || isMark) return undefined
  const own = withoutMentions(normalise(message.content.text), office.bot.names).written.text
  const said = own.replace(/\s+/g, '').toLowerCase()
  if (said === '' || said.length > LONGEST) return undefined
  const botName = office.bot.names[0] ?? ''
  if (GREETING.test(said) && !reading.intent.startsWith('mark.')) return greeting(turn, botName)
  if (PLEASED.test(said) && !reading.intent.startsWith('mark.'))
    return turn.place.kind === 'single' ? say(texts.notAtAll) : silence
  if (IDENTITY.test(said)) return say(texts.whatIAm(botName))
  if (RELIABILITY.test(said)) return say(texts.howReliable)
  if (DELETION.test(said) && !SAYS_MORE.test(said) && !reading.intent.startsWith('mark.'))
    return say(texts.deletion)
  if (ELSEWHERE.test(said) && reading.intent !== 'minutes.draft') return say(texts.notMyTrade)
  const isTrouble = MAY_BE_TROUBLE.has(reading.intent) && TROUBLE.test(said) && !NO_TROUBLE.test(said)
  if (!isTrouble) return undefined
  return say(turn.place.kind === 'single' ? texts.trouble : texts.troubleInGroup)
}

function greeting(turn: Turn, botName: string): Reply {
  return say(turn.place.kind === 'single' ? texts.welcome(menuRole(turn), botName) : texts.here)
}
