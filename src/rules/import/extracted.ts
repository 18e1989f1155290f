import { LONGEST_LINE, MOST_TEXT } from './limits.ts'
import { ImportRefused } from './refusal.ts'

/** The words of a document, one paragraph, heading or table row a line, before anything is understood. */
export interface Extracted {
  lines: string[]
  /** Words around the text (page headers), where a mark of secrecy may stand; never part of the rule. */
  around: string[]
  /** What the reader left out or was unsure of, in sentences. */
  notes: string[]
  /** The facts at the head of a file that is written in our own form already, as YAML. */
  frontMatter?: string
}

/** Between the cells of a table row; a line that holds it is a row. */
export const CELLS = ' | '

export const NO_TEXT =
  '文件里没有文字,像是扫描件。请向发文单位要有文字的电子文件,或者用识别软件转成文字后粘贴导入。'

/** Keeps the amount of text within bounds while it is being collected. */
export function textMeter(): (words: string) => string {
  let total = 0
  return words => {
    total += words.length
    if (total > MOST_TEXT) throw new ImportRefused('文字超过一百万字,不像一份制度。请拆开后逐份导入。')
    if (words.length > LONGEST_LINE)
      throw new ImportRefused(`有一段文字超过 ${LONGEST_LINE} 字而没有换行,没有导入。请按条分段后再试。`)
    return words
  }
}
