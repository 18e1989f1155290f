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
  }
  return statements
}

/** 要是督查组走得早,我就来: 就, 才 and 只好 take up the condition before them. */
function isConsequence({ cue, tokens }: Statement): boolean {
  if (cue === undefined) return false
  return tokens.some(({ word, end }) => end <= cue.start && /^(?:就|才|再|便|则|只好|只能|那)$/.test(word))
}

/** 老谭打电话说他到了,叫我报一声: what was told is told on request. */
function isReportOf(told: Statement, after: Statement): boolean {
  return (
    told.hearsay &&
    told.cue !== undefined &&
    !told.hedged &&
    after.cue === undefined &&
    told.subjects.some(({ kind }) => kind === 'name') &&
    after.tokens.some(({ kind }) => kind === 'entrust') &&
    /[报说讲转带登]/.test(textOf(after))
  )
}
