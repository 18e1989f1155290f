import type { MarkStatus } from '../reading.ts'
import { OVER } from './mark-of.ts'
import { textOf } from './statement.ts'
import type { Statement } from './statement.ts'
import { looksLikeName } from './strangers.ts'
import { isSilent } from './tokens.ts'
import type { Token } from './tokens.ts'

/** A leave word outweighs a hedge (可能参加不了,请个假) unless the hedge governs it (可能要请假). */
export function isDoubtful(statement: Statement): boolean {
  if (statement.denied) return true
  const explicitLeave = statement.cue?.status === 'leave' && statement.cue.unable !== true
  if (explicitLeave) return statement.hedgedLeave || (statement.conditional && !statement.hedged)
  // 估计要晚十分钟: the guess is about the minutes.
  if (statement.cue?.status === 'late' && !statement.conditional)
    return !statement.tokens.every(
      token =>
        token.kind !== 'hedge' ||
        /^(?:估计|估摸|大概|差不多)/.test(token.word) ||
        (MINUTES.test(statement.cue?.word ?? '') &&
          /^(?:怕|恐|估|约|看样子|起码|至少|应该)/.test(token.word)) ||
        // 可能两点五十才得到,要晚一点: the hour is guessed.
        (token.word === '可能' && statement.times.some(({ word }) => /点|:/.test(word))),
    )
  return statement.hedged || statement.conditional
}

const MINUTES = /[\d一二两三四五六七八九十几半].{0,4}(?:分|刻|小时|钟)/

/** 刘芳昨天请假了 tells of something past; nothing is to be registered. */
export function isTold(statement: Statement, status: MarkStatus): boolean {
  return status === 'leave' && !statement.fixed && statement.times.some(time => OVER.test(time.word))
}

/** After a hedge only a leave word or a strong yes settles it: 尽量赶,赶不到就算了 stays open. */
export function settles(statement: Statement, cue: Token): boolean {
  if (statement.fixed) return true
  if (cue.status === 'leave')
    return cue.unable !== true && !statement.tokens.some(token => token.word === '再')
  if (TURNS.test(textOf(statement))) return true
  return /一定|肯定|必|保证|确定|确认|铁定|笃定|还是|报名|正式|照常|照样|照旧|无论如何|[记算加写报登]上?我/.test(
    textOf(statement),
  )
}

/** 可能要加班,不过我参加: what is said against the doubt. */
const TURNS = /^(?:不过|但是?|可是|然而|反正|总之)(?!.*(?:想|争取|尽))/

/** 我表弟也想参加: the relative comes, not the sender. */
export function isRelatives({ tokens }: Statement, cue: Token): boolean {
  const self = tokens.findIndex(({ kind }) => kind === 'self')
  const next = tokens.slice(self + 1).find(({ word, kind }) => word !== '的' && kind !== 'space')
  return self >= 0 && next?.kind === 'family' && next.start < cue.start && tokens[self - 1]?.kind !== 'care'
}

export function beginsWithStranger({ tokens, subjects }: Statement): boolean {
  const first = tokens.find(token => !isSilent(token.kind) && token.kind !== 'time')
  return (
    subjects.length === 0 &&
    first?.kind === 'other' &&
    [2, 3].some(length => looksLikeName(first.word.slice(0, length)))
  )
}
