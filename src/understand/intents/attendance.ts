import type { GrammarRule, Input, Outcome } from '../input.ts'
import type { Mark } from '../sentence/mark.ts'
import type { Intent, MarkReading, Slots } from '../reading.ts'
import type { Statement } from '../sentence/statement.ts'
import { isSilent } from '../sentence/tokens.ts'
import { phrases } from '../words/list.ts'

/** What a member says about coming or not: the sender's own mark, one for somebody else, or a doubt. */
export const attendanceRules: GrammarRule[] = [
  { name: 'sign follows the last speaker', read: readEcho },
  { name: 'bare sign', read: readSign },
  { name: 'doubt without a mark', read: readDoubt },
  { name: 'attendance said', read: readMarks },
  { name: 'attendance hedged', read: readHedge },
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

const REQUEST = phrases(String.raw`
      (?:请(?:个|一?下|一天|半天|一次|[公病事])假|请假(?:一次|一天|半天)|我.{0,8}请假)[^,。]{0,4}[,。]?(?:行不行|行吗|行么|可以吗|可以么|可不可以|好吗|好不好|中不中|成不成|可否|得不得|可以不|行不)$
      我(?:能不能|可不可以|能否|可以)(?:晚点|晚到|迟到|早走|早点走|提前走|线上|请假|不来|不去|不参加)[^,。]{0,8}$
      ^(?:你|您)?(?:能不能|可不可以|能否|可以|能|麻烦)(?:帮|给|替)我.{0,8}(?:(?:请|告).{0,2}假|登记.{0,4}假)
      (?:能|可以|可不可以|能不能|可否)(?:给我|帮我)(?:登记|记|请|报)?(?:个|一?下|一次)?(?:请|[公病事])?假(?:吗|不|么|嘛|呢|不咯)?$ 我.{2,24}[,。](?:能|可以|可不可以|能不能|可否)(?:请|告)?(?:个|一?下|一次)?(?:[公病事])?假(?:吗|不|么|嘛|不咯)?$
    `)

/** 能帮我请个假吗: most likely a leave, yet asked; the bot asks back. */
function readRequest(input: Input): Outcome | undefined {
  if (!input.addressed || !REQUEST.test(input.flat) || input.facts().marks.length > 0) return undefined
  return { intent: 'mark.ambiguous', slots: { lean: 'leave' } }
}

/** +1, 同上 and 我也是 repeat what the last speaker said, who may have asked for leave. */
function readEcho(input: Input): Outcome | undefined {
  if (
    !/^(?:同上|我也是|我也一样|我也|一样|同楼上|跟楼上一样|同楼上一样|\+1\+1|\+1|加1|\+一|加一|我\+1|附议)$/.test(
      input.flat,
    )
  )
    return undefined
  const last = input.quotedStatus() ?? input.situation.lastMark?.status
  if (last === 'leave' || last === 'absent') return { intent: 'mark.ambiguous', slots: { lean: 'leave' } }
  const plus = /[+加]/.test(input.flat)
  if (last === undefined && !plus) return { intent: 'mark.ambiguous', slots: {} }
  return {
    intent: 'mark.self',
    slots: { marks: [{ name: 'self', status: last ?? 'planned' }] },
    confidence: 'soft',
  }
}

/** 1️⃣, 扣1, 🙋: a sign that the office reads as "I come". */
function readSign(input: Input): Outcome | undefined {
  const digit = /^(?:1|11|111|扣1|一)$/.test(input.flat) && input.situation.chatType === 'group'
  const hand = input.flat === '' && /🙋/u.test(input.text)
  const answered =
    input.situation.prompt === 'announcement' && input.flat === '' && /[✅✔👌🆗]/u.test(input.text)
  if (!digit && !hand && !answered) return undefined
  return { intent: 'mark.self', slots: { marks: [{ name: 'self', status: 'planned' }] }, confidence: 'soft' }
}

const DOUBT =
  /^(?:我)?(?:到时候?(?:再?说|再?看|再?定)|(?:再)?看情况(?:吧|再说|定)?|再说吧?|再看吧?|不一定|不好说|说不准|说不好|待定|还没定|还不确定|不确定|没想好|我?想想再?说?|晚点再?(?:定|报|说|回复)|等(?:一?下)?(?:领导)?(?:安排|通知)(?:再说|再报)?|随缘|两可|五五开|还没.{0,6}(?:请示|问|定|确认|批)|一半一半|五成把握|尽量吧?|争取吧?|看吧|应该吧|可能吧|大概吧|也许吧|或许吧|难说|不晓得|不知道)(?:吧|咯|了|啊|哈)?$/
const HALF = phrases(String.raw`
      (?:上午|早上|下午|晚上|前半|后半|中午).{0,6}(?:不行|不可以|没空|来不了|有事|请假).{0,4}(?:上午|早上|下午|晚上|前半|后半|中午).{0,8}(?:可以|行|有空|能|没问题|参加|来)
      (?:上午|早上|下午|晚上|前半|后半).{0,6}(?:可以|行|有空|能来|能到|参加|能去).{0,4}(?:上午|早上|下午|晚上|前半|后半).{0,6}(?:不行|不可以|没空|来不了|有事|请假|不来|不能|去不了)
    `)

function readDoubt(input: Input): Outcome | undefined {
  if (!input.addressed || input.asking) return undefined
  const doubt =
    DOUBT.test(input.flat.replace(/[,。]/g, '')) || (HALF.test(input.flat) && !/改期|换/.test(input.flat))
  return doubt ? { intent: 'mark.ambiguous', slots: {} } : undefined
}

function readMarks(input: Input): Outcome | undefined {
  if (input.toOthers) return undefined
  const facts = input.facts()
  if (facts.marks.length === 0 || facts.unsure !== undefined || facts.bulk) return undefined
  if (!input.secretary && facts.marks.some(mark => mark.status === 'absent' || mark.status === 'exempt'))
    return undefined
  if (QUOTED_LINE.test(input.flat) && input.tokens()[0]?.kind === 'name') return undefined
  if (asksInstead(input) || (!input.addressed && !isPlain(input))) return undefined
  const slots: Slots = { marks: facts.marks.map(mark => markReading(mark, input)) }
  if (facts.reason !== undefined) slots.reason = facts.reason
  if (facts.when !== undefined) slots.when = facts.when
  if (facts.marks.some(mark => mark.status === 'present') && /昨|前天|上[周次回]/.test(input.flat))
    slots.lateReply = true
  return { intent: markIntent(input, facts.marks), slots }
}

// 张伟:我请假 is a line of somebody else, pasted.
const QUOTED_LINE = /^[^,。;!?:]{2,8}:我/

/** 请假,找谁批? asks about leave. 我参加,几点开始? says one thing and asks another. */
function asksInstead(input: Input): boolean {
  const facts = input.facts()
  if (!facts.asked) return false
  const said = input.statements().filter(statement => statement.cue !== undefined && !statement.asked)
  return !said.some(isDeclared)
}

/** 我请假,要交材料吗 declares; 请假,找谁批 does not, nor does 我请假了,要补学吗, which tells of an earlier mark. */
function isDeclared({ cue, subjects, leaveType, tokens }: Statement): boolean {
  if (cue === undefined) return false
  const told =
    /[了过的]$/.test(
      tokens
        .map(token => token.word)
        .join('')
        .trim(),
    ) &&
    cue.status !== 'present' &&
    cue.unable !== true
  if (told) return false
  return cue.status !== 'leave' || subjects.length > 0 || leaveType !== undefined || cue.unable === true
}

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

/** 我在外面出差: a reason without a leave word is no mark, but worth a question. */
function readReason(input: Input): Outcome | undefined {
  if (!input.addressed || input.toOthers || input.asking || input.flat.length > 30) return undefined
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

function readHedge(input: Input): Outcome | undefined {
  const facts = input.facts()
  if (input.toOthers || !input.addressed || facts.unsure === undefined) return undefined
  if (facts.asked && facts.marks.length === 0 && !/可能|应该|估计|尽量|争取/.test(input.flat))
    return undefined
  return { intent: 'mark.ambiguous', slots: facts.unsure }
}

/** The mark as other code sees it: the name in the sender's own spelling. */
export function markReading(mark: Mark, input: Input): MarkReading {
  const said = readingOf(mark, input)
  // 马晓东缺席: said by the keeper of somebody else it is an absence; a member who says it of herself asks for leave.
  const { leaveType, ...absent } = { ...said, status: 'absent' as const }
  return input.secretary &&
    mark.nameKind !== 'self' &&
    /缺席|缺勤|旷会/.test(mark.word) &&
    leaveType === 'unspecified'
    ? absent
    : said
}

function readingOf(mark: Mark, input: Input): MarkReading {
  const name = mark.at === undefined ? mark.name : input.written.raw(mark.at.start, mark.at.end)
  return {
    name,
    status: mark.status,
    ...(mark.leaveType !== undefined && { leaveType: mark.leaveType }),
    ...(mark.activity !== undefined && { activity: mark.activity }),
    ...(mark.when !== undefined && { when: mark.when }),
  }
}
