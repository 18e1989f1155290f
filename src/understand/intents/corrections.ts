import type { GrammarRule, Input, Outcome } from '../input.ts'
import type { LeaveType, MarkReading, Slots } from '../reading.ts'
import { markReading } from './attendance.ts'
import { phrases } from '../words/list.ts'

/** Corrections and withdrawals of an earlier mark, and the makeup study after a missed session. */
export const correctionRules: GrammarRule[] = [
  { name: 'makeup reported', read: readMakeup },
  { name: 'mark corrected', read: readCorrection },
  { name: 'mark withdrawn', read: readWithdrawal },
]

const CHANGE = phrases(String.raw`
      更正 改成 改为 改报 改参加 改请 改报 改线上 改公假 改病假 改事假 改一下 改回 改下 换成 变更 调整[为成] 纠正 重新报 重报
      (?:刚才|刚刚|前面|之前|上面|先前|昨天|早上)[^,。]{0,8}(?:错|不对|不算|弄混|改) (?:写|说|发|报|填|记|点|弄|搞|选|打|按)错 改(?:了)?主意 变卦
      (?:计划|情况|安排)有变 不请假了 假不请了 不作数 (?:说好|讲好|答应)(?:了)?(?:来|去|参加)的 请(?:的)?假(?:的事|这事|那个)?(?:就|先)?(?:不用了?|取消|不要了?|作废|算了) (?:昨天|前天|上午|早上|刚才|之前|先前|原先)(?:说|讲|报|填)(?:的|了|过|要)?(?:是)?(?:请假|参加|去|来|线上|不来|不去)[^,。]{0,4}[,。] 不是(?:请)?(?:[公病事年产婚丧]假|假)[,,。]?\s*(?:而)?是[^,。]{1,4}假 还是(?:请|参加|去|来|线上|不|算|报) 又(?:能|可以)(?:来|去|参加|到)
      (?:来|去)得了了 (?<!不)能(?:来|去|参加|到)了 (?:不用|别|不要|不必)(?:再)?(?:给|帮)?我?(?:记|登记|登|写|算|按|报)(?:成|上|作|为)?(?:请假|病假|事假|公假|缺席|迟到|假) (?:选|记|报|点|填|写|登|登记|按|发|说)成(?:了)?(?:请假|参加|迟到|线上|病假|事假|公假|缺席|已到|列席) 我没(?:有)?(?:要)?请(?:过)?假 不是(?:参加|线上|迟到|请假|列席)[,。]?(?:而)?是 是(?:请假|线上|迟到|列席|已到)[,。]?不是(?:参加|请假|线上|已到) 请(?:过|了)假[,。]?(?:的)?(?:但|可|不过|但是)?(?:是)?(?:我)?(?:现在|今天)[^,。]{0,6}(?:能|可以|又) (?:刚才|刚刚|前面|之前|先前|昨天|上午|早上|早先|原先|原来|本来|开始|当时|起初|头先)[^,。]{0,5}(?:说|写|发|报|填|记|登记|选|请)(?:的|了|过)?(?:是)?[^,。]{0,6}[,。][^,。]{0,4}(?:现在|今天|临时|但|可是|不过|又|应该|改|其实|实际) (?:刚才|刚刚|之前|前面|上午|早上|昨天)手(?:快|滑|误)了? (?:刚才|刚刚|之前|前面|上午|早上|昨天)(?:给|帮|替)[^,。]{1,6}(?:报|请|登记|记)(?:的|了)[^,。]{0,6}[,。](?:应该|其实|实际|改)
    `)
const WITHHELD = phrases(String.raw`
      (?:刚才|刚刚|前面|之前|上面|先前|昨天)?[^,。]{0,10}(?:不算(?!缺席|迟到|请假|早退|缺勤|参加|到会)数?|作废|撤回|撤销|撤了|手滑|点错了?|发错了?|误发|误报|误点|按错了?|当我没(?:说|报|发)|删掉|删了吧|清掉|收回)
      (?:报名|请假|登记|记录|那条)[^,。]{0,4}(?:取消|撤|作废|不要了|不算|删) 取消(?:一?下)?(?:我的|我|刚才的?)?(?:这个|那个)?(?:报名|登记|请假|参加|记录|假)
      把我.{0,6}(?:去掉|删掉|删了|划掉|撤掉|取消) 把我(?:的)?(?:报名|登记|请假|名字)?(?:取消|撤|删|去掉|划掉) (?:报名|请假|登记)(?:我)?(?:取消|撤销|撤回|作废) 不请假了$ 假不请了 (?:假|请假)不用了 别(?:给我|帮我)?(?:登记|报名)我?了?$ 销假 (?:退掉|退了|取消掉|清除)(?:我)?(?:的)?(?:报名|登记|请假|记录) (?:那条|刚才那条|上一?条|前一?条)(?:就|都)?(?:当|算|作)(?:没|废|我没)
      先别(?:给我)?(?:登|记) (?:刚|那条|前面|上面|先前)[^,。]{0,6}(?:别|不要|莫)(?:再)?算
    `)
const PREVIOUS: readonly (readonly [RegExp, LeaveType])[] = [
  [/公假/, 'official'],
  [/病假/, 'sick'],
  [/事假/, 'personal'],
]

function readCorrection(input: Input): Outcome | undefined {
  if (!input.addressed && !input.quoted) return undefined
  const facts = input.facts()
  if (
    !CHANGE.test(input.flat) ||
    facts.marks.length === 0 ||
    facts.asked ||
    facts.bulk ||
    facts.unsure !== undefined
  )
    return undefined
  // 参加,哦不对,请假 is corrected within the sentence: nothing was registered before it.
  if (isSlipOfTheTongue(input)) return undefined
  const marks = facts.marks.map(mark => markReading(mark, input))
  const named = marks.some(mark => mark.name !== 'self')
  const slots: Slots = { marks }
  const previous = previousType(input, marks)
  if (previous !== undefined) slots.previous = previous
  if (facts.when !== undefined) slots.when = facts.when
  if (facts.reason !== undefined) slots.reason = facts.reason
  return { intent: named && input.secretary ? 'mark.override' : 'mark.correct', slots }
}

/** The slip is in the same sentence: a mark, then "no", then another mark. */
function isSlipOfTheTongue(input: Input): boolean {
  const first = input.statements().find(statement => statement.cue !== undefined || statement.fixed)
  const earlier = /刚才|刚刚|前面|之前|上面|先前|昨天|早上|上午|更正|改成|改为|改参加|改请|改过来|作废/.test(
    input.flat,
  )
  return (
    first !== undefined && !first.fixed && !earlier && input.statements().some(statement => statement.fixed)
  )
}

function previousType(input: Input, marks: MarkReading[]): LeaveType | undefined {
  const now = new Set(marks.map(mark => mark.leaveType))
  return PREVIOUS.find(([pattern, type]) => pattern.test(input.flat) && !now.has(type))?.[1]
}

// 撤销这次活动 calls off the session.
const SESSION_WITHDRAWN =
  /(?:取消|撤销|作废|撤)(?:掉|了|一下)?(?:这次|本次|今天|明天|下午|[^,。]{0,4}的)?(?:活动|会议?$|会议|党日|主题党日|读书会|党课|参观|大会)/

function readWithdrawal(input: Input): Outcome | undefined {
  if (!input.addressed && !input.quoted) return undefined
  if (
    !WITHHELD.test(input.flat) ||
    input.asking ||
    SESSION_WITHDRAWN.test(input.flat) ||
    (input.facts().unsure !== undefined && /先别/.test(input.flat)) ||
    /不是.{1,8}是/.test(input.flat)
  )
    return undefined
  const { marks: said } = input.facts()
  if (
    said.length > 0 &&
    said.every(mark => mark.status !== 'leave') &&
    /能|可以|参加|来/.test(input.flat.split(/[,。]/).at(-1) ?? '') &&
    /[,。]/.test(input.flat)
  ) {
    return { intent: 'mark.correct', slots: { marks: said.map(mark => markReading(mark, input)) } }
  }
  const names = input.tokens().filter(token => token.kind === 'name')
  const marks =
    names.length === 0
      ? [{ name: 'self' }]
      : names.map(({ start, end }) => ({ name: input.written.raw(start, end) }))
  return { intent: 'mark.withdraw', slots: { marks } }
}

const MADE_UP = phrases(String.raw`
      补(?:学|课|看|习|听|读)(?:的)?(?:任务|材料|内容|打卡|作业)?[,,]?(?:我)?(?:已经|已|都|全部)?(?:完成|做完|搞定|弄完|交差|结束|打卡) (?:自己|我|都|也|全|就)补了 (?:落下|缺|缺席|没来|没参加|错过|耽误|请假)(?:的)?[^,。]{0,10}(?:补|学|看|听|读)(?:上|完|好|过|回来)?了 补(?:听|看|读|学|习|上)了 给我补(?:的|了|过|上)(?:课|学)? (?:把|将)[^,。]{2,14}(?:补|自学|补学|学|看|听|读)(?:完|上|过|好)?了
      (?:已经?|都|全)?补(?:学|课|看|习)(?:了|完|好|过|完毕|完成|结束|到位) 已(?:经)?(?:自学|补看|补听|看完|学完|补读|补习) 补上了 补完了 已补(?:学|课|看|上)
      (?:今天|昨天|刚|刚刚|上午|下午|周[一二三四五]|这两天).{0,6}补(?:学|课|看|的) 算(?:是)?补学 算(?:是)?补课 自学(?:完|了|过|完成) 送学(?:完成|到家|上门|了|过)
      (?:材料|片子|视频|文件|内容|课|讲话|讲稿|课件|录像|录音|通报)(?:已经?|我|都|也|全)*(?:看完|学完|学了|看了|学过|看过|读完) 补(?:学|课|看)(?:完成|已完成|已经完成|情况:?已)
    `)

/** Only something done: 会后补学 is a promise, 补学在哪里看材料 a question. */
function readMakeup(input: Input): Outcome | undefined {
  if (!input.addressed || !MADE_UP.test(input.flat)) return undefined
  if (input.asking && !/算补(?:学|课)吧/.test(input.flat)) return undefined
  if (/(?:没|还没|尚未|未)(?:来得及)?补(?:学|课)/.test(input.flat)) return undefined
  // 肖静公假,材料我看过: the papers of the leave, not of the study.
  if (input.facts().marks.length > 0 && !/补|自学|学完|学了/.test(input.flat)) return undefined
  const activity = input.tokens().find(token => token.kind === 'activity')
  const names = input.tokens().filter(token => token.kind === 'name' && !/书记|主任|局|科长/.test(token.word))
  const about =
    names.length > 0 && !/给我|送我|传达/.test(input.flat)
      ? names.map(({ start, end }) => input.written.raw(start, end))
      : ['self']
  return {
    intent: 'makeup.report',
    slots: {
      marks: about.map(name => ({ name, ...(activity !== undefined && { activity: activity.word }) })),
    },
  }
}
