import type { Situation } from '../../src/understand/reading.ts'
import { understand } from '../../src/understand/understand.ts'

/** What is registered of whom, in a word: `刘芳 present; self leave`. */
export function registered(text: string, situation: Situation): string {
  const { intent, slots } = understand(text, situation)
  if (!intent.startsWith('mark.') || intent === 'mark.ambiguous') return 'nothing'
  return (slots.marks ?? []).map(({ name, status }) => `${name} ${status ?? ''}`.trim()).join('; ')
}

/** The texts of which something else is registered, with what it is. */
export function misread(expected: string, texts: string[], situation: Situation): string[] {
  return texts.flatMap(text => {
    const got = registered(text, situation)
    return got === expected ? [] : [`${text}: ${got}`]
  })
}
