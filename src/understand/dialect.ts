import { nameLengthAt } from './names.ts'
import type { NameIndex } from './names.ts'
import type { Written } from './normalise.ts'
import { AND, BESIDE_DIALECT, DIALECT, IS, MARKERS, SAY, WHICH, WHICH_SAID } from './words/dialect.ts'
import { anyOf } from './words/list.ts'

/**
 * The words of the dialects in their standard reading, before any rule sees them. Names of the roster stay as they are, and the
 * text still knows its original characters.
 */
export function inStandardWords(written: Written, names: NameIndex): Written {
  const marked = MARKERS.test(written.text)
  const pattern = marked ? BESIDE : ALWAYS
  const pieces: Piece[] = []
  let kept = 0
  for (const { 0: found, index } of written.text.matchAll(pattern)) {
    const end = index + found.length
    if (isInName(written.text, index, end, names)) continue
    pieces.push({ from: kept, to: index }, { from: index, to: end, standard: standardOf(found, marked) })
    kept = end
  }
  return kept === 0 ? written : joined(written, [...pieces, { from: kept, to: written.text.length }])
}

/** A stretch of the text, and what is read in its place. */
interface Piece {
  from: number
  to: number
  standard?: string
}

function joined(written: Written, pieces: readonly Piece[]): Written {
  let text = ''
  // Where in the written text each character begins and ends.
  const starts: number[] = []
  const ends: number[] = []
  for (const { from, to, standard } of pieces) {
    const piece = standard ?? written.text.slice(from, to)
    for (let i = 0; i < piece.length; i++) {
      starts.push(standard === undefined ? from + i : from)
      ends.push(standard === undefined ? from + i + 1 : to)
    }
    text += piece
  }
  return { text, raw: (start, end) => written.raw(starts[start] ?? 0, ends[end - 1] ?? 0) }
}

function standardOf(found: string, marked: boolean): string {
  return SINGLE.get(found) ?? (marked ? BESIDE_DIALECT.get(found) : undefined) ?? DIALECT.get(found) ?? found
}

const SINGLE = new Map([['系', '是'], ['话', '说'], ['同', '和'], ...WHICH])

const LONGEST_NAME = 4

function isInName(text: string, start: number, end: number, names: NameIndex): boolean {
  for (let at = Math.max(0, start - LONGEST_NAME); at < end; at++) {
    const length = nameLengthAt(names, text, at)
    if (length > 1 && at + length > start) return true
  }
  return false
}

const plain = anyOf([...DIALECT.keys()])
const always = `${WHICH_SAID.source}|${IS.always.source}`
const ALWAYS = new RegExp(`${plain}|${always}`, 'g')
const BESIDE = new RegExp(
  `${anyOf([...DIALECT.keys(), ...BESIDE_DIALECT.keys()])}|${always}|${SAY.source}|${AND.source}|${IS.beside.source}`,
  'g',
)
