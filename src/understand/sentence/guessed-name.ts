import { isPieceOfWord, isPlaceBefore, looksLikeName } from './strangers.ts'
import { isPlaceWord } from './tokens.ts'
import type { Token } from './tokens.ts'

const NAME_BEFORE = new Set([
  'dept',
  'join',
  'proxy',
  'entrust',
  'space',
  'filler',
  'except',
  'cue',
  'fix',
  'hearsay',
  'self',
  'exceptEnd',
  'time',
  'activity',
  'general',
])
const NAME_AFTER = new Set([
  'cue',
  'dept',
  'join',
  'reason',
  'time',
  'space',
  'filler',
  'hedge',
  'proxy',
  'activity',
  'entrust',
  'exceptEnd',
  'not',
  'hearsay',
])

/** An unknown run in the place of a name that looks like one is taken for a name. */
export function asName(tokens: Token[], i: number): Token {
  const token = tokens[i] as Token
  const before = tokens[i - 1]
  const after = tokens[i + 1]
  const entrusted = before?.kind === 'proxy' && isSomebodysRun(token.word) && after?.kind === 'cue'
  const named = looksLikeName(token.word) && !isPieceOfWord(token.word, before?.word ?? '')
  if (token.kind !== 'other' || !(entrusted || named)) return token
  const placed =
    (before === undefined || (NAME_BEFORE.has(before.kind) && !isPlaceWord(before))) &&
    (after === undefined || (NAME_AFTER.has(after.kind) && !isPlaceBefore(after.word)))
  if (!placed) return token
  const guessed: Token = { ...token, kind: 'name', nameKind: 'guess' }
  tokens[i] = guessed
  return guessed
}

/** 替芳姐报个名: whoever stands between 替 and the cue is a person. */
function isSomebodysRun(word: string): boolean {
  return /^\p{Script=Han}{2,4}$/u.test(word)
}
