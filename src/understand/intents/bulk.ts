import type { GrammarRule, Input, Outcome } from '../input.ts'
import { markReading } from './attendance.ts'

/** One sentence about everybody: 其余都到了, 除刘芳请假外全到. Absence read from an exception never overrides a leave. */
export const bulkRules: GrammarRule[] = [{ name: 'everybody else', read: readBulk }]

function readBulk(input: Input): Outcome | undefined {
  const facts = input.facts()
  if (!facts.bulk || !input.addressed || facts.unsure !== undefined || facts.hearsay) return undefined
  if (
    /统计|汇总|通知|收集|看看|查|提醒|组织|安排|发起|要求|希望|欢迎|号召|导出|列出|请大家|请各位|动员/.test(
      input.flat,
    )
  )
    return undefined
  if (facts.asked || !facts.marks.some(mark => mark.name === 'rest' && isSettled(mark.status)))
    return undefined
  const planned = facts.marks.some(mark => mark.name === 'rest' && mark.status === 'planned')
  if (planned && !/算|按|记|登记|视为|写|(?:参加|报名)(?:的|了)?$/.test(input.flat)) return undefined
  // Only a secretary may say it; from others the intent is kept so that the refusal can be polite.
  if (!input.secretary) return { intent: 'mark.bulk', slots: {} }
  return { intent: 'mark.bulk', slots: { marks: facts.marks.map(mark => markReading(mark, input)) } }
}

function isSettled(status: string): boolean {
  return (
    status === 'present' ||
    status === 'planned' ||
    status === 'absent' ||
    status === 'leave' ||
    status === 'online'
  )
}
