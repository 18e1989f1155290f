import { nameLengthAt } from '../names.ts'
import type { NameIndex } from '../names.ts'
import { findTimes } from '../when/mentions.ts'
import type { LexiconEntry, TokenKind } from './lexicon.ts'
import { wordAt } from './lexicon.ts'
import { patternAt } from './patterns.ts'
import type { Found } from './patterns.ts'
import { strangerLength, titledNameLength, titleLength } from './strangers.ts'

export interface Token extends LexiconEntry {
  word: string
  start: number
  end: number
  /** Of a name: where it came from. A guess is seen by its surname only. */
  nameKind?: 'full' | 'nick' | 'guess'
}

/** A normalised text as the tokens of the attendance grammar: longest word first, names before words. */
export function tokenise(text: string, names: NameIndex): Token[] {
  const times = new Map(findTimes(text).map(span => [span.start, span.end]))
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const last = tokens.at(-1)
    const token = titleAfter(last, text, at) ?? tokenAt(text, at, names, times, last)
    if (token.kind === 'other' && last?.kind === 'other') {
      last.word += token.word
      last.end = token.end
    } else tokens.push(token)
    at = token.end
  }
  return tokens
}

/** 李雪梅副科长: the title belongs to the name and says nothing else. */
function titleAfter(last: Token | undefined, text: string, at: number): Token | undefined {
  if (last?.kind !== 'name' || last.nameKind === 'nick') return undefined
  const length = titleLength(text, at)
  return length === 0
    ? undefined
    : { kind: 'filler', word: text.slice(at, at + length), start: at, end: at + length }
}

function tokenAt(
  text: string,
  at: number,
  names: NameIndex,
  times: ReadonlyMap<number, number>,
  last: Token | undefined,
): Token {
  const character = text[at] ?? ''
  const make = (length: number, entry: LexiconEntry, nameKind?: Token['nameKind']): Token => {
    const word = text.slice(at, at + length)
    return { ...entry, word, start: at, end: at + length, ...(nameKind !== undefined && { nameKind }) }
  }
  const inRun = last?.kind === 'other'
  const known = nameLengthAt(names, text, at)
  const word = withoutVerb(longer(wordAt(text, at), patternAt(text, at)), text, at)
  const time = (times.get(at) ?? at) - at
  const longest = Math.max(word?.length ?? 0, time)
  if (known > 0 && known >= longest) {
    const isFull = names.fullNames.has(text.slice(at, at + known))
    // 阳春叔, 秀英姐: who is called so is written so.
    const elder = isFull ? 0 : (ELDER.exec(text.slice(at + known, at + known + 2))?.[0].length ?? 0)
    return make(known + elder, { kind: 'name' }, isFull ? 'full' : 'nick')
  }
  // 肿得老高: a degree, no person.
  const titled = last?.word === '得' ? 0 : titledNameLength(text, at)
  if (titled > longest && !inRun) return make(titled, { kind: 'name' }, 'guess')
  const stranger = inRun || longest > 1 || isPlaceWord(last) ? 0 : strangerLength(text, at, isBoundary(last))
  if (stranger > 0 && !(stranger < 3 && isWork(last))) return make(stranger, { kind: 'name' }, 'guess')
  if (time > (word?.length ?? 0)) return make(time, { kind: 'time' })
  if (word !== undefined) return make(word.length, word.entry)
  if (character === '\n') return make(1, { kind: 'break' })
  if (/\s/.test(character)) return make(1, { kind: 'space' })
  const emoji = EMOJI.exec(text.slice(at, at + 16))
  if (emoji !== null) return make(emoji[0].length, { kind: 'filler' })
  if (BREAK.test(character)) return make(1, { kind: 'break' })
  return make(character.length, { kind: SILENT.test(character) ? 'filler' : 'other' })
}

const ELDER = /^(?:阿姨|大姐|大哥|大叔|大爷|[叔姐哥姨伯婶嫂])/

const BOUNDARIES = new Set<TokenKind>([
  'break',
  'space',
  'join',
  'proxy',
  'entrust',
  'except',
  'dept',
  'self',
  'name',
  'time',
])

/** Whether a name may begin behind this token without a telling word behind the name. */
function isBoundary(last: Token | undefined): boolean {
  return last === undefined || BOUNDARIES.has(last.kind) || /^[把给]$/.test(last.word)
}

/** 在桂东跟项目, 去高桥, 抽去冷链督查: what follows is a place, whatever surname it begins with. */
export function isPlaceWord(last: Token | undefined): boolean {
  if (last === undefined) return false
  return (
    /^(?:在|去|到|从|往|回|正在|回到|赶到|要去|想去|得去|人在)$/.test(last.word) ||
    (last.kind === 'reason' && /[去到往赴在]$/.test(last.word))
  )
}

/** 手术|台下, 值班|安排: two characters right behind a word of work belong to it. */
function isWork(last: Token | undefined): boolean {
  return (last?.kind === 'reason' || last?.kind === 'noun') && !last.word.endsWith(')')
}

/** 出差|去不了: the verb that is denied belongs to what follows, whether or not 出差去 is a word too. */
function withoutVerb(word: Found, text: string, at: number): Found {
  if (word?.entry.kind !== 'reason') return word
  const end = at + word.length
  if (!/[去来到]/.test(text[end - 1] ?? '') || !DENIED.test(text.slice(end, end + 2))) return word
  const shorter = wordAt(text.slice(at, end - 1), 0)
  return shorter?.entry.kind === 'reason' && shorter.length === word.length - 1 ? shorter : word
}

const DENIED = /^(?:不[了成得到上]|[勿唔冇])/

function longer(one: Found, other: Found): Found {
  return (other?.length ?? 0) > (one?.length ?? 0) ? other : one
}

const BREAK = /[,。;!?:\n(){}【】〔〕|/~—]|\[|\]/
const SILENT = /["'“”‘’<>《》「」『』·.*#_`\-+=^&%$]/
const EMOJI = /^(?:\p{Extended_Pictographic}\p{Emoji_Modifier}?|\[[\p{Script=Han}a-z]{1,4}\])/u

/** What carries no meaning in a statement. */
export function isSilent(kind: TokenKind): boolean {
  return kind === 'filler' || kind === 'space' || kind === 'dept'
}
