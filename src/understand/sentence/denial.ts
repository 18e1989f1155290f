import { lastMeaning, nextMeaning } from './statement.ts'
import type { Statement } from './statement.ts'
import type { Token } from './tokens.ts'

/**
 * Whether a negation reaches the attendance word beside it: 我没说不参加, 报的事假不准确. One that denies something else
 * (水都喝不上,党日没法参加了) leaves it alone.
 */
export function denies(now: Statement, tokens: Token[], i: number): boolean {
  if (nextMeaning(tokens, i)?.kind === 'cue') return false
  // 来不了不: at the end it asks.
  if (nextMeaning(tokens, i) === undefined) return !/^(?:可以|[行好成中])$/.test(tokens[i - 1]?.word ?? '')
  return deniesNext(tokens, i) || deniesLast(now, tokens, i)
}

/** 没说不参加, 没想过要请假: saying or meaning it is denied. */
function deniesNext(tokens: Token[], i: number): boolean {
  const cue = tokens.findIndex(({ kind }, at) => at > i && kind === 'cue')
  if (cue < 0) return false
  const between = tokens.slice(i + 1, cue)
  // 不是我请假,是老谭请假: the person is denied.
  if (
    /^(?:不是|并非)$/.test(tokens[i]?.word ?? '') &&
    between.length === 1 &&
    PERSON.has(between[0]?.kind ?? 'other')
  )
    return true
  const said = between.map(({ word }) => word).join('')
  // 没跟任何人请假
  if (/^(?:没|没有|未)$/.test(tokens[i]?.word ?? '') && /^(?:跟|向|给|找|和).{1,6}$/.test(said)) return true
  return said.length <= 6 && MEANS.test(said) && between.every(({ kind }) => !OWN_MATTER.has(kind))
}

const MEANS = /[说讲提想要报填打批准允答同愿问登记写算]/
const PERSON = new Set(['self', 'name'])
const OWN_MATTER = new Set(['self', 'activity', 'time', 'name', 'proxy', 'hedge'])

/** 线下参加不现实, 事假不准确: the word just said does not hold. */
function deniesLast(now: Statement, tokens: Token[], i: number): boolean {
  if (now.cue === undefined || lastMeaning(now.tokens.slice(0, -1)) !== now.cue) return false
  return HOLDS_NOT.test(
    tokens
      .slice(i + 1, i + 4)
      .map(({ word }) => word)
      .join(''),
  )
}

const HOLDS_NOT = /^[准对批行算现合妥实通同允作成请用要]/
