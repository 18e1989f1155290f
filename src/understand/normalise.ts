import { TRADITIONAL } from './words/traditional.ts'

/** Longer texts are cut: a chain of 300 lines fits, a flood does not. */
export const TEXT_LIMIT = 32_000

/** A normalised text that still knows which stretch of the original each of its characters came from. */
export interface Written {
  text: string
  /** The original characters behind a stretch of the normalised text. */
  raw(start: number, end: number): string
}

/**
 * One spelling for what looks the same: NFKC, simplified characters, lower case, no invisible characters,
 * keycap and dingbat digits as digits.
 */
export function normalise(original: string): Written {
  const source = original.length > TEXT_LIMIT ? original.slice(0, TEXT_LIMIT) : original
  let text = ''
  // Where in the source each normalised character begins and ends.
  const from: number[] = []
  const to: number[] = []
  let at = 0
  for (const character of source) {
    const plain = plainCharacter(character)
    for (let i = 0; i < plain.length; i++) {
      from.push(at)
      to.push(at + character.length)
    }
    text += plain
    at += character.length
  }
  return { text, raw: (start, end) => source.slice(from[start] ?? 0, to[end - 1] ?? 0).trim() }
}

/** The same text with everything that the pattern finds blanked out, so that positions stay what they were. */
export function blank({ text, raw }: Written, pattern: RegExp): Written {
  return { text: text.replace(pattern, found => ' '.repeat(found.length)), raw }
}

/** A stretch of a text, without the white space around it. */
export function stretch(written: Written, start: number, end = written.text.length): Written {
  const cut = written.text.slice(start, end)
  const offset = start + (cut.length - cut.trimStart().length)
  return { text: cut.trim(), raw: (from, to) => written.raw(from + offset, to + offset) }
}

// Format characters, lone surrogates, variation selectors, skin tones, control characters.
const INVISIBLE = /^(?:\p{Cf}|\p{Cs}|\p{Variation_Selector}|\p{Emoji_Modifier}|(?![\n\t])\p{Cc})$/u

function plainCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code >= 0x4e00 && code <= 0x9fff) return TRADITIONAL.get(character) ?? character
  if (code > 0x20 && code < 0x7f) return character.toLowerCase()
  if (code === 0x0a || code === 0x09 || code === 0x20) return code === 0x09 ? ' ' : character
  // Circled digits count lines: ①王建平 is 1.王建平. So does the frame of a keycap.
  if (code >= 0x2460 && code <= 0x2473) return `${code - 0x245f}.`
  if (code >= 0x2776 && code <= 0x277e) return `${code - 0x2775}.`
  if (code === 0x20e3) return '.'
  if (INVISIBLE.test(character)) return ''
  return SYMBOLS.get(character) ?? character.normalize('NFKC').toLowerCase()
}

const SYMBOLS = new Map([
  ['➕', '+'],
  ['✚', '+'],
  ['❓', '?'],
  ['❔', '?'],
  ['❗', '!'],
  ['。', '。'],
  ['…', '。'],
  ['\u2028', '\n'],
  ['\u2029', '\n'],
])
