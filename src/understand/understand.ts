import { inputOf } from './input.ts'
import type { Input } from './input.ts'
import { RULES } from './intents/order.ts'
import { likelihoods } from './learned/likelihoods.ts'
import type { Reading, Situation } from './reading.ts'
import { weigh } from './weigh.ts'

/**
 * Reads one message: what it wants and what it says. The first rule of the list that knows the message decides, and the
 * learned part weighs in where the rules are unsure; a message that is nobody's business is `none`.
 */
export function understand(text: string, situation: Situation): Reading {
  const input = inputOf(text, situation)
  return weigh(readByRules(input), input, likelihoods)
}

/** The reading of the rules alone. */
export function readByRules(input: Input): Reading {
  for (const rule of RULES) {
    const outcome = rule.read(input)
    if (outcome !== undefined) return { ...outcome, why: rule.name }
  }
  return { intent: 'none', slots: {}, why: 'nothing known' }
}
