import { asks, POLITE_TAIL } from './question.ts'
import type { Token } from './tokens.ts'

/** A stretch between two marks of punctuation, and whether it asks. */
export interface Clause {
  tokens: Token[]
  asked: boolean
}

/** Cuts a message at its punctuation. */
export function clausesOf(tokens: Token[]): Clause[] {
  const clauses: Clause[] = []
  let current: Token[] = []
  const close = (mark: string | undefined) => {
    const text = current.map(token => token.word).join('')
    if (text.trim() !== '') clauses.push({ tokens: current, asked: asks(text, mark === '?') })
    current = []
  }
  for (const [i, token] of tokens.entries()) {
    if (token.kind === 'break') close(token.word)
    else if (token.kind === 'space' && isPause(current, tokens.slice(i + 1))) close(undefined)
    else {
      if (isAnsweredInOneBreath(tokens, i)) close('?')
      current.push(token)
    }
  }
  close(undefined)
  return politeTailsForgiven(clauses)
}

/** 党日是三点对吧|反正我肯定来, 还报得上吗|给我记参加: voice messages put no mark behind a question. */
function isAnsweredInOneBreath(tokens: readonly Token[], i: number): boolean {
  const wordsFrom = (from: number, to: number) =>
    tokens
      .slice(Math.max(from, 0), to)
      .map(({ word }) => word)
      .join('')
  return (
    GOES_ON.test(tokens[i]?.word ?? '') &&
    ENDS_QUESTION.test(wordsFrom(i - 3, i)) &&
    ANSWERS.test(wordsFrom(i, i + 4))
  )
}

const GOES_ON = /^(?:反正|总之|不过|那|我|俺|麻烦|给|帮|先|就)/
const ENDS_QUESTION = /(?:[对是]吧|对不对|是不是|(?<!干)吗|好不好)$/
const ANSWERS =
  /^(?:反正|总之|不过我|那?(?:我|俺)(?:这边|这里)?(?:肯定|一定|是|要|会|能|可以|就|先|还是|来|去|参|报|请|不|没|在|得)|(?:那|就|先|麻烦)*(?:给|帮)(?:我|俺))/

/** 本来想请假的 值班表又调了 给我记参加: a space between two things said is a pause; between a name and its word it is none. */
function isPause(before: readonly Token[], rest: readonly Token[]): boolean {
  const end = rest.findIndex(({ kind }) => kind === 'break' || kind === 'space')
  const after = end < 0 ? rest : rest.slice(0, end)
  return [before, after].every(
    piece => piece.some(({ kind }) => !NAMES.has(kind)) && lengthOf(piece) >= LEAST,
  )
}

const NAMES = new Set(['name', 'dept', 'space', 'join', 'time', 'activity', 'general', 'filler', 'self'])
const LEAST = 4

function lengthOf(tokens: readonly Token[]): number {
  return tokens.reduce((sum, { word }) => sum + word.length, 0)
}

/** 我想请个假,可以吗: the tail asks for consent, the declaration before it stands. */
function politeTailsForgiven(clauses: Clause[]): Clause[] {
  return clauses.map(clause => {
    const text = clause.tokens
      .map(token => token.word)
      .join('')
      .trim()
    return clause.asked && POLITE_TAIL.test(text) ? { ...clause, asked: false } : clause
  })
}
