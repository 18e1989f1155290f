import { stretch } from './normalise.ts'
import type { Written } from './normalise.ts'

export interface Unquoted {
  written: Written
  /** The text held a quoted message; it is cut away. */
  quoted: boolean
  /** What was quoted, its author in front. */
  quote?: string
}

// The line between a quoted message and the reply: - - - - - or ------
const RULE_LINE = /^[ \t]*[-—_=](?:[ \t]?[-—_=]){4,}[ \t]*$/

/**
 * What the member wrote, without what the member quoted. Quotes arrive as 「name:text」 or 这是一条引用/回复消息,
 * then a line of dashes, then the reply; or as lines that begin with >.
 */
export function withoutQuote(written: Written): Unquoted {
  const { text } = written
  if (!/^\s*(?:「|"|这是一条|回复|引用|>)/.test(text) && !/^[^\n]*:\s*\n/.test(text))
    return { written, quoted: false }
  const after = afterRuleLine(text)
  if (after !== undefined)
    return { written: stretch(written, after), quoted: true, quote: text.slice(0, after) }
  const corner = /^\s*「[^」]*」/.exec(text)
  if (corner !== null && /^\s*「[^」:]{1,20}:/.test(text))
    return { written: stretch(written, corner[0].length), quoted: true, quote: corner[0] }
  const marked = /^(?:[ \t]*>[^\n]*(?:\n|$))+/.exec(text)
  if (marked !== null) return { written: stretch(written, marked[0].length), quoted: true, quote: marked[0] }
  return { written, quoted: false }
}

/** The position behind the last line of dashes. */
function afterRuleLine(text: string): number | undefined {
  let at = 0
  let found: number | undefined
  for (const line of text.split('\n')) {
    at += line.length + 1
    if (RULE_LINE.test(line)) found = Math.min(at, text.length)
  }
  return found
}
