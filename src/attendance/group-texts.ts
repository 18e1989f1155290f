import { kindByCode } from './kinds.ts'
import type { Session } from './session.ts'
import { markWords, type MarkInWords } from './texts.ts'

/** How long an answer to a mark in a group may be, its full stop included; the count follows. */
const MOST_CHARACTERS = 12

/** '已登记:主题党日,参加。' with the longest name of the activity that fits. */
export function marked(session: Session, mark: MarkInWords, changed: boolean): string {
  if (mark.status === 'withdrawn') return '好的,已撤回。'
  const words = markWords(mark, false)
  const verb = changed ? '已改为' : '已登记'
  for (const name of namesOf(session)) {
    const named = [`${verb}:${name},${words}。`, `${name}:${words}。`].find(fits)
    if (named !== undefined) return named
  }
  return `${verb}:${words}。`
}

/** The mark stood there already. */
export function asBefore(mark: MarkInWords): string {
  return mark.status === 'withdrawn' ? '还没有您的登记。' : `登记过了:${markWords(mark, false)}。`
}

export function heardSoFar(count: number): string {
  return `已报${count}。`
}

function fits(text: string): boolean {
  return text.length <= MOST_CHARACTERS
}

/** The kind's name, and what people call it for short. */
function* namesOf({ kind }: Session): Generator<string> {
  const { name = '', words = [] } = kindByCode(kind) ?? {}
  yield name
  yield* words.filter(word => word !== name && word.length > 2)
}
