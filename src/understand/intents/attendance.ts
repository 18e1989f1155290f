import type { GrammarRule, Input, Outcome } from '../input.ts'
import { loneCue } from '../sentence/lone-cue.ts'
import type { Mark } from '../sentence/mark.ts'
import type { Intent, MarkStatus, Slots } from '../reading.ts'
import type { Statement } from '../sentence/statement.ts'
import { isSilent } from '../sentence/tokens.ts'
import { UNDERTAKES } from '../words/acks.ts'
import * as phrase from '../words/said/attendance.ts'
import { SESSION_CALLED_OFF_BY_KEEPER } from '../words/said/session.ts'
import { markReading } from '../mark-reading.ts'
import { signRules } from './signs.ts'

/** What a member says about coming or not: the sender's own mark, one for somebody else, or a doubt. */
export const attendanceRules: GrammarRule[] = [
  ...signRules,
  { name: 'somebody excused', read: readExcuse },
  { name: 'attendance said', read: readMarks },
  { name: 'both activities', read: readBoth },
  { name: 'attendance hedged', read: readHedge },
  { name: 'attendance reported', read: readReport },
  { name: 'reason without a leave word', read: readReason },
]

/** 参加,几点开始? says one thing and asks another: the mark must not be lost to the question. */
export const attendanceBesideQuestion: GrammarRule[] = [
  { name: 'leave asked for', read: readRequest },
  {
    name: 'attendance said beside a question',
    read: input => (input.facts().asked ? readMarks(input) : undefined),
  },
]

/** 能帮我请个假吗: most likely a leave, yet asked; the bot asks back. */
function readRequest(input: Input): Outcome | undefined {
  if (!input.addressed || !phrase.REQUEST.test(input.flat) || input.facts().marks.length > 0) return undefined
  return { intent: 'mark.ambiguous', slots: { lean: 'leave' } }
}

function readMarks(input: Input): Outcome | undefined {
  if (input.toOthers || UNDERTAKES.test(input.flat)) return undefined
  const facts = input.facts()
  if (facts.marks.length === 0 || facts.unsure !== undefined || facts.bulk) return undefined
  if (!input.secretary && facts.marks.some(mark => mark.status === 'absent' || mark.status === 'exempt'))
    return undefined
  if (saysSomethingElse(input, facts.marks)) return undefined
  if (QUOTED_LINE.test(input.flat) && input.tokens()[0]?.kind === 'name') return undefined
  if (asksInstead(input) || (!input.addressed && !isPlain(input))) return undefined
  const slots: Slots = { marks: facts.marks.map(mark => markReading(mark, input)) }
  if (facts.reason !== undefined) slots.reason = facts.reason
  if (facts.when !== undefined) slots.when = facts.when
  if (facts.marks.some(mark => mark.status === 'present') && /昨|前天|上[周次回]/.test(input.flat))
    slots.lateReply = true
  return { intent: markIntent(input, facts.marks), slots }
}

/** 我去叫人, 地点在三楼会议室: the words of coming and being there, said of something else. */
export function saysSomethingElse(
  input: Input,
  marks: readonly { name: string; status?: MarkStatus }[],
): boolean {
  if (isOtherMatter(input)) return true
  if (marks.some(({ name, status }) => name !== 'self' || (status !== 'planned' && status !== 'present')))
    return false
  return marks.every(({ status }) => status === 'planned')
    ? phrase.GOES_TO_DO.test(input.flat) && !phrase.COMES_BESIDE.test(input.flat)
    : input.secretary && phrase.PLACE_TOLD.test(input.flat) && !/我|到了|已到|签到(?!在)/.test(input.flat)
}

/** The words of attendance without anybody's attendance: a parcel came, the driver is on leave, the planting is off. */
export function isOtherMatter(input: Input): boolean {
  const { flat, tokens } = input
  if (phrase.DICTATED.test(flat) || isHeldByOthers(input)) return true
  if (phrase.ACTS_FOR_NOBODY.test(flat)) return true
  if ((phrase.TOLD_OF_BEFORE.test(flat) && !phrase.THIS_TIME.test(flat)) || isPrivateOccasion(input))
    return true
  if (phrase.SAID_OF_OTHERS.test(flat) && !OWN_BESIDE.test(flat)) return true
  if (phrase.OTHER_MATTERS.test(flat))
    return !tokens().some(({ kind }) => kind === 'activity' || kind === 'general')
  return !/我|俺|咱|请.{0,2}假/.test(flat) && SESSION_CALLED_OFF_BY_KEEPER.test(flat)
}

/** 妇联那个活动我不参加. 学校的家长会我去,党日请个假 gives the reason of a leave. */
function isHeldByOthers({ flat, tokens }: Input): boolean {
  const isReason = /请.{0,2}假|[公事病]假/.test(flat) || tokens().some(({ kind }) => kind === 'activity')
  return !isReason && phrase.HELD_BY_OTHERS.test(flat)
}

/** 同学会我要去,请个假 gives a reason: it is the session that is missed. */
function isPrivateOccasion({ flat, addressed, tokens, facts }: Input): boolean {
  if (tokens().some(({ kind }) => kind === 'activity')) return false
  if (!addressed && phrase.MISSES_OCCASION.test(flat)) return true
  return phrase.PRIVATE_OCCASION.test(flat) && facts().marks.every(({ status }) => status !== 'leave')
}

// 不来的都要请假,我先请一个: the sender's own word beside it.
const OWN_BESIDE = /我(?:先|也|就|还)?(?:请|参加|报|到|去不|来不)/

// 张伟:我请假 is a line of somebody else, pasted.
const QUOTED_LINE = /^[^,。;!?:]{2,8}:我/

/** 请假,找谁批? asks about leave. 我参加,几点开始? says one thing and asks another. */
function asksInstead(input: Input): boolean {
  const facts = input.facts()
  if (!facts.asked) return false
  if (ASKS_ABOUT_LEAVE.test(input.flat)) return true
  const said = input.statements().filter(statement => statement.cue !== undefined && !statement.asked)
  return !said.some(isDeclared)
}

// 每一次都得来跟你请吗; 我想请假,该怎么说
const ASKS_ABOUT_LEAVE =
  /每[^,。]{0,4}(?:都)?(?:要|得|用|需|必须)[^,。]{0,8}[请报告](?:个|一?次)?假?(?:吗|么|不|嘛)|(?:想|要|准备|打算)请[^,。]{0,8}假[,。]?(?:该?(?:怎么|咋|如何)(?:说|写|弄|办|操作|请|开口)|(?:是|该|要|得|应该)?(?:先|直接|必须|去)?(?:跟|向|找|报|填|写|交)[^。]{0,16}(?:还是|谁|哪))/

/** 我请假,要交材料吗 declares; 请假,找谁批 does not, nor does 我请假了,要补学吗, which tells of an earlier mark. */
function isDeclared({ cue, subjects, leaveType, tokens }: Statement): boolean {
  if (cue === undefined) return false
  const text = tokens
    .map(token => token.word)
    .join('')
    .trim()
  const told =
    (/[了过的]$/.test(text) || OF_AN_EARLIER_TIME.test(text)) &&
    cue.status !== 'present' &&
    cue.unable !== true
  if (told) return false
  return cue.status !== 'leave' || subjects.length > 0 || leaveType !== undefined || cue.unable === true
}

// 俺七月那回报的线上
const OF_AN_EARLIER_TIME = /(?:那[回次趟场]|上[回次趟]|当[时初])[^,。]{0,4}(?:报|请|登|填|回|说)的/

/** In a group, without a mention: only what is nothing but an attendance sentence. */
function isPlain(input: Input): boolean {
  const facts = input.facts()
  // 今天有点堵车 is talk about the road; without a mention lateness must be said.
  if (facts.marks.some(mark => mark.status === 'late') && !/[晚迟]|稍后/.test(input.flat)) return false
  const leave = facts.marks.some(mark => mark.status === 'leave')
  if (facts.unknown > (leave ? 0 : 1) || facts.asked || facts.hearsay) return false
  if (
    input.quoted &&
    !(
      (input.quotesNotice() || input.quotedStatus() !== undefined) &&
      facts.marks.every(mark => mark.nameKind === 'self')
    )
  )
    return false
  const kinds = new Set(input.tokens().map(token => token.kind))
  if (kinds.has('you') || kinds.has('we') || kinds.has('they') || kinds.has('family')) return false
  const others = facts.marks.filter(mark => mark.nameKind !== 'self')
  if (others.length === 0) return !facts.marks.some(mark => mark.unable) || facts.unknown === 0
  return facts.proxied || (others.length === 1 && isSignature(others[0], facts.marks))
}

/** 罗小燕已到: somebody signs with the full name. 罗小燕请假 is said by another. */
function isSignature(mark: Mark | undefined, marks: Mark[]): boolean {
  if (mark === undefined || marks.length !== 1 || (mark.nameKind !== 'full' && mark.nameKind !== 'guess'))
    return false
  if (mark.nameKind === 'guess' && mark.name.length < 2) return false
  return ['present', 'planned', 'online', 'observer'].includes(mark.status) && !/^[小老阿]/.test(mark.name)
}

function markIntent(input: Input, marks: Mark[]): Intent {
  const facts = input.facts()
  const named = marks.filter(mark => mark.nameKind !== 'self' && mark.nameKind !== 'rest')
  if (named.length === 0) return 'mark.self'
  if (input.secretary && !/代|替|托|让我|帮/.test(input.flat) && !isIntroduced(input)) return 'mark.override'
  if (facts.proxied) return 'mark.proxy'
  if (isIntroduced(input)) return 'mark.self'
  const single = input.statements().every(isPartOfSignature)
  if (single && named.length === marks.length && isSignature(named[0], marks)) return 'mark.self'
  return 'mark.proxy'
}

/** 签到:李雪梅, 王建平(办公室)已到: the cue and the name, nothing else. */
function isPartOfSignature({ cue, tokens, unknown, reasons }: Statement): boolean {
  if (cue !== undefined) return unknown === 0 && reasons.length === 0
  return tokens.every(token => token.kind === 'name' || isSilent(token.kind))
}

/** 我是综合科刘芳,参加 / 名字叫唐明亮: the sender says who they are. */
function isIntroduced(input: Input): boolean {
  return input.facts().introduced || /我是(?!说)|名字叫|我叫|本人是|我名字/.test(input.flat)
}

// 那招商接待呢 and 2025年6月出差呢 go on with a question; 那天出差呢 is still said of oneself.
const GOES_ON = /^(?:那(?!天|边|时|段|周)|(?:19|20)\d\d年)[^我]{1,16}呢$/

/** 我在外面出差: a reason without a leave word is no mark, but worth a question. */
function readReason(input: Input): Outcome | undefined {
  if (!input.addressed || input.toOthers || input.asking || input.flat.length > 30) return undefined
  if (GOES_ON.test(input.flat)) return undefined
  const statements = input.statements()
  const plain = statements.every(
    ({ subjects, hearsay, family, commands, cue, reasons }) =>
      cue === undefined &&
      !hearsay &&
      !family &&
      !commands &&
      !statementOfFamily(reasons) &&
      subjects.every(subject => subject.kind === 'self'),
  )
  const reasons = statements.flatMap(statement => statement.reasons)
  if (!plain || reasons.length === 0 || input.facts().unknown > 3) return undefined
  const own = statements.some(statement => statement.subjects.length > 0) || input.facts().unknown <= 1
  return own && !/了吗|交|报销|标准|规定/.test(input.flat)
    ? { intent: 'mark.ambiguous', slots: { lean: 'leave' } }
    : undefined
}

function statementOfFamily(reasons: { word: string }[]): boolean {
  return reasons.some(reason => /^(?:孩子|小孩|娃|老人)/.test(reason.word))
}

/** 刘芳说她请假: what others say is no mark until somebody asks for it, but worth a question. */
function readReport(input: Input): Outcome | undefined {
  if (input.toOthers || !input.addressed || input.asking || input.facts().marks.length > 0) return undefined
  const named = input.tokens().filter(({ kind }) => kind === 'name').length === 1
  const told = input.statements().some(({ hearsay, hedged, cue }) => hearsay && !hedged && cue !== undefined)
  return named && told ? { intent: 'mark.ambiguous', slots: {} } : undefined
}

/** 田宝林身体不好,免了吧: the keeper does not expect somebody. */
function readExcuse(input: Input): Outcome | undefined {
  const { flat, secretary, addressed, toOthers, asking } = input
  if (!secretary || !addressed || toOthers || asking || !EXCUSES.test(flat)) return undefined
  const [name, ...others] = input.tokens().filter(({ kind }) => kind === 'name' || kind === 'self')
  if (name?.kind !== 'name' || others.length > 0) return undefined
  const reading = { name: input.written.raw(name.start, name.end), status: 'exempt' as const }
  return { intent: 'mark.override', slots: { marks: [reading] } }
}

// 不用来了 alone may be said of one who is away; with age or health before it nobody expects them.
const EXCUSES =
  /[,。]?(?:就|这次|这回|以后)?(?:给(?:他|她)?)?免(?:了(?:吧|他|她)?|掉(?:吧)?|到(?:吧)?)$|(?:身体|身子|年纪|年龄|岁|高龄|腿脚|行动|住院|养病|坐月子|产假|哺乳|老同志).{0,12}(?:就|都)?(?:不用|不必|不要求|可以不)(?:他|她)?(?:再|要)?(?:来|参加|到)(?:了|会)?吧?$/

/** 两个都参加: two activities, not two people. */
function readBoth(input: Input): Outcome | undefined {
  if (!input.addressed || input.toOthers || input.asking || !BOTH.test(input.flat)) return undefined
  const tokens = input
    .tokens()
    .filter(({ kind }) => !['rest', 'they', 'all', 'join', 'general'].includes(kind))
  const mark = loneCue(tokens)
  return mark === undefined ? undefined : { intent: 'mark.self', slots: { marks: [mark] } }
}

const BOTH = /^(?:我|这)?(?:两|俩|2)[个项场次边]?(?:会议?|活动)?我?(?:全|都)/

function readHedge(input: Input): Outcome | undefined {
  const facts = input.facts()
  if (input.toOthers || !input.addressed || facts.unsure === undefined) return undefined
  if (facts.asked && facts.marks.length === 0 && !/可能|应该|估计|尽量|争取/.test(input.flat))
    return undefined
  return { intent: 'mark.ambiguous', slots: facts.unsure }
}
