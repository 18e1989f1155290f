import { NUMBER_CHARACTERS } from '../numerals.ts'

const N = `[${NUMBER_CHARACTERS}]{1,9}`
const BEGINNING = new RegExp(
  `^(?:第${N}[编章节条]|[（(][一二三四五六七八九十\\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|附件|附则)`,
)

/** Whether a line begins like an article, a heading or an item, and so perhaps a paragraph of its own. */
export function beginsPart(line: string): boolean {
  return BEGINNING.test(line.slice(0, 40))
}

/** Whether a line ends as a sentence or a clause of a list does. */
export function endsSentence(line: string): boolean {
  return /[。；;：:！？!?…”"』」）)】\]]$/.test(line)
}
