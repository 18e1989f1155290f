import { LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { type Problem, RuleBookError } from './problem.ts'

const day = z.string().refine(isDay)
const number = z.string().regex(/^[^\s〔〕]{1,20}〔\d{4}〕\d{1,4}号$/)
const words = z.string().trim().min(1)

const schema = z.strictObject({
  id: z.string().regex(/^[A-Z]\d{1,3}$/),
  title: words,
  number,
  year: z.number().int(),
  trial: z.boolean().default(false),
  effectiveFrom: day,
  effectiveTo: day.optional(),
  trialUntil: day.optional(),
  supersedes: z.array(number).default([]),
  abolishes: z.array(number).default([]),
  abolishedBy: number.optional(),
  amends: z.strictObject({ number, articles: z.array(z.number().int().positive()).min(1) }).optional(),
  transition: z.strictObject({ article: z.number().int().positive(), by: z.literal('departure') }).optional(),
  interpretedBy: words,
  sharing: z.enum(['public', 'internal']).default('public'),
  groups: z.array(words).min(1).optional(),
  level: z.enum(['higher', 'own']).default('own'),
  numbersAsIssued: z.boolean().default(false),
  aliases: z.array(words).default([]),
})

/** The facts about a version, as the office writes them at the head of its file. */
export type FrontMatter = z.infer<typeof schema>

const WHAT_TO_WRITE: Record<string, string> = {
  id: '请写一个字母加数字的短编号,如 R03',
  title: '请写制度全称,不带书名号',
  number: '请写发文字号,如 青办〔2026〕6号(括号用〔〕)',
  year: '请写发文字号里的年份,如 2026',
  trial: '请写 true 或 false',
  effectiveFrom: '请写施行日期,如 2026-03-01',
  effectiveTo: '请写最后有效的一天,如 2026-02-28',
  trialUntil: '请写试行期最后一天,如 2026-12-31',
  supersedes: '请写被替代的发文字号列表,如 [青办〔2023〕9号]',
  abolishes: '请写被废止的发文字号列表,如 [青办〔2019〕4号]',
  abolishedBy: '请写废止它的发文字号,如 青办〔2023〕9号',
  amends: '请写 { number: 青办〔2022〕10号, articles: [6] }',
  transition: '请写 { article: 13, by: departure }',
  interpretedBy: '请写负责解释的科室,如 综合科',
  sharing: '请写 public(公开)或 internal(内部);不得上网的制度不要放进来',
  groups: '请写可以回答的群名列表,如 [第一党支部工作群];不写表示本单位各群都可以',
  level: '上级的制度请写 higher,本单位的不用写',
  numbersAsIssued: '条号原文就不连续的请写 true',
  aliases: '请写简称列表,如 [请假办法, 补学办法]',
}

/** Splits a file into its checked front matter and its body; `bodyLine` is the line on which the body begins. */
export function readFrontMatter(
  file: string,
  text: string,
): { facts: FrontMatter; body: string; bodyLine: number } {
  const lines = text.split('\n')
  const end = lines.findIndex((line, index) => index > 0 && line.trim() === '---')
  if (lines[0]?.trim() !== '---' || end === -1) {
    throw new RuleBookError([
      { file, line: 1, text: '文件开头要有一段以 --- 开始、以 --- 结束的说明,写明 id、title、number 等。' },
    ])
  }
  const facts = checkFacts(file, lines.slice(1, end).join('\n'))
  return { facts, body: lines.slice(end + 1).join('\n'), bodyLine: end + 2 }
}

function checkFacts(file: string, yaml: string): FrontMatter {
  const counter = new LineCounter()
  const document = parseDocument(yaml, { lineCounter: counter })
  // The front matter begins on the second line of the file.
  const lineAt = (offset: number) => counter.linePos(offset).line + 1
  const broken = document.errors[0]
  if (broken) {
    const text = '这一行不是“名称: 内容”的写法,请检查冒号后的空格、缩进和括号。'
    throw new RuleBookError([{ file, line: lineAt(broken.pos[0]), text }])
  }
  const result = schema.safeParse(document.toJS() ?? {})
  if (!result.success) {
    const lineOf = (key: string) => {
      const node = document.get(key, true) as { range?: [number, number, number] } | undefined
      return node?.range ? lineAt(node.range[0]) : undefined
    }
    throw new RuleBookError(result.error.issues.flatMap(issue => describe(file, issue, lineOf)))
  }
  const facts = result.data
  if (!facts.number.includes(`〔${facts.year}〕`)) {
    throw new RuleBookError([{ file, text: `year 写的是 ${facts.year},与发文字号 ${facts.number} 不一致。` }])
  }
  if (facts.groups && facts.sharing === 'public') {
    throw new RuleBookError([{ file, text: '公开的制度不分群,请删去 groups,或者把 sharing 写成 internal。' }])
  }
  return facts
}

function describe(
  file: string,
  issue: z.core.$ZodIssue,
  lineOf: (key: string) => number | undefined,
): Problem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => located(file, lineOf(key), `不认识“${key}”这一项,请删去或改正名称。`))
  }
  const key = String(issue.path[0] ?? '')
  const line = lineOf(key)
  const what = WHAT_TO_WRITE[key] ?? '请对照其他制度文件的开头改正'
  return [located(file, line, `${line === undefined ? '缺少' : '写法不对:'}“${key}”。${what}。`)]
}

function located(file: string, line: number | undefined, text: string): Problem {
  return line === undefined ? { file, text } : { file, line, text }
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}
