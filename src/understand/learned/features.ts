import type { Input } from '../input.ts'
import type { TokenKind } from '../sentence/lexicon.ts'

const LONGEST = 120
const GRAM = 4

/**
 * What the learned part sees of a message: runs of one to four characters, with people, days and activities masked, and a
 * few plain circumstances. Names never become features.
 */
export function featuresOf(input: Input): Set<string> {
  const found = new Set<string>()
  const text = `^${masked(input).slice(0, LONGEST)}$`
  for (let at = 0; at < text.length; at++)
    for (let length = 1; length <= GRAM && at + length <= text.length; length++)
      found.add(text.slice(at, at + length))
  for (const circumstance of circumstancesOf(input)) found.add(circumstance)
  return found
}

const MASKS: Partial<Record<TokenKind, string>> = {
  name: 'Ⓝ',
  time: 'Ⓣ',
  activity: 'Ⓐ',
  dept: 'Ⓓ',
  space: '',
}

function masked(input: Input): string {
  return input
    .tokens()
    .map(({ kind, word }) => MASKS[kind] ?? word)
    .join('')
    .replace(/\d+/g, '#')
    .replace(/\p{Extended_Pictographic}+/gu, 'Ⓔ')
}

function circumstancesOf(input: Input): string[] {
  const { situation, addressed, asking, toOthers, text } = input
  const kinds = new Set(input.tokens().map(({ kind, status }) => status ?? kind))
  return [
    `!${situation.chatType}`,
    `!${situation.role === 'cadre' ? 'cadre' : 'keeper'}`,
    ...(addressed ? ['!addressed'] : []),
    ...(asking ? ['!asking'] : []),
    ...(toOthers ? ['!others'] : []),
    `!length${Math.min(6, Math.ceil(text.length / 6))}`,
    ...[...kinds].map(kind => `!${kind}`),
  ]
}
