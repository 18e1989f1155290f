import type { Input } from './input.ts'
import type { Token } from './sentence/tokens.ts'

/** Who has made up a session, as written; the sender unless somebody else is named who did. */
export function madeUpBy(input: Input): string[] {
  const tokens = input.tokens().filter(({ kind }) => kind !== 'space')
  const people = tokens.flatMap((token, i) => {
    if (token.kind !== 'name' || RANK.test(token.word) || isBystander(tokens, i, input.flat)) return []
    const name = input.written.raw(token.start, token.end)
    return isBesideSender(tokens, i) ? ['self', name] : [name]
  })
  return people.length > 0 ? [...new Set(people)] : ['self']
}

const RANK = /书记|主任|局|科长|委员/
const TOGETHER = /一起|一同|一块|一道|都|俩|两个人|两人|二人/

/** 跟雪梅对了笔记, 交给雪梅, 放在彭莉那里: who only had to do with it. */
function isBystander(tokens: readonly Token[], i: number, text: string): boolean {
  const before = tokens[i - 1]?.word ?? ''
  if (/^(?:那里|那儿|那边|手里|手上|处|保管|收)/.test(tokens[i + 1]?.word ?? '')) return true
  if (/(?:[在找问向托由请从]|交给|发给|借给?|拿给|递给)$/.test(before)) return true
  if (before === '给' && /[交发拿递借送]$/.test(tokens[i - 2]?.word ?? '')) return true
  return /^[跟和同与]$/.test(before) && !TOGETHER.test(text) && !isBesideSender(tokens, i)
}

/** 我跟小罗, 我和谭海波, 跟志强一起 */
function isBesideSender(tokens: readonly Token[], i: number): boolean {
  const joined = /^[跟和同与及、]$/.test(tokens[i - 1]?.word ?? '')
  const first = tokens[i - 2]
  if (joined && (first === undefined || first.kind === 'self' || first.kind === 'break')) return true
  return /^[跟和同与及、]$/.test(tokens[i + 1]?.word ?? '') && tokens[i + 2]?.kind === 'self'
}
