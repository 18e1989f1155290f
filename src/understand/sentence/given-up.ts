import { textOf } from './statement.ts'
import type { Statement } from './statement.ts'

/** Whether a statement only tells what stood in the register before: 你给我记的是线上,麻烦改过来; 刚才写的线上,现场参加. */
export function isOfBefore(statement: Statement, later: Statement[]): boolean {
  const recorded = !statement.mistaken && RECORDED.test(textOf(statement)) && later.some(putsRight)
  return recorded || isGivenUp(statement, later)
}

// 刚才写的线上,我赶回来了,现场参加: what was said before gives way to what is said now.
const EARLIER =
  /^(?:我)?(?:刚才|刚刚|之前|前面|前头|先前|先头|早先|起先|起初|开始|原来|开头|原先|方才|早上|上午|昨天|昨儿|头先)(?:是)?(?:写|报|填|登|记|发|说|选|讲|听)(?:的|了|成)?(?:是)?/

const RECORDED = /(?:记|登|写|填|算|标|显示|发|报|选|点)(?:的|成)(?:是|了|成)?/

/** 麻烦改过来, 其实是公假 */
function putsRight(statement: Statement): boolean {
  return (
    statement.fixed ||
    (statement.cue !== undefined && /其实|实际|应该|应当|应是|属于|该是|才是/.test(textOf(statement)))
  )
}

function isGivenUp(statement: Statement, later: Statement[]): boolean {
  const { cue } = statement
  if (cue === undefined || !EARLIER.test(textOf(statement))) return false
  return later.some(
    ({ cue: next, hedged, asked }) =>
      next?.status !== undefined && next.status !== cue.status && next.weak !== true && !hedged && !asked,
  )
}
