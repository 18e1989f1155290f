import type { GrammarRule, Input, Outcome } from '../input.ts'
import type { LeaveType, MarkReading, Slots } from '../reading.ts'
import { factsOf } from '../sentence/facts.ts'
import { textOf } from '../sentence/statement.ts'
import type { Statement } from '../sentence/statement.ts'
import { madeUpBy } from '../made-up.ts'
import { markReading } from '../mark-reading.ts'
import * as phrase from '../words/said/corrections.ts'

/** Corrections and withdrawals of an earlier mark, and the makeup study after a missed session. */
export const correctionRules: GrammarRule[] = [
  { name: 'makeup reported', read: readMakeup },
  { name: 'mark corrected', read: readCorrection },
  { name: 'mark withdrawn', read: readWithdrawal },
]

const PREVIOUS: readonly (readonly [RegExp, LeaveType])[] = [
  [/公假/, 'official'],
  [/病假/, 'sick'],
  [/事假/, 'personal'],
]

function readCorrection(input: Input): Outcome | undefined {
  if (!input.addressed && !input.quoted) return undefined
  const facts = input.facts()
  if (
    !(phrase.CHANGE.test(input.flat) || facts.mistaken) ||
    facts.marks.length === 0 ||
    facts.asked ||
    facts.bulk ||
    facts.unsure !== undefined
  )
    return undefined
  // 本来想请假的,还是来吧: what was only thought of is not registered.
  if (THOUGHT_OF.test(input.flat) || NOT_MEANT.test(input.flat)) return undefined
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

// 刚点错了,别算我: nothing is said in its place.
const NOT_MEANT = /错了?[,。]?(?:别|不要|莫)(?:再)?算我?(?:了|哈|啊)?$/

const THOUGHT_OF =
  /(?:说|讲|报|回)(?:的|了|过)?(?:是)?(?:还)?(?:看情况|不一定|可能|说不准|待定|不确定|再说|再看|没定|不好说|两说)|^(?!.*(?:改成|改为|更正|报了|登记|刚才|之前|前面)).*(?:本来|原本|原先|开始|原)?(?:想|打算|准备)(?:着|要|说)?(?:请|不|报|来|去|参)/

/** The slip is in the same sentence: a mark, then "no", then another mark. */
function isSlipOfTheTongue(input: Input): boolean {
  const first = input.statements().find(statement => statement.cue !== undefined || statement.fixed)
  const earlier =
    /报了|报过|请了|请过|登了|填了|报的|记的|登的|填的|刚才|刚刚|前面|之前|上面|先前|昨天|早上|上午|更正|改成|改为|改参加|改请|改过来|作废/.test(
      input.flat,
    )
  if (first === undefined || earlier) return false
  if (first.fixed) return isTakenBack(first)
  // 不是事假是病假,改一下: with nothing behind it the correction is asked for.
  const statements = input.statements()
  return statements.some(({ fixed }, i) => fixed && statements.slice(i).some(({ cue }) => cue !== undefined))
}

/** 请假算了算了,还是来: the slip follows the mark at once. */
function isTakenBack({ tokens }: Statement): boolean {
  const fix = tokens.findIndex(({ kind }) => kind === 'fix')
  return (
    tokens.slice(0, fix).some(({ kind }) => kind === 'cue') &&
    /算了|不对|不是|^[啊哦噢]?不/.test(tokens[fix]?.word ?? '')
  )
}

function previousType(input: Input, marks: MarkReading[]): LeaveType | undefined {
  const now = new Set(marks.map(mark => mark.leaveType))
  return PREVIOUS.find(([pattern, type]) => pattern.test(input.flat) && !now.has(type))?.[1]
}

// 撤销这次活动 calls off the session.
const SESSION_WITHDRAWN =
  /(?:取消|撤销|作废|撤)(?:掉|了|一下)?(?:这次|本次|今天|明天|下午|[^,。]{0,4}的)?(?:活动|会议?$|会议|党日|主题党日|读书会|党课|参观|大会)/

// 那场讲座作废, said by the keeper.
const SESSION_IS_OFF =
  /^(?!.*(?:我|报名|登记|请假)).{0,10}(?:活动|会议?|党日|读书会|党课|参观|大会|讲座|学习)(?:就|都|先|算)?(?:作废|撤销|撤了|收回)/

/** 明天下午的专家辅导撤了吧, 警示教育那场撤了: the session goes, not a mark. */
function isCallingOff({ activities, subjects, cue, tokens }: Statement): boolean {
  const [activity] = activities
  if (activity?.kind !== 'activity' || cue !== undefined || subjects.length > 0) return false
  return CALLED_OFF.test(
    tokens
      .slice(tokens.indexOf(activity) + 1)
      .map(({ word }) => word)
      .join(''),
  )
}

const CALLED_OFF =
  /^那?[场次期个]?(?:就|都|先|给我?|只好|可以)*(?:撤|撤销|取消|作废|收回)(?:掉|了|吧|哈|啊)*$/

function readWithdrawal(input: Input): Outcome | undefined {
  if (!input.addressed && !input.quoted) return undefined
  if (
    !phrase.WITHHELD.test(input.flat) ||
    input.asking ||
    SESSION_WITHDRAWN.test(input.flat) ||
    (input.secretary && SESSION_IS_OFF.test(input.flat)) ||
    (input.secretary && input.statements().some(isCallingOff)) ||
    (input.facts().unsure !== undefined && /先别/.test(input.flat)) ||
    /(?:别|不要|莫)(?:给我)?记(?:成|为|作|迟|缺)/.test(input.flat) ||
    /不是.{1,8}是/.test(input.flat)
  )
    return undefined
  const later = saidAfterwards(input)
  if (later.length > 0) return { intent: 'mark.correct', slots: { marks: later } }
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

/** 前头报的参加作废,临时派我值班,请假: what takes the place of the mark that was taken back. */
function saidAfterwards(input: Input): MarkReading[] {
  const statements = input.statements()
  const taken = statements.findIndex(statement => phrase.WITHHELD.test(textOf(statement)))
  const { marks, unsure } = factsOf(statements.slice(taken + 1))
  const instead = marks.filter(({ word }) => !/算我/.test(word))
  return taken < 0 || unsure !== undefined ? [] : instead.map(mark => markReading(mark, input))
}

/** Only something done: 会后补学 is a promise, 补学在哪里看材料 a question. */
function readMakeup(input: Input): Outcome | undefined {
  if (!input.addressed || !phrase.MADE_UP.test(input.flat)) return undefined
  if (input.asking && !/算补(?:学|课)吧/.test(input.flat)) return undefined
  if (/(?:没|还没|尚未|未)(?:来得及)?补(?:学|课)/.test(input.flat)) return undefined
  // 肖静公假,材料我看过: the papers of the leave, not of the study.
  if (input.facts().marks.length > 0 && !/补|自学|学完|学了/.test(input.flat)) return undefined
  const activity = input.tokens().find(token => token.kind === 'activity')
  const about =
    /给我|送我|传达/.test(input.flat) && !/给我[和跟与]/.test(input.flat) ? ['self'] : madeUpBy(input)
  return {
    intent: 'makeup.report',
    slots: {
      marks: about.map(name => ({ name, ...(activity !== undefined && { activity: activity.word }) })),
    },
  }
}
