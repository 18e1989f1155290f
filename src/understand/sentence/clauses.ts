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
  for (const token of tokens) {
    if (token.kind === 'break') close(token.word)
    else current.push(token)
  }
  close(undefined)
  return politeTailsForgiven(clauses)
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
