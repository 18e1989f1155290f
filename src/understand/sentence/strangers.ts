import { DOUBLE_SURNAMES, NOT_NAMES, SURNAMES, TITLES } from '../words/surnames.ts'
import { wordAt } from './lexicon.ts'

const NICK_STOP = '师实大时师板家公婆人百婆学子组心伙孩事区年麦米车费票程'

/** The length of a nickname or titled name whose person need not be on the roster: 小王, 老谭, 王局, 刘主任. */
/** The length of a title right behind a name: 李雪梅副科长. */
export function titleLength(text: string, at: number): number {
  const start = text[at] === '副' ? at + 1 : at
  const title = TITLES.find(title => title.length > 1 && text.startsWith(title, start))
  return title === undefined ? 0 : start - at + title.length
}

export function titledNameLength(text: string, at: number): number {
  const first = text[at] ?? ''
  const second = text[at + 1] ?? ''
  if ('小老阿大'.includes(first) && SURNAMES.has(second) && !NICK_STOP.includes(second)) {
    return first === '大' ? 0 : 2
  }
  // 向书记 is nearly always "to the secretary".
  if (!SURNAMES.has(first) || first === '向') return 0
  for (const title of TITLES) {
    if (text.startsWith(title, at + 1) && !NOT_NAMES.has(first + title)) return 1 + title.length
  }
  return 0
}

/** Whether a run of characters looks like a full name: a surname and one or two more characters. */
export function looksLikeName(run: string): boolean {
  if (!/^\p{Script=Han}{2,4}$/u.test(run) || NOT_NAMES.has(run) || NOT_NAMES.has(run.slice(0, 2)))
    return false
  if (wordAt(run, 0)?.length === run.length) return false
  return run.length <= 3 ? SURNAMES.has(run.slice(0, 1)) : DOUBLE_SURNAMES.has(run.slice(0, 2))
}
