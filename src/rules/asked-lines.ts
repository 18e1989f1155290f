import { type Problem, RuleBookError } from './problem.ts'
import type { RuleFile } from './rule-files.ts'

/** A question as people put it and the article that answers it; `answer` is undefined where the book has none. */
export interface AskedLine {
  text: string
  answer: AskedArticle | undefined
  /** Where it is written, for messages. */
  file: string
  line: number
}

/** An article by the id of its rule, the year and the title of the version, and its label, 第六条. */
export interface AskedArticle {
  document: string
  version: string
  title: string
  article: string
}

const RULE = /^#\s+(\S+)\s+(\d{4})\s+(\S.*)$/
const NOT_HERE = /^#\s+汇编里没有\s*$/
const ARTICLE = /^##\s+(第\S{1,12})\s*$/
// Nobody asks longer; what is longer is no question.
const LONGEST = 200

/**
 * Reads how people ask: `# R08 2026 差旅费管理办法` names a rule and a version, `## 第六条` an article, each further line is one
 * question; under `# 汇编里没有` stand questions that the book does not answer. Throws RuleBookError in words.
 */
export function readAskedLines({ name, text }: RuleFile): AskedLine[] {
  const problems: Problem[] = []
  const lines: AskedLine[] = []
  let rule: Omit<AskedArticle, 'article'> | 'not-here' | undefined
  let article: string | undefined
  for (const [index, written] of text.split(/\r?\n/).entries()) {
    const words = written
      .normalize('NFC')
      .replace(/^\uFEFF/, '')
      .trim()
    const problem = (said: string) => problems.push({ file: name, line: index + 1, text: said })
    if (words === '' || words.startsWith('>')) continue
    const [, document, version, title] = RULE.exec(words) ?? []
    const label = ARTICLE.exec(words)?.[1]
    if (NOT_HERE.test(words)) rule = 'not-here'
    else if (document !== undefined && version !== undefined && title !== undefined) {
      rule = { document, version, title }
      article = undefined
    } else if (label !== undefined && rule === 'not-here')
      problem('“# 汇编里没有”下面不分条。要写某一条的问法,请先写“# R08 2026 差旅费管理办法”。')
    else if (label !== undefined) article = label
    else if (words.startsWith('#'))
      problem(
        '看不懂这个标题,请写成“# R08 2026 差旅费管理办法”(编号、年份和名称)、“## 第六条”或“# 汇编里没有”。',
      )
    else if (words.length > LONGEST) problem(`一行写一个问题,不超过 ${LONGEST} 字。`)
    else if (rule === 'not-here') lines.push({ text: words, answer: undefined, file: name, line: index + 1 })
    else if (rule === undefined || article === undefined)
      problem('问题前面要先写“# R08 2026 差旅费管理办法”和“## 第六条”,说明是问哪一条的。')
    else lines.push({ text: words, answer: { ...rule, article }, file: name, line: index + 1 })
  }
  if (problems.length > 0) throw new RuleBookError(problems)
  return lines
}
