import { NUMBER_CHARACTERS } from '../numerals.ts'

const N = `[${NUMBER_CHARACTERS}]{1,9}`
const BEGINNING = new RegExp(
  `^(?:第${N}[编章节条]|[（(][一二三四五六七八九十\\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|附件|附则)`,
)

/** Whether a line begins like an article, a heading or an item, and so perhaps a paragraph of its own. */
export function beginsPart(line: string): boolean {
  return BEGINNING.test(line.slice(0, 40))
}

const TITLE = /(?:办法|细则|规定|制度|条例|规则|规程|章程)(?:[（(](?:试行|暂行)[）)])?$/

/** Whether a line reads like the title of a rule, after which a new one begins. */
export function isTitle(line: string): boolean {
  return (
    line.length <= 40 && TITLE.test(line) && !/[，,。；;]|依照|按照|本办法|本规定|本制度|本细则/.test(line)
  )
}

/** Whether a line ends as a sentence or a clause of a list does. */
export function endsSentence(line: string): boolean {
  return /[。；;：:！？!?…”"』」）)】\]]$/.test(line)
}
