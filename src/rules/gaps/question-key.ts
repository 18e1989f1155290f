import type { Asked } from '../asked.ts'

const LONGEST_KEY = 200

/** What stays the same when a question is asked in other words: its rule, what it is about, and the sort of thing asked for. */
export function questionKey(asked: Asked): string {
  const about = subjectsOf(asked)
  const subject = about.length > 0 ? [...about].sort().join(' ') : asked.clean
  return `${asked.mention?.document.id ?? ''}|${asked.expected ?? ''}|${subject}`.slice(0, LONGEST_KEY)
}

/** The words that a question is about, in the rules' own spelling where the word list knows it. */
export function subjectsOf({ topic }: Pick<Asked, 'topic'>): string[] {
  return [...new Set(topic.parts.map(({ text, means }) => means[0] ?? withoutTail(text)))]
}

// 婚假放几天 and 婚假几天 ask the same.
const TAIL = /(?<=..)[放休请给发享领算歇有]+$/

function withoutTail(text: string): string {
  return text.replace(TAIL, '')
}
