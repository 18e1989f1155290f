import { textOf } from './statement.ts'
import type { Statement } from './statement.ts'

/** What one statement does to the next: a condition reaches into its consequence, an errand makes hearsay a report. */
export function linked(statements: Statement[]): Statement[] {
  for (const [i, statement] of statements.entries()) {
    const before = statements[i - 1]
    if (before?.conditional === true && isConsequence(statement)) statement.conditional = true
    const after = statements[i + 1]
    if (after !== undefined && isReportOf(statement, after)) {
      statement.hearsay = false
      statement.proxied = true
    }
    if (isErrandFor(before, statement)) statement.proxied = true
    if (isReportedLater(statement, i, statements)) {
      statement.hearsay = false
      statement.proxied = true
    }
    if (isSpokenForBefore(before, statement)) {
      statement.hearsay = false
      statement.proxied = true
    }
    if (isOutOfReach(statement, statements)) {
      statement.hearsay = false
      statement.proxied = true
    }
  }
  return statements
}

/** 要是督查组走得早,我就来: 就, 才 and 只好 take up the condition before them. */
function isConsequence({ cue, tokens }: Statement): boolean {
  if (cue === undefined) return false
  return tokens.some(({ word, end }) => end <= cue.start && /^(?:就|才|再|便|则|只好|只能|那)$/.test(word))
}

/** 大张伟讲他要开庭,喊我报一下请假: who was named before is the one to be reported. */
function isErrandFor(before: Statement | undefined, statement: Statement): boolean {
  return (
    before?.subjects.some(({ kind }) => kind === 'name') === true &&
    statement.subjects.length === 0 &&
    statement.tokens.some(({ kind }) => kind === 'entrust') &&
    /[报说讲转捎登吱]|招呼|知会|言语|带.?[话信]|请.{0,2}假|告.?假/.test(textOf(statement))
  )
}

/** 向阳春大爷说他在家,用手机上线听,帮他登一下: everything that was told of him before is said for him. */
function isReportedLater(told: Statement, i: number, statements: readonly Statement[]): boolean {
  if (told.asked || told.hedged || told.proxied) return false
  const teller = statements.findIndex(
    ({ hearsay, proxied, subjects }) => (hearsay || proxied) && subjects.some(({ kind }) => kind === 'name'),
  )
  if (teller < 0 || i < teller || (i > teller && told.subjects.some(({ kind }) => kind !== 'they')))
    return false
  return statements
    .slice(i + 1)
    .some(
      later =>
        later.proxied &&
        later.cue === undefined &&
        later.subjects.some(({ kind }) => kind === 'they') &&
        /[登记报填]/.test(textOf(later)),
    )
}

/** 我替何秀英报,她说一定到: the errand comes first, and what she says is what is reported. */
function isSpokenForBefore(before: Statement | undefined, told: Statement): boolean {
  return (
    before !== undefined &&
    before.proxied &&
    before.cue === undefined &&
    before.subjects.some(({ kind }) => kind === 'name') &&
    told.hearsay &&
    told.cue !== undefined &&
    !told.hedged &&
    !told.asked
  )
}

/** 彭莉说她参加,手机没在身边: she cannot say it herself, so it is said for her. */
function isOutOfReach(told: Statement, statements: readonly Statement[]): boolean {
  return (
    told.hearsay &&
    told.cue !== undefined &&
    !told.hedged &&
    !told.asked &&
    told.subjects.some(({ kind }) => kind === 'name') &&
    statements.some(statement => OUT_OF_REACH.test(textOf(statement)))
  )
}

const OUT_OF_REACH =
  /手机.{0,4}(?:没|不在|坏|丢|关机|停机|欠费)|没(?:带|得|有)?手机|没(?:有)?信号|没网|没流量|(?:发|上|进|登)不(?:了|上|进|去).{0,3}(?:群|微信|企业微信|消息|信息)|不(?:会|方便)(?:用|弄|操作|打字|发|回|看手机)|在开车|不在群|没进群|没加群|微信.{0,3}(?:坏|登不|上不)/

/** 老谭打电话说他到了,叫我报一声: what was told is told on request. */
function isReportOf(told: Statement, after: Statement): boolean {
  return (
    told.hearsay &&
    told.cue !== undefined &&
    !told.hedged &&
    after.cue === undefined &&
    told.subjects.some(({ kind }) => kind === 'name') &&
    after.tokens.some(({ kind }) => kind === 'entrust') &&
    /[报说讲转带登捎吱]|招呼|知会|言语|告诉|通知/.test(textOf(after))
  )
}
