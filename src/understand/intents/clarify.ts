import type { GrammarRule, Input, Outcome } from '../input.ts'
import type { LeaveType } from '../reading.ts'
import { loneCue } from '../sentence/lone-cue.ts'
import * as phrase from '../words/said/clarify.ts'

/** Short answers to what the bot asked. With a prompt they may be looser; without one only the unmistakable count. */
export const clarifyRules: GrammarRule[] = [
  { name: 'answer to a prompt', read: readPrompted },
  { name: 'short answer', read: readShort },
]

const YES =
  /^(?:(?:嗯+|对|对的|好|好的|行|可以|嗯对的?|嗯嗯对)[,。]?)?(?:是|是的|是啊|是滴|对|对的|对对|对头|没错|确认|确认无误|确定|核对无误|无误|没有误|都对|就这样|就这么(?:发|来|记|登|弄|搞|写|报)|就这么办|就这么定|可以发|可以发了|发吧|发布吧|就发吧|归档|归档吧|照办|同意发|系|系嘅|冇错|yes|y|正确|准确无误|确认一下没错|名单无误|(?:就)?(?:按|照|依)(?:着)?(?:你|您|这个?|上面|这样|你这个|名单)(?:刚才|上面)?(?:说|列|写|报|念|记|排|发|弄|整理|拟|讲|给)?(?:的)?(?:这个|这份|名单|那个|结果)?(?:记|办|来|登记|登|发|定|弄|搞|处理)?|核对过了|可以归档|没有问题可以发)(?:了|的|吧|啊|嘛|哈|,?谢谢|,?麻烦了|,?辛苦了)?$/
/** 主题党日核对无误: the register that is meant stands before it. */
const CHECKED = /^.{0,14}核对(?:无误|过了)(?:了|,?请?归档)?$/
/** 核对: the list as it stands, before anything is confirmed. */
const CHECK = /^(?:请|我来|开始|先)?(?:给我)?核对(?:一?下|名单|到会情况)?(?:吧)?$/
/** 支委会核对一下: the same of one that is named. */
const CHECK_OF = /^.{0,10}(?:党日|会|党课|教育|活动)(?:的)?(?:请)?核对(?:一?下|名单|到会情况)?(?:吧)?$/
const NO =
  /^(?:(?:不对|不是|错了?|不){2}|算了[,。]?(?:不用|不要|不发|别发)了?|取消|不是|不是的|不对|不|否|no|n|先不发|不发|不发了|不用|不用了|算了|先不|暂不|先不用|不要|不要了|不确认|别发|先别发|先别|再等等|先等等|等等|先放着|先放一放|先缓缓|等等再说|不行|唔系|唔使|错了|有误|不取消|先不取消|别取消|不归档|先不归档|暂时不发|暂不发|我再看看|再改改)(?:吧|啊|了|,?谢谢)?$/

// 别,先放着; 不是,我说的是另一场: no, and what is to be done instead of it, which says nothing of anybody's coming.
const NO_AND =
  /^(?:(?:别|先别|慢着|慢点|且慢|打住|等等|停|不|不是|不对|不行|先不|不急)[,。]|(?:先)?(?:莫|别|甭|勿|不要|先莫)(?:忙|急|慌)(?:着)?(?:发|记|登|归档|发布|改|弄|写)?[,。])(?:先)?(?:(?:等|放|缓|停|搁|摆|晾)(?:着|一?下|一?[等放缓停放搁]|会儿?|一会儿?)?|(?:我|让我|容我)?(?:先|还要|还得|再|想)?(?:再)?(?:看|想|核|改|问|确认|对|琢磨|过|瞅|检查|核对)(?:一?[眼看下想核改问遍对哈]|看|着|过)?(?:再说|再发|再定)?|我?(?:说|讲|指|问|要)的?(?:是)?(?:另|别|上|下|那)[^,。]{0,8}|(?:是)?(?:另|那|上|下)(?:外)?(?:一)?(?:个|场|次|期|位))(?:吧|哈|了|啊|呢)?$/

const BOTH_DO = /^(?:两个|两项|两场)?(?:我)?都(?:参加|去|来|请假|不去|不来|不参加)(?:吧|了|的)?$/
const FIRST = /^(?:是|选|要)?(?:头|前)(?:面)?(?:那)?一?个(?:吧|的)?$/
const NUMBER = /^(?:选|是|我选|要|报)?(?:第)?([12345一二三四五])(?:个|项|号|那个|\.|吧)?$/
const LEAVE: readonly (readonly [RegExp, LeaveType])[] = [
  [/^(?:是|算|请|选|请的)?(?:公|公的|因公|公事|公务|公家的|公家事|公差)(?:吧|的|啊)?$/, 'official'],
  [/^(?:是|算|请|选|请的)?(?:病|病的|因病|生病)(?:吧|的|啊)?$/, 'sick'],
  [/^(?:是|算|请|选|请的)?(?:事|事的|因私|私事|私|私人的事|家里的事|家事)(?:吧|的|啊)?$/, 'personal'],
  [/^(?:是|算|请|选)?(?:其他|其它|别的|其他的)(?:吧|的|啊)?$/, 'other'],
]
const LEAVE_WITH_FALSE: readonly (readonly [RegExp, LeaveType])[] = [
  [/公假|公差|公事|因公|公务|出差|开会|下乡|值班|培训/, 'official'],
  [/病假|看病|生病|住院/, 'sick'],
  [/事假|私事|家里|年假|年休/, 'personal'],
  [/产假|婚假|丧假|陪产|其他|其它/, 'other'],
]

function readPrompted(input: Input): Outcome | undefined {
  const { prompt } = input.situation
  if (prompt === undefined || prompt === 'announcement' || input.asking) return undefined
  const said = input.flat
  if (prompt === 'confirm') {
    const yes =
      YES.test(said) ||
      /^(?:好|好的|可以|行|嗯+|ok|要得|没问题|中|得|同意|妥|好嘞|行吧|可以的|收到)$/.test(said)
    if (yes) return reply('yes')
    if (NO.test(said)) return reply('no')
    if (SEND.test(said)) return reply('send')
  }
  if (prompt === 'leave-type' && said.length <= 12) {
    const type = leaveTypeOf(said) ?? LEAVE_WITH_FALSE.find(([pattern]) => pattern.test(said))?.[1]
    if (type !== undefined) return { intent: 'clarify.reply', slots: { choice: said, leaveType: type } }
  }
  if (prompt === 'session-time') return readTime(input)
  if (prompt === 'other-session') return readOther(input)
  if (prompt === 'which-checked') return readChecked(input)
  if (prompt === 'late-reason') return readReason(said)
  // 取消周一的提醒 is a new wish, not the answer to which one is to be moved.
  if (prompt === 'which-reminder' && /取消|撤|删|改|换|推|挪|不|别|再|提醒.{2}|现在/.test(said))
    return undefined
  // 截止到周三下午五点 names nobody: it is a new wish.
  if (prompt === 'which-person' && input.tokens().some(({ kind }) => NAMES_NOBODY.has(kind))) return undefined
  if (prompt === 'which-session' || prompt === 'which-person' || prompt === 'which-reminder')
    return readChoice(input)
  return undefined
}

/** A yes to what is to be sent out, and to nothing else. */
const SEND = /^(?:现在|马上|立刻|立即|直接)就?发(?:出去|布)?(?:吧|了)?$/

const NAMES_NOBODY: ReadonlySet<string> = new Set(['time', 'activity', 'command', 'cue', 'rest'])

/** 11月27日下午3点: the time that was asked for, and nothing else. */
function readTime(input: Input): Outcome | undefined {
  const only = input.tokens().every(({ kind }) => ['time', 'filler', 'space', 'break', 'join'].includes(kind))
  return only && input.tokens().some(({ kind }) => kind === 'time') ? reply(input.flat) : undefined
}

/** 党日, 27日: the other one; whatever else is said is read as if nothing had been asked. */
function readOther(input: Input): Outcome | undefined {
  const meaning = input.tokens().filter(({ kind }) => !['filler', 'space', 'break'].includes(kind))
  const names = meaning.every(({ kind }) => ['activity', 'general', 'time'].includes(kind))
  return meaning.length > 0 && names ? reply(input.flat) : undefined
}

/** 1, 党日, 27号的, 都是: which of the registers were checked. */
function readChecked(input: Input): Outcome | undefined {
  const number = NUMBER.exec(input.flat)?.[1]
  if (number !== undefined) return reply(number)
  return phrase.BOTH.test(input.flat) ? reply('both') : readOther(input)
}

/** 3, 原因:签到表看漏一行: why a register that was archived changes. Only what is marked as a reason is one. */
function readReason(said: string): Outcome | undefined {
  const number = NUMBER.exec(said)?.[1]
  return number !== undefined || REASON.test(said) ? reply(number ?? said) : undefined
}

const REASON = /^(?:原因|理由|是?因为)/

/** 1, 都是, 读书会, 档案室: which of the offered ones. */
function readChoice(input: Input): Outcome | undefined {
  const said = input.flat.replace(/(?:的?那?[个位场次]|的)?(?:吧|啊|哈)?$/, '')
  if (phrase.BOTH.test(input.flat)) return reply('both')
  // 都请假: both, and what is to be registered is said anew.
  const cue = BOTH_DO.test(input.flat)
    ? loneCue(input.tokens().filter(({ kind }) => !['rest', 'they', 'all'].includes(kind)))
    : undefined
  if (cue !== undefined) return { intent: 'clarify.reply', slots: { choice: 'both', marks: [cue] } }
  const number = NUMBER.exec(input.flat)
  if (number?.[1] !== undefined) return reply(number[1])
  if (said.length === 0 || said.length > 12) return undefined
  const marks = input.facts().marks
  const named = input
    .tokens()
    .some(token => ['activity', 'time', 'name', 'other', 'general'].includes(token.kind))
  return marks.length === 0 && named ? reply(said) : undefined
}

function readShort(input: Input): Outcome | undefined {
  if (!input.addressed || input.asking) return undefined
  const said = input.flat
  const parts = said.replace(/^嗯+[,。]/, '').split(/[,。]/)
  if (YES.test(said) || parts.every(part => YES.test(part))) return reply('yes')
  if (CHECKED.test(said)) return reply('yes')
  if (input.secretary && (CHECK.test(said) || CHECK_OF.test(said))) return reply('check')
  if (FIRST.test(said)) return reply('1')
  if (NO.test(said) || NO_AND.test(said)) return reply('no')
  if (phrase.BOTH.test(said)) return reply('both')
  if (said === '可以' && input.situation.chatType === 'single') return reply('yes')
  const type = leaveTypeOf(said)
  if (type !== undefined) return { intent: 'clarify.reply', slots: { choice: said, leaveType: type } }
  const number = NUMBER.exec(said)
  if (number?.[1] !== undefined && !(said === '1' && input.situation.chatType === 'group'))
    return reply(number[1])
  return isBareTag(input) || isBareActivity(input) ? reply(said) : undefined
}

/** 档案室, 是综合科的那位, 大的: what tells two people of one name apart. */
function isBareTag(input: Input): boolean {
  if (/^(?:是)?[大小](?:的|的?那个|的?那位)?$/.test(input.flat)) return true
  const tokens = input.tokens()
  // 是档案室的张伟: one of the names of the roster that hold a department.
  const [only, ...more] = tokens.filter(({ kind }) => kind !== 'filler' && kind !== 'space')
  if (only?.kind === 'name' && more.length === 0 && /[科室股]的?./.test(only.word)) return true
  return (
    tokens.some(token => token.kind === 'dept') &&
    tokens.every(token => ['dept', 'filler', 'space', 'name'].includes(token.kind))
  )
}

function isBareActivity(input: Input): boolean {
  // 主题党日已补学 says more than which one.
  if (/补[学课看]/.test(input.flat)) return false
  const tokens = input.tokens().filter(token => token.kind !== 'filler' && token.kind !== 'space')
  const [only] = tokens
  return tokens.length === 1 && only?.kind === 'activity'
}

function leaveTypeOf(said: string): LeaveType | undefined {
  return LEAVE.find(([pattern]) => pattern.test(said))?.[1]
}

function reply(choice: string): Outcome {
  return { intent: 'clarify.reply', slots: { choice } }
}
