import type { Token } from './tokens.ts'

/** 您给记参加, 你先给我登个参加: who is asked to write it down, and not whom it is about. */
export function isAskedToWrite(tokens: readonly Token[], i: number): boolean {
  const next = tokens[i + 1]
  if (tokens[i]?.word.startsWith('您') === true)
    return next !== undefined && (next.kind === 'proxy' || next.kind === 'fix' || ASKED.test(next.word))
  // 你先去 is said to a colleague.
  return tokens[i]?.word === '你' && WRITES_FOR_ME.test(wordsAfter(tokens, i))
}

const ASKED = /^(?:给|帮|把|替|将|按|记|登|就|受累|费心|辛苦|麻烦|那边|这边|先|直接|统一|看着)/
const WRITES_FOR_ME =
  /^(?:先|就|那就|直接|到时候|麻烦)*(?:给|帮|替)(?:我|俺|咱)(?:先)?(?:记|登|写|报|算|填|加|留|请)/

/** 书记本人来不了: 本人 is the person of rank, not the sender. */
export function isOfRank(tokens: readonly Token[], i: number): boolean {
  if (!/^(?:本人|自己)$/.test(tokens[i]?.word ?? '')) return false
  return RANK.test(
    tokens
      .slice(Math.max(i - 3, 0), i)
      .map(({ word }) => word)
      .join(''),
  )
}

const RANK = /(?<![跟向给和对找])(?:书记|主任|领导|[局科处部组所院]长|委员|老师)$/

/** 跟大家说声抱歉: spoken to, not about. */
export function isAddressee(before: Token | undefined): boolean {
  return (
    before !== undefined &&
    /^(?:跟|给|向|和|对|同|与|通知|告诉|提醒|感谢|谢谢|辛苦|祝|请|麻烦)$/.test(before.word)
  )
}

/** The next three words, joined. */
export function wordsAfter(tokens: readonly Token[], i: number): string {
  return tokens
    .slice(i + 1, i + 4)
    .map(({ word }) => word)
    .join('')
}
