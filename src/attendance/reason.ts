import type { ExcuseReason } from '../talk/conversation.ts'
import { plainWords } from './plain-words.ts'

/** What a keeper gives as the reason of a late entry: 原因:当天漏记. One line of at most forty characters. */
export function reasonIn(text: string): string | undefined {
  const match = /(?:原因|理由|因为)(?:是|为|[:,:,])?\s*([^。;\n]{2,80})/u.exec(text.slice(0, 500))
  const reason = plainWords(match?.[1] ?? '').slice(0, 40)
  return reason === '' ? undefined : reason
}

/** The usual reasons, to answer with a number. */
export const USUAL_REASONS = ['当天漏记', '记错了人', '记错了情况', '本人说明后核实'] as const

/** A number of the list, or words that begin as a reason: 原因:签到表看漏一行. */
export function reasonAnswered(choice: string): string | undefined {
  const usual = USUAL_REASONS[(CHINESE[choice] ?? Number(choice)) - 1]
  return usual ?? (/^(?:原因|理由|是?因为)/.test(choice) ? reasonIn(choice) : undefined)
}

const CHINESE: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4 }

const EXCUSES: readonly (readonly [RegExp, ExcuseReason])[] = [
  [/产假|哺乳|生育|产后|待产/, 'maternity'],
  [/年老|体弱|高龄|年迈|行动不便/, 'frail'],
  [/住院|病/, 'illness'],
  [/外出|出国|借调|挂职|外地|流动/, 'away'],
]

/** Why somebody is not expected, as a code; the words are dropped here. */
export function excuseIn(text: string): ExcuseReason {
  return EXCUSES.find(([pattern]) => pattern.test(text))?.[1] ?? 'other'
}
