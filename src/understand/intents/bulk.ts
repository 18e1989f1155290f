import type { GrammarRule, Input, Outcome } from '../input.ts'
import { markReading } from '../mark-reading.ts'
import { DICTATED } from '../words/said/attendance.ts'

/** One sentence about everybody: 其余都到了, 除刘芳请假外全到. Absence read from an exception never overrides a leave. */
export const bulkRules: GrammarRule[] = [{ name: 'everybody else', read: readBulk }]

function readBulk(input: Input): Outcome | undefined {
  const facts = input.facts()
  if ((!facts.bulk && !isPaperList(input)) || !input.addressed || facts.unsure !== undefined || facts.hearsay)
    return undefined
  if (DICTATED.test(input.flat)) return undefined
  // 大家明天不用来开会了 tells them what to do, it registers nobody.
  if (/(?:不用|不必|不消|莫|别|甭|勿|不要)(?:再|急着)?(?:来|去|克|到|参加|开|跑)/.test(input.flat))
    return undefined
  if (
    /统计|汇总|通知|收集|看看|查|提醒|组织|安排|发起|要求|希望|欢迎|号召|导出|列出|请大家|请各位|动员/.test(
      input.flat,
    )
  )
    return undefined
  if (
    facts.asked ||
    !(isPaperList(input) || facts.marks.some(mark => mark.name === 'rest' && isSettled(mark.status)))
  )
    return undefined
  const planned = facts.marks.some(mark => mark.name === 'rest' && mark.status === 'planned')
  if (planned && !/算|按|记|登记|视为|写|(?:参加|报名)(?:的|了)?$|除/.test(input.flat)) return undefined
  // Only a secretary may say it; from others the intent is kept so that the refusal can be polite.
  if (!input.secretary) return { intent: 'mark.bulk', slots: {} }
  // A list from paper tells who came.
  const marks = facts.marks.map(mark => {
    const reading = markReading(mark, input)
    return isPaperList(input) && reading.status === 'planned'
      ? { ...reading, status: 'present' as const }
      : reading
  })
  return { intent: 'mark.bulk', slots: { marks } }
}

/** 照纸质签到表录:王建平、刘芳到会,唐明亮公假: a whole list from paper. */
function isPaperList(input: Input): boolean {
  return (
    input.secretary &&
    input.facts().marks.length >= 3 &&
    /签到表|纸质|名单|点名|会议记录/.test(input.flat) &&
    /录|登|记|按|照/.test(input.flat)
  )
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
